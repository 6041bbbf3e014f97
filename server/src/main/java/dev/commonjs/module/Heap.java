package dev.commonjs.module;

import dev.commonjs.syntax.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The abstract heap: cells that are changed in place, and a trail of what they held before, so that a path can be walked, kept as
 * the list of its changes, taken back, and joined with another path. A branch costs what it changes, whatever the size of the heap.
 */
final class Heap {
  private record Entry(Cell cell, @Nullable String key, @Nullable Object old) {}

  /** {@code key} null: the cell's {@link Cell.Meta}; its presence tells that the cell was allocated or its meta changed. */
  private record Place(Cell cell, @Nullable String key) {}

  /** A moment that can be gone back to. */
  record Mark(int trail, int cells) {}

  /** What a path changed since a mark: the new contents. */
  static final class Changes {
    private final Map<Place, @Nullable Object> contents = new LinkedHashMap<>();
  }

  private final List<Entry> trail = new ArrayList<>();
  private int cells;
  private long work;
  private int order;

  Cell allocate(Cell.Kind kind, @Nullable Node site, Cell.@Nullable Callable callable, @Nullable Cell outer) {
    Cell cell = new Cell(cells++, kind, site, callable, outer);
    trail.add(new Entry(cell, null, null));
    return cell;
  }

  /** A cell that is there from the start, on every path. */
  Cell primordial() {
    return new Cell(-1, Cell.Kind.OBJECT, null, null, null);
  }

  /** The next number of the common order of slots, parts and events. */
  int tick() {
    return order++;
  }

  /** How many slots were looked at to take paths back and to join them. */
  long work() {
    return work;
  }

  void put(Cell cell, String key, Slot slot) {
    trail.add(new Entry(cell, key, cell.slots.put(key, slot)));
  }

  void remove(Cell cell, String key) {
    Slot old = cell.slots.remove(key);
    if (old != null) {
      trail.add(new Entry(cell, key, old));
    }
  }

  // An equal one that is not the same costs an entry of the trail, less than comparing all the time.
  @SuppressWarnings("ReferenceEquality")
  void setMeta(Cell cell, Cell.Meta meta) {
    if (cell.meta != meta) {
      trail.add(new Entry(cell, null, cell.meta));
      cell.meta = meta;
    }
  }

  Mark mark() {
    return new Mark(trail.size(), cells);
  }

  /** Goes back to {@code mark}. */
  void undo(Mark mark) {
    for (int i = trail.size() - 1; i >= mark.trail; i--) {
      Entry entry = trail.remove(i);
      restore(entry.cell, entry.key, entry.old);
    }
  }

  /** What has changed since {@code mark}; the heap stays as it is. */
  Changes changes(Mark mark) {
    Changes changes = new Changes();
    work += trail.size() - mark.trail;
    for (int i = mark.trail; i < trail.size(); i++) {
      Entry entry = trail.get(i);
      changes.contents.put(new Place(entry.cell, entry.key), content(entry.cell, entry.key));
    }
    return changes;
  }

  /** {@link #changes}, then {@link #undo}. */
  Changes rollback(Mark mark) {
    Changes changes = changes(mark);
    undo(mark);
    return changes;
  }

  /** Makes the changes of a path again; the heap must be as it was at the mark of {@code changes}. */
  void apply(Changes changes) {
    changes.contents.forEach((place, content) -> set(place, content));
  }

  /** Joins the present state with the one that {@code changes} leads to; both started at {@code mark}. */
  void join(Mark mark, Changes changes) {
    Map<Place, @Nullable Object> before = new HashMap<>();
    List<Place> mine = new ArrayList<>();
    work += trail.size() - mark.trail + changes.contents.size();
    for (int i = mark.trail; i < trail.size(); i++) {
      Entry entry = trail.get(i);
      Place place = new Place(entry.cell, entry.key);
      if (!before.containsKey(place)) {
        before.put(place, entry.old);
        mine.add(place);
      }
    }
    Set<Place> done = new HashSet<>();
    for (Map.Entry<Place, @Nullable Object> other : changes.contents.entrySet()) {
      Place place = other.getKey();
      done.add(place);
      joinPlace(place, mark, before, other.getValue());
    }
    for (Place place : mine) {
      if (!done.contains(place) && existsIn(changes, place.cell, mark)) {
        joinContents(place, before.get(place));
      }
    }
  }

  /**
   * Joins the present state with the one at {@code mark}, as after a loop that may have had no turn. Constants that differ between the two
   * are widened to their kind, so that a second turn stands for all later ones.
   */
  void joinWidening(Mark mark) {
    Map<Place, @Nullable Object> before = new LinkedHashMap<>();
    work += trail.size() - mark.trail;
    for (int i = mark.trail; i < trail.size(); i++) {
      Entry entry = trail.get(i);
      Place place = new Place(entry.cell, entry.key);
      if (!before.containsKey(place)) {
        before.put(place, entry.old);
      }
    }
    before.forEach(
        (place, old) -> {
          if (place.cell.id >= mark.cells) {
            return;
          }
          Slot now = place.key == null ? null : place.cell.slots.get(place.key);
          joinContents(place, old);
          if (now != null && old != null && place.key != null) {
            Slot joined = java.util.Objects.requireNonNull(place.cell.slots.get(place.key));
            Value widened = Value.widen(((Slot) old).value(), now.value());
            if (!widened.equals(joined.value())) {
              put(place.cell, place.key, joined.withValue(widened));
            }
          }
        });
  }

  private void joinPlace(
      Place place, Mark mark, Map<Place, @Nullable Object> before, @Nullable Object theirs) {
    boolean isNew = place.cell.id >= mark.cells;
    if (isNew && !before.containsKey(new Place(place.cell, null))) {
      set(place, theirs);
    } else {
      joinContents(place, theirs);
    }
  }

  private static boolean existsIn(Changes changes, Cell cell, Mark mark) {
    return cell.id < mark.cells || changes.contents.containsKey(new Place(cell, null));
  }

  private void joinContents(Place place, @Nullable Object theirs) {
    Object mine = content(place.cell, place.key);
    if (place.key == null) {
      if (theirs != null && mine != null && !mine.equals(theirs)) {
        setMeta(place.cell, Cell.Meta.join((Cell.Meta) mine, (Cell.Meta) theirs));
      }
    } else {
      Slot joined = Slot.join((Slot) mine, (Slot) theirs);
      if (joined != null && !joined.equals(mine)) {
        put(place.cell, place.key, joined);
      }
    }
  }

  private static @Nullable Object content(Cell cell, @Nullable String key) {
    return key == null ? cell.meta : cell.slots.get(key);
  }

  private void set(Place place, @Nullable Object content) {
    if (place.key == null) {
      // Also when nothing differs: the entry tells later joins that the cell exists on this path.
      trail.add(new Entry(place.cell, null, place.cell.meta));
      place.cell.meta = (Cell.Meta) java.util.Objects.requireNonNull(content);
    } else if (content == null) {
      remove(place.cell, place.key);
    } else {
      put(place.cell, place.key, (Slot) content);
    }
  }

  private static void restore(Cell cell, @Nullable String key, @Nullable Object old) {
    if (key == null) {
      cell.meta = old == null ? Cell.Meta.PLAIN : (Cell.Meta) old;
    } else if (old == null) {
      cell.slots.remove(key);
    } else {
      cell.slots.put(key, (Slot) old);
    }
  }
}
