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
    Cursor cursor = fixture.cursor();
    Workspace workspace = Workspace.open(List.of(Path.of("/")), Settings.DEFAULT, fixture.files());
    Indexer.index(workspace, Indexer.Progress.NONE, Cancel.NONE);
    Snapshot snapshot = workspace.current();
    List<Refactoring> all = Refactorings.at(snapshot, cursor.file(), cursor.offset(), Cancel.NONE);
    assertEquals(expected.isEmpty() ? 0 : 1, all.size(), all::toString);
    if (all.isEmpty()) {
      return;
    }
    switch (all.getFirst()) {
      case Refactoring.Refused refused -> assertEquals(expected.strip(), refused.why());
      case Refactoring.Ready ready -> {
        Map<Path, String> after = after(fixture, ready);
        assertEquals(expected, shown(cursor.file(), after));
        Map<Path, String> all2 = new LinkedHashMap<>(fixture.texts());
        InstalledNode.assumeThere();
        String before = run(folder.resolve("before"), fixture.texts(), fixture.texts());
        all2.putAll(after);
        ready.renamed().keySet().forEach(all2::remove);
        Map<Path, String> asked = new LinkedHashMap<>(fixture.texts());
        asked.keySet().removeAll(ready.renamed().keySet());
        String of =
            ready.renamed().isEmpty() ? before : run(folder.resolve("before"), Map.of(), asked);
        assertEquals(of, run(folder.resolve("after"), all2, asked));
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
