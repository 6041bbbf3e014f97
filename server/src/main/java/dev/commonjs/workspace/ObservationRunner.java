package dev.commonjs.workspace;

import dev.commonjs.observe.Observer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * Runs the modules that somebody would like to be run, one by one, the youngest wish first, when
 * nobody waits for anything else.
 */
public final class ObservationRunner implements AutoCloseable {
  /** Called on the runner's thread. */
  public interface Progress {
    /** {@code file} is run from now on; empty: nothing is. */
    void running(Optional<Path> file);
  }

  private final Workspace workspace;
  private final Observer observer;
  private final Progress progress;
  private final Runnable turn;
  private final Thread thread = new Thread(this::work, "commonjs-observations");

  /**
   * @param observer closed with this
   * @param turn returns when it is the runner's turn; called before each run
   */
  public ObservationRunner(
      Workspace workspace, Observer observer, Progress progress, Runnable turn) {
    this.workspace = workspace;
    this.observer = observer;
    this.progress = progress;
    this.turn = turn;
  }

  public void start() {
    thread.setDaemon(true);
    thread.setPriority(Thread.MIN_PRIORITY);
    thread.start();
  }

  private void work() {
    Observations observations = workspace.observations();
    try {
      for (Path file = observations.take(); file != null; file = observations.take()) {
        turn.run();
        Snapshot now = workspace.current();
        if (now.settings().observe()) {
          progress.running(Optional.of(file));
          observations.observe(now, file, observer);
        }
        if (observations.isIdle()) {
          progress.running(Optional.empty());
        }
      }
    } catch (InterruptedException | CancellationException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    workspace.observations().close();
    observer.close();
    thread.interrupt();
  }
}
