package dev.commonjs.lsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** LSP 3.17, "Lifecycle Messages" and "Base Protocol". */
class LifecycleTest {
  private static final int PARSE_ERROR = -32700;
  private static final int INVALID_REQUEST = -32600;
  private static final int METHOD_NOT_FOUND = -32601;
  private static final int INVALID_PARAMS = -32602;
  private static final int NOT_INITIALIZED = -32002;
  private static final String HOVER = TestClient.at("file:///x.js", "0:0");

  @TempDir private Path root;

  @Test
  void initialize_answers_before_anything_else_is_sent() {
    try (TestClient client = Servers.inProcess()) {
      client.initialize(root, "{}");
      assertTrue(client.messages().getFirst().has("result"), client.messages()::toString);
    }
  }

  @Test
  void a_request_before_initialize_is_refused() {
    try (TestClient client = Servers.inProcess()) {
      assertEquals(NOT_INITIALIZED, client.errorOf("textDocument/hover", HOVER));
      client.notify("textDocument/didOpen", "{}");
      client.initialize(root, "{}");
    }
  }

  @Test
  void a_second_initialize_is_refused() {
    try (TestClient client = Servers.inProcess()) {
      client.initialize(root, "{}");
      assertEquals(INVALID_REQUEST, client.errorOf("initialize", "{\"capabilities\":{}}"));
    }
  }

  @Test
  void after_shutdown_only_exit_is_accepted_and_it_gives_0() {
    try (TestClient client = Servers.inProcess()) {
      client.initialize(root, "{}");
      client.request("shutdown", "null");
      assertEquals(INVALID_REQUEST, client.errorOf("textDocument/hover", HOVER));
      assertEquals(INVALID_REQUEST, client.errorOf("shutdown", "null"));
      client.notify("exit", "null");
      assertEquals(0, client.exitCode());
    }
  }

  @Test
  void exit_without_shutdown_gives_1() {
    try (TestClient client = Servers.inProcess()) {
      client.initialize(root, "{}");
      client.notify("exit", "null");
      assertEquals(1, client.exitCode());
    }
  }

  @Test
  void exit_before_initialize_gives_1() {
    try (TestClient client = Servers.inProcess()) {
      client.notify("exit", "null");
      assertEquals(1, client.exitCode());
    }
  }

  @Test
  void the_end_of_the_input_ends_the_server() {
    try (TestClient client = Servers.inProcess()) {
      client.initialize(root, "{}");
      client.endInput();
      assertEquals(1, client.exitCode());
    }
  }

  @Test
  void the_end_of_the_clients_process_ends_the_server() throws Exception {
    Process parent = new ProcessBuilder("sleep", "600").start();
    CountDownLatch gone = new CountDownLatch(1);
    try (TestClient client = Servers.inProcess(gone::countDown)) {
      client.request("initialize", "{\"processId\":" + parent.pid() + ",\"capabilities\":{}}");
      assertEquals(1, gone.getCount());
      parent.destroyForcibly();
      assertTrue(gone.await(60, TimeUnit.SECONDS));
    }
  }

  @Test
  void unknown_requests_are_refused_and_unknown_notifications_ignored() {
    try (TestClient client = Servers.inProcess()) {
      client.initialize(root, "{}");
      client.notify("no/such", "{}");
      client.notify("$/noSuch", "{}");
      assertEquals(METHOD_NOT_FOUND, client.errorOf("no/suchRequest", "{}"));
      assertEquals(METHOD_NOT_FOUND, client.errorOf("no/suchRequest", "null"));
      assertEquals(METHOD_NOT_FOUND, client.errorOf("$/noSuchRequest", "{}"));
      assertEquals(METHOD_NOT_FOUND, client.errorOf("textDocument/formatting", formatting()));
    }
  }

  private static String formatting() {
    return "{\"textDocument\":{\"uri\":\"file:///x.js\"},\"options\":{\"tabSize\":2,\"insertSpaces\":true}}";
  }

  @Test
  void bad_parameters_are_refused_and_the_server_goes_on() {
    try (TestClient client = Servers.inProcess()) {
      client.initialize(root, "{}");
      assertEquals(INVALID_PARAMS, client.errorOf("textDocument/hover", "{}"));
      assertEquals(INVALID_PARAMS, client.errorOf("textDocument/hover", "null"));
      assertEquals(INVALID_PARAMS, client.errorOf("textDocument/hover", "{\"textDocument\":5}"));
      assertEquals(INVALID_PARAMS, client.errorOf("textDocument/hover", "[1,2]"));
      client.notify("textDocument/didChange", "{\"textDocument\":5}");
      client.notify("textDocument/didOpen", "[]");
      assertTrue(client.request("textDocument/hover", HOVER).isJsonNull());
    }
  }

