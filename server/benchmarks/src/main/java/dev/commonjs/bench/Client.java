package dev.commonjs.bench;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** An editor with one thread: whoever waits for a message reads until it comes. */
final class Client implements AutoCloseable {
  private final Process server;
  private final OutputStream out;
  private final DataInputStream in;
  private int lastId;

  /**
   * @param command starts a server on standard streams
   */
  Client(List<String> command) throws IOException {
    server = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    out = new BufferedOutputStream(server.getOutputStream());
    in = new DataInputStream(new BufferedInputStream(server.getInputStream()));
  }

  static Client ofThisVersion(List<String> options) throws IOException {
    List<String> command =
        new java.util.ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    command.addAll(options);
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), "dev.commonjs.Main", "--stdio"));
    return new Client(command);
  }

  long pid() {
    return server.pid();
  }

  void initialize(Path root) throws IOException {
    JsonObject params = new JsonObject();
    params.add("processId", JsonNull.INSTANCE);
    JsonObject window = new JsonObject();
    window.addProperty("workDoneProgress", true);
    JsonObject capabilities = new JsonObject();
    capabilities.add("window", window);
    params.add("capabilities", capabilities);
    JsonObject folder = new JsonObject();
    folder.addProperty("name", "x");
    folder.addProperty("uri", root.toUri().toString());
    JsonArray folders = new JsonArray();
    folders.add(folder);
    params.add("workspaceFolders", folders);
    request("initialize", params);
    notify("initialized", new JsonObject());
  }

  void open(Path file, String text) throws IOException {
    JsonObject document = document(file, 1);
    document.addProperty("languageId", "javascript");
    document.addProperty("text", text);
    JsonObject params = new JsonObject();
    params.add("textDocument", document);
    notify("textDocument/didOpen", params);
  }

  /** Puts {@code text} at the start of a line. */
  void insert(Path file, int version, int line, String text) throws IOException {
    JsonObject range = new JsonObject();
    range.add("start", position(line, 0));
    range.add("end", position(line, 0));
    JsonObject change = new JsonObject();
    change.add("range", range);
    change.addProperty("text", text);
    JsonArray changes = new JsonArray();
    changes.add(change);
    JsonObject params = new JsonObject();
    params.add("textDocument", document(file, version));
    params.add("contentChanges", changes);
    notify("textDocument/didChange", params);
  }

  JsonElement ask(String method, Path file, int line, int character) throws IOException {
    JsonObject params = new JsonObject();
    params.add("textDocument", document(file, 0));
    params.add("position", position(line, character));
    return request(method, params);
  }

  private static JsonObject document(Path file, int version) {
    JsonObject document = new JsonObject();
    document.addProperty("uri", file.toUri().toString());
    if (version > 0) {
      document.addProperty("version", version);
    }
    return document;
  }

  private static JsonObject position(int line, int character) {
    JsonObject position = new JsonObject();
    position.addProperty("line", line);
    position.addProperty("character", character);
    return position;
  }

  void notify(String method, JsonObject params) throws IOException {
    JsonObject message = new JsonObject();
    message.addProperty("jsonrpc", "2.0");
    message.addProperty("method", method);
    message.add("params", params);
    send(message);
  }

  private JsonElement request(String method, JsonObject params) throws IOException {
    JsonObject message = new JsonObject();
    message.addProperty("jsonrpc", "2.0");
    message.addProperty("id", ++lastId);
    message.addProperty("method", method);
    message.add("params", params);
    send(message);
    int id = lastId;
    JsonObject answer = await(m -> !m.has("method") && m.has("id") && m.get("id").getAsInt() == id);
    if (!answer.has("result")) {
      throw new IOException(answer.toString());
    }
    return answer.get("result");
  }

  /**
   * The next message that fits; others are dropped, questions of the server answered with nothing.
   */
  JsonObject await(Predicate<JsonObject> fits) throws IOException {
    while (true) {
      JsonObject message = read();
      if (message.has("method") && message.has("id")) {
        JsonObject answer = new JsonObject();
        answer.addProperty("jsonrpc", "2.0");
        answer.add("id", message.get("id"));
        boolean list = message.get("method").getAsString().equals("workspace/configuration");
        answer.add("result", list ? new JsonArray() : JsonNull.INSTANCE);
        send(answer);
      }
      if (fits.test(message)) {
        return message;
      }
    }
  }

  private void send(JsonObject message) throws IOException {
    byte[] body = message.toString().getBytes(StandardCharsets.UTF_8);
    out.write(("Content-Length: " + body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    out.write(body);
    out.flush();
  }

  private JsonObject read() throws IOException {
    int length = 0;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      if (line.startsWith("Content-Length:")) {
        length = Integer.parseInt(line.substring(15).strip());
      }
    }
    byte[] body = new byte[length];
    in.readFully(body);
    return JsonParser.parseString(new String(body, StandardCharsets.UTF_8)).getAsJsonObject();
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the server is gone");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    request("shutdown", new JsonObject());
    notify("exit", new JsonObject());
    try {
      if (!server.waitFor(10, TimeUnit.SECONDS)) {
        server.destroy();
      }
    } catch (InterruptedException e) {
      server.destroy();
      Thread.currentThread().interrupt();
    }
  }
}
