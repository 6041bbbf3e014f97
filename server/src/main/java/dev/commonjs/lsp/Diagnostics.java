package dev.commonjs.lsp;

import dev.commonjs.feature.ModuleNames;
import dev.commonjs.feature.OpenModules;
import dev.commonjs.lsp.Documents.Open;
import dev.commonjs.lsp.Requests.State;
import dev.commonjs.rule.Finding;
import dev.commonjs.rule.Group;
import dev.commonjs.rule.Rules;
import dev.commonjs.workspace.Cancel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.services.LanguageClient;

/**
 * Checks the open documents in the background and publishes what changed. A change waits a moment
 * for the next one, a newer change stops a run, and files that were edited come before those that
 * only depend on them. What a file says depends on its neighbours, so every open document is
 * checked after every change; unchanged answers stay unsent.
 */
final class Diagnostics implements AutoCloseable {
  private static final long DELAY_MILLIS = 200;

  private final LanguageClient client;
  private final Requests requests;
  private final Supplier<State> current;
  private final ScheduledExecutorService thread;

  private final Object lock = new Object();
  private final Set<Path> changed = new LinkedHashSet<>();
  private final Map<String, List<Diagnostic>> published = new HashMap<>();

  /** What is published at places of its own, by URI: no document that is checked has them. */
  private final Map<String, List<Diagnostic>> elsewhere = new HashMap<>();

  private long generation;
  private boolean closed;

  Diagnostics(LanguageClient client, Requests requests, Supplier<State> current) {
    this.client = client;
    this.requests = requests;
    this.current = current;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(body -> Requests.worker(body, "diagnostics"));
  }

  /** The text of an open document changed. */
  void changed(Path file) {
    synchronized (lock) {
      changed.add(file);
    }
    everything();
  }

  /** Something changed that may concern every document. */
  void everything() {
    synchronized (lock) {
      if (closed) {
        return;
      }
      long mine = ++generation;
      var unused =
          thread.schedule(
              () -> requests.notification("diagnostics", () -> inForeground(mine)),
              DELAY_MILLIS,
              TimeUnit.MILLISECONDS);
    }
  }

  /** Nothing is said about a document that is not open. */
  void closed(Open document) {
    synchronized (lock) {
      changed.remove(document.file());
      List<Diagnostic> before = published.remove(document.uri());
      if (before != null && !before.isEmpty()) {
        client.publishDiagnostics(new PublishDiagnosticsParams(document.uri(), List.of()));
      }
    }
    everything();
  }

  private void inForeground(long mine) {
    requests
        .foreground()
        .during(
            () -> {
              run(mine);
              return mine;
            });
  }

  private void run(long mine) {
    Cancel cancel = () -> stopIfOlder(mine);
    cancel.check();
    State state = current.get();
    List<Open> documents = inOrder(state).stream().filter(Open::isJavaScript).toList();
    Set<Group.Head> heads = new LinkedHashSet<>();
    for (Open document : documents) {
      cancel.check();
      heads.addAll(check(state, document, cancel));
    }
    publish(state, heads);
    for (Open document : documents) {
      OpenModules.observe(state.snapshot(), document.file(), cancel);
    }
  }

  private List<Open> inOrder(State state) {
    Set<Path> first;
    synchronized (lock) {
      first = Set.copyOf(changed);
    }
    List<Open> documents = new ArrayList<>(state.documents().all());
    documents.sort((a, b) -> Boolean.compare(first.contains(b.file()), first.contains(a.file())));
    return documents;
  }

  /** What the findings say elsewhere. */
  private Set<Group.Head> check(State state, Open document, Cancel cancel) {
    boolean sameText =
        state.snapshot().text(document.file()).filter(document.text()::equals).isPresent();
    if (!sameText) {
      return Set.of(); // an edit came in between and has asked for a run of its own
    }
    List<Finding> found =
        requests
            .memory()
            .patiently(
                () -> Rules.check(state.snapshot(), document.file(), cancel),
                () -> {
                  String file = ModuleNames.of(state.snapshot(), document.file());
                  requests.tellOfShortage("to check " + file);
                  return List.of();
                });
    FindingConverter converter = new FindingConverter(state);
    publish(document, found.stream().map(f -> converter.diagnostic(document.text(), f)).toList());
    return found.stream()
        .map(Finding::group)
        .flatMap(group -> group == null ? Stream.empty() : Stream.ofNullable(group.head()))
        .collect(Collectors.toSet());
  }

  /**
   * Publishes what is said once of many documents, at a place of its own, which need not be open;
   * and takes back what is no longer said.
   */
  private void publish(State state, Set<Group.Head> heads) {
    FindingConverter converter = new FindingConverter(state);
    Map<String, List<Diagnostic>> found = new HashMap<>();
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
    synchronized (lock) {
      if (closed) {
        return;
      }
      Set<String> all = new LinkedHashSet<>(elsewhere.keySet());
      all.addAll(found.keySet());
      for (String uri : all) {
        List<Diagnostic> now = found.getOrDefault(uri, List.of());
        if (!now.equals(elsewhere.getOrDefault(uri, List.of()))) {
          client.publishDiagnostics(new PublishDiagnosticsParams(uri, now));
        }
      }
      elsewhere.clear();
      elsewhere.putAll(found);
    }
  }

  private void publish(Open document, List<Diagnostic> diagnostics) {
    synchronized (lock) {
      Open now = current.get().documents().open(document.uri()).orElse(null);
      if (closed || now == null || now.version() != document.version()) {
        return;
      }
      changed.remove(document.file());
      if (!diagnostics.equals(published.get(document.uri()))) {
        client.publishDiagnostics(
            new PublishDiagnosticsParams(document.uri(), diagnostics, document.version()));
        published.put(document.uri(), diagnostics);
      }
    }
  }

  private void stopIfOlder(long mine) {
    synchronized (lock) {
      if (mine != generation) {
        throw new CancellationException();
      }
    }
  }

  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      generation++;
    }
    thread.shutdownNow();
  }
}
