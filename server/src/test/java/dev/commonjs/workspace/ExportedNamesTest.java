package dev.commonjs.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.commonjs.fixture.Fixture;
import dev.commonjs.text.SourceText;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExportedNamesTest {
  private static final Path MAIN = Path.of("/main.js");

  private static Workspace workspace(String text) {
    return Workspace.open(List.of(Path.of("/")), Settings.DEFAULT, Fixture.parse(text).files());
  }

  private static String read(Snapshot snapshot) {
    return NamesInFiles.read(snapshot, MAIN).map(ExportedNamesTest::line).orElse("not there");
  }

  private static String known(Snapshot snapshot) {
    return NamesInFiles.known(snapshot, MAIN).map(ExportedNamesTest::line).orElse("not read");
  }

  private static String line(ExportedNames names) {
    String members =
        names.members().stream()
            .map(name -> name.name() + " " + name.kind())
            .collect(Collectors.joining(", "));
    return "%s %s: %s".formatted(names.whole(), names.ownName(), members).strip();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "exports.a = () => 1; exports.b = 2 | OBJECT : a FUNCTION, b PRIMITIVE",
        "module.exports = class User {}      | CLASS User:",
        "module.exports = function f() {}; module.exports.g = [] | FUNCTION f: g ARRAY",
        "module.exports = process.x ? { a: 1 } : { b: 1 } | OBJECT : a PRIMITIVE, b PRIMITIVE",
        "module.exports = { ...require('./b'), a: require('./c') } | OBJECT : a UNKNOWN",
        "module.exports = require('./b')     | UNKNOWN :",
        "exports.a = 1; delete exports.a; exports.b = 1 | OBJECT : b PRIMITIVE",
        "const a = 1;                        | null :",
        "export const a = 1;                 | null :",
      })
  void names_of_a_file(String text, String expected) {
    assertEquals(expected, read(workspace(text).current()));
  }

  @Test
  void nothing_is_read_when_somebody_asks_and_changes_are_noticed() {
    Workspace workspace = workspace("exports.a = 1;");
    assertEquals("not read", known(workspace.current()));
    Indexer.index(workspace, Indexer.Progress.NONE, Cancel.NONE);
    assertEquals("OBJECT : a PRIMITIVE", known(workspace.current()));
    workspace.apply(new Change.Opened(MAIN, new SourceText("exports.b = 1;")));
    assertEquals("OBJECT : b PRIMITIVE", known(workspace.current()));
    Indexer.index(workspace, Indexer.Progress.NONE, Cancel.NONE);
    workspace.apply(new Change.Closed(MAIN));
    assertEquals("OBJECT : a PRIMITIVE", known(workspace.current()));
    workspace.apply(new Change.FilesChanged(Set.of(MAIN)));
    assertEquals("not read", known(workspace.current()));
  }
}
