package dev.commonjs.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.commonjs.fixture.Fixture;
import dev.commonjs.fixture.Fixture.Mark;
import dev.commonjs.workspace.Cancel;
import dev.commonjs.workspace.Settings;
import dev.commonjs.workspace.Snapshot;
import dev.commonjs.workspace.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** All rules over all files of a fixture: the one place where rule tests call the API. */
final class RuleTester {
  private RuleTester() {}

  /**
   * Fails unless the rules say exactly what the annotations {@code severity[rule-id]: part of the
   * message} say.
   */
  static void check(String fixture) {
    check(Settings.DEFAULT, fixture);
  }

  static void check(Settings settings, String fixture) {
    Fixture parsed = Fixture.parse(fixture);
    Snapshot snapshot = snapshot(parsed, settings);
    List<Mark> marks = new ArrayList<>();
    for (Path file : parsed.texts().keySet()) {
      Rules.check(snapshot, file, Cancel.NONE).forEach(f -> marks.add(mark(file, f)));
    }
    parsed.check(marks);
  }

  /** Applies the fix of that title to the file that has it, and compares that file's new text. */
  static void checkFix(String fixture, String title, String expected) {
    Fixture parsed = Fixture.parse(fixture);
    Snapshot snapshot = snapshot(parsed, Settings.DEFAULT);
    for (Path file : parsed.texts().keySet()) {
      for (Finding finding : Rules.check(snapshot, file, Cancel.NONE)) {
        for (Fix fix : finding.fixes()) {
          if (fix.title().equals(title)) {
            assertEquals(expected, applied(fix, file, parsed.text(file)));
            return;
          }
        }
      }
    }
    throw new AssertionError("no fix `" + title + "`; there are " + titles(parsed));
  }

  /** The titles of all fixes, in order of place, the preferred ones with a star. */
  static List<String> titles(String fixture) {
    return titles(Fixture.parse(fixture));
  }

  private static List<String> titles(Fixture parsed) {
    return findings(parsed).stream()
        .flatMap(f -> f.fixes().stream())
        .map(fix -> (fix.preferred() ? "* " : "") + fix.title())
        .toList();
  }

  /** The ids of what is reported, in the order of the fixture's files. */
  static List<String> ids(Fixture fixture) {
    return findings(fixture).stream().map(Finding::rule).toList();
  }

  static List<Finding> findings(Fixture fixture) {
    Snapshot snapshot = snapshot(fixture, Settings.DEFAULT);
    return fixture.texts().keySet().stream()
        .flatMap(file -> Rules.check(snapshot, file, Cancel.NONE).stream())
        .toList();
  }

  private static Snapshot snapshot(Fixture fixture, Settings settings) {
    return Workspace.open(List.of(Path.of("/")), settings, fixture.files()).current();
  }

  private static Mark mark(Path file, Finding finding) {
    String label = finding.severity().text() + "[" + finding.rule() + "]: " + finding.message();
    return new Mark(file, finding.span(), label);
  }

  private static String applied(Fix fix, Path file, String text) {
    StringBuilder changed = new StringBuilder(text);
    fix.edits().stream()
        .filter(edit -> edit.file().equals(file))
        .sorted(Comparator.<Fix.Edit>comparingInt(edit -> edit.span().start()).reversed())
        .forEach(e -> changed.replace(e.span().start(), e.span().end(), e.text()));
    return changed.toString();
  }
}
