package dev.commonjs.workspace;

/** Warms the caches of a workspace on one low-priority thread. */
public final class Indexer implements AutoCloseable {
  /** Called on the indexer's thread. */
  public interface Progress {
    Progress NONE = (done, total) -> {};

    void report(int done, int total);
  }

  public Indexer(Workspace workspace, Progress progress) {}

  /** Starts over with the current snapshot; a run under way stops. */
  public void start() {
    throw new UnsupportedOperationException();
  }

  /** Stops a run under way; what is done stays done. */
  public void cancel() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
