package dev.commonjs.syntax;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs recursive work on a stack large enough for absurdly nested programs. The stack is reserved,
 * not committed: only what a task touches costs memory, and an idle thread gives it back after a
 * few seconds.
 */
public final class DeepStack {
  private static final long STACK_BYTES = 256L << 20;
  private static final long IDLE_SECONDS = 5;
  private static final ThreadPoolExecutor POOL = pool();

  private DeepStack() {}

  /**
   * What {@code task} returns, or what {@code fallback} returns when even this stack was too small.
   * Runs on the calling thread if that is a deep one already, so calls may nest. Other exceptions
   * pass through.
   */
  public static <T> T call(Supplier<? extends T> task, Supplier<? extends T> fallback) {
    if (Thread.currentThread() instanceof DeepThread) {
      return guarded(task, fallback);
    }
    return await(POOL.submit(() -> guarded(task, fallback)));
  }

  private static <T> T guarded(Supplier<? extends T> task, Supplier<? extends T> fallback) {
    try {
      return task.get();
    } catch (StackOverflowError tooDeep) {
      return fallback.get();
    }
  }

  /** Waits without giving up: the caller's interrupt is kept for the caller. */
  private static <T> T await(Future<T> future) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return future.get();
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          throw rethrown(e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static RuntimeException rethrown(@Nullable Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    if (cause instanceof RuntimeException unchecked) {
      return unchecked;
    }
    return new IllegalStateException(cause);
  }

  /**
   * Nobody waits for another's task: a caller waits for its own, so that there are never more
   * threads than callers.
   */
  private static ThreadPoolExecutor pool() {
    return new ThreadPoolExecutor(
        0,
        Integer.MAX_VALUE,
        IDLE_SECONDS,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        DeepThread::new);
  }

  private static final class DeepThread extends Thread {
    DeepThread(Runnable task) {
      super(null, task, "deep-stack", STACK_BYTES);
      setDaemon(true);
      // What a task throws is its caller's; only a pool without memory for itself comes here.
      setUncaughtExceptionHandler((thread, failure) -> {});
    }
  }
}
