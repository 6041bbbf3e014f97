package dev.commonjs.interpret;

import dev.commonjs.heap.Cell;
import dev.commonjs.heap.Heap;
import dev.commonjs.heap.PropertyKey;
import dev.commonjs.heap.Slot;
import dev.commonjs.heap.Value;
import dev.commonjs.heap.Values;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One call of a function. */
public final class Activation {
  final @Nullable Cell function;
  final Cell frame;
  final Value receiver;
  final boolean constructing;
  final @Nullable Cell home;
  public final JoinPoint returns;
  final boolean async;

  /** What the caller got at the first {@code await}; null before. */
  private @Nullable Value promise;

  /** What was returned after an {@code await}, on all paths together; null for nothing. */
  private @Nullable Value resolved;

  /**
   * @param function the function; null for the module and for the initialisers of a class
   * @param home where {@code super} starts; null where there is none
   * @param async the body may {@code await}
   */
  public Activation(
      @Nullable Cell function,
      Cell frame,
      Value receiver,
      boolean constructing,
      @Nullable Cell home,
      boolean async,
      JoinPoint returns) {
    this.function = function;
    this.frame = frame;
    this.receiver = receiver;
    this.constructing = constructing;
    this.home = home;
    this.async = async;
    this.returns = returns;
  }

  /** Whether on this path the code surely runs after the caller of {@code frame} went on. */
  public static boolean isDetached(Cell frame) {
    Slot slot = frame.slots.get(PropertyKey.Internal.DETACHED);
    return slot != null && slot.always();
  }

  public boolean isDetached() {
    return async && isDetached(frame);
  }

  /** On this path an {@code await} is passed: the caller goes on with {@code given}. */
  void detach(Value given, Heap heap) {
    promise = promise == null ? given : Value.join(promise, given);
    heap.put(
        frame,
        PropertyKey.Internal.DETACHED,
        new Slot(
            Values.TRUE,
            null,
            null,
            false,
            Cell.Freeze.NO,
            Cell.Freeze.NO,
            true,
            heap.tick(),
            List.of()));
  }

  /** {@code value} is returned, on this path or on one that has passed an {@code await}. */
  void resolve(Value value) {
    resolved = resolved == null ? value : Value.join(resolved, value);
  }

  /** What was returned after an {@code await}, and before one on other paths; null for nothing. */
  @Nullable
  public Value resolved() {
    if (resolved == null) {
      return null;
    }
    Value all = resolved;
    for (Value early : returns.values()) {
      boolean promised = promise != null && promise.atoms().containsAll(early.atoms());
      all = promised ? all : Value.join(all, early);
    }
    return all;
  }
}
