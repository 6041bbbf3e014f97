package dev.commonjs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.commonjs.fixture.Shown;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code graph} in a real folder; what the forms look like is {@code ModuleGraphViewTest}'s. */
class GraphCommandTest {
  private static final String HOSTILE = "a\"<script>]]>\n\u001b[31m\\.js";

  @TempDir private Path folder;

  private record Outcome(int status, String out, String err) {}

  @BeforeEach
  void write() throws IOException {
    folder = folder.toRealPath();
    Files.createDirectories(folder.resolve("node_modules/p"));
    Files.writeString(folder.resolve("node_modules/p/index.js"), "require('./more');\n");
    Files.writeString(folder.resolve("node_modules/p/more.js"), "exports.a = 1;\n");
    Files.writeString(
        folder.resolve("main.js"),
        "require('fs'); require('./a'); require('./b'); require('p');\n");
    Files.writeString(folder.resolve("a.js"), "require('./b');\n");
    Files.writeString(folder.resolve("b.js"), "exports.a = 1;\n");
  }

  private Outcome run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Terminal terminal =
        new Terminal(new PrintWriter(out), new PrintWriter(err), folder, false, false, null);
    int status =
        Cli.run(Stream.concat(Stream.of("graph"), Stream.of(arguments)).toList(), "9", terminal);
    return new Outcome(status, out.toString(), err.toString());
  }

  private List<String> nodes(String... arguments) {
    Outcome outcome =
        run(Stream.concat(Stream.of("--format=json"), Stream.of(arguments)).toArray(String[]::new));
    assertEquals(0, outcome.status, outcome.err);
    JsonObject graph = JsonParser.parseString(outcome.out).getAsJsonObject();
    return graph.getAsJsonArray("nodes").asList().stream()
        .map(node -> node.getAsJsonObject().get("name").getAsString())
        .toList();
  }

  @Test
  void options_say_what_is_a_node() {
    assertEquals(List.of("a.js", "b.js", "main.js", "p"), nodes());
    assertEquals(List.of("a.js", "b.js", "main.js", "p", "node:fs"), nodes("--builtins"));
    assertEquals(
        List.of("a.js", "b.js", "main.js", "node_modules/p/index.js", "node_modules/p/more.js"),
        nodes("--include-node-modules"));
    assertEquals(List.of("a.js", "b.js", "main.js"), nodes("--focus", "a.js"));
    assertEquals(List.of("a.js"), nodes("--focus", "a.js", "--depth", "0"));
    assertEquals(List.of("a.js", "b.js", "main.js", "p"), nodes(folder.toString()));
  }

  @Test
  void what_is_written_to_a_file_is_what_is_printed() throws IOException {
    String printed = run("--format", "mermaid").out;
    assertTrue(printed.startsWith("flowchart LR\n"), printed);
    assertEquals(new Outcome(0, "", ""), run("--format", "mermaid", "--output", "graph.mmd"));
    assertEquals(printed, Files.readString(folder.resolve("graph.mmd")));
    assertTrue(run().out.startsWith("digraph modules {\n"));
  }

  @Test
  void a_page_has_addresses_for_vs_code() {
    String page = run("--format", "html").out;
    assertTrue(
        page.contains("\"address\":\"vscode://file" + folder + "/main.js\""), folder::toString);
    assertTrue(page.contains("node:fs"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"dot", "mermaid", "json", "html"})
  void names_steer_nothing(String format) throws IOException {
    Files.writeString(folder.resolve(HOSTILE), "require('./b');\n");
    String out = run("--format", format).out;
    assertEquals(List.of(), Shown.harmful(out.replaceFirst("(?s)<script>.*", "")));
    assertEquals(!format.equals("html") && !format.equals("mermaid"), out.contains("<script>]"));
    assertTrue(nodes().contains(HOSTILE));
  }

  @Test
  void what_cannot_be_done_is_said() throws IOException {
    Files.writeString(folder.resolve("notes.txt"), "");
    assertEquals(new Outcome(2, "", "commonjs-ls: there is no folder gone.\n"), run("gone"));
    assertEquals(
        new Outcome(2, "", "commonjs-ls: notes.txt is no module of this workspace.\n"),
        run("--focus", "notes.txt"));
    assertEquals(
        new Outcome(2, "", "commonjs-ls: --depth is a number of steps, 0 or more.\n"),
        run("--focus", "a.js", "--depth=-1"));
    Outcome unwritable = run("--output", "gone/graph.dot");
    assertEquals(2, unwritable.status);
    assertTrue(
        unwritable.err.startsWith("commonjs-ls: can't write gone/graph.dot: "), unwritable.err);
    assertEquals(2, run("--format", "png").status);
  }
}
