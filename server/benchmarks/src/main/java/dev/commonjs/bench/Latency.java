package dev.commonjs.bench;

import com.google.gson.JsonObject;
import dev.commonjs.feature.Definitions;
import dev.commonjs.feature.Hovers;
import dev.commonjs.rule.Rules;
import dev.commonjs.text.SourceText;
import dev.commonjs.workspace.Cancel;
import dev.commonjs.workspace.Change;
import dev.commonjs.workspace.DiskFiles;
import dev.commonjs.workspace.Indexer;
import dev.commonjs.workspace.Settings;
import dev.commonjs.workspace.Snapshot;
import dev.commonjs.workspace.Workspace;
import java.io.IOException;
import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.List;

/**
 * How long an editor waits for hover and definition right after a keystroke in a file of a thousand
 * lines, in a workspace of five thousand files; in this process and over the protocol with a server
 * of its own. And what an indexed file costs in memory.
 *
 * <p>Arguments: number of files (5000), of edits (300), then options for the server's JVM. With
 * {@code -Dbombs=20} so many modules are run meanwhile that use up all that a run is given.
 */
public final class Latency {
  private static final int LINE = 500;

  private Latency() {}

  public static void main(String[] args) throws IOException {
    int files = args.length > 0 ? Integer.parseInt(args[0]) : 5000;
    int edits = args.length > 1 ? Integer.parseInt(args[1]) : 300;
    Project project = Project.make(files);
    inProcess(project, files, edits);
    List<String> options =
        args.length > 2
            ? Arrays.asList(args).subList(2, args.length)
            : List.of("-Xmx1g", "-XX:+UseSerialGC");
    overPipes(project, edits, options);
  }

  private static void inProcess(Project project, int files, int edits) {
    Workspace workspace =
        Workspace.open(List.of(project.root()), Settings.DEFAULT, new DiskFiles());
    final long before = heap();
    long start = System.nanoTime();
    Indexer.index(workspace, Indexer.Progress.NONE, Cancel.NONE);
    System.out.printf("indexed %d files in %.1f s, ", files, (System.nanoTime() - start) / 1e9);
    System.out.printf("%.1f MB of heap for each 1000%n", (heap() - before) / 1e6 / files * 1000);
    Times times = new Times("in-process");
    String text = project.mainText();
    for (int i = 0; i < edits; i++) {
      int line = LINE + i;
      int at = lineStart(text, line);
      text = text.substring(0, at) + "// a comment that is " + i + "\n" + text.substring(at);
      int asked = text.indexOf("add0", lineStart(text, line)) + 1;
      SourceText now = new SourceText(text);
      Change edit = new Change.Edited(project.main(), now);
      workspace.apply(i == 0 ? new Change.Opened(project.main(), now) : edit);
      Snapshot snapshot = workspace.current();
      times.add(
          "hover",
          () ->
              Hovers.hover(snapshot, project.main(), asked, List.of(), Cancel.NONE).orElseThrow());
      times.add(
          "definition",
          () -> Definitions.definition(snapshot, project.main(), asked, Cancel.NONE).orElseThrow());
      times.add("findings", () -> Rules.check(snapshot, project.main(), Cancel.NONE));
    }
    times.print();
    Reference.reachabilityFence(workspace);
  }

  private static void overPipes(Project project, int edits, List<String> options)
      throws IOException {
    Times times = new Times("over pipes " + options);
    try (Client client = Client.ofThisVersion(options)) {
      client.initialize(project.root());
      client.open(project.main(), project.mainText());
      long start = System.nanoTime();
      client.await(message -> isPublished(message));
      for (int i = 0; i < Integer.getInteger("bombs", 0); i++) {
        client.open(project.root().resolve("bomb" + i + ".js"), Project.bomb(i));
      }
      System.out.printf("first diagnostics after %.1f s%n", (System.nanoTime() - start) / 1e9);
      client.await(Latency::isEndOfIndexing);
      System.out.printf("indexed after %.1f s%n", (System.nanoTime() - start) / 1e9);
      String text = project.mainText();
      for (int i = 0; i < edits; i++) {
        int line = LINE + i;
        String comment = "// a comment that is " + i + "\n";
        int at = lineStart(text, line);
        text = text.substring(0, at) + comment + text.substring(at);
        int asked = text.indexOf("add0", lineStart(text, line)) + 1;
        int askedLine = (int) text.substring(0, asked).chars().filter(c -> c == '\n').count();
        int column = asked - text.lastIndexOf('\n', asked) - 1;
        client.insert(project.main(), i + 2, line, comment);
        times.add("hover", () -> asked(client, "textDocument/hover", project, askedLine, column));
        times.add(
            "definition",
            () -> asked(client, "textDocument/definition", project, askedLine, column));
        if (i % 10 == 9) {
          // As people do: now and then the diagnostics come through, which other edits hold back.
          long sent = System.nanoTime();
          client.insert(project.main(), 1_000_000 + i, 0, i % 20 == 9 ? "exports = 1;\n" : "");
          times.add("edit to changed findings", sent, i % 20 == 9 ? awaited(client) : sent);
          text = i % 20 == 9 ? "exports = 1;\n" + text : text;
        }
      }
    }
    times.print();
  }

  private static long awaited(Client client) throws IOException {
    client.await(Latency::isPublished);
    return System.nanoTime();
  }

  private static Object asked(Client client, String method, Project project, int line, int column) {
    try {
      var answer = client.ask(method, project.main(), line, column);
      if (answer.isJsonNull()) {
        throw new IllegalStateException(method + " found nothing at " + line + ":" + column);
      }
      return answer;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static boolean isPublished(JsonObject message) {
    return message.has("method")
        && message.get("method").getAsString().equals("textDocument/publishDiagnostics");
  }

  private static boolean isEndOfIndexing(JsonObject message) {
    return message.has("method")
        && message.get("method").getAsString().equals("$/progress")
        && message.toString().contains("commonjs-index")
        && message.toString().contains("\"kind\":\"end\"");
  }

  private static int lineStart(String text, int line) {
    int at = 0;
    for (int i = 0; i < line; i++) {
      at = text.indexOf('\n', at) + 1;
    }
    return at;
  }

  private static long heap() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
