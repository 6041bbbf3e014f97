package dev.commonjs.lsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
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
    static Server start() throws IOException {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
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
