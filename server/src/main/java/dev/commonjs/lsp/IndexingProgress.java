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
 * Shows the indexer's runs as work-done progress (LSP, "Server Initiated Progress"): one token per
 * run, at most one report per percent, nothing for a client that can't show it. Every run that was
 * begun is ended.
 */
final class IndexingProgress implements Indexer.Progress {
  private final LanguageClient client;
  private final Requests requests;
  private final boolean supported;
  private final Runnable finished;
  private Runnable cancelling = () -> {};
  private boolean announced;
  private int runs;
  private @Nullable Run current;

  /**
   * @param finished runs when everything is indexed
   */
  IndexingProgress(LanguageClient client, Requests requests, boolean supported, Runnable finished) {
    this.client = client;
    this.requests = requests;
    this.supported = supported;
    this.finished = finished;
  }

  /**
   * The client answers {@code create} some time, perhaps when the run is over; before that nothing
   * may be sent.
   */
  private static final class Run {
    final String token;
    boolean begun;
    int percent;
    @Nullable String ended;

    Run(String token) {
      this.token = token;
    }
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
      begin();
    }
    Run run = current;
    if (run == null) {
      return;
    }
    int percent = (int) (done * 100L / total);
    boolean changed = percent != run.percent;
    run.percent = percent;
    if (done >= total) {
      end(run, total + " modules");
    } else if (changed && run.begun) {
      WorkDoneProgressReport report = new WorkDoneProgressReport();
      report.setMessage(done + " of " + total);
      report.setPercentage(percent);
      send(run, report);
    }
  }

  private void begin() {
    if (current != null) {
      end(current, "started over");
    }
    Run run = new Run("commonjs-index-" + ++runs);
    current = run;
    WorkDoneProgressCreateParams create =
        new WorkDoneProgressCreateParams(Either.forLeft(run.token));
    requests.unawaited("progress", client.createProgress(create).thenRun(() -> created(run)));
  }

  private synchronized void created(Run run) {
    run.begun = true;
    WorkDoneProgressBegin begin = new WorkDoneProgressBegin();
    begin.setTitle("Indexing CommonJS modules");
    begin.setCancellable(true);
    begin.setPercentage(run.percent);
    send(run, begin);
    if (run.ended != null) {
      end(run, run.ended);
    }
  }

  /** The client's user has had enough ({@code window/workDoneProgress/cancel}). */
  synchronized void cancelled(@Nullable String token) {
    if (current != null && current.token.equals(token)) {
      cancelling.run();
      end(current, "cancelled");
    }
  }

  private void end(Run run, String message) {
    run.ended = message;
    current = current == run ? null : current;
    if (run.begun) {
      WorkDoneProgressEnd end = new WorkDoneProgressEnd();
      end.setMessage(message);
      send(run, end);
    }
  }

  private void send(Run run, WorkDoneProgressNotification value) {
    client.notifyProgress(new ProgressParams(Either.forLeft(run.token), Either.forLeft(value)));
  }
}
