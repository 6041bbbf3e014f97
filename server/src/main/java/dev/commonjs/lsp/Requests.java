package dev.commonjs.lsp;

import dev.commonjs.text.SourceText;
import dev.commonjs.text.Span;
import dev.commonjs.workspace.Cancel;
import dev.commonjs.workspace.MemoryGuard;
import dev.commonjs.workspace.Snapshot;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.jsonrpc.CompletableFutures;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * How every message is handled: the one place that captures the snapshot on arrival, runs on the
 * pool, binds cancelling, catches, logs, and turns what was thrown into an answer. Handlers are
 * conversion only.
 *
 * <p>A request is answered from the snapshot of the moment it arrived, even if there are newer ones
 * by then: LSP says of {@code ContentModified} that a result computed on an older state might still
 * be useful, and the client knows its edits.
 */
final class Requests implements AutoCloseable {
  /** Deep trees are walked by recursion; the memory is only taken when it is used. */
  private static final long STACK_BYTES = 64L << 20;

  private static final long SLOW_MILLIS = 1_000;

  private final Log log;
  private final MemoryGuard memory;
  private final ExecutorService pool;
  private final Foreground foreground = new Foreground();

  Requests(Log log, MemoryGuard memory) {
    this.log = log;
    this.memory = memory;
    int threads = Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 4);
    this.pool = Executors.newFixedThreadPool(threads, body -> worker(body, "request"));
  }

  /** What a handler computes. Null means "nothing there". */
  interface Body<T> {
    @Nullable T answer(Document document, Cancel cancel);
  }

  /** The document that a request is about, with the state in which it arrived. */
  record Document(State state, Path file, SourceText text) {
    Snapshot snapshot() {
      return state.snapshot();
    }

    int offset(Position position) {
      return state.positions().toOffset(text, position);
    }

    Span span(Range range) {
      return state.positions().toSpan(text, range);
    }

    Range range(Span span) {
      return state.positions().toRange(text, span);
    }
  }

  /** What a handler may look at, captured when the request arrived. */
  record State(Snapshot snapshot, Documents documents, ClientProfile client) {
    Positions positions() {
      return new Positions(client.unit());
    }
  }

  /** Answers {@code empty} for a document that is no JavaScript file. */
  <T> CompletableFuture<@Nullable T> read(
      String method,
      State state,
      TextDocumentIdentifier document,
      @Nullable T empty,
      Body<T> body) {
    String uri = document.getUri();
    boolean foreign =
        state
            .documents()
            .open(uri)
            .map(open -> !open.isJavaScript())
            .orElse(Uris.toPath(uri).isEmpty());
    if (foreign) {
      return CompletableFuture.completedFuture(empty);
    }
    return computed(method, uri, cancel -> answer(state, uri, empty, body, cancel));
  }

  /**
   * What is about no document but about the whole workspace.
   *
   * @param purpose see {@link #withMemory}
   */
  <T> CompletableFuture<@Nullable T> readAll(
      String method, String purpose, Function<Cancel, T> body) {
    return computed(
        method, "the workspace", cancel -> withMemory(purpose, () -> body.apply(cancel)));
  }

  /**
   * Computes on the pool what somebody waits for.
   *
   * @param subject what it is asked of, for the log
   */
  <T> CompletableFuture<@Nullable T> computed(
      String method, String subject, Function<Cancel, @Nullable T> body) {
    long arrived = System.nanoTime();
    return CompletableFutures.computeAsync(
        pool,
        checker -> {
          Cancel cancel = checker::checkCanceled;
          cancel.check();
          T answer =
              foreground.during(() -> caught(method + " " + subject, () -> body.apply(cancel)));
          finished(method, subject, arrived);
          return answer;
        });
  }

  private <T> @Nullable T answer(
      State state, String uri, @Nullable T empty, Body<T> body, Cancel cancel) {
    Optional<Path> file = state.documents().file(uri, state.snapshot().view());
    Optional<SourceText> text = file.flatMap(state.snapshot()::text);
    if (text.isEmpty()) {
      return empty;
    }
    Document document = new Document(state, file.orElseThrow(), text.get());
    return withMemory(
        "to answer questions about " + document.file().getFileName(),
        () -> body.answer(document, cancel));
  }

  private void finished(String method, String about, long arrived) {
    long millis = (System.nanoTime() - arrived) / 1_000_000;
    log.traced(method + " in " + millis + " ms", about);
    if (millis > SLOW_MILLIS) {
      log.info(method + " of " + about + " took " + millis + " ms");
    }
  }

  /** What somebody waits for: requests, and whatever else should go before the background. */
  Foreground foreground() {
    return foreground;
  }

  MemoryGuard memory() {
    return memory;
  }

  /**
   * What {@code work}, which may be done twice, gives; where there is not enough memory for it the
   * person is told, and the request fails.
   *
   * @param purpose what the work is good for, behind "there is not enough memory"
   */
  <T> T withMemory(String purpose, Supplier<T> work) {
    return memory.patiently(
        work,
        () -> {
          throw noMemory(purpose);
        });
  }

  private ResponseErrorException noMemory(String purpose) {
    return error(ResponseErrorCode.RequestFailed, tellOfShortage(purpose));
  }

  /** Tells the person, once, and returns what was said. */
  String tellOfShortage(String purpose) {
    String message = "There is not enough memory (" + megabytes() + ") " + purpose + ".";
    log.show(message);
    return message;
  }

  /** A file's reading was given up. */
  void tooMuchMemory(String file) {
    log.show(
        file
            + " takes more memory to read than the server may use ("
            + megabytes()
            + "). It is left out until it changes.");
  }

  private static String megabytes() {
    return (Runtime.getRuntime().maxMemory() >> 20) + " MB";
  }

  /** Runs the part of a request that belongs to the reader thread. */
  CompletableFuture<?> request(String method, Supplier<CompletableFuture<?>> handler) {
    try {
      return caught(method, () -> supported(method, handler));
    } catch (ResponseErrorException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** The library's services throw this for each method that is not overridden. */
  private static CompletableFuture<?> supported(
      String method, Supplier<CompletableFuture<?>> handler) {
    try {
      return handler.get();
    } catch (UnsupportedOperationException e) {
      throw error(ResponseErrorCode.MethodNotFound, "not supported: " + method);
    }
  }

  /** Runs something that nobody waits for: what it throws is logged. */
  void notification(String what, Runnable handler) {
    try {
      caught(
          what,
          () -> {
            handler.run();
            return null;
          });
    } catch (ResponseErrorException | CancellationException e) {
      // Logged where it was caught; there is nobody to answer.
      return;
    }
  }

  /** For what goes on by itself, here or at the client: nobody waits, but a failure is logged. */
  void unawaited(String what, CompletableFuture<?> future) {
    var unused = future.whenComplete((result, failure) -> logFailure(what, failure));
  }

  private void logFailure(String what, @Nullable Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException e && e.getCause() != null ? e.getCause() : failure;
    switch (cause) {
      case null -> {}
      case CancellationException e -> {}
      case ResponseErrorException e ->
          log.warn("the client refused: " + what + ": " + e.getMessage());
      default -> log.error("failed: " + what, cause);
    }
  }

  /** The only place that catches everything. */
  private <T> T caught(String what, Supplier<T> body) {
    try {
      return memory.once(
          body,
          () -> {
            throw noMemory("for " + what);
          });
    } catch (CancellationException | ResponseErrorException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      log.error("failed: " + what, e);
      throw error(
          ResponseErrorCode.InternalError, "this is a mistake in the server; its log says more");
    }
  }

  static ResponseErrorException error(ResponseErrorCode code, String message) {
    return new ResponseErrorException(new ResponseError(code, message, null));
  }

  /** A thread that may analyse and that does not keep the process alive. */
  static Thread worker(Runnable body, String name) {
    Thread thread = new Thread(null, body, name, STACK_BYTES);
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
