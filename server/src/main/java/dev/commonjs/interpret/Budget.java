package dev.commonjs.interpret;

import dev.commonjs.heap.Heap;
import dev.commonjs.heap.Limits;

/**
 * What may still be done, in steps of evaluation and in the work of joining paths. Running out
 * never throws: whoever asks does the cheap, coarse thing instead.
 */
public final class Budget {
  /** This many slots joined cost as much as one step. */
  private static final int SLOTS_PER_STEP = 8;

  private final Heap heap;
  private long steps;
  private final Limits limits;
  private long deferred;
  private long granted;
  private boolean loadCutShort;

  Budget(Heap heap) {
    this.heap = heap;
    this.limits = heap.limits();
    this.deferred = limits.allDeferredSteps();
  }

  private long spent() {
    return steps + heap.work() / SLOTS_PER_STEP;
  }

  void step() {
    steps++;
  }

  /** The {@link Situation#stepLimit} of the load. */
  public long load() {
    return limits.steps();
  }

  /** Whether the load did not come to its end. */
  public boolean ranOut() {
    return heap.lostTrack() || spent() >= limits.steps();
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
    steps += limits.steps();
  }

  /** From now on limits come from {@link #grant}. */
  public void endLoad() {
    granted = spent();
    loadCutShort = granted >= limits.steps();
  }

  /** Whether the load took more steps than it may: functions that it calls were not followed. */
  public boolean isLoadCutShort() {
    return loadCutShort;
  }

  /** The limit of the next function that does not run while the file loads. */
  public long grant() {
    long spent = spent();
    deferred -= spent - granted;
    granted = spent;
    return spent + Math.min(limits.deferredSteps(), Math.max(0, deferred));
  }
}
