package dev.commonjs.interpret;

import dev.commonjs.heap.Cell;
import dev.commonjs.heap.Cell.EffectOf;
import dev.commonjs.heap.Heap;
import dev.commonjs.heap.Opening;
import dev.commonjs.heap.Value;
import dev.commonjs.heap.Value.Atom;
import dev.commonjs.heap.Value.Ref;
import dev.commonjs.heap.Value.Symbolic;
import dev.commonjs.shape.Phase;
import dev.commonjs.shape.Reason;
import dev.commonjs.shape.Reason.Plain;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** Objects that code outside of the file gets hold of. */
public final class Escapes {
  private final Heap heap;
  private final ForeignUses uses;
  private final OpenNames names;
  private final LaterChanges later;
  private final GlobalScope globals;
  private final LoaderChanges loader;

  Escapes(
      Heap heap,
      ForeignUses uses,
      OpenNames names,
      LaterChanges later,
      GlobalScope globals,
      LoaderChanges loader) {
    this.heap = heap;
    this.uses = uses;
    this.names = names;
    this.later = later;
    this.globals = globals;
    this.loader = loader;
  }

  /**
   * Code that is not known gets hold of {@code value}: it may write names on it, and call the
   * functions in it.
   */
  public void escape(Value value, Reason reason, Situation situation) {
    if (value instanceof Atom only) {
      escapeAtom(only, reason, situation);
    } else {
      value.atoms().forEach(atom -> escapeAtom(atom, reason, situation));
    }
  }

  private void escapeAtom(Atom atom, Reason reason, Situation situation) {
    if (atom instanceof Ref ref) {
      escapeCell(ref.cell(), reason, new Walk(), situation);
    } else if (atom instanceof Symbolic symbolic) {
      uses.escapeSymbolic(symbolic, situation);
    } else if (atom instanceof Value.Builtin builtin) {
      loader.handOver(builtin, null, situation);
    }
  }

  /**
   * {@code cell} is given to a function that the linker may know: what that does to it, and to what
   * can be reached from it, is {@code effect} of whether the object is only reached.
   */
  void handOver(Cell cell, Function<Boolean, EffectOf> effect, Situation situation) {
    Set<Cell> done = new HashSet<>();
    Walk escaped = new Walk();
    Set<Cell> through = new HashSet<>();
    Deque<Cell> queue = new ArrayDeque<>(List.of(cell));
    for (Cell next = queue.poll(); next != null; next = queue.poll()) {
      if (done.size() > heap.limits().handedOver()) {
        escapeCell(next, Plain.GIVEN_TO_MODULE, escaped, situation);
      }
      if (done.size() > heap.limits().handedOver() || !done.add(next) || next == globals.cell) {
        continue;
      }
      next.seen.escaped = true;
      if (next.isCallable()) {
        next.seen.calledIn(Phase.MAYBE);
      }
      if (next == cell || !next.meta.frozen() && next.kind != Cell.Kind.FRAME) {
        names.addPart(next, effect.apply(next != cell), situation);
      }
      boolean first = next == cell;
      next.forEachHeld(
          value -> {
            addObjects(value, queue);
            if (first) {
              escapeSymbols(value, situation);
            }
          });
      reachThrough(next, c -> !done.contains(c) && through.add(c), queue);
    }
  }

  private void escapeSymbols(Value value, Situation situation) {
    for (Atom atom : value.atoms()) {
      if (atom instanceof Symbolic symbolic) {
        uses.escapeSymbolic(symbolic, situation);
      }
    }
  }

  /**
   * Adds to {@code reached} what is found in the prototypes and copied objects of {@code cell}.
   * They themselves are not written on when a name is written on {@code cell} (ECMA-262,
   * OrdinarySetWithOwnDescriptor). Of a class that is nothing: who is given an instance is not
   * taken to write on what all instances share.
   */
  private static void reachThrough(Cell cell, Predicate<Cell> isNew, Deque<Cell> reached) {
    if (!cell.hasSources()) {
      return;
    }
    Deque<Cell> sources = new ArrayDeque<>(2);
    cell.forEachSource(value -> addObjects(value, sources));
    for (Cell next = sources.poll(); next != null; next = sources.poll()) {
      if (!next.slots.has("constructor") && isNew.test(next)) {
        next.forEachHeld(value -> addObjects(value, reached));
        next.forEachSource(value -> addObjects(value, sources));
      }
    }
  }

  /** The cells of one walk: marked, not collected, for most walks are of few and there are many. */
  private final class Walk {
    private final int number = heap.tick();
    private int size;

    boolean add(Cell cell) {
      if (cell.walk == number) {
        return false;
      }
      cell.walk = number;
      size++;
      return true;
    }

    boolean addThrough(Cell cell) {
      boolean isNew = cell.walk != number && cell.walkThrough != number;
      cell.walkThrough = number;
      return isNew;
    }
  }

  private void escapeCell(Cell first, Reason reason, Walk walk, Situation situation) {
    Opening opening = new Opening(reason, null);
    Deque<Cell> queue = new ArrayDeque<>(4);
    queue.add(first);
    for (Cell cell = queue.poll(); cell != null; cell = queue.poll()) {
      if (cell == globals.cell || !walk.add(cell)) {
        continue;
      }
      if (walk.size > heap.limits().escaped()) {
        heap.exceeded(queue);
        heap.exceeded(List.of(cell));
        return;
      }
      cell.seen.escaped = true;
      if (cell.isCallable()) {
        cell.seen.calledIn(Phase.MAYBE);
      }
      if (!cell.meta.frozen() && cell.kind != Cell.Kind.FRAME) {
        later.writeAny(cell, situation);
        heap.setMeta(cell, cell.meta.opened(opening));
      }
      cell.forEachHeld(value -> addObjects(value, queue));
      reachThrough(cell, walk::addThrough, queue);
    }
    heap.charge(walk.size);
  }

  private static void addObjects(Value value, Deque<Cell> queue) {
    if (value instanceof Ref only) {
      queue.add(only.cell());
    } else if (value instanceof Value.Union union) {
      for (Atom atom : union.atoms()) {
        if (atom instanceof Ref ref) {
          queue.add(ref.cell());
        }
      }
    }
  }
}
