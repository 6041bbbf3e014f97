package dev.commonjs.lsp;

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
 * Work-done progress (LSP, "Server Initiated Progress"), one at a time, each under its own token.
 * Every one that was begun is ended. Thread-safe.
 */
final class ShownProgress {
  private final LanguageClient client;
  private final Requests requests;
  private final String kind;
  private int count;
  private @Nullable Run current;

  /**
   * @param kind what tokens begin with
   */
  ShownProgress(LanguageClient client, Requests requests, String kind) {
    this.client = client;
    this.requests = requests;
    this.kind = kind;
  }

  /**
   * The client answers {@code create} some time, perhaps when the run is over; before that nothing
   * may be sent.
   */
  private static final class Run {
    final String token;
    final WorkDoneProgressBegin begin;
    boolean begun;
    @Nullable String ended;

    Run(String token, WorkDoneProgressBegin begin) {
      this.token = token;
      this.begin = begin;
    }
  }

  /**
   * @param percent null where it is not known how much there is to do
   */
  synchronized void begin(String title, boolean cancellable, @Nullable Integer percent) {
    end("started over");
    WorkDoneProgressBegin begin = new WorkDoneProgressBegin();
    begin.setTitle(title);
    begin.setCancellable(cancellable);
    begin.setPercentage(percent);
    Run run = new Run(kind + "-" + ++count, begin);
    current = run;
    WorkDoneProgressCreateParams create =
        new WorkDoneProgressCreateParams(Either.forLeft(run.token));
    requests.unawaited("progress", client.createProgress(create).thenRun(() -> created(run)));
  }

  private synchronized void created(Run run) {
    run.begun = true;
    send(run, run.begin);
    if (run.ended != null) {
      sendEnd(run, run.ended);
    }
  }

  /** Nothing where nothing is shown. */
  synchronized void report(String message, @Nullable Integer percent) {
    if (current != null) {
      current.begin.setPercentage(percent);
      if (current.begun) {
        WorkDoneProgressReport report = new WorkDoneProgressReport();
        report.setMessage(message);
        report.setPercentage(percent);
        send(current, report);
      } else {
        current.begin.setMessage(message);
      }
    }
  }

  synchronized boolean isShown() {
    return current != null;
  }

  /** Whether it is the one under {@code token}. */
  synchronized boolean isShown(@Nullable String token) {
    return current != null && current.token.equals(token);
  }

  /** Nothing where nothing is shown. */
  synchronized void end(String message) {
    Run run = current;
    if (run != null) {
      current = null;
      run.ended = message;
      if (run.begun) {
        sendEnd(run, message);
      }
    }
  }

  private void sendEnd(Run run, String message) {
    WorkDoneProgressEnd end = new WorkDoneProgressEnd();
    end.setMessage(message);
    send(run, end);
  }

  private void send(Run run, WorkDoneProgressNotification value) {
    client.notifyProgress(new ProgressParams(Either.forLeft(run.token), Either.forLeft(value)));
  }
}
