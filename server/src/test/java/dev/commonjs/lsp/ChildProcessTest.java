package dev.commonjs.lsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as an editor starts it: a process of its own behind real pipes. */
class ChildProcessTest {
  @TempDir private Path root;

  private record Server(Process process, TestClient client) implements AutoCloseable {
    static Server start(String... options) throws IOException {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(List.of(options));
      command.addAll(
          List.of("-cp", System.getProperty("java.class.path"), "dev.commonjs.Main", "--stdio"));
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      TestClient client =
          new TestClient(
              process.getInputStream(),
              process.getOutputStream(),
              (time, unit) -> exit(process, time, unit));
      return new Server(process, client);
    }

    private static int exit(Process process, long time, TimeUnit unit) throws Exception {
      if (!process.waitFor(time, unit)) {
        throw new TimeoutException("the process goes on");
      }
      return process.exitValue();
    }

    @Override
    public void close() {
      try (client) {
        // The client's own close shuts the server down.
      } finally {
        process.destroyForcibly();
      }
    }
  }

  @Test
  void it_serves_over_its_standard_streams_and_exits_with_0() throws IOException {
    try (Server server = Server.start()) {
      JsonObject capabilities = server.client().initialize(root, "{}");
      assertTrue(capabilities.has("hoverProvider"));
    }
  }

  /** So small that a list of a million numbers does not fit, parsed. */
  private static final String[] SMALL_HEAP = {"-Xmx48m", "-XX:+UseSerialGC"};

  @Test
  void a_file_that_takes_too_much_memory_is_left_out_until_it_shrinks() throws IOException {
    String numbers = "module.exports = [" + "1,".repeat(1_000_000) + "1];\n";
    Path big = Files.writeString(root.toRealPath().resolve("big.js"), numbers);
    String bigUri = Uris.toUri(big);
    String smallUri = Uris.toUri(big.resolveSibling("small.js"));
    try (Server server = Server.start(SMALL_HEAP)) {
      TestClient client = server.client();
      client.initialize(root.toRealPath(), "{}");
      String message = shown(client);
      assertTrue(message.startsWith("big.js takes more memory to read than the server may use ("));
      assertTrue(message.endsWith(" MB). It is left out until it changes."), message);

      client.open(smallUri, "const big = require('./big');\nexports = { big };\n");
      List<JsonObject> findings = client.awaitDiagnostics(smallUri, 1);
      assertEquals(1, findings.size(), findings::toString);
      assertEquals("exports-reassigned", findings.getFirst().get("code").getAsString());
      String hover = TestClient.at(smallUri, "0:20");
      assertTrue(client.request("textDocument/hover", hover).toString().contains("big.js"));

      client.open(bigUri, numbers);
      assertEquals(List.of(), client.awaitDiagnostics(bigUri, 1));
      client.edit(bigUri, "", "exports.shrunk = 1;\n");
      assertTrue(client.request("textDocument/hover", hover).toString().contains("shrunk"));
      assertEquals(1, client.messages().stream().filter(ChildProcessTest::isShown).count());
    }
  }

  @Test
  void a_message_that_does_not_fit_into_memory_is_skipped() throws IOException {
    String uri = Uris.toUri(root.toRealPath().resolve("small.js"));
    byte[] part = "0".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
    try (Server server = Server.start(SMALL_HEAP)) {
      TestClient client = server.client();
      client.initialize(root.toRealPath(), "{}");
      byte[] header =
          ("Content-Length: " + 100 * part.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
      client.sendBytes(header);
      for (int i = 0; i < 100; i++) {
        client.sendBytes(part);
      }
      client.open(uri, "exports.a = 1;\n");
      String hover = client.request("textDocument/hover", TestClient.at(uri, "0:2")).toString();
      assertTrue(hover.contains("exports"), hover);
      String message = shown(client);
      assertTrue(message.startsWith("There is not enough memory ("), message);
      assertTrue(message.contains(" MB) for a message of the editor; "), message);
    }
  }

  private static String shown(TestClient client) {
    JsonObject message = client.await("a message for the person", ChildProcessTest::isShown);
    assertEquals(2, message.getAsJsonObject("params").get("type").getAsInt());
    return message.getAsJsonObject("params").get("message").getAsString();
  }

  private static boolean isShown(JsonObject message) {
    return message.has("method")
        && message.get("method").getAsString().equals("window/showMessage");
  }

  @Test
  void it_ends_with_its_input() throws IOException {
    try (Server server = Server.start()) {
      server.client().initialize(root, "{}");
      server.client().endInput();
      assertEquals(1, server.client().exitCode());
    }
  }

  @Test
  void it_ends_when_the_client_has_died_without_closing_the_pipes() throws IOException {
    Process parent = new ProcessBuilder("sleep", "600").start();
    try (Server server = Server.start()) {
      server
          .client()
          .request("initialize", "{\"processId\":" + parent.pid() + ",\"capabilities\":{}}");
      parent.destroyForcibly();
      assertEquals(1, server.client().exitCode());
    }
  }

  @Test
  void it_ends_when_nobody_reads_its_output_any_more() throws IOException {
    try (Server server = Server.start()) {
      server.client().initialize(root, "{}");
      server.process().getInputStream().close();
      server.client().open("file:///gone.js", "");
      server.client().post("textDocument/hover", TestClient.at("file:///gone.js", "0:0"));
      assertEquals(1, server.client().exitCode());
    }
  }
}