  @Test
  void bad_parameters_before_the_id_are_still_answered_to_that_id() {
    try (TestClient client = Servers.inProcess()) {
      client.initialize(root, "{}");
      client.send(
          "{\"jsonrpc\":\"2.0\",\"params\":{\"textDocument\":5},\"method\":\"textDocument/hover\",\"id\":4711}");
      assertEquals(INVALID_PARAMS, code(client.answer(4711)));
    }
  }

  @Test
  void garbage_is_answered_and_skipped() {
    try (TestClient client = Servers.inProcess()) {
      client.initialize(root, "{}");
      client.send("{\"jsonrpc\":");
      assertEquals(PARSE_ERROR, code(unaddressed(client)));
      client.send("[]");
      assertEquals(INVALID_REQUEST, code(unaddressed(client)));
      client.send("{}");
      assertEquals(INVALID_REQUEST, code(unaddressed(client)));
      client.send("null");
      assertEquals(INVALID_REQUEST, code(unaddressed(client)));
      client.sendBytes("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      assertEquals(PARSE_ERROR, code(unaddressed(client)));
      client.sendBytes("Content-Length: -5\r\n".getBytes(StandardCharsets.US_ASCII));
      assertEquals(PARSE_ERROR, code(unaddressed(client)));
      client.send("{\"jsonrpc\":\"2.0\",\"id\":99999,\"result\":null}");
      assertTrue(client.request("textDocument/hover", HOVER).isJsonNull());
    }
  }

  @Test
  void an_oversize_message_is_answered_and_skipped() throws IOException {
    try (TestClient client = Servers.inProcess()) {
      client.initialize(root, "{}");
      int size = (128 << 20) + 1;
      client.sendBytes(
          ("Content-Length: " + size + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      byte[] block = new byte[1 << 16];
      for (int sent = 0; sent < size; sent += block.length) {
        client.sendBytes(java.util.Arrays.copyOf(block, Math.min(block.length, size - sent)));
      }
      assertEquals(PARSE_ERROR, code(unaddressed(client)));
      assertTrue(client.request("textDocument/hover", HOVER).isJsonNull());
    }
  }

  private static JsonObject unaddressed(TestClient client) {
    return client.await("an answer to nobody", m -> !m.has("method") && m.get("id").isJsonNull());
  }

  private static int code(JsonObject answer) {
    return answer.getAsJsonObject("error").get("code").getAsInt();
  }

  @Test
  void a_cancelled_request_is_answered_once() {
    try (TestClient client = Servers.inProcess()) {
      client.initialize(root, "{}");
      int id = client.post("textDocument/hover", HOVER);
      client.notify("$/cancelRequest", "{\"id\":" + id + "}");
      client.notify("$/cancelRequest", "{\"id\":123456}");
      JsonObject answer = client.answer(id);
      assertTrue(answer.has("result") || code(answer) == -32800, answer::toString);
      client.request("textDocument/hover", HOVER);
      List<JsonObject> answers =
          client.messages().stream()
              .filter(m -> !m.has("method") && m.get("id").getAsInt() == id)
              .toList();
      assertEquals(1, answers.size());
    }
  }

  @Test
  void a_client_without_capabilities_or_folder_is_served_in_utf_16() {
    try (TestClient client = Servers.inProcess()) {
      JsonObject result =
          client
              .request("initialize", "{\"processId\":null,\"rootUri\":null,\"capabilities\":{}}")
              .getAsJsonObject();
      client.notify("initialized", "{}");
      assertEquals(
          "utf-16", result.getAsJsonObject("capabilities").get("positionEncoding").getAsString());
      client.open("untitled:Untitled-1", "exports = {}");
      client.edit("untitled:Untitled-1", "", "exports = 1");
      client.close("untitled:Untitled-1");
      assertTrue(
          client
              .request("textDocument/hover", TestClient.at("untitled:Untitled-1", "0:1"))
              .isJsonNull());
      assertFalse(client.messages().toString().contains("publishDiagnostics"));
      assertFalse(client.messages().toString().contains("client/registerCapability"));
    }
  }

  @Test
  void initialize_without_parameters_is_refused() {
    try (TestClient client = Servers.inProcess()) {
      assertEquals(INVALID_PARAMS, client.errorOf("initialize", "null"));
      client.initialize(root, "{}");
    }
  }

  @Test
  void what_is_done_is_traced_on_demand() {
    try (TestClient client = Servers.inProcess()) {
      client.initialize(root, "{}");
      client.notify("$/setTrace", "{\"value\":\"verbose\"}");
      client.open("file:///x.js", "");
      client.request("textDocument/hover", HOVER);
      client.await("trace", m -> m.toString().contains("$/logTrace"));
    }
  }
}
