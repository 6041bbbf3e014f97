package dev.commonjs.lsp;

import dev.commonjs.lsp.ClientSettings.Scope;
import dev.commonjs.lsp.Documents.Open;
import dev.commonjs.lsp.Requests.State;
import dev.commonjs.text.SourceText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.lsp4j.WorkspaceDiagnosticParams;
import org.eclipse.lsp4j.WorkspaceDiagnosticReport;
import org.eclipse.lsp4j.services.LanguageClient;
import org.jspecify.annotations.Nullable;

/**
 * Checks all files of the workspace, one by one, on one thread, behind everything that somebody
 * waits for: for a client that asks for the workspace, or one that is sent all of it ({@link
 * Scope#WORKSPACE}).
 *
 * <p>A request is answered when there is something that the client does not have, and kept until
 * then: clients ask again as soon as they are answered. Only the first is answered in any case.
 *
 * <p>What one file says depends on others, so a change may concern each of them. All are checked
 * again when nothing has changed for a moment; then for four times as long as that took nothing is.
 */
final class WorkspaceDiagnostics implements AutoCloseable {
  private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  /** Rest after checking all files, in times of how long that took; and the longest. */
  private static final int REST = 4;

  private static final long LONGEST_REST_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final LanguageClient client;
  private final Requests requests;
  private final Supplier<State> current;
  private final Audience audience;
  private final SharedFindings shared;
  private final boolean pushes;
  private final Thread thread;

  private boolean started;
  private boolean closed;
  private boolean answered;
  private int indexing;
  private Scope scope;

  /** Grows with every change; that of what {@link #results} are of. */
  private long revision = 1;

  private long checkedRevision;
  private long quietSince = System.nanoTime();
  private long restUntil = System.nanoTime();
  private @Nullable WorkspacePull pull;

  /** Whether all of {@link #results} have been compared with what the client has. */
  private boolean compared;

  /** By URI. Of the thread alone. */
  private final Map<String, Result> results = new LinkedHashMap<>();

  /**
   * @param version of an open document
   */
  private record Result(@Nullable Integer version, Checked checked) {}

  /**
   * A file that is to be checked.
   *
   * @param open null where it is not
   */
  private record Target(Path file, String uri, @Nullable Open open) {}

  /**
   * @param pushes whether the client is sent findings
   */
  WorkspaceDiagnostics(
      LanguageClient client,
      Requests requests,
      Supplier<State> current,
      Audience audience,
      SharedFindings shared,
      boolean pushes,
      Scope scope) {
    this.client = client;
    this.requests = requests;
    this.current = current;
    this.audience = audience;
    this.shared = shared;
    this.pushes = pushes;
    this.scope = scope;
    this.thread = Requests.worker(this::work, "workspace-diagnostics");
    thread.setPriority(Thread.MIN_PRIORITY);
  }

  /** Something changed that may concern any file. */
  synchronized void changed() {
    revision++;
    quietSince = System.nanoTime();
    notifyAll();
  }

  synchronized void scope(Scope now) {
    scope = now;
    if (pushes && now != Scope.WORKSPACE) {
      audience.unopened(Set.of());
    }
    start();
    changed();
  }

  /** The files are read from now on; until {@link #indexed} nothing is checked. */
  synchronized void indexing() {
    indexing++;
  }

  synchronized void indexed() {
    indexing--;
    start();
    notifyAll();
  }

  /** The request is answered by another thread; whoever asked before is not answered any more. */
  synchronized CompletableFuture<WorkspaceDiagnosticReport> pull(WorkspaceDiagnosticParams params) {
    WorkspacePull before = pull;
    if (before != null) {
      before.answer.completeExceptionally(Reports.cancelled("asked anew", false));
    }
    WorkspacePull asked = new WorkspacePull(client, params);
    pull = asked;
    compared = false;
    shared.pulled(current.get());
    var unused = asked.answer.whenComplete((answer, failure) -> ended(asked));
    start();
    notifyAll();
    return asked.answer;
  }

  @SuppressWarnings("ReferenceEquality") // each is one request
  private synchronized void ended(WorkspacePull asked) {
    if (pull == asked) {
      pull = null;
      notifyAll();
    }
  }

  /** Most sessions need no such thread. */
  private void start() {
    if (!started && !closed && isWanted()) {
      started = true;
      thread.start();
    }
  }

