package dev.commonjs.lsp;

import dev.commonjs.workspace.Cancel;
import dev.commonjs.workspace.Snapshot;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.jsonrpc.CompletableFutures;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * How every message is handled: the one place that captures the snapshot on arrival, runs on the pool, binds cancelling,
 * catches, logs, and turns what was thrown into an answer. Handlers are conversion only.
 *
 * <p>A request is answered from the snapshot of the moment it arrived, even if there are newer ones by then: LSP says of
 * {@code ContentModified} that a result computed on an older state might still be useful, and the client knows its edits.
 */
final class Requests implements AutoCloseable {
  /** Deep trees are walked by recursion; the memory is only taken when it is used. */
  private static final long STACK_BYTES = 64L << 20;

  private static final long SLOW_MILLIS = 1_000;

  private final Log log;
  private final ExecutorService pool;

  Requests(Log log) {
    this.log = log;
    int threads = Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 4);
    this.pool =
        Executors.newFixedThreadPool(
            threads, body -> daemon(new Thread(null, body, "request", STACK_BYTES)));
  }

  /** What a handler computes. Null means "nothing there". */
  interface Body<T> {
    @Nullable T answer(State state, Path file, Cancel cancel);
  }

  /** What a handler may look at, captured when the request arrived. */
  record State(Snapshot snapshot, Documents documents, Convert convert) {}

  /** Answers {@code empty} for a document that is not a file. */
  <T> CompletableFuture<@Nullable T> read(
      String method, State state, TextDocumentIdentifier document, @Nullable T empty, Body<T> body) {
    Optional<Path> file = state.documents().path(document.getUri());
    if (file.isEmpty()) {
      return CompletableFuture.completedFuture(empty);
    }
    long arrived = System.nanoTime();
    return CompletableFutures.computeAsync(
        pool,
        checker -> {
          T answer = caught(method + " " + file.get(), () -> body.answer(state, file.get(), checker::checkCanceled));
          finished(method, file.get(), arrived);
          return answer;
        });
  }

  private void finished(String method, Path file, long arrived) {
    long millis = (System.nanoTime() - arrived) / 1_000_000;
    log.traced(method + " in " + millis + " ms", file.toString());
    if (millis > SLOW_MILLIS) {
      log.info(method + " of " + file + " took " + millis + " ms");
    }
  }

  /** Runs the part of a request that belongs to the reader thread. */
  CompletableFuture<?> request(String method, Supplier<CompletableFuture<?>> handler) {
    try {
      return caught(method, handler);
    } catch (ResponseErrorException e) {
      return CompletableFuture.failedFuture(e);
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

  /** The only place that catches everything. */
  @SuppressWarnings("PMD.AvoidCatchingThrowable")
  private <T> T caught(String what, Supplier<T> body) {
    try {
      return body.get();
    } catch (CancellationException | ResponseErrorException e) {
      throw e;
    } catch (UnsupportedOperationException e) {
      throw error(ResponseErrorCode.MethodNotFound, "not supported: " + what);
    } catch (RuntimeException | StackOverflowError e) {
      log.error("failed: " + what, e);
      throw error(ResponseErrorCode.InternalError, "this is a mistake in the server; its log says more");
    }
  }

  static ResponseErrorException error(ResponseErrorCode code, String message) {
    return new ResponseErrorException(new ResponseError(code, message, null));
  }

  private static Thread daemon(Thread thread) {
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
