package dev.commonjs.lsp;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import dev.commonjs.workspace.MemoryGuard;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.lsp4j.jsonrpc.JsonRpcException;
import org.eclipse.lsp4j.jsonrpc.MessageConsumer;
import org.eclipse.lsp4j.jsonrpc.MessageIssueException;
import org.eclipse.lsp4j.jsonrpc.RemoteEndpoint;
import org.eclipse.lsp4j.jsonrpc.json.JsonRpcMethod;
import org.eclipse.lsp4j.jsonrpc.json.MessageJsonHandler;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.jsonrpc.messages.Message;
import org.eclipse.lsp4j.jsonrpc.messages.NotificationMessage;
import org.eclipse.lsp4j.jsonrpc.messages.RequestMessage;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseMessage;
import org.eclipse.lsp4j.jsonrpc.services.ServiceEndpoints;
import org.eclipse.lsp4j.jsonrpc.validation.ReflectiveMessageValidator;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.LanguageServer;
import org.jspecify.annotations.Nullable;

/**
 * Reads messages until the input ends or {@code exit} arrives, on the calling thread. Every request
 * gets exactly one answer, also one that cannot be understood (JSON-RPC 2.0, section 5.1).
 */
final class Connection {
  private static final int LONGEST_MESSAGE = 128 << 20;

  private static final String MESSAGE =
      "for a message of the editor; a file that was just opened or changed should be opened again";

  private final FramedInput in;
  private final FramedOutput out;
  private final MessageJsonHandler json = new MessageJsonHandler(methods(), Reports::nullVersions);
  private final RemoteEndpoint remote;
  private final MessageConsumer validated;
  private final Gate gate;
  private final Requests requests;
  private final Log log;

  Connection(
      InputStream in,
      OutputStream out,
      LanguageServer server,
      Requests requests,
      Log log,
      Runnable broken) {
    this.in = new FramedInput(in, LONGEST_MESSAGE);
    this.out = new FramedOutput(json, requests.memory(), out, broken);
    this.requests = requests;
    this.log = log;
    this.gate =
        new Gate(
            ServiceEndpoints.toEndpoint(server),
            requests,
            method -> json.getJsonRpcMethod(method) != null);
    this.remote = new RemoteEndpoint(this.out, gate);
    this.validated = new ReflectiveMessageValidator(remote);
    remote.setJsonHandler(json);
    json.setMethodProvider(remote);
  }

  private static Map<String, JsonRpcMethod> methods() {
    Map<String, JsonRpcMethod> methods =
        new LinkedHashMap<>(ServiceEndpoints.getSupportedMethods(LanguageClient.class));
    methods.putAll(ServiceEndpoints.getSupportedMethods(LanguageServer.class));
    return methods;
  }

  LanguageClient client() {
    return ServiceEndpoints.toServiceObject(remote, LanguageClient.class);
  }

  /** Returns the exit code. */
  int listen() {
    MemoryGuard memory = requests.memory();
    try {
      boolean more = true;
      while (more && gate.exitCode().isEmpty()) {
        more = memory.once(this::next, () -> memory.once(this::missed, () -> true));
      }
    } finally {
      out.close();
    }
    return gate.codeAtEndOfInput();
  }

  /** Takes one message; false when there will be no other. */
  private boolean next() {
    try {
      switch (in.next()) {
        case null -> {
          return false;
        }
        case FramedInput.Body(String text) ->
            requests.notification("a message of the editor", () -> message(text));
        case FramedInput.Garbage(String reason) -> {
          log.warn("skipped input that is no message: " + reason);
          answer(null, ResponseErrorCode.ParseError, reason);
        }
      }
      return true;
    } catch (IOException e) {
      log.warn("the input broke: " + e.getMessage());
      return false;
    }
  }

  /** There was no memory for the message; what is left of it is skipped. */
  private boolean missed() {
    requests.tellOfShortage(MESSAGE);
    return true;
  }

  private void message(String text) {
    try {
      // Better late than lost: what the editor says can't be asked for again.
      Message message = requests.withMemory(MESSAGE, () -> json.parseMessage(text));
      if (message == null) {
        throw new JsonParseException("null is no message");
      }
      consumer(message).consume(message);
    } catch (MessageIssueException e) {
      if (e.getRpcMessage() instanceof ResponseMessage) {
        remote.handle(e.getRpcMessage(), e.getIssues());
      } else {
        misunderstood(text, e.getIssues().getFirst().getText());
      }
    } catch (JsonParseException | JsonRpcException | IllegalArgumentException e) {
      misunderstood(text, String.valueOf(e.getMessage()));
    }
  }

  /**
   * Only requests on documents are checked for missing parts; elsewhere we are patient with what
   * clients leave out.
   */
  private MessageConsumer consumer(Message message) {
    String method =
        switch (message) {
          case RequestMessage request -> request.getMethod();
          case NotificationMessage notification -> notification.getMethod();
          default -> "";
        };
    return method.startsWith("textDocument/") ? validated : remote;
  }

  /**
   * Looks at the text once more for whom to answer: the library gives up before it has seen every
   * part.
   */
  private void misunderstood(String text, String why) {
    JsonElement element;
    try {
      element = JsonParser.parseString(text);
    } catch (JsonParseException e) {
      log.warn("skipped a message that is not JSON: " + e.getMessage());
      answer(null, ResponseErrorCode.ParseError, "not JSON");
      return;
    }
    if (!(element instanceof JsonObject object)) {
      log.warn("skipped a message that is no object");
      answer(null, ResponseErrorCode.InvalidRequest, "a message is an object");
      return;
    }
    log.warn("could not use a message (" + object.get("method") + "): " + why);
    if (object.has("method") && !object.has("id")) {
      return;
    }
    boolean response = object.has("result") || object.has("error");
    if (!response) {
      ResponseErrorCode code =
          object.has("method") ? ResponseErrorCode.InvalidParams : ResponseErrorCode.InvalidRequest;
      answer(id(object.get("id")), code, why);
    }
  }

  private static @Nullable Either<String, Number> id(@Nullable JsonElement id) {
    if (!(id instanceof JsonPrimitive primitive)) {
      return null;
    }
    return primitive.isNumber()
        ? Either.forRight(primitive.getAsNumber())
        : Either.forLeft(primitive.getAsString());
  }

  private void answer(@Nullable Either<String, Number> id, ResponseErrorCode code, String message) {
    ResponseMessage response = new ResponseMessage();
    response.setJsonHandler(json);
    response.setRawId(id);
    response.setError(new ResponseError(code, message, null));
    out.consume(response);
  }
}
