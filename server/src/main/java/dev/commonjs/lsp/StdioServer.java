package dev.commonjs.lsp;

import dev.commonjs.workspace.MemoryGuard;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Serves one client over a pair of streams. */
public final class StdioServer {
  /**
   * Kept here because loggers are held weakly. The library tells of every late cancel; we answer
   * those by ourselves.
   */
  private static final Logger LIBRARY = Logger.getLogger("org.eclipse.lsp4j");

  private StdioServer() {}

  /**
   * Returns the exit code when the client has sent {@code exit} or closed {@code in}.
   *
   * @param errors where the log goes besides the client
   * @param cache where what was read is kept for other processes; null for nowhere
   * @param gone runs on another thread when the client's process or {@code out} is gone while
   *     {@code in} is not; should end the process
   */
  public static int serve(
      InputStream in,
      OutputStream out,
      PrintStream errors,
      String version,
      @Nullable Path cache,
      Runnable gone) {
    LIBRARY.setLevel(Level.SEVERE);
    Log log = new Log(errors);
    Requests requests = new Requests(log, new MemoryGuard());
    try (CommonJsServer server =
        new CommonJsServer(version, cache, requests, log, new ParentWatch(requests, gone))) {
      Connection connection = new Connection(in, out, server, requests, log, gone);
      server.connect(connection.client());
      return connection.listen();
    }
  }
}
