import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * Completes {@code target/commonjs-ls}, in which Maven has put the jar: launchers, options, a
 * runtime that needs no installed Java, a cache of what that runtime loads at every start, and an
 * archive of it all. Run by the build with the JDK that compiled:
 *
 * <pre>java Distribution.java SERVER-FOLDER VERSION [jar-only]</pre>
 */
public final class Distribution {
  /**
   * What the server touches when it runs. {@code jdeps} would add java.sql (gson's adapters of its
   * dates, left out where there are none) and java.compiler (annotations of no effect here).
   */
  private static final List<String> MODULES =
      List.of(
          "java.base",
          "java.logging", // lsp4j's logger
          "jdk.unsupported"); // sun.misc.Unsafe, by which gson makes objects without constructors

  /** Whether this Java keeps linked classes in its cache, and has an API of class files. */
  private static final boolean CACHES_LINKED = Runtime.version().feature() >= 24;

  /**
   * Of the jar. The cache is for the jar of exactly this time, and what unpacks zip files forgets
   * or rounds times, so the time must be one that can be set again.
   */
  private static final FileTime JAR_TIME = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));

  private final Path server;
  private final String version;
  private final Path root;
  private final Path runtime;

  private Distribution(Path server, String version) {
    this.server = server;
    this.version = version;
    this.root = server.resolve("target/commonjs-ls");
    this.runtime = root.resolve("runtime");
  }

  public static void main(String[] args) throws Exception {
    Distribution distribution = new Distribution(Path.of(args[0]).toAbsolutePath(), args[1]);
    distribution.copyFiles();
    if (args.length < 3 || !args[2].equals("jar-only")) {
      distribution.addRuntime();
      distribution.pack();
    }
  }

  private void copyFiles() throws IOException, InterruptedException {
    for (String file :
        List.of(
            "bin/commonjs-ls",
            "bin/commonjs-ls.cmd",
            "lib/jvm.options",
            "lib/THIRD-PARTY.txt",
            "../LICENSE")) {
      Path from = server.resolve(file).normalize();
      Path to = root.resolve(file.replace("../", ""));
      Files.createDirectories(to.getParent());
      Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
    }
    if (CACHES_LINKED) {
      Path java = Path.of(System.getProperty("java.home"), "bin", "java");
      Path tool = server.resolve("tools/TypeSwitches.java");
      await(
          new ProcessBuilder(java.toString(), tool.toString(), jar().toString())
              .inheritIO()
              .start());
    }
    Files.setLastModifiedTime(jar(), JAR_TIME);
    for (String name : List.of("aot", "jsa")) {
      Files.deleteIfExists(cache(name)); // is of the jar that was here before
    }
  }

  private Path jar() {
    return root.resolve("lib/commonjs-ls.jar");
  }

  /** Where this JDK cannot make a runtime the distribution goes without, and says so. */
  private void addRuntime() throws IOException, InterruptedException {
    if (isCurrent()) {
      addCache();
      return;
    }
    delete(runtime);
    ToolProvider jlink = ToolProvider.findFirst("jlink").orElse(null);
    if (jlink == null) {
      warn("this JDK has no jlink, so the distribution has no runtime of its own");
      return;
    }
    List<String> options =
        new ArrayList<>(
            List.of("--add-modules", String.join(",", MODULES), "--output", runtime.toString()));
    options.addAll(List.of("--strip-java-debug-attributes", "--no-header-files", "--no-man-pages"));
    if (!CACHES_LINKED) {
      options.add("--generate-cds-archive"); // what the cache of loaded classes builds upon
    }
    int status = jlink.run(System.out, System.err, options.toArray(String[]::new));
    if (status != 0) {
      warn("jlink failed, so the distribution has no runtime of its own");
      delete(runtime);
      return;
    }
    addCache();
  }

  /** Whether the runtime there is what jlink would make again. */
  private boolean isCurrent() throws IOException {
    Path release = runtime.resolve("release");
    if (!Files.exists(release)) {
      return false;
    }
    List<String> lines = Files.readAllLines(release);
    return lines.contains("JAVA_RUNTIME_VERSION=\"" + Runtime.version() + "\"")
        && lines.contains("MODULES=\"" + String.join(" ", MODULES) + "\"");
  }

  private Path cache(String extension) {
    return root.resolve("lib/commonjs-ls." + extension);
  }

  /** Java 24 and newer keep loaded and linked classes, Java 21 to 23 loaded ones. */
  private void addCache() throws IOException, InterruptedException {
    if (!CACHES_LINKED) {
      train(List.of("-XX:ArchiveClassesAtExit=" + cache("jsa")));
      return;
    }
    Path recording = Files.createTempFile("commonjs-ls", ".aotconf");
    try {
      train(List.of("-XX:AOTMode=record", "-XX:AOTConfiguration=" + recording));
      await(
          java(
              List.of(
                  "-XX:AOTMode=create",
                  "-XX:AOTConfiguration=" + recording,
                  "-XX:AOTCache=" + cache("aot"))));
    } finally {
      Files.deleteIfExists(recording);
    }
  }

  /** One session over the samples, as an editor would have it. */
  private void train(List<String> options) throws IOException, InterruptedException {
    Process process = java(options);
    try (OutputStream out = process.getOutputStream();
        InputStream in = process.getInputStream()) {
      Path samples = server.resolve("samples/aliasing");
      Session session = new Session(in, out);
      session.ask("initialize", "{'rootUri':'%s','capabilities':{}}".formatted(samples.toUri()));
      session.tell("initialized", "{}");
      for (Path file : javaScript(samples)) {
        String document = "{'uri':'%s'}".formatted(file.toUri());
        session.tell(
            "textDocument/didOpen",
            "{'textDocument':{'uri':'%s','languageId':'javascript','version':1,'text':%s}}"
                .formatted(file.toUri(), quoted(Files.readString(file))));
        session.ask("textDocument/documentSymbol", "{'textDocument':%s}".formatted(document));
        session.ask("textDocument/documentLink", "{'textDocument':%s}".formatted(document));
        session.ask(
            "textDocument/codeAction",
            "{'textDocument':%s,'range':{'start':{'line':0,'character':0},'end':{'line':99,'character':0}},'context':{'diagnostics':[]}}"
                .formatted(document));
        for (int line = 0; line < 8; line++) {
          String place =
              "{'textDocument':%s,'position':{'line':%d,'character':8}}".formatted(document, line);
          session.ask("textDocument/hover", place);
          session.ask("textDocument/definition", place);
        }
        session.await("textDocument/publishDiagnostics", file.toUri().toString());
      }
      session.ask("shutdown", "null");
      session.tell("exit", "null");
    }
    await(process);
  }

  private Process java(List<String> options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(runtime.resolve("bin/java").toString());
    command.add("@" + root.resolve("lib/jvm.options"));
    command.addAll(options);
    command.addAll(List.of("-jar", jar().toString(), "--stdio"));
    Process process = new ProcessBuilder(command).redirectError(log().toFile()).start();
    CompletableFuture.delayedExecutor(2, TimeUnit.MINUTES).execute(process::destroyForcibly);
    return process;
  }

  /** What the last process said. */
  private Path log() {
    return server.resolve("target/distribution.log");
  }

  private void await(Process process) throws IOException, InterruptedException {
    if (process.waitFor() != 0) {
      System.err.print(Files.exists(log()) ? Files.readString(log()) : "");
      throw new IllegalStateException("exit status " + process.exitValue());
    }
  }

  private static List<Path> javaScript(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".js")).sorted().toList();
    }
  }

  private static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    text.chars()
        .forEach(
            c -> {
              if (c < ' ' || c == '"' || c == '\\' || c == '\'') {
                json.append(String.format("\\u%04x", c));
              } else {
                json.append((char) c);
              }
            });
    return json.append('"').toString();
  }

  /** With the tar that Linux, macOS and Windows all have; that of Windows writes zip files too. */
  private void pack() throws IOException, InterruptedException {
    String platform = platform();
    boolean windows = platform.startsWith("win32");
    String name = "commonjs-ls-" + version + "-" + platform + (windows ? ".zip" : ".tar.gz");
    Path target = root.getParent();
    Files.deleteIfExists(target.resolve(name));
    Process tar =
        new ProcessBuilder("tar", windows ? "-acf" : "-czf", name, root.getFileName().toString())
            .directory(target.toFile())
            .inheritIO()
            .start();
    await(tar);
  }

  /** As VS Code names platforms. */
  private static String platform() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String processor = System.getProperty("os.arch");
    return (system.startsWith("windows") ? "win32" : system.startsWith("mac") ? "darwin" : "linux")
        + "-"
        + switch (processor) {
          case "amd64", "x86_64" -> "x64";
          case "aarch64" -> "arm64";
          default -> processor;
        };
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static void warn(String message) {
    System.err.println("[WARNING] " + message);
  }

  /** The client's side of the protocol, as far as it takes; JSON with {@code '} for {@code "}. */
  private static final class Session {
    private final InputStream in;
    private final OutputStream out;
    private final List<String> received = new ArrayList<>();
    private int lastId;

    Session(InputStream in, OutputStream out) {
      this.in = in;
      this.out = out;
    }

    void ask(String method, String params) throws IOException {
      lastId++;
      send("{'jsonrpc':'2.0','id':%d,'method':'%s','params':%s}", lastId, method, params);
      await("\"id\":" + lastId + ",");
    }

    void tell(String method, String params) throws IOException {
      send("{'jsonrpc':'2.0','method':'%s','params':%s}", method, params);
    }

    private void send(String message, Object... parts) throws IOException {
      byte[] body = message.formatted(parts).replace('\'', '"').getBytes(StandardCharsets.UTF_8);
      out.write(("Content-Length: " + body.length + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
      out.write(body);
      out.flush();
    }

    /** Reads until there was a message that holds all these. */
    void await(String... parts) throws IOException {
      while (received.stream().noneMatch(message -> holds(message, parts))) {
        received.add(read());
      }
    }

    private static boolean holds(String message, String... parts) {
      return Stream.of(parts).allMatch(message::contains);
    }

    private String read() throws IOException {
      StringBuilder header = new StringBuilder();
      while (!header.toString().endsWith("\r\n\r\n")) {
        int next = in.read();
        if (next < 0) {
          throw new IllegalStateException(
              "the server ended in training: see target/distribution.log");
        }
        header.append((char) next);
      }
      int length =
          Integer.parseInt(header.toString().replaceAll("(?s).*Content-Length: (\\d+).*", "$1"));
      return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }
  }
}
