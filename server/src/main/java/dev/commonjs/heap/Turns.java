package dev.commonjs.heap;

import dev.commonjs.heap.Value.Ref;
import dev.commonjs.syntax.Node;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one more turn of a loop has changed. From the second turn on, an object that was made in the
 * loop makes no difference where another one that was made by the same expression has been: what
 * one turn has made and a later one has changed stands for all that are made there, and the last of
 * them may be changed in the same way.
 */
final class Turns {
  private Turns() {}

  /**
   * Whether {@code now} says more than {@code old} does; objects with numbers from {@code made} on
   * make no difference where others that were made at the same place have been.
   */
  private static boolean isNew(@Nullable Object now, @Nullable Object old, int made) {
    if (now instanceof Slot slot) {
      Slot before = (Slot) old;
      return before == null
          || slot.always() != before.always()
          || slot.isAccessor() != before.isAccessor()
          || hasMore(slot.value(), before.value(), made);
    }
    if (now instanceof Cell.Meta meta) {
      Cell.Meta before = old == null ? Cell.Meta.PLAIN : (Cell.Meta) old;
      return meta.open().isEmpty() != before.open().isEmpty()
          || meta.freeze() != before.freeze()
          || hasMore(meta.rest(), before.rest(), made)
          || hasMore(meta.prototype(), before.prototype(), made);
    }
    return old != null;
  }

  private static boolean hasMore(@Nullable Value now, @Nullable Value before, int made) {
    if (now == null || now.equals(before)) {
      return now == null && before != null;
    }
    List<Value.Atom> known = before == null ? List.of() : before.atoms();
    for (Value.Atom atom : now.atoms()) {
      boolean own =
          atom instanceof Ref ref && ref.cell().id >= made && hasLike(known, ref.cell(), made);
      if (!own && !(atom instanceof Value.Unknown) && !known.contains(atom)) {
        return true;
      }
    }
    return false;
  }

  static List<Cell> changed(
      Place[] places, @Nullable Object[] before, int count, boolean first, Heap.Mark loop) {
    List<Cell> cells = new ArrayList<>();
    int made = first ? Integer.MAX_VALUE : loop.cells();
    for (int i = 0; i < count; i++) {
      Cell cell = places[i].cell();
      if (cell.id < loop.cells() && isNew(places[i].content(), before[i], made)) {
        cells.add(cell);
      }
    }
    return cells;
  }

  /** Whether each of {@code places} that was there at {@code mark} holds what it held before. */
  static boolean areSame(Place[] places, @Nullable Object[] before, int count, Heap.Mark mark) {
    for (int i = 0; i < count; i++) {
      if (places[i].cell().id < mark.cells() && !Objects.equals(places[i].content(), before[i])) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether one of {@code known} was made in the loop by the expression that made {@code cell}, and
   * holds the texts that this holds: they grow from turn to turn, and become names.
   */
  @SuppressWarnings("ReferenceEquality") // Two expressions with one text are two.
  private static boolean hasLike(List<Value.Atom> known, Cell cell, int made) {
    for (Value.Atom atom : known) {
      if (atom instanceof Ref ref
          && ref.cell().id >= made
          && ref.cell().site == cell.site
          && holdsTextsOf(ref.cell(), cell)) {
        return true;
      }
    }
    return false;
  }

  private static boolean holdsTextsOf(Cell known, Cell cell) {
    boolean[] all = {holdsTexts(known.meta.rest(), cell.meta.rest())};
    cell.slots.forEachNamed(
        (name, slot) -> {
          Slot other = known.slots.get(name);
          all[0] &= holdsTexts(other == null ? null : other.value(), slot.value());
        });
    return all[0];
  }

  private static boolean holdsTexts(@Nullable Value known, @Nullable Value value) {
    return value == null
        || !value.any(Value.Str.class::isInstance)
        || known != null && Value.join(known, value).equals(known);
  }

  /** Where objects were made that a later turn of {@code loop} than their own has changed. */
  static Collection<Node> changedSites(Place[] changed, int count, Heap.Mark loop, Heap.Mark turn) {
    Set<Node> sites = Set.of();
    for (int i = 0; i < count; i++) {
      Cell cell = changed[i].cell();
      if (cell.id >= loop.cells()
          && cell.id < turn.cells()
          && cell.kind != Cell.Kind.FRAME
          && cell.site != null) {
        sites = sites.isEmpty() ? Collections.newSetFromMap(new IdentityHashMap<>()) : sites;
        sites.add(cell.site);
      }
    }
    return sites;
  }

  /** Those of {@code changed} that were made in {@code loop} at one of {@code sites}. */
  static List<Cell> madeAt(Collection<Node> sites, Place[] changed, int count, Heap.Mark loop) {
    List<Cell> made = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      if (changed[i] instanceof Cell cell
          && cell.id >= loop.cells()
          && cell.kind != Cell.Kind.FRAME
          && cell.site != null
          && sites.contains(cell.site)) {
        made.add(cell);
      }
    }
    return made;
  }

  /** Those made since {@code turn} that inherit from one of the turn before: the end of a chain. */
  static List<Cell> last(Place[] changed, int count, Heap.Mark before, Heap.Mark turn) {
    List<Cell> last = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      if (changed[i] instanceof Cell cell
          && cell.id >= turn.cells()
          && cell.kind != Cell.Kind.FRAME
          && isMadeBetween(cell.meta.prototype(), before, turn)) {
        last.add(cell);
      }
    }
    return last;
  }

  private static boolean isMadeBetween(@Nullable Value value, Heap.Mark before, Heap.Mark turn) {
    return value != null
        && value.any(
            atom ->
                atom instanceof Ref to
                    && to.cell().id >= before.cells()
                    && to.cell().id < turn.cells());
  }
}
