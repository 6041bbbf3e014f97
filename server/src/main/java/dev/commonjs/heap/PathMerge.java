package dev.commonjs.heap;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Several paths become one, see {@link Heap#merged}. */
final class PathMerge {
  private final Heap heap;
  private final Heap.Mark mark;
  private final Map<Place, @Nullable Object> atMark;
  private final Map<Place, @Nullable Object> all = new LinkedHashMap<>();
  private boolean first = true;

  PathMerge(Heap heap, Heap.Mark mark, Map<Place, @Nullable Object> atMark) {
    this.heap = heap;
    this.mark = mark;
    this.atMark = atMark;
  }

  private @Nullable Object contentAtMark(Place place) {
    return atMark.containsKey(place) ? atMark.get(place) : place.content();
  }

  void add(Changes path) {
    heap.charge(path.places.length + all.size());
    Map<Place, @Nullable Object> theirs = new LinkedHashMap<>();
    for (int i = 0; i < path.places.length; i++) {
      theirs.put(path.places[i], path.contents[i]);
    }
    if (first) {
      all.putAll(theirs);
      first = false;
      return;
    }
    Set<Place> before = new HashSet<>(all.keySet());
    for (Place place : before) {
      boolean there = place.cell().id < mark.cells() || theirs.containsKey(place.cell());
      if (!theirs.containsKey(place) && there) {
        all.put(place, joined(place, all.get(place), contentAtMark(place)));
      }
    }
    theirs.forEach(
        (place, content) -> {
          boolean mine = place.cell().id < mark.cells() || before.contains(place.cell());
          Object own = before.contains(place) ? all.get(place) : contentAtMark(place);
          all.put(place, mine ? joined(place, own, content) : content);
        });
  }

  private @Nullable Object joined(Place place, @Nullable Object mine, @Nullable Object theirs) {
    if (place instanceof Cell cell) {
      return mine == null || theirs == null
          ? mine == null ? theirs : mine
          : heap.joined(cell, (Cell.Meta) mine, (Cell.Meta) theirs);
    }
    return heap.joined((Slot) mine, (Slot) theirs);
  }

  Changes changes() {
    Place[] places = all.keySet().toArray(Place[]::new);
    @Nullable Object[] contents = all.values().toArray();
    return new Changes(places, contents);
  }
}
