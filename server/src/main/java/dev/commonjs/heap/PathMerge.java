package dev.commonjs.heap;

import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Many paths that all started at one {@link Heap.Mark} become one, as {@link Heap#join} would make
 * it of one after the other. The heap, which may be on any path from there, stays as it is.
 */
public final class PathMerge {
  /** What a place holds on any of the paths. */
  private static final class Joined {
    private final @Nullable Object atMark;
    private @Nullable Object content;

    /** Some path leaves it as it was: more of them add nothing. */
    private boolean unchanged;

    Joined(@Nullable Object atMark, @Nullable Object content) {
      this.atMark = atMark;
      this.content = content;
    }
  }

  private final Heap heap;
  private final Heap.Mark mark;
  private final Map<Place, Joined> all = new LinkedHashMap<>();

  /** The cells that were made on the paths so far. */
  private final Set<Cell> cells = new HashSet<>();

  private boolean first = true;

  /**
   * @param mark where the paths have started
   */
  public PathMerge(Heap heap, Heap.Mark mark) {
    this.heap = heap;
    this.mark = mark;
  }

  /** More paths. */
  public void add(List<Changes> paths) {
    Map<Place, @Nullable Object> present = new IdentityHashMap<>();
    heap.forEachChange(mark, present::put);
    for (Changes path : paths) {
      add(path, present);
      first = false;
    }
  }

  /**
   * @param present what the present path has changed since the mark, with what was there before
   */
  private void add(Changes path, Map<Place, @Nullable Object> present) {
    heap.charge(path.places.length + all.size());
    int pass = heap.nextPass();
    for (Place place : path.places) {
      place.otherPass = pass;
    }
    all.forEach(
        (place, own) -> {
          boolean theirs = place.otherPass == pass;
          boolean there = place.cell().id < mark.cells() || place.cell().otherPass == pass;
          if (!theirs && there && !own.unchanged) {
            own.content = joined(place, own.content, own.atMark);
            own.unchanged = true;
          }
        });
    for (int i = 0; i < path.places.length; i++) {
      add(path.places[i], path.contents[i], present);
    }
    for (Place place : path.places) {
      if (place instanceof Cell cell) {
        cells.add(cell);
      }
    }
  }

  private void add(Place place, @Nullable Object content, Map<Place, @Nullable Object> present) {
    Joined own = all.get(place);
    boolean there = !first && (place.cell().id < mark.cells() || cells.contains(place.cell()));
    if (own == null) {
      Object atMark = present.containsKey(place) ? present.get(place) : place.content();
      own = new Joined(atMark, there ? joined(place, atMark, content) : content);
      own.unchanged = there;
      all.put(place, own);
    } else {
      own.content = there ? joined(place, own.content, content) : content;
    }
  }

  @SuppressWarnings("ReferenceEquality") // Only a short cut: the same is equal.
  private @Nullable Object joined(Place place, @Nullable Object mine, @Nullable Object theirs) {
    if (mine == theirs) {
      return mine;
    }
    if (place instanceof Cell cell) {
      return mine == null || theirs == null
          ? mine == null ? theirs : mine
          : heap.joined(cell, (Cell.Meta) mine, (Cell.Meta) theirs);
    }
    return heap.joined((Slot) mine, (Slot) theirs);
  }

  /** The one that they have become. */
  public Changes changes() {
    Place[] places = all.keySet().toArray(Place[]::new);
    @Nullable Object[] contents = new Object[places.length];
    int i = 0;
    for (Joined own : all.values()) {
      contents[i++] = own.content;
    }
    return new Changes(places, contents);
  }
}
