package dev.commonjs.lsp;

import dev.commonjs.workspace.Indexer;
import org.eclipse.lsp4j.ProgressParams;
import org.eclipse.lsp4j.WorkDoneProgressBegin;
import org.eclipse.lsp4j.WorkDoneProgressCreateParams;
import org.eclipse.lsp4j.WorkDoneProgressEnd;
import org.eclipse.lsp4j.WorkDoneProgressNotification;
import org.eclipse.lsp4j.WorkDoneProgressReport;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.services.LanguageClient;
import org.jspecify.annotations.Nullable;

/**
 * Shows the indexer's run as work-done progress, one token per run, at most one report per percent (LSP, "Work Done
 * Progress"). A client that can't show it is told nothing.
 */
final class IndexingProgress implements Indexer.Progress {
  private final LanguageClient client;
  private final boolean supported;
  private final Runnable finished;
  private Runnable cancelling = () -> {};
  private int runs;
  private int percent;
  private @Nullable String token;

  /** @param finished runs when everything is indexed */
  IndexingProgress(LanguageClient client, boolean supported, Runnable finished) {
    this.client = client;
    this.supported = supported;
    this.finished = finished;
  }

  /** What stops a run. */
  synchronized void cancels(Runnable cancel) {
    cancelling = cancel;
  }

  /** A run starts; one under way is over. */
  synchronized void begin() {
    end("started over");
    if (!supported) {
      return;
    }
    String next = "commonjs-index-" + ++runs;
    client
        .createProgress(new WorkDoneProgressCreateParams(Either.forLeft(next)))
        .thenRun(() -> created(next));
  }

  /** Reports may only follow the client's answer, which may come after the run is over. */
  private synchronized void created(String next) {
    boolean current = next.equals("commonjs-index-" + runs) && percent < 100;
    if (current) {
      token = next;
      WorkDoneProgressBegin begin = new WorkDoneProgressBegin();
      begin.setTitle("Indexing CommonJS modules");
      begin.setCancellable(true);
      begin.setPercentage(percent);
      send(begin);
    }
  }

  @Override
  public void report(int done, int total) {
    if (done >= total) {
      finished.run();
    }
    show(done, total);
  }

  private synchronized void show(int done, int total) {
    int now = total == 0 ? 100 : (int) (done * 100L / total);
    if (now == percent) {
      return;
    }
    percent = now;
    if (now >= 100) {
      end(total + " modules");
    } else if (token != null) {
      WorkDoneProgressReport report = new WorkDoneProgressReport();
      report.setMessage(done + " of " + total);
      report.setPercentage(now);
      send(report);
    }
  }

  /** The client's user has had enough ({@code window/workDoneProgress/cancel}). */
  synchronized void cancelled(@Nullable String which) {
    if (token != null && token.equals(which)) {
      cancelling.run();
      end("cancelled");
    }
  }

  private void end(String message) {
    if (token != null) {
      WorkDoneProgressEnd end = new WorkDoneProgressEnd();
      end.setMessage(message);
      send(end);
      token = null;
    }
  }

  private void send(WorkDoneProgressNotification value) {
    client.notifyProgress(new ProgressParams(Either.forLeft(token), Either.forLeft(value)));
  }
}
