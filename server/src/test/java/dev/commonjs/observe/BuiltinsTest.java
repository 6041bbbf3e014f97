package dev.commonjs.observe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.reflect.TypeToken;
import dev.commonjs.builtins.Builtins;
import dev.commonjs.builtins.Entry;
import dev.commonjs.fixture.InstalledNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Node's globals and built-in modules in the sandbox, compared with the Node that is installed. */
class BuiltinsTest {
  /** The enumerable names of a module, of the prototypes of its classes, and the sort of each. */
  private static final String NAMES =
      """
      (function (require, modules) {
        return modules.map(function (name) {
          var value = require(name), all = {};
          Object.keys(value).forEach(function (key) {
            var member;
            try { member = value[key]; } catch (e) { return; }
            all[key] = typeof member;
            if (typeof member === 'function' && member.prototype) {
              Object.keys(member.prototype).forEach(function (k) { all[key + '#' + k] = 'method'; });
            }
          });
          return JSON.stringify({ type: typeof value, names: all });
        });
      })
      """;

  /** Own names of what ECMAScript defines, each behind its owner. */
  private static final String STANDARD =
      """
      (function (require, owners) {
        var all = [];
        owners.forEach(function (owner) {
          var value = new Function('return ' + owner)();
          Object.getOwnPropertyNames(value).forEach(function (name) { all.push(owner + ' "' + name + '"'); });
          Object.getOwnPropertySymbols(value).forEach(function (s) { all.push(owner + ' ' + s.description); });
        });
        return all;
      })
      """;

  /** Those of them that are not there. */
  private static final String MISSING =
      """
      (function (require, lines) {
        return lines.filter(function (line) {
          var space = line.indexOf(' ');
          return !new Function('return ' + line.slice(space) + ' in ' + line.slice(0, space))();
        });
      })
      """;

  /** Runs a function of those above in Node, on the lines of standard input. */
  private static final String ASK =
      """
      const [script, ...lines] = JSON.parse(require('fs').readFileSync(0, 'utf8'));
      process.stdout.write(JSON.stringify((0, eval)(script)(require, lines)), () => process.exit());
      """;

  private static final List<String> OWNERS =
      Stream.of(
              "Object Function Error TypeError AggregateError Array String Boolean Number Date Math JSON RegExp"
                  .split(" "),
              "ArrayBuffer Uint8Array Float64Array DataView Symbol Map Promise Set WeakMap WeakSet BigInt"
                  .split(" "))
          .flatMap(Stream::of)
          .flatMap(
              name ->
                  name.equals("Math") || name.equals("JSON")
                      ? Stream.of(name)
                      : Stream.of(name, name + ".prototype"))
          .toList();

  @TempDir static Path folder;

  private record Module(String type, Map<String, String> names) {}

  private record Line(String text, boolean differs) {}

  @BeforeAll
  static void files() throws IOException {
    Files.createDirectories(folder.resolve("d/e"));
    Files.writeString(folder.resolve("a.txt"), "héllo\n");
    Files.writeString(folder.resolve("d/b.js"), "x");
    Files.writeString(folder.resolve("d/e/c.js"), "y");
  }

