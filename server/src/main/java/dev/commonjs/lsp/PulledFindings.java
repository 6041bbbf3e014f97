package dev.commonjs.lsp;

import dev.commonjs.lsp.Documents.Open;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.eclipse.lsp4j.services.LanguageClient;

/**
 * A client that asks for findings. It asks again after an edit of the same document; where another
 * change has made an answer wrong, it is asked to ask ({@code workspace/diagnostic/refresh}), once
 * for all documents.
 */
final class PulledFindings implements Audience {
  private final LanguageClient client;
  private final Requests requests;
  private final boolean refreshes;
  private final Map<String, Answer> answers = new HashMap<>();
  private boolean wrong;
  private boolean closed;

  /** What the client was told last of a document, and at which version of it. */
  private record Answer(int version, String id) {}

  /**
   * @param refreshes whether the client lets itself be asked
   */
  PulledFindings(LanguageClient client, Requests requests, boolean refreshes) {
    this.client = client;
    this.requests = requests;
    this.refreshes = refreshes;
  }

  @Override
  public synchronized void answered(Open document, Checked checked) {
    answers.put(document.uri(), new Answer(document.version(), checked.id()));
  }

  @Override
  public synchronized void checked(Open document, Checked checked) {
    Answer answer = answers.get(document.uri());
    if (answer != null
        && answer.version() == document.version()
        && !answer.id().equals(checked.id())) {
      answers.remove(document.uri());
      wrong = true;
    }
  }

  @Override
  public synchronized void allChecked() {
    if (wrong && refreshes && !closed) {
      requests.unawaited("refresh of diagnostics", client.refreshDiagnostics());
    }
    wrong = false;
  }

  @Override
  public synchronized void closed(Open document) {
    answers.remove(document.uri());
  }

  @Override
  public void unopened(String uri, Checked checked) {}

  @Override
  public void unopened(Set<String> uris) {}

  @Override
  public synchronized void close() {
    closed = true;
  }
}
