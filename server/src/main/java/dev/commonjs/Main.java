package dev.commonjs;

import dev.commonjs.cli.Cli;
import dev.commonjs.cli.Terminal;
import dev.commonjs.lsp.StdioServer;
import dev.commonjs.observe.Observer;
import dev.commonjs.observe.SandboxProcess;
import dev.commonjs.store.UserCache;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The process: picks what to do, owns the standard streams and the exit code. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    List<String> arguments = List.of(args);
    if (arguments.equals(List.of(Observer.ARGUMENT))) {
      System.exit(sandbox());
    }
    boolean serves = arguments.isEmpty() || arguments.contains("--stdio");
    System.exit(serves ? serve() : command(arguments));
  }

  /**
   * Speaks LSP over the standard streams. Nothing else may reach the output: it is taken away
   * before anything can print.
   */
  private static int serve() {
    InputStream in = System.in;
    OutputStream out = new FileOutputStream(FileDescriptor.out);
    PrintStream errors = System.err;
    System.setOut(errors);
    Optional<Path> cache = UserCache.folder(System.getenv(), System.getProperty("os.name"));
    return StdioServer.serve(
        in, out, errors, version(), cache.orElse(null), () -> Runtime.getRuntime().halt(1));
  }

  /** Runs modules for the server that has started this process, see {@link Observer}. */
  private static int sandbox() {
    OutputStream out = new FileOutputStream(FileDescriptor.out);
    System.setOut(System.err);
    return SandboxProcess.serve(System.in, out);
  }

  private static int command(List<String> arguments) {
    Terminal terminal =
        Terminal.standard(
            new FileOutputStream(FileDescriptor.out),
            new FileOutputStream(FileDescriptor.err),
            System.getenv());
    return Cli.run(arguments, version(), terminal);
  }

  /** As the jar's manifest has it. */
  private static String version() {
    String version = Main.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
