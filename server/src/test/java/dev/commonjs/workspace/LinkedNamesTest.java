package dev.commonjs.workspace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import dev.commonjs.fixture.Fixture;
import dev.commonjs.fixture.InstalledNode;
import dev.commonjs.graph.Kind;
import dev.commonjs.graph.Limits;
import dev.commonjs.graph.Linker;
import dev.commonjs.graph.Names;
import dev.commonjs.graph.SmallLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a module of several files exports, compared with what Node says. The cases are in {@code
 * linked.txt}: {@code === closed: title} claims that the names and the sort of thing are known
 * exactly, {@code === open: title} only that nothing is claimed that Node refutes.
 */
class LinkedNamesTest {
  private static final Path MAIN = Path.of("/main.js");

  /** Asks Node for every case in one process: a line of JSON each. */
  private static final String ASK =
      """
      for (const main of process.argv.slice(1)) {
        const value = require(main);
        const keys = value === Object(value) ? Object.keys(value) : [];
        console.log(JSON.stringify({ type: typeof value, keys }));
      }
      """;

  @TempDir static Path temporary;

  private record Case(String title, boolean closed, String text) {}

  private record Answer(String type, List<String> keys) {}

  @TestFactory
  Stream<DynamicTest> names_are_what_node_says() throws IOException, InterruptedException {
    List<Case> cases = cases();
    assertTrue(cases.size() > 5, "the cases were not found");
    InstalledNode.assumeThere();
    List<Answer> answers = ask(cases);
    List<DynamicTest> tests = new ArrayList<>();
    for (int i = 0; i < cases.size(); i++) {
      Case one = cases.get(i);
      Answer answer = answers.get(i);
      tests.add(DynamicTest.dynamicTest(one.title(), () -> check(one, answer)));
    }
    return tests.stream();
  }

  private static void check(Case one, Answer answer) {
    Linker linker = linker(one, Limits.DEFAULT);
    Names names = linker.exportNames(MAIN);
    TreeSet<String> listed = new TreeSet<>();
    TreeSet<String> certain = new TreeSet<>();
    for (Names.Name name : names.names()) {
      if (name.enumerable()) {
        listed.add(name.name());
        if (name.certainty() == dev.commonjs.shape.Shape.Certainty.ALWAYS) {
          certain.add(name.name());
        }
      }
    }
    TreeSet<String> real = new TreeSet<>(answer.keys());
    assertTrue(real.containsAll(certain), () -> certain + " are certain, Node has " + real);
    if (names.closed()) {
      assertTrue(listed.containsAll(real), () -> "closed with " + listed + ", Node has " + real);
    }
    if (one.closed()) {
      assertEquals(List.of(), names.open(), "open");
      assertEquals(real, listed);
    }
    Kind kind = linker.kind(linker.exportsOf(MAIN));
    if (one.closed() || kind != Kind.UNKNOWN) {
      assertEquals(answer.type(), type(kind));
    }
    SmallLimits.forEach(
        (limit, limits) -> {
          Linker less = linker(one, limits);
          SmallLimits.assertHonest(limit, less.exportNames(MAIN), names);
          SmallLimits.assertHonest(limit, less.kind(less.exportsOf(MAIN)), kind);
          for (String name : real) {
            SmallLimits.assertHonest(
                limit,
                less.member(less.exportsOf(MAIN), name),
                linker.member(linker.exportsOf(MAIN), name));
          }
        });
  }

  private static Linker linker(Case one, Limits limits) {
    Workspace workspace =
        Workspace.open(
            List.of(Path.of("/")), Settings.DEFAULT, Fixture.parse(one.text()).files(), limits);
    Indexer.index(workspace, Indexer.Progress.NONE, Cancel.NONE);
    return workspace.current().linker();
  }

  private static String type(Kind kind) {
    return switch (kind) {
      case FUNCTION, CLASS -> "function";
      case OBJECT, ARRAY -> "object";
      case PRIMITIVE -> "primitive";
      case UNKNOWN -> "unknown";
    };
  }

  private static List<Case> cases() throws IOException {
    String all;
    try (var source = LinkedNamesTest.class.getResourceAsStream("linked.txt")) {
      all = new String(Objects.requireNonNull(source).readAllBytes(), UTF_8);
    }
    List<Case> cases = new ArrayList<>();
    String[] parts = all.split("(?m)^=== ");
    for (int i = 1; i < parts.length; i++) {
      int end = parts[i].indexOf('\n');
      boolean closed = parts[i].startsWith("closed: ");
      assertTrue(closed || parts[i].startsWith("open: "), parts[i]);
      int title = parts[i].indexOf(' ') + 1;
      cases.add(new Case(parts[i].substring(title, end), closed, parts[i].substring(end + 1)));
    }
    return cases;
  }

  private static List<Answer> ask(List<Case> cases) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("node", "--no-warnings", "-e", ASK));
    for (int i = 0; i < cases.size(); i++) {
      Path folder = temporary.resolve("case" + i);
      for (Map.Entry<Path, String> file : Fixture.parse(cases.get(i).text()).texts().entrySet()) {
        Path path = folder.resolve(Path.of("/").relativize(file.getKey()).toString());
        Files.createDirectories(path.getParent());
        Files.writeString(path, file.getValue());
      }
      command.add(folder.resolve("main.js").toString());
    }
    Process node =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    List<Answer> answers;
    try (var out = node.inputReader(UTF_8)) {
      answers = out.lines().map(line -> new Gson().fromJson(line, Answer.class)).toList();
    }
    assertEquals(0, node.waitFor(), "Node");
    return answers;
  }
}
