package dev.commonjs.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Who re-resolves only what probed a changed path must see every change: random edits, each
 * compared with a fresh answer.
 */
class ProbedPathsTest {
  private static final List<Path> FILES =
      List.of(
              "/w/package.json",
              "/w/a.js",
              "/w/A.js",
              "/w/b.json",
              "/w/ab.js",
              "/w/lib/a.js",
              "/w/lib/index.js",
              "/w/lib/package.json",
              "/w/Lib/a.js",
              "/w/index.js",
              "/a.js",
              "/node_modules/p/index.js",
              "/w/node_modules/p/package.json",
              "/w/node_modules/p/index.js",
              "/w/node_modules/p/a.js",
              "/w/node_modules/p/lib/a.js",
              "/w/node_modules/pp/index.js",
              "/w/node_modules/q/a.js",
              "/w/lib/node_modules/q/index.js",
              "/w/node_modules/@s/t/index.js",
              "/w/node_modules/p.js")
          .stream()
          .map(Path::of)
          .toList();
  private static final List<String> MANIFESTS =
      List.of(
          "{}",
          "{",
          "{\"main\":\"a\"}",
          "{\"main\":\"lib\"}",
          "{\"main\":\"nope\"}",
          "{\"name\":\"p\",\"exports\":{\"./a\":\"./a.js\"}}",
          "{\"exports\":{\"./*\":\"./lib/*.js\",\".\":\"./index.js\"}}",
          "{\"imports\":{\"#a\":\"./a.js\",\"#p\":\"p\"}}",
          "{\"dependencies\":{\"p\":\"1\",\"ppp\":\"1\"}}",
          "{\"name\":\"p\",\"exports\":\"./a.js\",\"imports\":{\"#a\":\"q/a.js\"}}");
  private static final List<String> SPECIFIERS =
      List.of(
          "./a", "./b", "./ab", "./abc", "./lib", "./lib/", "./lib/a", "./lib/b", "..", "../a", "p",
          "p/a", "p/lib/a", "p/b", "q", "q/a", "ppp", "pp", "@s/t", "@s/tt", "#a", "#p", "./A",
          "./a.js", "./lib/A", "/w/a", "p/lib");

  private record Answer(String kind, String text) {}

  @Test
  void aChangeThatNoProbedPathFeelsChangesNoAnswer() {
    Random random = new Random(7);
    List<String> missed = new ArrayList<>();
    for (int round = 0; round < 400; round++) {
      MemoryFiles before = tree(random);
      Path file = one(random, FILES);
      MemoryFiles after =
          before.kind(file) == FileView.Kind.FILE && random.nextBoolean()
              ? before.without(file)
              : write(random, before, file);
      Set<Path> felt = felt(before, after, file);
      for (Path from : List.of(Path.of("/w/main.js"), Path.of("/w/lib/main.js"))) {
        for (String specifier : SPECIFIERS) {
          Mode mode = one(random, List.of(Mode.values()));
          Resolution old = resolve(before, from, specifier, mode);
          Resolution now = resolve(after, from, specifier, mode);
          if (!shown(old).equals(shown(now)) && old.probed().stream().noneMatch(felt::contains)) {
            missed.add(
                mode
                    + " "
                    + specifier
                    + " from "
                    + from
                    + " after a change of "
                    + file
                    + ": "
                    + shown(old)
                    + " -> "
                    + shown(now));
          }
        }
      }
    }
    assertEquals("", String.join("\n", missed));
  }

  /**
   * The file, the directories that came or went with it, and the directory that the topmost of them
   * is a name in.
   */
  private static Set<Path> felt(MemoryFiles before, MemoryFiles after, Path file) {
    Set<Path> felt = new LinkedHashSet<>(Set.of(file));
    Path at = file;
    while (before.kind(at) != after.kind(at)) {
      felt.add(at);
      at = Objects.requireNonNull(at.getParent());
      felt.add(at);
    }
    return felt;
  }

  private static MemoryFiles tree(Random random) {
    MemoryFiles files = MemoryFiles.of("//- /w/main.js\n//- /w/lib/main.js");
    for (Path file : FILES) {
      files = random.nextInt(5) < 2 ? write(random, files, file) : files;
    }
    return files;
  }

  private static MemoryFiles write(Random random, MemoryFiles files, Path file) {
    return files.with(file, file.endsWith("package.json") ? one(random, MANIFESTS) : "");
  }

  private static Resolution resolve(FileView files, Path from, String specifier, Mode mode) {
    return new NodeResolver(files, NodeSettings.CURRENT).resolve(from, specifier, mode);
  }

  private static Answer shown(Resolution resolution) {
    return switch (resolution) {
      case Resolution.Found found -> new Answer("found", found.file().toString());
      case Resolution.Builtin builtin -> new Answer("builtin", builtin.name());
      case Resolution.NotFound missing ->
          new Answer(
              missing.reason() + " " + missing.code(), missing.message() + missing.suggestions());
    };
  }

  private static <T> T one(Random random, List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
