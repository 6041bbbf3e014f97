package dev.commonjs.interpret;

import dev.commonjs.heap.Cell;
import dev.commonjs.heap.Cell.CopyOf;
import dev.commonjs.heap.Cell.EffectOf;
import dev.commonjs.heap.Heap;
import dev.commonjs.heap.Opening;
import dev.commonjs.heap.Slot.Site;
import dev.commonjs.heap.Value;
import dev.commonjs.heap.Value.Atom;
import dev.commonjs.heap.Value.Symbolic;
import dev.commonjs.shape.Phase;
import dev.commonjs.shape.Reason;
import dev.commonjs.shape.Reason.Plain;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Names that this file does not list: parts from outside, and reasons why there may be more. */
public final class OpenNames {
  /** ECMA-262, Properties of the Array Prototype Object: those that change their receiver. */
  private static final Set<String> CHANGES_LIST =
      Set.of("push", "pop", "shift", "unshift", "splice", "sort", "reverse", "fill", "copyWithin");

  /** Lists of other modules that this file has changed on some path. */
  private final Set<Symbolic> changed = new HashSet<>();

  private final Heap heap;
  private final ForeignObjects foreign;
  private final LaterChanges later;

  OpenNames(Heap heap, ForeignObjects foreign, LaterChanges later) {
    this.heap = heap;
    this.foreign = foreign;
    this.later = later;
  }

  /** {@code list.method(…)} on a list of another module. */
  void calledOn(Symbolic list, String method) {
    if (CHANGES_LIST.contains(method)) {
      changed.add(list);
    }
  }

  /** Where the linker may know the name {@code key}; null where nobody does. */
  public Cell.@Nullable NamedBy namedBy(Atom key, boolean sure) {
    return switch (key) {
      case Value.EachElement element
          when changed.contains(element.list()) || !foreign.writtenOn(element.list()).isEmpty() ->
          null;
      case Value.EachElement element -> new Cell.NamedBy(heap.tick(), element.list(), true, sure);
      case Symbolic symbolic -> new Cell.NamedBy(heap.tick(), symbolic, false, sure);
      default -> null;
    };
  }

  /** Adds names from outside; the same part twice (a second turn of a loop) is one. */
  public void addPart(Cell cell, Cell.Part part, Situation situation) {
    later.writeAny(cell, situation);
    if (isThere(cell.meta.parts(), part)) {
      return;
    }
    if (cell.meta.parts().size() >= heap.limits().parts()) {
      open(cell, Plain.GIVEN_TO_TOO_MANY, null, situation);
      return;
    }
    heap.setMeta(cell, cell.meta.withPart(part));
  }

  /** Whether {@code part} brings nothing that one of {@code parts} hasn't brought. */
  static boolean isThere(List<Cell.Part> parts, Cell.Part part) {
    for (int i = parts.size() - 1; i >= 0 && !(parts.get(i) instanceof Cell.Deleted); i--) {
      if (sameBesidesOrder(parts.get(i), part)) {
        return true;
      }
    }
    return false;
  }

  private static boolean sameBesidesOrder(Cell.Part a, Cell.Part b) {
    if (a instanceof EffectOf x && b instanceof EffectOf y) {
      return x.callee().equals(y.callee())
          && x.index() == y.index()
          && x.within() == y.within()
          && x.arguments().equals(y.arguments());
    }
    if (a instanceof Cell.NamedBy x && b instanceof Cell.NamedBy y) {
      return x.source().equals(y.source()) && x.each() == y.each();
    }
    return a instanceof CopyOf x
        && b instanceof CopyOf y
        && x.source().equals(y.source())
        && x.filter().equals(y.filter())
        && x.inherited() == y.inherited()
        && x.values() == y.values();
  }

  /**
   * Names may be there that nobody lists.
   *
   * @param site what brought them; null where no place says more than another
   */
  public void open(Cell cell, Reason reason, @Nullable Site site, Situation situation) {
    later.writeAny(cell, situation);
    cell.seen.perhapsOpen |= situation.phase() == Phase.MAYBE;
    heap.setMeta(cell, cell.meta.opened(new Opening(reason, site == null ? null : site.whole())));
  }
}
