package dev.commonjs.interpret;

import dev.commonjs.heap.Heap;
import dev.commonjs.shape.Phase;

/**
 * What may still be done, in steps of evaluation and in the work of joining paths. Running out
 * never throws: whoever asks does the cheap, coarse thing instead.
 */
public final class Budget {
  private static final long LOAD = 600_000;

  /** For one function that does not run while the file loads, with what it calls. */
  private static final long DEFERRED = 1_500;

  /**
   * For all of them together; each is walked once in any case, but enters nothing when this is
   * spent.
   */
  private static final long ALL_DEFERRED = 300_000;

  /** This many slots joined cost as much as one step. */
  private static final int SLOTS_PER_STEP = 8;

  static final int DEPTH = 48;

  private final Heap heap;
  private long steps;
  private long deferred = ALL_DEFERRED;
  private long granted;
  private boolean refused;

  Budget(Heap heap) {
    this.heap = heap;
  }

  private long spent() {
    return steps + heap.work() / SLOTS_PER_STEP;
  }

  void step() {
    steps++;
  }

  /** The {@link Situation#stepLimit} of the load. */
  public long load() {
    return LOAD;
  }

  /** A known function is not entered: what it does while the file loads stays unknown. */
  void refuse(Phase phase) {
    refused |= phase == Phase.LOAD;
  }

  /** Whether the load did not come to its end. */
  public boolean ranOut() {
    return refused || spent() >= LOAD;
  }

  public boolean isEmpty(Situation situation) {
    return spent() >= situation.stepLimit();
  }

  /**
   * The limit of a call: it may spend seven eighths of what is left, so that one that gets out of
   * hand leaves something for the others.
   */
  long share(Situation situation) {
    long spent = spent();
    return spent + Math.max(0, situation.stepLimit() - spent) / 8 * 7;
  }

  /** What is left is spent: going on would cost more than all that was allowed. */
  void giveUp() {
    steps += LOAD;
  }

  /** From now on limits come from {@link #grant}. */
  public void endLoad() {
    granted = spent();
  }

  /** The limit of the next function that does not run while the file loads. */
  public long grant() {
    long spent = spent();
    deferred -= spent - granted;
    granted = spent;
    return spent + Math.min(DEFERRED, Math.max(0, deferred));
  }
}
