package dev.commonjs.refactoring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.commonjs.fixture.Fixture;
import dev.commonjs.fixture.Fixture.Cursor;
import dev.commonjs.fixture.InstalledNode;
import dev.commonjs.text.SourceText;
import dev.commonjs.workspace.Cancel;
import dev.commonjs.workspace.Indexer;
import dev.commonjs.workspace.Settings;
import dev.commonjs.workspace.Snapshot;
import dev.commonjs.workspace.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Where tests of refactorings call the API, and ask Node whether what they did changed nothing. */
final class RefactoringTester {
  /** What each module exports, and what running it prints. */
  private static final String SHOW =
      """
      for (const file of process.argv.slice(1)) {
        let shown;
        try {
          const value = require(file);
          const names = Object.keys(value).map((name) => [name, typeof value[name]]);
          shown = [typeof value, names];
        } catch (error) {
          shown = error.message.split('\\n')[0];
        }
        console.log(file.split('/').pop(), JSON.stringify(shown));
      }
      """;

  private RefactoringTester() {}

  /**
   * Fails unless the one refactoring at the cursor leaves the files that it changes and makes as
   * {@code expected}, in the form of a fixture, or is refused for that reason; or what Node shows
   * of any file of the fixture is not what it showed. Empty: there is none.
   */
  static void check(Path folder, String text, String expected) throws IOException {
    Fixture fixture = Fixture.parse(text);
    List<Refactoring> all = at(fixture);
    assertEquals(expected.isEmpty() ? 0 : 1, all.size(), all::toString);
    if (!all.isEmpty()) {
      check(folder, fixture, all.getFirst(), expected);
    }
  }

  /** As {@link #check(Path, String, String)} of the one with that title among others. */
  static void check(Path folder, String title, String text, String expected) throws IOException {
    Fixture fixture = Fixture.parse(text);
    Refactoring one =
        at(fixture).stream()
            .filter(refactoring -> refactoring.title().equals(title))
            .findFirst()
            .orElseThrow(() -> new AssertionError(titles(text).toString()));
    check(folder, fixture, one, expected);
  }

  /** What is offered at the cursor, in order: not what is refused. */
  static List<String> titles(String text) {
    return at(Fixture.parse(text)).stream()
        .filter(Refactoring.Ready.class::isInstance)
        .map(Refactoring::title)
        .toList();
  }

  private static List<Refactoring> at(Fixture fixture) {
    Cursor cursor = fixture.cursor();
    Workspace workspace = Workspace.open(List.of(Path.of("/")), Settings.DEFAULT, fixture.files());
    Indexer.index(workspace, Indexer.Progress.NONE, Cancel.NONE);
    Snapshot snapshot = workspace.current();
    return Refactorings.at(snapshot, cursor.file(), cursor.offset(), Cancel.NONE);
  }

  private static void check(Path folder, Fixture fixture, Refactoring one, String expected)
      throws IOException {
    switch (one) {
      case Refactoring.Refused refused -> assertEquals(expected.strip(), refused.why());
      case Refactoring.Ready ready -> {
        Path file = fixture.cursor().file();
        Map<Path, String> after = after(fixture, ready);
        assertEquals(expected, shown(file, new TreeMap<>(after)));
        InstalledNode.assumeThere();
        Map<Path, String> all = new LinkedHashMap<>(fixture.texts());
        all.putAll(after);
        ready.renamed().keySet().forEach(all::remove);
        Map<Path, String> asked = new LinkedHashMap<>(fixture.texts());
        asked.keySet().removeAll(ready.renamed().keySet());
        if (ready.kind() == Refactoring.Kind.MOVE) {
          // What a declaration moves to has one name more.
          asked.keySet().removeIf(other -> !other.equals(file) && after.containsKey(other));
        }
        String before = run(folder.resolve("before"), fixture.texts(), asked);
        assertEquals(before, run(folder.resolve("after"), all, asked));
      }
    }
  }

  private static Map<Path, String> after(Fixture fixture, Refactoring.Ready ready) {
    Map<Path, String> after = new TreeMap<>();
    ready
        .changes()
        .forEach(
            (file, changes) ->
                after.put(file, new SourceText(fixture.text(file)).edited(changes).text()));
    after.putAll(ready.created());
    ready.renamed().forEach((from, to) -> after.put(to, after.remove(from)));
    return after;
  }

  private static String shown(Path file, Map<Path, String> after) {
    if (after.size() == 1 && after.containsKey(file)) {
      return after.get(file);
    }
    StringBuilder all = new StringBuilder();
    if (after.containsKey(file)) {
      all.append("//- ").append(file).append("\n").append(after.remove(file));
    }
    after.forEach((path, text) -> all.append("//- ").append(path).append("\n").append(text));
    return all.toString();
  }

  private static String run(Path folder, Map<Path, String> files, Map<Path, String> asked)
      throws IOException {
    for (Map.Entry<Path, String> file : files.entrySet()) {
      Path path = folder.resolve(file.getKey().toString().substring(1));
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    List<String> command = new ArrayList<>(List.of("node", "-e", SHOW));
    asked.keySet().stream()
        .filter(file -> file.toString().endsWith(".js"))
        .forEach(file -> command.add(folder.resolve(file.toString().substring(1)).toString()));
    Process node = new ProcessBuilder(command).redirectErrorStream(true).start();
    return new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
        .replace(folder.toString(), "");
  }
}
