package dev.commonjs.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.commonjs.fixture.Fixture;
import dev.commonjs.fixture.Fixture.Mark;
import dev.commonjs.graph.SmallLimits;
import dev.commonjs.workspace.Cancel;
import dev.commonjs.workspace.Settings;
import dev.commonjs.workspace.Snapshot;
import dev.commonjs.workspace.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** All rules over all files of a fixture: the one place where rule tests call the API. */
final class RuleTester {
  /** What these say depends on what another module is found to be. */
  private static final Set<String> CONSUMER_RULES =
      Set.of(
          "missing-member", "exports-nothing", "not-callable", "commonjs-in-esm", "mixed-module");

  private RuleTester() {}

  /**
   * Fails unless the rules say exactly what the annotations {@code severity[rule-id]: part of the
   * message} say, what is said of a group once among them, and nothing more about other modules
   * with smaller limits.
   */
  static void check(String fixture) {
    check(Settings.DEFAULT, fixture);
  }

  static void check(Settings settings, String fixture) {
    Fixture parsed = Fixture.parse(fixture);
    Snapshot snapshot = snapshot(parsed, settings);
    List<Mark> marks = new ArrayList<>();
    List<Mark> places = new ArrayList<>();
    Set<Mark> heads = new LinkedHashSet<>();
    for (Path file : parsed.texts().keySet()) {
      for (Finding finding : Rules.check(snapshot, file, Cancel.NONE)) {
        marks.add(mark(file, finding));
        places.add(place(file, finding));
        Group group = finding.group();
        if (group != null && group.head() != null) {
          heads.add(mark(group.head().file(), group.head().finding()));
        }
      }
    }
    marks.addAll(heads);
    parsed.check(marks);
    SmallLimits.forEach(
        (limit, limits) -> {
          List<Mark> claimed = new ArrayList<>();
          Snapshot less =
              Workspace.open(List.of(Path.of("/")), settings, parsed.files(), limits).current();
          for (Path file : parsed.texts().keySet()) {
            for (Finding finding : Rules.check(less, file, Cancel.NONE)) {
              if (CONSUMER_RULES.contains(finding.rule())
                  && !standsForMembers(file, finding, places)) {
                claimed.add(place(file, finding));
              }
            }
          }
          claimed.removeAll(places);
          assertEquals(List.of(), claimed, limit);
        });
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

  /** Where members are not looked at, that a module exports nothing is said instead of each. */
  private static boolean standsForMembers(Path file, Finding finding, List<Mark> places) {
    return finding.rule().equals("exports-nothing")
        && places.stream()
            .anyMatch(place -> place.file().equals(file) && place.label().equals("missing-member"));
  }

  private static Mark place(Path file, Finding finding) {
    return new Mark(file, finding.span(), finding.rule());
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
