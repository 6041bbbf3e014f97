package dev.commonjs.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.commonjs.fixture.Fixture;
import dev.commonjs.fixture.Fixture.Cursor;
import dev.commonjs.fixture.MapFiles;
import dev.commonjs.resolve.Moves;
import dev.commonjs.resolve.Resolution;
import dev.commonjs.shape.ModuleSummary;
import dev.commonjs.text.SourceText;
import dev.commonjs.text.TextChange;
import dev.commonjs.workspace.Cancel;
import dev.commonjs.workspace.Settings;
import dev.commonjs.workspace.Snapshot;
import dev.commonjs.workspace.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where tests of features that change files call the API. */
final class ChangeTester {
  private ChangeTester() {}

  /**
   * Fails unless renaming what is at the cursor changes the lines of {@code expected}, which is
   * {@code file: line} for each changed line, or is refused for the reason that it is.
   */
  static void rename(String text, String name, String expected) {
    Fixture fixture = Fixture.parse(text);
    Cursor cursor = fixture.cursor();
    Snapshot snapshot = FeatureTester.snapshot(fixture);
    String actual =
        Renames.rename(snapshot, cursor.file(), cursor.offset(), name, Cancel.NONE)
            .map(answer -> renamed(fixture, answer))
            .orElse("nothing");
    assertEquals(expected.strip(), actual.strip());
    if (PropertyNames.isIdentifier(name) && !actual.contains(" already")) {
      checkPrepared(
          Renames.prepare(snapshot, cursor.file(), cursor.offset(), Cancel.NONE), cursor, actual);
    }
  }

  /** What is refused is refused before somebody has typed a name. */
  private static void checkPrepared(
      Optional<Renames.Answer> prepared, Cursor cursor, String renamed) {
    String said =
        prepared
            .map(
                answer ->
                    switch (answer) {
                      case Renames.Refused(String why) -> why;
                      case Renames.Ready(var span, String old) -> {
                        boolean holds =
                            span.start() <= cursor.offset() && cursor.offset() <= span.end();
                        yield holds ? "ready" : "not at the cursor";
                      }
                      case Renames.Edits edits -> "edits";
                    })
            .orElse("nothing");
    assertEquals(renamed.startsWith("/") ? "ready" : renamed, said);
  }

  private static String renamed(Fixture fixture, Renames.Answer answer) {
    if (!(answer instanceof Renames.Edits(var changes))) {
      return answer instanceof Renames.Refused(String why) ? why : "ready";
    }
    return String.join("\n", changedLines(fixture, changes));
  }

  /** {@code file: line} for each. */
  private static List<String> changedLines(Fixture fixture, Map<Path, List<TextChange>> changes) {
    List<String> lines = new ArrayList<>();
    changes.forEach(
        (file, list) -> {
          List<String> before = fixture.text(file).lines().toList();
          List<String> now = after(fixture, file, list).lines().toList();
          for (int i = 0; i < now.size(); i++) {
            if (!now.get(i).equals(before.get(i))) {
              lines.add(file + ": " + now.get(i).strip());
            }
          }
        });
    return lines;
  }

  private static String after(Fixture fixture, Path file, List<TextChange> changes) {
    return new SourceText(fixture.text(file)).edited(changes).text();
  }

  /**
   * Fails unless the moves ({@code /old -> /new}, by commas) change the lines of {@code expected},
   * which is {@code file: line} for each changed line and {@code left /file: line} for each that
   * can't be changed; and unless, when the files have moved, all specifiers but those that are left
   * name what they named.
   */
  static void move(String text, String paths, String expected) {
    Fixture fixture = Fixture.parse(text);
    Map<Path, Path> moves = new LinkedHashMap<>();
    for (String move : paths.split(", ")) {
      String[] ends = move.split(" -> ");
      moves.put(Path.of(ends[0]), Path.of(ends[1]));
    }
    Snapshot before = FeatureTester.snapshot(fixture);
    FileMoves.Answer answer = FileMoves.of(before, moves, Cancel.NONE);
    List<String> lines = changedLines(fixture, answer.changes());
    for (FileMoves.Left left : answer.left()) {
      String source = fixture.text(left.file()).substring(0, left.span().start());
      String line =
          fixture.text(left.file()).lines().toList().get((int) source.lines().count() - 1);
      lines.add("left " + left.file() + ": " + line.strip());
    }
    assertEquals(expected.strip(), String.join("\n", lines));
    if (answer.left().isEmpty() && !answer.changes().isEmpty()) {
      checkTargets(fixture, before, new Moves(moves), answer);
    }
  }

  private static void checkTargets(
      Fixture fixture, Snapshot before, Moves moves, FileMoves.Answer answer) {
    Map<Path, String> texts = new HashMap<>();
    for (Path file : fixture.texts().keySet()) {
      String text = after(fixture, file, answer.changes().getOrDefault(file, List.of()));
      if (!moves.paths().containsValue(file) || moves.touch(file)) {
        texts.put(moves.of(file), text);
      }
    }
    Workspace moved = Workspace.open(List.of(Path.of("/")), Settings.DEFAULT, new MapFiles(texts));
    for (Path file : fixture.texts().keySet()) {
      assertEquals(
          targets(before, file).stream().map(one -> one.map(moves::of)).toList(),
          targets(moved.current(), moves.of(file)),
          "what " + file + " names");
    }
  }

  /** Of each specifier. */
  private static List<Optional<Path>> targets(Snapshot snapshot, Path file) {
    return snapshot.summary(file).map(ModuleSummary::requires).orElse(List.of()).stream()
        .flatMap(
            site ->
                site.specifiers().stream()
                    .map(specifier -> snapshot.resolve(file, specifier, site.kind())))
        .map(
            answer ->
                answer instanceof Resolution.Found found
                    ? Optional.of(found.file())
                    : Optional.<Path>empty())
        .toList();
  }
}
