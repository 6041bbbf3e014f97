package dev.commonjs.observe;

import java.io.Serial;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.ContextFactory;

/**
 * How long one run may take: instructions of the interpreter, and time. Work inside one built-in
 * function (a regular expression, a long text) is not counted; whoever started the process watches
 * that.
 */
final class Budget extends ContextFactory {
  private static final int BETWEEN_LOOKS = 20_000;

  /** At least so much is for looking at what a run has left, whatever it has spent. */
  private static final long LOOK_INSTRUCTIONS = 1_000_000;

  private static final long LOOK_MILLIS = 200;

  private long deadline;
  private long instructions;

  /**
   * @param instructions of the interpreter
   * @param millis from now on
   */
  Budget(long instructions, long millis) {
    this.instructions = instructions;
    this.deadline = System.nanoTime() + millis * 1_000_000;
  }

  /** From now on there is enough left to list names, and for getters what the run has not used. */
  void grantLook() {
    instructions = Math.max(instructions, LOOK_INSTRUCTIONS);
    deadline = System.nanoTime() + Math.max(deadline - System.nanoTime(), LOOK_MILLIS * 1_000_000);
  }

  /** Thrown through the running code, which can't catch it. */
  static final class Spent extends Error {
    @Serial private static final long serialVersionUID = 1;

    Spent() {
      super("the budget is spent", null, false, false);
    }
  }

  @Override
  protected Context makeContext() {
    Context cx = super.makeContext();
    cx.setInstructionObserverThreshold(BETWEEN_LOOKS);
    return cx;
  }

  @Override
  protected void observeInstructionCount(Context cx, int count) {
    instructions -= count;
    if (instructions < 0 || System.nanoTime() - deadline > 0) {
      throw new Spent();
    }
  }
}