  @TestFactory
  Stream<DynamicTest> values_are_what_node_says() throws IOException, InterruptedException {
    List<Line> lines = lines();
    assertTrue(lines.size() > 500, "the expressions were not found");
    List<String> texts = lines.stream().map(Line::text).toList();
    String script = resource("evaluate.js");
    InstalledNode.assumeThere();
    List<String> expected = ask(script, texts);
    List<String> actual = inSandbox(script, texts);
    List<DynamicTest> tests = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      String node = expected.get(i);
      String ours = actual.get(i);
      boolean differs = lines.get(i).differs();
      tests.add(
          DynamicTest.dynamicTest(
              texts.get(i),
              () -> {
                if (differs) {
                  assertNotEquals(node, ours, "a known difference is gone: say so");
                } else {
                  assertEquals(node, ours);
                }
              }));
    }
    return tests.stream();
  }

  @TestFactory
  Stream<DynamicTest> modules_have_the_names_that_node_gives_them()
      throws IOException, InterruptedException {
    InstalledNode.assumeThere();
    List<String> modules =
        ask("(function (require) { return require('module').builtinModules; })", List.of()).stream()
            .filter(name -> !name.startsWith("_"))
            .filter(name -> isAlwaysThere(Builtins.module(name)))
            .toList();
    assertTrue(modules.size() > 50, "Node lists its modules");
    List<Module> expected = modules(ask(NAMES, modules));
    List<Module> actual = modules(inSandbox(NAMES, modules));
    List<DynamicTest> tests = new ArrayList<>();
    for (int i = 0; i < modules.size(); i++) {
      String name = modules.get(i);
      Module node = expected.get(i);
      Module ours = actual.get(i);
      tests.add(
          DynamicTest.dynamicTest(
              name,
              () -> {
                assertEquals(node.type(), ours.type());
                assertEquals(certain(name, node.names()), certain(name, ours.names()));
              }));
    }
    return tests.stream();
  }

  @Test
  void nothing_that_ecmascript_defines_is_missing() throws IOException, InterruptedException {
    InstalledNode.assumeThere();
    List<String> names = ask(STANDARD, OWNERS);
    assertTrue(names.size() > 500, "Node lists its names");
    assertEquals(List.of("Function.prototype \"caller\""), inSandbox(MISSING, names));
  }

  @Test
  void globals_are_those_of_node() throws IOException, InterruptedException {
    InstalledNode.assumeThere();
    String script =
        """
        (function (require, lines) {
          return Object.getOwnPropertyNames(globalThis).sort().map(function (name) {
            return name + ' ' + typeof globalThis[name] + ' ' + globalThis.propertyIsEnumerable(name);
          });
        })
        """;
    TreeSet<String> missing = new TreeSet<>(ask(script, List.of()));
    inSandbox(script, List.of()).forEach(missing::remove);
    assertEquals(new TreeSet<>(), missing);
  }

  /** A name that only some versions of Node have proves nothing about the installed one. */
  private static Map<String, String> certain(String module, Map<String, String> names) {
    Map<String, String> kept = new TreeMap<>(names);
    kept.keySet()
        .removeIf(
            name -> {
              String top = name.contains("#") ? name.substring(0, name.indexOf('#')) : name;
              Entry known = Builtins.find(module, top);
              return known != null && !known.isAlwaysThere();
            });
    return kept;
  }

  private static boolean isAlwaysThere(@Nullable Entry entry) {
    return entry != null && entry.isAlwaysThere();
  }

  private static List<Module> modules(List<String> texts) {
    return texts.stream().map(text -> new Gson().fromJson(text, Module.class)).toList();
  }

  private static List<String> inSandbox(String script, List<String> texts) {
    try (TestScope sandbox = new TestScope(folder)) {
      List<?> answers = (List<?>) sandbox.call(script, texts.toArray());
      return answers.stream().map(String::valueOf).toList();
    }
  }

  private static List<String> ask(String script, List<String> texts)
      throws IOException, InterruptedException {
    List<String> input = new ArrayList<>(List.of(script));
    input.addAll(texts);
    // A file: with -e the global scope has more.
    Path asking = folder.resolveSibling(folder.getFileName() + "-ask.js");
    Process node =
        new ProcessBuilder("node", Files.writeString(asking, ASK).toString())
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (var in = node.outputWriter(UTF_8)) {
      new Gson().toJson(input, in);
    }
    List<String> answers;
    try (var out = node.inputReader(UTF_8)) {
      answers =
          new Gson()
              .<List<Object>>fromJson(out, new TypeToken<List<Object>>() {}.getType()).stream()
                  .map(String::valueOf)
                  .toList();
    }
    assertEquals(0, node.waitFor(), "Node");
    return answers;
  }

  private static List<Line> lines() throws IOException {
    List<Line> lines = new ArrayList<>();
    boolean differs = false;
    for (String line : resource("expressions.txt").split("\n")) {
      if (line.startsWith("#")) {
        differs = line.startsWith("# differs");
      } else if (!line.isBlank()) {
        lines.add(new Line(line, differs));
      }
    }
    return lines;
  }

  private static String resource(String name) throws IOException {
    try (var in = Objects.requireNonNull(BuiltinsTest.class.getResourceAsStream(name))) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
