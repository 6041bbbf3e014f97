package dev.commonjs.lsp;

import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/**
 * What somebody waits for goes first: work in the background asks here, between two of its steps,
 * whether it may go on.
 */
final class Foreground {
  private int running;

  <T> T during(Supplier<T> work) {
    begin();
    try {
      return work.get();
    } finally {
      end();
    }
  }

  /** Returns when nobody waits for anything. */
  synchronized void awaitIdle() {
    try {
      while (running > 0) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    }
  }

  private synchronized void begin() {
    running++;
  }

  private synchronized void end() {
    if (--running == 0) {
      notifyAll();
    }
  }
}
