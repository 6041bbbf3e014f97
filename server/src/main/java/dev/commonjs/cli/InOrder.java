package dev.commonjs.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/** Work on many items at a time, results one by one in the items' order. */
final class InOrder {
  /** More threads than this gain little, and each holds a parsed file. */
  private static final int MOST_THREADS = 4;

  /** How far work may run ahead of a slow item. */
  private static final int AHEAD = 64;

  private InOrder() {}

  /**
   * Hands {@code work.apply(item)} to {@code consumer} for each item, on the calling thread. Ends
   * early when {@code unwanted}. What {@code work} throws is thrown here, in its turn.
   */
  static <T, R> void each(
      List<T> items, Function<T, R> work, Consumer<R> consumer, BooleanSupplier unwanted) {
    int threads = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, MOST_THREADS);
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      Deque<CompletableFuture<R>> running = new ArrayDeque<>();
      Iterator<T> rest = items.iterator();
      while ((rest.hasNext() || !running.isEmpty()) && !unwanted.getAsBoolean()) {
        while (rest.hasNext() && running.size() < AHEAD) {
          T item = rest.next();
          running.add(CompletableFuture.supplyAsync(() -> work.apply(item), pool));
        }
        consumer.accept(running.remove().join());
      }
      running.forEach(future -> future.cancel(false));
    }
  }
}
