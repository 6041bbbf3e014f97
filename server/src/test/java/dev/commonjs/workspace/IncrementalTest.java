package dev.commonjs.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.commonjs.graph.Linked;
import dev.commonjs.graph.Linker;
import dev.commonjs.graph.MemoryFiles;
import dev.commonjs.shape.ModuleShape;
import dev.commonjs.shape.ModuleSummary;
import dev.commonjs.shape.Phase;
import dev.commonjs.shape.Shape;
import dev.commonjs.text.SourceText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The proof of everything that is kept between versions: after each of many random edits,
 * creations, deletions and renames, the snapshot answers as one that is computed from nothing.
 */
class IncrementalTest {
  private static final List<Path> ROOTS = List.of(Path.of("/w"));
  private static final List<String> FOLDERS =
      List.of(
          "/w",
          "/w/lib",
          "/w/lib/deep",
          "/w/node_modules/pkg",
          "/w/node_modules/other",
          "/w/linked");
  private static final List<String> NAMES = List.of("a.js", "b.js", "c.cjs", "index.js", "d.mjs");
  private static final List<String> SPECIFIERS =
      List.of(
          "./a",
          "./b",
          "./c.cjs",
          "./lib",
          "./lib/a",
          "./deep",
          "../a",
          "../lib/b",
          "./index",
          "pkg",
          "pkg/b",
          "other",
          "#inner",
          "./d.mjs",
          "path",
          "./nowhere",
          "./data.json",
          "pkg/package.json");

  private final TinyAnalysis analysis = new TinyAnalysis();
  private MemoryFiles disk = new MemoryFiles();
  private final Map<Path, SourceText> open = new HashMap<>();
  private Settings settings = Settings.DEFAULT;
  private Random random = new Random(0);

  /** To look into a failure, run its seed alone; the message says the step. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void a_snapshot_answers_as_one_from_scratch(long seed) {
    random = new Random(seed);
    disk = new MemoryFiles();
    disk.link(Path.of("/w/node_modules/linked"), Path.of("/w/linked"));
    for (int i = 0; i < 12; i++) {
      disk.write(anyFile(), module());
    }
    Workspace workspace = Workspace.open(ROOTS, settings, disk, analysis, new MemoryGuard());
    for (int step = 0; step < 60; step++) {
      String done = step(workspace);
      if (random.nextInt(3) > 0) {
        String where = "seed " + seed + ", step " + step + ": " + done;
        assertSame(fromScratch(), workspace.current(), where);
      }
    }
  }

  private Snapshot fromScratch() {
    Workspace workspace = Workspace.open(ROOTS, settings, disk, analysis, new MemoryGuard());
    open.forEach((file, text) -> workspace.apply(new Change.Opened(file, text)));
    return workspace.current();
  }

  private void assertSame(Snapshot expected, Snapshot actual, String where) {
    assertEquals(expected.files(), actual.files(), where);
    // Half of the time the edges are asked for first, half of the time the names.
    if (random.nextBoolean()) {
      assertSameEdges(expected, actual, where);
    }
    Set<Path> files = new HashSet<>(expected.files());
    files.addAll(disk.paths());
    files.addAll(open.keySet());
    for (Path file : files) {
      assertEquals(shape(expected, file), shape(actual, file), where + ", " + file);
      assertEquals(expected.kind(file), actual.kind(file), where + ", " + file);
      assertEquals(names(expected, file), names(actual, file), where + ", " + file);
      assertEquals(reads(expected, file), reads(actual, file), where + ", " + file);
      assertEquals(expected.graph().importers(file), actual.graph().importers(file), where);
    }
    assertSameEdges(expected, actual, where);
  }

  private static void assertSameEdges(Snapshot expected, Snapshot actual, String where) {
    assertEquals(expected.graph().files(), actual.graph().files(), where);
    for (Path file : expected.graph().files()) {
      assertEquals(expected.graph().edges(file), actual.graph().edges(file), where + ", " + file);
    }
  }

  private static ModuleShape shape(Snapshot snapshot, Path file) {
    return snapshot
        .summary(file)
        .map(ModuleSummary::shape)
        .orElse(new ModuleShape(new Shape.Ref(0), List.of()));
  }

  private static Object names(Snapshot snapshot, Path file) {
    Linker linker = snapshot.linker();
    List<Linked> values = linker.exportsOf(file);
    return List.of(values, linker.names(values), linker.kind(values));
  }

  private static List<Object> reads(Snapshot snapshot, Path file) {
    List<Object> answers = new ArrayList<>();
    for (String specifier : SPECIFIERS) {
      Shape.Required value = new Shape.Required(specifier, List.of(new Shape.Prop("n1")));
      answers.add(snapshot.linker().read(file, value, Phase.LOAD));
      answers.add(snapshot.linker().origins(file, value));
    }
    return answers;
  }

  private String step(Workspace workspace) {
    List<Path> present = disk.paths();
    Path some = present.isEmpty() || random.nextInt(4) == 0 ? anyFile() : pick(present);
    switch (random.nextInt(11)) {
      case 0, 1, 2 -> {
        Path file =
            open.isEmpty() || random.nextInt(3) == 0 ? some : pick(List.copyOf(open.keySet()));
        SourceText text =
            new SourceText(random.nextInt(4) == 0 ? moved(workspace, file) : textOf(file));
        boolean opened = open.put(file, text) == null;
        workspace.apply(opened ? new Change.Opened(file, text) : new Change.Edited(file, text));
        return "edit " + file;
      }
      case 3 -> {
        if (!open.isEmpty()) {
          Path file = pick(List.copyOf(open.keySet()));
          open.remove(file);
          workspace.apply(new Change.Closed(file));
          return "close " + file;
        }
        return "nothing";
      }
      case 4, 5, 6 -> {
        disk.write(some, textOf(some));
        workspace.apply(new Change.FilesChanged(Set.of(some)));
        return "write " + some;
      }
      case 7 -> {
        disk.delete(some);
        workspace.apply(new Change.FilesChanged(Set.of(some)));
        return "delete " + some;
      }
      case 8 -> {
        return rename(workspace, some, anyFile());
      }
      case 9 -> {
        return deleteFolder(workspace, Path.of(pick(FOLDERS.subList(1, FOLDERS.size()))));
      }
      default -> {
        boolean include = random.nextBoolean();
        settings =
            new Settings(
                "",
                Map.of(),
                include,
                true,
                List.of(),
                random.nextBoolean() ? List.of("dev") : List.of());
        workspace.apply(new Change.SettingsChanged(settings));
        return "settings";
      }
    }
  }

  private String rename(Workspace workspace, Path from, Path to) {
    disk.read(from).ifPresent(text -> disk.write(to, text));
    if (!from.equals(to)) {
      disk.delete(from);
    }
    workspace.apply(new Change.FilesChanged(Set.of(from, to)));
    return "rename " + from + " to " + to;
  }

  /** Watchers may tell of the folder only. */
  private String deleteFolder(Workspace workspace, Path folder) {
    disk.paths().stream().filter(file -> file.startsWith(folder)).forEach(disk::delete);
    workspace.apply(new Change.FilesChanged(Set.of(folder)));
    return "delete folder " + folder;
  }

