package dev.commonjs.workspace;

import dev.commonjs.observe.Observer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

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
  private final Supplier<Observer> fresh;
  private volatile Observer observer;
  private final Progress progress;
  private final Runnable turn;
  private final Thread thread = new Thread(this::work, "commonjs-observations");

  /**
   * @param fresh makes what runs modules; closed with this
   * @param turn returns when it is the runner's turn; called before each run
   */
  public ObservationRunner(
      Workspace workspace, Supplier<Observer> fresh, Progress progress, Runnable turn) {
    this.workspace = workspace;
    this.fresh = fresh;
    this.observer = fresh.get();
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
        Path next = file;
        workspace.memory().once(() -> run(next), this::broken);
      }
    } catch (InterruptedException | CancellationException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean run(Path file) {
    Observations observations = workspace.observations();
    Snapshot now = workspace.current();
    if (now.settings().observe()) {
      progress.running(Optional.of(file));
      observations.observe(now, file, observer);
    }
    if (observations.isIdle()) {
      progress.running(Optional.empty());
    }
    return true;
  }

  /** There was no memory to answer what the module asked: its process still waits for that. */
  private boolean broken() {
    observer.close();
    observer = fresh.get();
    return false;
  }

  @Override
  public void close() {
    workspace.observations().close();
    observer.close();
    thread.interrupt();
  }
}
