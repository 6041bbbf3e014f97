package dev.commonjs.lsp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A client that speaks bare JSON, so that what is tested is what is on the wire. Every wait has a
 * limit and ends with the event that it waits for; nothing sleeps. {@link #close} shuts the server
 * down by the protocol and fails when it has logged an error that was not expected or answered
 * something that nobody asked.
 */
final class TestClient implements AutoCloseable {
  private static final long LIMIT_SECONDS = 60;

  private final OutputStream out;
  private final Ending ending;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final List<JsonObject> messages = new ArrayList<>();
  private final List<JsonObject> unread = new ArrayList<>();
  private final Map<String, Function<JsonObject, JsonElement>> answers = new HashMap<>();
  private final Map<String, Integer> versions = new HashMap<>();
  private final List<String> expectedErrors = new ArrayList<>();
  private boolean ended;
  private boolean open = true;
  private int lastId;

  /** How the server comes to its end, and with which code. */
  interface Ending {
    int await(long time, TimeUnit unit) throws Exception;
  }

  TestClient(InputStream in, OutputStream out, Ending ending) {
    this.out = out;
    this.ending = ending;
    answers.put("client/registerCapability", params -> JsonNull.INSTANCE);
    answers.put("window/workDoneProgress/create", params -> JsonNull.INSTANCE);
    answers.put("workspace/configuration", params -> new JsonArray());
    Thread reader = new Thread(() -> read(in), "test-client");
    reader.setDaemon(true);
    reader.start();
  }

  // ---------------------------------------------------------------- messages

  private void read(InputStream in) {
    FramedInput frames = new FramedInput(in, 1 << 28);
    try {
      for (FramedInput.Frame frame = frames.next(); frame != null; frame = frames.next()) {
        String text =
            frame instanceof FramedInput.Body body ? body.text() : "{\"noise\":\"" + frame + "\"}";
        received(JsonParser.parseString(text).getAsJsonObject());
      }
    } catch (IOException e) {
      // The server is gone; whoever waits is told below.
    }
    locked(
        () -> {
          ended = true;
          arrived.signalAll();
        });
  }

  private void received(JsonObject message) {
    boolean request = message.has("method") && message.has("id");
    if (request) {
      JsonObject response = new JsonObject();
      response.addProperty("jsonrpc", "2.0");
      response.add("id", message.get("id"));
      response.add("result", answerTo(message));
      send(response.toString());
    }
    locked(
        () -> {
          messages.add(message);
          unread.add(message);
          arrived.signalAll();
        });
  }

  private JsonElement answerTo(JsonObject request) {
    String method = request.get("method").getAsString();
    Function<JsonObject, JsonElement> answer = answers.get(method);
    if (answer == null) {
      throw new AssertionError("the server asked for " + method);
    }
    return answer.apply(request);
  }

  private void locked(Runnable body) {
    lock.lock();
    try {
      body.run();
    } finally {
      lock.unlock();
    }
  }

  /** The first message not yet taken that fits; waits for it. */
  JsonObject await(String what, Predicate<JsonObject> fits) {
    lock.lock();
    try {
      long nanos = TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
      while (true) {
        for (JsonObject message : unread) {
          if (fits.test(message)) {
            unread.remove(message);
            return message;
          }
        }
        if (ended || nanos <= 0) {
          throw new AssertionError(
              (ended ? "the server ended before " : "no ") + what + "; seen: " + messages);
        }
        nanos = arrived.awaitNanos(nanos);
      }
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    } finally {
      lock.unlock();
    }
  }

  /** Everything received so far. */
  List<JsonObject> messages() {
    lock.lock();
    try {
      return List.copyOf(messages);
    } finally {
      lock.unlock();
    }
  }

  void send(String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    sendBytes(
        ("Content-Length: " + bytes.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII),
        bytes);
  }

  synchronized void sendBytes(byte[]... parts) {
    try {
      for (byte[] part : parts) {
        out.write(part);
      }
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void notify(String method, String params) {
    send("{\"jsonrpc\":\"2.0\",\"method\":\"" + method + "\",\"params\":" + params + "}");
  }

  /** Sends and does not wait; the answer is {@link #answer}'s. */
  int post(String method, String params) {
    int id = ++lastId;
    send(
        "{\"jsonrpc\":\"2.0\",\"id\":"
            + id
            + ",\"method\":\""
            + method
            + "\",\"params\":"
            + params
            + "}");
    return id;
  }

  JsonObject answer(int id) {
    JsonObject message =
        await(
            "answer to request " + id,
            m ->
                !m.has("method")
                    && m.has("id")
                    && !m.get("id").isJsonNull()
                    && m.get("id").getAsInt() == id);
    assertEquals(true, message.has("result") ^ message.has("error"), message::toString);
    return message;
  }

  JsonElement request(String method, String params) {
    JsonObject answer = answer(post(method, params));
    if (!answer.has("result")) {
      throw new AssertionError(method + ": " + answer);
    }
    return answer.get("result");
  }

  int errorOf(String method, String params) {
    JsonObject answer = answer(post(method, params));
    if (!answer.has("error")) {
      throw new AssertionError(method + ": " + answer);
    }
    return answer.getAsJsonObject("error").get("code").getAsInt();
  }

  /** What the client answers when the server asks. */
  TestClient answering(String method, Function<JsonObject, JsonElement> answer) {
    answers.put(method, answer);
    return this;
  }

  /** The server is going to log an error that contains this. */
  void expectError(String part) {
    expectedErrors.add(part);
  }

  // ---------------------------------------------------------------- what editors do

  JsonObject initialize(Path root, String capabilities) {
    return initialize(root, capabilities, "{}");
  }

  /**
   * @param settings what it sends as {@code initializationOptions}
   */
  JsonObject initialize(Path root, String capabilities, String settings) {
    JsonObject result =
        request(
                "initialize",
                "{\"processId\":null,\"rootUri\":null,\"capabilities\":"
                    + capabilities
                    + ",\"initializationOptions\":"
                    + settings
                    + ",\"workspaceFolders\":[{\"name\":\"x\",\"uri\":\""
                    + Uris.toUri(root)
                    + "\"}]}")
            .getAsJsonObject();
    notify("initialized", "{}");
    return result.getAsJsonObject("capabilities");
  }

  void open(String uri, String text) {
    open(uri, "javascript", text);
  }

  void open(String uri, String language, String text) {
    versions.put(uri, 1);
    JsonObject document = new JsonObject();
    document.addProperty("uri", uri);
    document.addProperty("languageId", language);
    document.addProperty("version", 1);
    document.addProperty("text", text);
    JsonObject params = new JsonObject();
    params.add("textDocument", document);
    notify("textDocument/didOpen", params.toString());
  }

  /**
   * Returns the new version. {@code range} is {@code line:character-line:character}; empty for the
   * whole text.
   */
  int edit(String uri, String range, String text) {
    int version = versions.merge(uri, 1, Integer::sum);
    JsonObject change = new JsonObject();
    if (!range.isEmpty()) {
      change.add("range", range(range));
    }
    change.addProperty("text", text);
    JsonArray changes = new JsonArray();
    changes.add(change);
    JsonObject document = new JsonObject();
    document.addProperty("uri", uri);
    document.addProperty("version", version);
    JsonObject params = new JsonObject();
    params.add("textDocument", document);
    params.add("contentChanges", changes);
    notify("textDocument/didChange", params.toString());
    return version;
  }

  void close(String uri) {
    notify("textDocument/didClose", "{\"textDocument\":{\"uri\":\"" + uri + "\"}}");
  }

  static JsonObject range(String range) {
    String[] ends = range.split("-", -1);
    JsonObject result = new JsonObject();
    result.add("start", position(ends[0]));
    result.add("end", position(ends[1]));
    return result;
  }

  static JsonObject position(String place) {
    String[] parts = place.split(":", -1);
    JsonObject result = new JsonObject();
    result.addProperty("line", Integer.parseInt(parts[0]));
    result.addProperty("character", Integer.parseInt(parts[1]));
    return result;
  }

  /** {@code line:character-line:character}, as {@link #edit} takes it. */
  static String text(JsonObject range) {
    return place(range.getAsJsonObject("start")) + "-" + place(range.getAsJsonObject("end"));
  }

  private static String place(JsonObject position) {
    return position.get("line") + ":" + position.get("character");
  }

  static String at(String uri, String place) {
    return "{\"textDocument\":{\"uri\":\"" + uri + "\"},\"position\":" + position(place) + "}";
  }

  static String move(String from, String to) {
    return "{\"files\":[{\"oldUri\":\"%s\",\"newUri\":\"%s\"}]}".formatted(from, to);
  }

  static String document(String uri) {
    return "{\"textDocument\":{\"uri\":\"" + uri + "\"}}";
  }

  /** The diagnostics published for this version of the document; waits for them. */
  List<JsonObject> awaitDiagnostics(String uri, int version) {
    JsonObject message =
        await(
            "diagnostics of " + uri + " version " + version,
            m ->
                published(m, uri)
                    && m.getAsJsonObject("params").has("version")
                    && m.getAsJsonObject("params").get("version").getAsInt() == version);
    return diagnostics(message);
  }

  /** The next diagnostics of the document, whatever the version. */
  List<JsonObject> awaitDiagnostics(String uri) {
    return diagnostics(await("diagnostics of " + uri, m -> published(m, uri)));
  }

  private static boolean published(JsonObject message, String uri) {
    return message.has("method")
        && message.get("method").getAsString().equals("textDocument/publishDiagnostics")
        && message.getAsJsonObject("params").get("uri").getAsString().equals(uri);
  }

  private static List<JsonObject> diagnostics(JsonObject message) {
    return message.getAsJsonObject("params").getAsJsonArray("diagnostics").asList().stream()
        .map(JsonElement::getAsJsonObject)
        .toList();
  }

  // ---------------------------------------------------------------- the end

  int exitCode() {
    open = false;
    try {
      return ending.await(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError("the server did not end", e);
    }
  }

  void endInput() {
    try {
      out.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    if (open) {
      request("shutdown", "null");
      send("{\"jsonrpc\":\"2.0\",\"method\":\"exit\"}");
      assertEquals(0, exitCode());
    }
    List<JsonObject> unexpected = messages().stream().filter(this::isUnexpected).toList();
    assertEquals(List.of(), unexpected);
  }

  private boolean isUnexpected(JsonObject message) {
    if (message.has("noise")) {
      return true;
    }
    boolean logged =
        message.has("method") && message.get("method").getAsString().equals("window/logMessage");
    return logged
        && message.getAsJsonObject("params").get("type").getAsInt() == 1
        && expectedErrors.stream().noneMatch(part -> message.toString().contains(part));
  }
}