  /** The same module, further down in its file. */
  private String moved(Workspace workspace, Path file) {
    return "# moved\n" + workspace.current().text(file).map(SourceText::text).orElse("");
  }

  private Path anyFile() {
    return switch (random.nextInt(12)) {
      case 0 -> Path.of(pick(FOLDERS)).resolve("package.json");
      case 1 -> Path.of(pick(FOLDERS)).resolve("data.json");
      default -> Path.of(pick(FOLDERS)).resolve(pick(NAMES));
    };
  }

  private String textOf(Path file) {
    if (!file.endsWith("package.json")) {
      return module();
    }
    return pick(
        List.of(
            "{}",
            "{ \"main\": \"b.js\" }",
            "{ \"type\": \"module\" }",
            "{ \"name\": \"pkg\", \"exports\": { \".\": { \"dev\": \"./a.js\", \"default\": \"./b.js\" } } }",
            "{ \"imports\": { \"#inner\": \"./lib/a.js\" } }",
            "{ broken"));
  }

  private String module() {
    StringBuilder text = new StringBuilder();
    int lines = 1 + random.nextInt(4);
    for (int i = 0; i < lines; i++) {
      text.append(line()).append('\n');
    }
    return text.toString();
  }

  private String line() {
    String specifier = random.nextInt(8) == 0 ? "linked" : pick(SPECIFIERS);
    String name = "n" + random.nextInt(4);
    return switch (random.nextInt(14)) {
      case 0, 1 -> name + " = " + random.nextInt(9);
      case 2 -> name + " ?= <" + specifier + ">";
      case 3 -> name + " = <" + specifier + ">.n1";
      case 4, 5 -> "... <" + specifier + ">";
      case 6 -> "... <" + specifier + "> - n1";
      case 7 -> "exports = <" + specifier + ">";
      case 8 -> "try " + specifier;
      case 9 -> "later " + specifier;
      case 10 ->
          "# require('%s')\nuse %s <%s>.%s"
              .formatted(specifier, random.nextBoolean() ? "WRITE" : "ESCAPE", specifier, name);
      case 11 -> random.nextInt(4) == 0 ? "esm" : "load " + specifier;
      case 12 -> "pass 0 <" + specifier + ">[exports, <./a>]";
      default -> "function f\n effect 0\n ... $1\n end\nend\nexports = f";
    };
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
