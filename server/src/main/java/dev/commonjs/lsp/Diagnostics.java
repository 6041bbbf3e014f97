package dev.commonjs.lsp;

import dev.commonjs.feature.OpenModules;
import dev.commonjs.lsp.Documents.Open;
import dev.commonjs.lsp.Requests.State;
import dev.commonjs.workspace.Cancel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Checks the open documents in the background and tells the {@link Audience}. A change waits a
 * moment for the next one, a newer change stops a run, and files that were edited come before those
 * that only depend on them. What a file says depends on its neighbours, so every open document is
 * checked after every change.
 */
final class Diagnostics implements AutoCloseable {
  private static final long DELAY_MILLIS = 200;

  private final Requests requests;
  private final Supplier<State> current;
  private final Audience audience;
  private final SharedFindings shared;
  private final ScheduledExecutorService thread;

  private final Object lock = new Object();
  private final Set<Path> changed = new LinkedHashSet<>();
  private long generation;
  private boolean closed;

  Diagnostics(
      Requests requests, Supplier<State> current, Audience audience, SharedFindings shared) {
    this.requests = requests;
    this.current = current;
    this.audience = audience;
    this.shared = shared;
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
      shared.forget(document.file());
    }
    audience.closed(document);
    everything();
  }

  /**
   * The answer to a client that asks about the document under {@code uri}. Given up when it is
   * edited meanwhile: the client is asked to ask again.
   */
  Checked pulled(Requests.Document document, String uri, Cancel cancel) {
    State state = document.state();
    Optional<Open> open = state.documents().open(uri);
    Cancel any =
        () -> {
          cancel.check();
          open.ifPresent(this::stopIfEdited);
        };
    Checked checked = Checked.of(state, document.file(), document.text(), requests, any);
    open.ifPresent(
        asked -> {
          audience.answered(asked, checked);
          if (current.get().snapshot().version() != state.snapshot().version()) {
            everything(); // what has changed may have been checked before this was answered
          }
        });
    return checked;
  }

  /**
   * One that was closed is answered: VS Code's client never asks again about a document for which
   * it is told not to.
   */
  private void stopIfEdited(Open asked) {
    Open now = current.get().documents().open(asked.uri()).orElse(asked);
    if (now.version() != asked.version()) {
      throw Reports.cancelled("the document has changed", true);
    }
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
    for (Open document : documents) {
      cancel.check();
      check(state, document, cancel);
    }
    shared.publish(state);
    audience.allChecked();
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

  private void check(State state, Open document, Cancel cancel) {
    boolean sameText =
        state.snapshot().text(document.file()).filter(document.text()::equals).isPresent();
    if (!sameText) {
      return; // an edit came in between and has asked for a run of its own
    }
    Checked checked = Checked.of(state, document.file(), document.text(), requests, cancel);
    audience.checked(document, checked);
    synchronized (lock) {
      boolean open = current.get().documents().open(document.uri()).isPresent();
      shared.said(document.file(), open ? checked.heads() : Set.of());
      if (isCurrent(document)) {
        changed.remove(document.file());
      }
    }
  }

  private boolean isCurrent(Open document) {
    return current
        .get()
        .documents()
        .open(document.uri())
        .filter(now -> now.version() == document.version())
        .isPresent();
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
    audience.close();
    shared.close();
    thread.shutdownNow();
  }
}
