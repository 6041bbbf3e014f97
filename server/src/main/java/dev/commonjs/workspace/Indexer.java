package dev.commonjs.workspace;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Warms the caches of a workspace, file by file, on one thread, when nobody waits for anything
 * else.
 */
public final class Indexer implements AutoCloseable {
  /** Called on the indexer's thread. */
  public interface Progress {
    Progress NONE = (done, total) -> {};

    /** First with {@code done} 0, last with {@code done == total} unless the run was cancelled. */
    void report(int done, int total);
  }

  private final Workspace workspace;
  private final Progress progress;
  private final Runnable turn;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread made = new Thread(task, "commonjs-indexer");
            made.setDaemon(true);
            made.setPriority(Thread.MIN_PRIORITY);
            return made;
          });
  private @Nullable Run current;

  /**
   * @param turn returns when it is the indexer's turn; called before each file
   */
  public Indexer(Workspace workspace, Progress progress, Runnable turn) {
    this.workspace = workspace;
    this.progress = progress;
    this.turn = turn;
  }

  private static final class Run {
    volatile boolean cancelled;

    void check() {
      if (cancelled) {
        throw new CancellationException();
      }
    }
  }

  /**
   * Starts over with the snapshot of then; a run under way stops. The result ends with the run, or
   * is cancelled with it.
   */
  public synchronized CompletableFuture<?> start() {
    cancel();
    Run run = new Run();
    current = run;
    Cancel cancel =
        () -> {
          turn.run();
          run.check();
        };
    return CompletableFuture.runAsync(() -> index(workspace, progress, cancel), thread);
  }

  /** Stops a run under way; what is done stays done. */
  public synchronized void cancel() {
    if (current != null) {
      current.cancelled = true;
      current = null;
    }
  }

  /** The whole run, on the caller's thread. */
  public static void index(Workspace workspace, Progress progress, Cancel cancel) {
    cancel.check();
    MemoryGuard memory = workspace.memory();
    List<Path> files = memory.patiently(() -> workspace.current().files(), List::of);
    progress.report(0, files.size());
    int done = 0;
    for (Path file : files) {
      cancel.check();
      // Of the present snapshot: what has changed meanwhile is indexed as it is now.
      memory.patiently(() -> NamesInFiles.read(workspace.current(), file), Optional::empty);
      progress.report(++done, files.size());
    }
    cancel.check();
    memory.patiently(() -> Optional.of(workspace.current().graph()), Optional::empty);
  }

  @Override
  public void close() {
    cancel();
    thread.shutdownNow();
  }
}
