package dev.commonjs.lsp;

import dev.commonjs.workspace.Indexer;
import org.eclipse.lsp4j.services.LanguageClient;
import org.jspecify.annotations.Nullable;

/**
 * Shows the indexer's runs: at most one report per percent, nothing for a client that can't show
 * it.
 */
final class IndexingProgress implements Indexer.Progress {
  private final ShownProgress shown;
  private final boolean supported;
  private final Runnable finished;
  private Runnable cancelling = () -> {};
  private boolean announced;
  private int percent;

  /**
   * @param finished runs when everything is indexed
   */
  IndexingProgress(LanguageClient client, Requests requests, boolean supported, Runnable finished) {
    this.shown = new ShownProgress(client, requests, "commonjs-index");
    this.supported = supported;
    this.finished = finished;
  }

  /** What stops a run. */
  synchronized void onCancel(Runnable cancel) {
    cancelling = cancel;
  }

  /** The next run is one that a person should see; others go unnoticed. */
  synchronized void announce() {
    announced = true;
  }

  @Override
  public void report(int done, int total) {
    if (done >= total) {
      finished.run();
    }
    if (supported && total > 0) {
      show(done, total);
    }
  }

  private synchronized void show(int done, int total) {
    if (done == 0 && announced) {
      announced = false;
      percent = 0;
      shown.begin("Indexing CommonJS modules", true, 0);
    }
    if (done >= total) {
      shown.end(total + " modules");
      return;
    }
    int now = (int) (done * 100L / total);
    if (now != percent) {
      percent = now;
      shown.report(done + " of " + total, now);
    }
  }

  /** The client's user has had enough ({@code window/workDoneProgress/cancel}). */
  synchronized void cancelled(@Nullable String token) {
    if (shown.isShown(token)) {
      cancelling.run();
      shown.end("cancelled");
    }
  }
}
