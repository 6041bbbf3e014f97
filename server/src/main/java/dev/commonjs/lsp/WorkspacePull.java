package dev.commonjs.lsp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.PreviousResultId;
import org.eclipse.lsp4j.ProgressParams;
import org.eclipse.lsp4j.WorkspaceDiagnosticParams;
import org.eclipse.lsp4j.WorkspaceDiagnosticReport;
import org.eclipse.lsp4j.WorkspaceDiagnosticReportPartialResult;
import org.eclipse.lsp4j.WorkspaceDocumentDiagnosticReport;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.services.LanguageClient;
import org.jspecify.annotations.Nullable;

/**
 * One {@code workspace/diagnostic} request, from its arrival to its answer. Of what the client has,
 * by its result ids, nothing is sent again. Used by one thread; {@link #answer} may be cancelled by
 * another.
 */
final class WorkspacePull {
  /** Reports that are sent in one message, and how long one waits for others. */
  private static final int MOST = 100;

  private static final long LONGEST_NANOS = 250_000_000;

  final CompletableFuture<WorkspaceDiagnosticReport> answer = new CompletableFuture<>();

  private final LanguageClient client;
  private final @Nullable Either<String, Integer> token;

  /** The result ids of what the client has, by URI. */
  private final Map<String, String> known = new HashMap<>();

  /** Not sent yet, by URI: of several about one file the last counts. */
  private final Map<String, WorkspaceDocumentDiagnosticReport> waiting = new LinkedHashMap<>();

  /** Of which files it was told, by URI. */
  private final Set<String> told = new HashSet<>();

  private long sent = System.nanoTime();

  WorkspacePull(LanguageClient client, WorkspaceDiagnosticParams params) {
    this.client = client;
    this.token = params.getPartialResultToken();
    List<PreviousResultId> previous = params.getPreviousResultIds();
    if (previous != null) {
      previous.forEach(one -> known.put(one.getUri(), one.getValue()));
    }
  }

  /** A file that has no findings and never had some needs no report. */
  void checked(String uri, @Nullable Integer version, Checked checked) {
    String before = known.getOrDefault(uri, Checked.NOTHING.id());
    if (checked.id().equals(before)) {
      return;
    }
    known.put(uri, checked.id());
    waiting.put(uri, Reports.full(uri, version, checked));
    told.add(uri);
    if (waiting.size() >= MOST || System.nanoTime() - sent > LONGEST_NANOS) {
      flush();
    }
  }

  private void flush() {
    if (token != null && !waiting.isEmpty()) {
      // The first may be of either type (LSP): both have the same form.
      send(token, List.copyOf(waiting.values()));
      waiting.clear();
    }
    sent = System.nanoTime();
  }

  private void send(Either<String, Integer> to, List<WorkspaceDocumentDiagnosticReport> reports) {
    Object value = new WorkspaceDiagnosticReportPartialResult(reports);
    client.notifyProgress(new ProgressParams(to, Either.forRight(value)));
  }

  /**
   * All files have been checked.
   *
   * @param uris of all of them: others that the client knows have no findings any more
   * @param always whether to answer though the client has everything
   * @return whether this was answered; else it is kept until something has changed
   */
  boolean complete(Set<String> uris, boolean always) {
    List.copyOf(known.keySet()).stream()
        .filter(uri -> !uris.contains(uri))
        .forEach(uri -> checked(uri, null, Checked.NOTHING));
    if (told.isEmpty() && !always) {
      return false;
    }
    known.forEach(
        (uri, id) -> {
          if (!told.contains(uri)) {
            waiting.put(uri, Reports.unchanged(uri, null, id));
          }
        });
    if (token != null) {
      flush();
    }
    answer.complete(new WorkspaceDiagnosticReport(new ArrayList<>(waiting.values())));
    return true;
  }
}
