package dev.commonjs.lsp;

import com.google.gson.JsonElement;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.jsonrpc.Endpoint;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * Which messages are allowed when (LSP, "Lifecycle Messages"): nothing but {@code initialize}
 * before it, nothing but {@code exit} after {@code shutdown}, no unknown {@code $/} request. Called
 * by the reader thread only.
 */
final class Gate implements Endpoint {
  private enum State {
    NEW,
    RUNNING,
    SHUT_DOWN,
    EXITED
  }

  private final Endpoint server;
  private final Requests requests;
  private final Predicate<String> known;
  private State state = State.NEW;
  private OptionalInt exitCode = OptionalInt.empty();

  Gate(Endpoint server, Requests requests, Predicate<String> known) {
    this.server = server;
    this.requests = requests;
    this.known = known;
  }

  /** Present once {@code exit} was received: 0 after a {@code shutdown}, else 1. */
  OptionalInt exitCode() {
    return exitCode;
  }

  /** What the process answers when the input just ends. */
  int codeAtEndOfInput() {
    return exitCode.orElse(state == State.SHUT_DOWN ? 0 : 1);
  }

  @Override
  public CompletableFuture<?> request(String method, @Nullable Object params) {
    return switch (state) {
      case SHUT_DOWN, EXITED -> refuse(ResponseErrorCode.InvalidRequest, "the server is shut down");
      case NEW -> {
        if (!method.equals("initialize")) {
          yield refuse(
              ResponseErrorCode.ServerNotInitialized, "the first request must be initialize");
        }
        if (!(params instanceof InitializeParams)) {
          yield refuse(ResponseErrorCode.InvalidParams, "initialize needs parameters");
        }
        state = State.RUNNING;
        yield requests.request(method, () -> server.request(method, params));
      }
      case RUNNING -> running(method, params);
    };
  }

  private CompletableFuture<?> running(String method, @Nullable Object params) {
    if (method.equals("initialize")) {
      return refuse(ResponseErrorCode.InvalidRequest, "initialize came twice");
    }
    if (method.startsWith("$/")) {
      return refuse(ResponseErrorCode.MethodNotFound, "unknown method " + method);
    }
    if (method.equals("shutdown")) {
      state = State.SHUT_DOWN;
    } else if (params == null || params instanceof JsonElement) {
      // The parameters of a known method have its type by now, and every request but shutdown has
      // some.
      return known.test(method)
          ? refuse(ResponseErrorCode.InvalidParams, method + " needs parameters")
          : refuse(ResponseErrorCode.MethodNotFound, "unknown method " + method);
    }
    return requests.request(method, () -> server.request(method, params));
  }

  @Override
  public void notify(String method, @Nullable Object params) {
    if (method.equals("exit")) {
      exitCode = OptionalInt.of(state == State.SHUT_DOWN ? 0 : 1);
      state = State.EXITED;
    } else if (state == State.RUNNING) {
      requests.notification(method, () -> server.notify(method, params));
    }
  }

  private static CompletableFuture<?> refuse(ResponseErrorCode code, String message) {
    return CompletableFuture.failedFuture(
        new ResponseErrorException(new ResponseError(code, message, null)));
  }
}
