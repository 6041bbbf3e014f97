package dev.commonjs.lsp;

import dev.commonjs.lsp.Requests.State;
import dev.commonjs.rule.Group;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.services.LanguageClient;

/**
 * What is said once of many files, at a place of its own: in a {@code package.json}, which is no
 * document that anybody asks about. It is sent, to a client that pulls as well, until one asks for
 * the whole workspace: then it is a part of that answer. Thread-safe.
 */
final class SharedFindings {
  private final LanguageClient client;

  /** By the file whose findings say it. */
  private final Map<Path, Set<Group.Head>> said = new HashMap<>();

  private final Map<String, List<Diagnostic>> published = new HashMap<>();
  private boolean pulled;
  private boolean closed;

  SharedFindings(LanguageClient client) {
    this.client = client;
  }

  synchronized void said(Path file, Set<Group.Head> heads) {
    if (heads.isEmpty()) {
      said.remove(file);
    } else {
      said.put(file, heads);
    }
  }

  synchronized void forget(Path file) {
    said.remove(file);
  }

  /** Other files say nothing any more. */
  synchronized void retain(Set<Path> files) {
    said.keySet().retainAll(files);
  }

  /** The client asks for the workspace: what was sent is taken back. */
  synchronized void pulled(State state) {
    if (!pulled) {
      pulled = true;
      publish(state);
    }
  }

  /** Sends what has changed since, and takes back what is no longer said. */
  synchronized void publish(State state) {
    if (closed) {
      return;
    }
    Map<String, List<Diagnostic>> now = pulled ? Map.of() : diagnostics(state);
    Set<String> uris = new LinkedHashSet<>(published.keySet());
    uris.addAll(now.keySet());
    for (String uri : uris) {
      List<Diagnostic> diagnostics = now.getOrDefault(uri, List.of());
      if (!diagnostics.equals(published.getOrDefault(uri, List.of()))) {
        client.publishDiagnostics(new PublishDiagnosticsParams(uri, diagnostics));
      }
    }
    published.clear();
    published.putAll(now);
  }

  /** All of it, by URI. */
  synchronized Map<String, List<Diagnostic>> diagnostics(State state) {
    FindingConverter converter = new FindingConverter(state);
    Set<Group.Head> heads = new LinkedHashSet<>();
    said.values().forEach(heads::addAll);
    Map<String, List<Diagnostic>> found = new TreeMap<>();
    for (Group.Head head : heads) {
      state
          .snapshot()
          .text(head.file())
          .map(text -> converter.diagnostic(text, head.finding()))
          .ifPresent(
              diagnostic ->
                  found
                      .computeIfAbsent(state.documents().uri(head.file()), u -> new ArrayList<>())
                      .add(diagnostic));
    }
    // The same findings are the same answer, in whatever order files were checked.
    found.values().forEach(list -> list.sort(Comparator.comparing(Diagnostic::toString)));
    return found;
  }

  synchronized void close() {
    closed = true;
  }
}
