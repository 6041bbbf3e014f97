package dev.commonjs.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.commonjs.workspace.DiskFiles;
import dev.commonjs.workspace.Settings;
import dev.commonjs.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What a module that is run may look at, on a disk with links: see {@code walls.txt}. */
class WallsTest {
  private static final Observer OBSERVER = Observers.patient();

  private static final String SEE =
      """
      module.exports = (exports, tries) => {
        for (const name of Object.keys(tries)) {
          let seen;
          try {
            seen = String(tries[name]()).trim();
          } catch (error) {
            seen = error.code || error.message;
          }
          exports[seen === '' ? name : name + ' ' + seen] = 1;
        }
      };
      """;

  @AfterAll
  static void close() {
    OBSERVER.close();
  }

  @TestFactory
  Stream<DynamicTest> a_module_looks_at_what_it_may_and_at_nothing_else(@TempDir Path folder)
      throws IOException {
    Path real = folder.toRealPath();
    List<RunCase> cases = RunCase.in("walls.txt");
    return Stream.iterate(0, i -> i < cases.size(), i -> i + 1)
        .map(
            i ->
                DynamicTest.dynamicTest(
                    cases.get(i).title(), () -> check(cases.get(i), real.resolve("case" + i))));
  }

  private static void check(RunCase one, Path top) throws IOException {
    Path root = under(top, one.root());
    for (Map.Entry<Path, String> file : one.files().texts().entrySet()) {
      write(under(top, file.getKey()), file.getValue());
    }
    for (Map.Entry<Path, Path> link : one.links().entrySet()) {
      Path place = under(top, link.getKey());
      Files.createDirectories(place.getParent());
      Files.createSymbolicLink(place, under(top, link.getValue()));
    }
    write(root.resolve("see.js"), SEE);
    Path main = root.toRealPath().resolve("main.js");
    Workspace workspace = Workspace.open(List.of(root), Settings.DEFAULT, new DiskFiles());

    Observation seen =
        workspace.observations().observe(workspace.current(), main, OBSERVER).orElseThrow();

    String names =
        seen.names().stream().map(Observation.Name::name).collect(Collectors.joining(", "));
    String doubts = seen.doubts().stream().map(doubt -> "; " + doubt).collect(Collectors.joining());
    String shown = seen.outcome().name().toLowerCase(Locale.ROOT) + ": " + names + doubts;
    assertEquals(one.expected(), shown.replace(top.toString(), ""));
  }

  private static Path under(Path top, Path path) {
    return top.resolve(path.getRoot().relativize(path));
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
