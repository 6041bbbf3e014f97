package dev.commonjs.lsp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.util.concurrent.CompletableFuture;

/** Real servers for tests. */
final class Servers {
  private Servers() {}

  /** In this process, behind two pipes of the operating system. */
  static TestClient inProcess() {
    return inProcess(() -> {});
  }

  /**
   * @param gone runs when the client's process is seen to be gone
   */
  static TestClient inProcess(Runnable gone) {
    try {
      Pipe there = Pipe.open();
      Pipe back = Pipe.open();
      CompletableFuture<Integer> exit = new CompletableFuture<>();
      InputStream in = Channels.newInputStream(there.source());
      OutputStream out = Channels.newOutputStream(back.sink());
      PrintStream errors = new PrintStream(OutputStream.nullOutputStream());
      Thread server =
          new Thread(
              () -> {
                int code = StdioServer.serve(in, out, errors, "test", null, gone);
                closed(out);
                exit.complete(code);
              },
              "test-server");
      server.setDaemon(true);
      server.start();
      return new TestClient(
          Channels.newInputStream(back.source()),
          Channels.newOutputStream(there.sink()),
          exit::get);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void closed(OutputStream out) {
    try {
      out.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