  private boolean isWanted() {
    return pull != null || (pushes && scope == Scope.WORKSPACE);
  }

  // ---------------------------------------------------------------- the thread

  private void work() {
    try {
      for (Optional<Work> next = next(); next.isPresent(); next = next()) {
        Work work = next.get();
        requests.notification("workspace diagnostics", () -> run(work));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * @param check whether something has changed since all files were checked
   */
  private record Work(long revision, Scope scope, boolean check) {}

  /** What is to be done, when it is; empty: nothing will be. */
  private synchronized Optional<Work> next() throws InterruptedException {
    while (!closed) {
      boolean fresh = checkedRevision == revision;
      boolean due = isWanted() && indexing == 0 && (!fresh || (pull != null && !compared));
      long now = System.nanoTime();
      long wait = fresh ? 0 : Math.max(quietSince + QUIET_NANOS - now, restUntil - now);
      if (due && wait <= 0) {
        return Optional.of(new Work(revision, scope, !fresh));
      }
      if (due) {
        TimeUnit.NANOSECONDS.timedWait(this, wait);
      } else {
        wait();
      }
    }
    return Optional.empty();
  }

  private void run(Work work) {
    if (work.check()) {
      check(work);
    }
    answer();
  }

  /**
   * What changes meanwhile waits for the next time: else somebody who types would never hear of the
   * last files.
   */
  private void check(Work work) {
    long began = System.nanoTime();
    State state = current.get();
    results.clear();
    Set<Path> files = new HashSet<>();
    for (Target target : targets(state, work.scope())) {
      requests.foreground().awaitIdle();
      stopIfNeedless();
      files.add(target.file());
      requests.notification(
          "diagnostics of " + target.uri(), () -> check(state, target, work.scope()));
    }
    stopIfNeedless();
    shared.retain(files);
    shared.publish(state);
    shared.diagnostics(state).forEach((uri, all) -> add(uri, null, Checked.of(all, Set.of())));
    audience.unopened(results.keySet());
    synchronized (this) {
      checkedRevision = work.revision();
      long now = System.nanoTime();
      restUntil = now + Math.min(LONGEST_REST_NANOS, REST * (now - began));
    }
  }

  private void check(State state, Target target, Scope of) {
    SourceText text = state.snapshot().text(target.file()).orElse(null);
    if (text == null) {
      return; // it went meanwhile
    }
    Checked checked = Checked.of(state, target.file(), text, requests, this::stopIfNeedless);
    shared.said(target.file(), checked.heads());
    Open open = target.open();
    add(target.uri(), open == null ? null : open.version(), checked);
    if (open == null && pushes && of == Scope.WORKSPACE) {
      audience.unopened(target.uri(), checked);
    }
  }

  private void add(String uri, @Nullable Integer version, Checked checked) {
    results.put(uri, new Result(version, checked));
    WorkspacePull asked = asked();
    if (asked != null) {
      asked.checked(uri, version, checked);
    }
  }

  private synchronized @Nullable WorkspacePull asked() {
    return pull;
  }

  private void answer() {
    WorkspacePull asked;
    boolean always;
    synchronized (this) {
      asked = pull;
      always = !answered;
      compared = true;
    }
    if (asked != null) {
      results.forEach((uri, result) -> asked.checked(uri, result.version(), result.checked()));
      if (asked.complete(results.keySet(), always)) {
        synchronized (this) {
          answered = true;
        }
      }
    }
  }

  /** Open documents first. */
  private static List<Target> targets(State state, Scope scope) {
    Documents documents = state.documents();
    Set<Path> files = new LinkedHashSet<>();
    documents.all().forEach(open -> files.add(open.file()));
    if (scope != Scope.OPEN) {
      files.addAll(state.snapshot().files());
    }
    List<Target> targets = new ArrayList<>();
    for (Path file : files) {
      Open open = documents.open(file).orElse(null);
      if (open == null || open.isJavaScript()) {
        targets.add(new Target(file, documents.uri(file), open));
      }
    }
    return targets;
  }

  private synchronized void stopIfNeedless() {
    if (closed || !isWanted()) {
      throw new CancellationException();
    }
  }

  @Override
  public void close() {
    WorkspacePull open;
    synchronized (this) {
      closed = true;
      open = pull;
      notifyAll();
    }
    if (open != null) {
      open.answer.completeExceptionally(Reports.cancelled("the server shuts down", false));
    }
    thread.interrupt();
  }
}
