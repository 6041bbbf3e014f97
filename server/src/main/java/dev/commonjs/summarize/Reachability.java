package dev.commonjs.summarize;

import dev.commonjs.heap.Cell;
import dev.commonjs.heap.Constants;
import dev.commonjs.heap.Limits;
import dev.commonjs.heap.Slots;
import dev.commonjs.heap.Value;
import dev.commonjs.heap.Value.Atom;
import dev.commonjs.heap.Value.Ref;
import dev.commonjs.heap.Value.Symbolic;
import dev.commonjs.interpret.ExportEvents;
import dev.commonjs.shape.Phase;
import dev.commonjs.shape.Shape;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What callers may get hold of, in the end or at some later time, by following properties,
 * prototypes, copies and bound values. Never too little: what may be any value of the file counts
 * as reached.
 */
final class Reachability {
  private final Set<Cell> cells = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<Atom> atoms = new HashSet<>();
  private boolean unknown;

  private final Function<Symbolic, @Nullable Cell> changes;

  private final Map<Cell, Set<Cell>> taken;

  private Reachability(Function<Symbolic, @Nullable Cell> changes, Map<Cell, Set<Cell>> taken) {
    this.changes = changes;
    this.taken = taken;
  }

  /**
   * @param changes what the file has put on a value of another module; null for nothing
   * @param exported the value of {@code module.exports} when the file has run
   */
  static Reachability of(
      ExportEvents events,
      Function<Symbolic, @Nullable Cell> changes,
      Sequence sequence,
      Value exported) {
    Reachability reached = new Reachability(changes, events.taken);
    reached.reach(exported);
    events.laterValues.forEach(reached::reach);
    events.blurred.forEach(cell -> reached.reach(new Ref(cell)));
    if (events.moreLaterValues || reached.holdsAnything()) {
      events.anyMemberRead.forEach(cell -> members(cell).forEach(reached::reach));
    }
    // After an await: what it assigns may be another value by the time it runs.
    boolean tooEarly =
        events.replacements.stream()
            .anyMatch(r -> r.phase() == Phase.LATER && sequence.replacedAfter(r.order()) != null);
    if (tooEarly) {
      events.replacements.forEach(r -> reached.reach(r.value()));
      events.rebinds().forEach(r -> reached.reach(r.value()));
    }
    return reached;
  }

  /**
   * Whether callers get something of which not all is known, or a function, which may return
   * anything: it may be any value that got lost.
   */
  boolean holdsAnything() {
    return atoms.stream().anyMatch(Reachability::mayBeAnything)
        || cells.stream().anyMatch(c -> c.isOpen() || c.isCallable() || !c.meta.parts().isEmpty());
  }

  private static boolean mayBeAnything(Atom atom) {
    return switch (atom) {
      case Ref ref -> false;
      case Value.Builtin builtin -> false;
      default -> !Constants.isPrimitive(atom);
    };
  }

  private static List<Value> members(Cell cell) {
    return cell.slots.list().stream().map(own -> own.slot().value()).toList();
  }

  private void reach(Value from) {
    Deque<Value> queue = new ArrayDeque<>();
    queue.add(from);
    for (Value value = queue.poll(); value != null; value = queue.poll()) {
      for (Atom atom : value.atoms()) {
        atoms.add(atom);
        unknown |= atom.isUnknown();
        Cell cell = cellOf(atom);
        if (cell != null && cells.add(cell)) {
          cell.forEachHeld(queue::add);
          cell.forEachSource(queue::add);
        } else if (atom instanceof Value.EachValue each && each.of() instanceof Ref of) {
          queue.addAll(members(of.cell()));
        }
      }
    }
  }

  private @Nullable Cell cellOf(Atom atom) {
    return switch (atom) {
      case Ref ref -> ref.cell();
      case Symbolic symbolic -> changes.apply(symbolic);
      default -> null;
    };
  }

  boolean contains(Cell cell) {
    return cells.contains(cell);
  }

  boolean contains(Atom atom) {
    return atoms.contains(atom);
  }

  /** Whether a value of which nothing is known is among what callers get. */
  boolean containsUnknown() {
    return unknown;
  }

  /** Where paths meet, a constant may have become a primitive of its kind. */
  boolean containsKindOf(Atom atom) {
    Shape.PrimitiveKind kind = atom.primitiveKind();
    return kind != null && atoms.contains(new Value.Prim(kind));
  }

  /** Members of {@code cell} that were read reach callers. */
  boolean containsReadMembersOf(Cell cell, Limits limits) {
    if (taken.getOrDefault(cell, Set.of()).stream().anyMatch(cells::contains)) {
      return true;
    }
    Cell at = cell;
    for (int depth = 0; depth < limits.chain(); depth++) {
      for (Slots.Keyed own : at.slots.list()) {
        boolean reaches =
            own.slot().value().any(atom -> atom instanceof Ref ref && cells.contains(ref.cell()));
        if (reaches && cell.seen.reads().contains(own.key())) {
          return true;
        }
      }
      if (!(at.meta.prototype() instanceof Ref prototype)) {
        return false;
      }
      at = prototype.cell();
    }
    return true; // it is not known
  }
}
