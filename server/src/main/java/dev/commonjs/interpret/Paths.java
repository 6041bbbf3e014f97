package dev.commonjs.interpret;

import dev.commonjs.heap.Changes;
import dev.commonjs.heap.Constants;
import dev.commonjs.heap.Heap;
import dev.commonjs.heap.Value;
import dev.commonjs.heap.Values;
import dev.commonjs.shape.Reason.Plain;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Paths of execution: walked, taken back, joined; and where those go that throw. */
public final class Paths {
  private final Heap heap;
  private final IntSupplier exported;

  /**
   * @param exported how much has been exported so far, on any path
   */
  public Paths(Heap heap, IntSupplier exported) {
    this.heap = heap;
    this.exported = exported;
  }

  int exported() {
    return exported.getAsInt();
  }

  Heap heap() {
    return heap;
  }

  /** Walks two alternatives from the present state and joins them; dead when both are. */
  public Value either(Supplier<Value> first, Supplier<Value> second) {
    Heap.Mark mark = heap.mark();
    Value one = attempt(first);
    if (one == null) {
      heap.undo(mark);
      return second.get();
    }
    Changes changes = heap.rollback(mark);
    Value two = attempt(second);
    if (two == null) {
      heap.undo(mark);
      heap.apply(changes);
      return one;
    }
    heap.join(mark, changes);
    return heap.limited(Value.join(one, two));
  }

  public void either(Runnable first, Runnable second) {
    either(() -> done(first), () -> done(second));
  }

  static Value done(Runnable action) {
    action.run();
    return Values.UNDEFINED;
  }

  /**
   * The value of {@code path}, or null when the path is dead; the state is then whatever it was
   * when the path died.
   */
  @Nullable
  public Value attempt(Supplier<Value> path) {
    try {
      return path.get();
    } catch (Unreachable end) {
      return null;
    }
  }

  /** Whether {@code path} goes on; see {@link #attempt}. */
  public boolean attemptTo(Runnable path) {
    return attempt(() -> done(path)) != null;
  }

  /** Evaluates {@code path} and takes its changes back. */
  public <T extends @Nullable Object> T speculate(Supplier<T> path) {
    Heap.Mark mark = heap.mark();
    try {
      return path.get();
    } finally {
      heap.undo(mark);
    }
  }

  // ---------------------------------------------------------------- throwing

  /** The path throws here. */
  public static Unreachable raise(Value error, Situation situation) {
    if (situation.handler() != null) {
      situation.handler().save(error, situation);
    }
    return Unreachable.PATH;
  }

  /** Something here may throw, or not. */
  public static void mayThrow(Situation situation) {
    if (situation.handler() != null) {
      situation.handler().saveSparsely(new Value.Unknown(Plain.ERROR_THROWN), situation);
    }
  }

  /**
   * As far as is known the path ends here with an error; it is walked on all the same, since what
   * is known can be wrong.
   */
  public static void seemsToThrow(Situation situation) {
    if (situation.handler() != null) {
      situation.handler().saveGoingOn(new Value.Unknown(Plain.ERROR_THROWN), situation);
    }
  }

  /** A member of {@code undefined} or {@code null} is a TypeError. */
  public static void throwsOnNothing(Value object, Situation situation) {
    if (object instanceof Value.Atom only) {
      if (isNothing(only)) {
        seemsToThrow(situation);
      } else if (mayBeNothing(only)) {
        mayThrow(situation);
      }
    } else if (object.any(Paths::isNothing)) {
      seemsToThrow(situation);
    } else if (object.any(Paths::mayBeNothing)) {
      mayThrow(situation);
    }
  }

  static boolean isNothing(Value.Atom atom) {
    return atom instanceof Value.Undefined || atom instanceof Value.Null;
  }

  /** Neither undefined nor null, for sure. */
  static boolean isSomething(Value.Atom atom) {
    return atom instanceof Value.Ref || Constants.isPrimitive(atom) && !isNothing(atom);
  }

  private static boolean mayBeNothing(Value.Atom atom) {
    return atom instanceof Value.Unknown || atom instanceof Value.EachElement;
  }
}
