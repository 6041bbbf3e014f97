package dev.commonjs.lsp;

import dev.commonjs.lsp.Documents.Open;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.services.LanguageClient;
import org.jspecify.annotations.Nullable;

/** Sends findings ({@code textDocument/publishDiagnostics}); what is unchanged stays unsent. */
final class PushedFindings implements Audience {
  private final LanguageClient client;
  private final Supplier<Documents> documents;
  private final Map<String, List<Diagnostic>> published = new HashMap<>();
  private boolean closed;

  PushedFindings(LanguageClient client, Supplier<Documents> documents) {
    this.client = client;
    this.documents = documents;
  }

  @Override
  public void answered(Open document, Checked checked) {}

  @Override
  public synchronized void checked(Open document, Checked checked) {
    Open now = documents.get().open(document.uri()).orElse(null);
    if (now != null && now.version() == document.version()) {
      say(document.uri(), checked.diagnostics(), document.version());
    }
  }

  @Override
  public void allChecked() {}

  @Override
  public synchronized void closed(Open document) {
    retract(document.uri());
  }

  @Override
  public synchronized void unopened(String uri, Checked checked) {
    boolean news = !checked.diagnostics().isEmpty() || published.containsKey(uri);
    if (news && documents.get().open(uri).isEmpty()) {
      say(uri, checked.diagnostics(), null);
    }
  }

  @Override
  public synchronized void unopened(Set<String> uris) {
    Documents open = documents.get();
    List.copyOf(published.keySet()).stream()
        .filter(uri -> !uris.contains(uri) && open.open(uri).isEmpty())
        .forEach(this::retract);
  }

  private void say(String uri, List<Diagnostic> diagnostics, @Nullable Integer version) {
    if (!closed && !diagnostics.equals(published.get(uri))) {
      PublishDiagnosticsParams params = new PublishDiagnosticsParams(uri, diagnostics);
      params.setVersion(version);
      client.publishDiagnostics(params);
      published.put(uri, diagnostics);
    }
  }

  private void retract(String uri) {
    List<Diagnostic> before = published.remove(uri);
    if (!closed && before != null && !before.isEmpty()) {
      client.publishDiagnostics(new PublishDiagnosticsParams(uri, List.of()));
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
  }
}
