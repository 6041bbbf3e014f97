package dev.commonjs.module;

import dev.commonjs.syntax.Node;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The abstract heap: cells that are changed in place, and a trail of what they held before, so that
 * a path can be walked, kept as the list of its changes, taken back, and joined with another path.
 * A branch costs what it changes, whatever the size of the heap.
 */
final class Heap {
  /**
   * {@code key} null: the cell's {@link Cell.Meta}; its presence tells that the cell was allocated
   * or its meta changed.
   */
  private record Entry(Cell cell, @Nullable String key, @Nullable Object old) {}

  /** A moment that can be gone back to. */
  record Mark(int trail, int cells) {}

  /** What a path changed since a mark: the new contents. */
  static final class Changes {
    private final Places contents;

    private Changes(int most) {
      this.contents = new Places(most);
    }
  }

  private final List<Entry> trail = new ArrayList<>();
  private int cells;
  private long work;
  private int order;

  Cell allocate(
      Cell.Kind kind, @Nullable Node site, Cell.@Nullable Callable callable, @Nullable Cell outer) {
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

  // An equal one that is not the same costs an entry of the trail, less than comparing all the
  // time.
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
    Changes changes = new Changes(trail.size() - mark.trail);
    work += trail.size() - mark.trail;
    for (int i = mark.trail; i < trail.size(); i++) {
      Entry entry = trail.get(i);
      if (changes.contents.add(entry.cell, entry.key)) {
        changes.contents.setLast(content(entry.cell, entry.key));
      }
    }
    return changes;
  }

  /** {@link #changes}, then {@link #undo}. */
  Changes rollback(Mark mark) {
    Changes changes = changes(mark);
    undo(mark);
    return changes;
  }

  /**
   * Makes the changes of a path again; the heap must be as it was at the mark of {@code changes}.
   */
  void apply(Changes changes) {
    Places contents = changes.contents;
    for (int i = 0; i < contents.size(); i++) {
      set(contents.cell(i), contents.key(i), contents.content(i));
    }
  }

  /**
   * Joins the present state with the one that {@code changes} leads to; both started at {@code
   * mark}.
   */
  void join(Mark mark, Changes changes) {
    Places before = before(mark);
    Places theirs = changes.contents;
    work += trail.size() - mark.trail + theirs.size();
    for (int i = 0; i < theirs.size(); i++) {
      joinPlace(theirs.cell(i), theirs.key(i), mark, before, theirs.content(i));
    }
    for (int i = 0; i < before.size(); i++) {
      Cell cell = before.cell(i);
      boolean mineOnly = !theirs.contains(cell, before.key(i));
      if (mineOnly && (cell.id < mark.cells || theirs.contains(cell, null))) {
        joinContents(cell, before.key(i), before.content(i));
      }
    }
  }

  /**
   * What has changed since {@code mark}, in the order of the first changes, with what was there
   * then.
   */
  private Places before(Mark mark) {
    Places before = new Places(trail.size() - mark.trail);
    for (int i = mark.trail; i < trail.size(); i++) {
      Entry entry = trail.get(i);
      if (before.add(entry.cell, entry.key)) {
        before.setLast(entry.old);
      }
    }
    return before;
  }

  /**
   * Joins the present state with the one at {@code mark}, as after a loop that may have had no
   * turn. Constants that differ between the two are widened to their kind, so that a second turn
   * stands for all later ones.
   */
  void joinWidening(Mark mark) {
    Places before = before(mark);
    work += trail.size() - mark.trail;
    for (int i = 0; i < before.size(); i++) {
      if (before.cell(i).id < mark.cells) {
        joinWidening(before.cell(i), before.key(i), before.content(i));
      }
    }
  }

  private void joinWidening(Cell cell, @Nullable String key, @Nullable Object old) {
    Slot now = key == null ? null : cell.slots.get(key);
    joinContents(cell, key, old);
    if (now != null && old != null && key != null) {
      Slot joined = java.util.Objects.requireNonNull(cell.slots.get(key));
      Value widened = Value.widen(((Slot) old).value(), now.value());
      if (!widened.equals(joined.value())) {
        put(cell, key, joined.withValue(widened));
      }
    }
  }

  private void joinPlace(
      Cell cell, @Nullable String key, Mark mark, Places before, @Nullable Object theirs) {
    boolean isNew = cell.id >= mark.cells;
    if (isNew && !before.contains(cell, null)) {
      set(cell, key, theirs);
    } else {
      joinContents(cell, key, theirs);
    }
  }

  @SuppressWarnings("ReferenceEquality") // Only a short cut: the same is equal.
  private void joinContents(Cell cell, @Nullable String key, @Nullable Object theirs) {
    Object mine = content(cell, key);
    if (mine == theirs) {
      return;
    }
    if (key == null) {
      if (theirs != null && mine != null && !mine.equals(theirs)) {
        setMeta(cell, Cell.Meta.join((Cell.Meta) mine, (Cell.Meta) theirs));
      }
    } else {
      Slot joined = Slot.join((Slot) mine, (Slot) theirs);
      if (joined != null && !joined.equals(mine)) {
        put(cell, key, joined);
      }
    }
  }

  private static @Nullable Object content(Cell cell, @Nullable String key) {
    return key == null ? cell.meta : cell.slots.get(key);
  }

  private void set(Cell cell, @Nullable String key, @Nullable Object content) {
    if (key == null) {
      // Also when nothing differs: the entry tells later joins that the cell exists on this path.
      trail.add(new Entry(cell, null, cell.meta));
      cell.meta = (Cell.Meta) java.util.Objects.requireNonNull(content);
    } else if (content == null) {
      remove(cell, key);
    } else {
      put(cell, key, (Slot) content);
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
