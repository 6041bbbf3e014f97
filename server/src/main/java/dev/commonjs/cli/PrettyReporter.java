package dev.commonjs.cli;

import dev.commonjs.cli.Reported.Note;
import dev.commonjs.cli.Reported.Repair;
import dev.commonjs.rule.Severity;
import dev.commonjs.text.Visible;
import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Help.Ansi.IStyle;
import picocli.CommandLine.Help.Ansi.Style;

/** For people: what, where, the line itself with the place marked, what else belongs to it. */
final class PrettyReporter implements Reporter {
  private static final String RESET = "\u001b[0m";

  private final PrintWriter out;
  private final boolean color;
  private final Map<Severity, Integer> counts = new EnumMap<>(Severity.class);
  private final Set<String> files = new HashSet<>();

  PrettyReporter(PrintWriter out, boolean color) {
    this.out = out;
    this.color = color;
  }

  @Override
  public void report(Reported finding) {
    count(finding);
    headline(finding, "");
    IStyle style = style(finding.severity());
    Excerpt excerpt = Excerpt.of(finding.sourceLine(), finding.place());
    String number = String.valueOf(finding.place().line());
    String gutter = " ".repeat(number.length());
    out.println(styled(Style.faint, "  " + number + " | ") + excerpt.text());
    out.println(styled(Style.faint, "  " + gutter + " | ") + styled(style, excerpt.marks()));
    for (Note note : finding.notes()) {
      out.println("    " + Visible.line(note.place() + ": " + note.message()));
    }
    for (Repair repair : finding.repairs()) {
      out.println("    fix: " + Visible.line(repair.title()));
    }
    out.println();
  }

  /** One line for all. */
  @Override
  public void report(Reported finding, List<Reported> others) {
    if (others.isEmpty()) {
      report(finding);
      return;
    }
    count(finding);
    others.forEach(this::count);
    headline(finding, Grouped.more(others));
    out.println();
  }

  private void count(Reported finding) {
    counts.merge(finding.severity(), 1, Integer::sum);
    files.add(finding.place().file());
  }

  private void headline(Reported finding, String more) {
    out.println(
        styled(Style.bold, Visible.line(finding.place().toString()))
            + " "
            + styled(style(finding.severity()), finding.severity().text())
            + " "
            + Visible.line(finding.message())
            + more
            + " "
            + styled(Style.faint, "[" + finding.rule() + "]"));
  }

  @Override
  public void end(int checkedFiles, boolean complete) {
    String checked = Counted.of(checkedFiles, "file") + " checked";
    if (counts.isEmpty()) {
      out.println(styled(Style.fg_green, "Nothing to report.") + " " + checked + ".");
      return;
    }
    StringBuilder found = new StringBuilder();
    for (Severity severity : new Severity[] {Severity.ERROR, Severity.WARNING}) {
      if (counts.containsKey(severity)) {
        found.append(found.isEmpty() ? "" : ", ");
        found.append(Counted.of(counts.get(severity), severity.text()));
      }
    }
    int others =
        counts.getOrDefault(Severity.INFORMATION, 0) + counts.getOrDefault(Severity.HINT, 0);
    if (others > 0) {
      found.append(found.isEmpty() ? "" : ", ").append(Counted.of(others, "hint"));
    }
    out.println(found + " in " + Counted.of(files.size(), "file") + "; " + checked + ".");
  }

  private static IStyle style(Severity severity) {
    return switch (severity) {
      case ERROR -> Style.fg_red;
      case WARNING -> Style.fg_yellow;
      case INFORMATION -> Style.fg_blue;
      case HINT, OFF -> Style.fg_cyan;
    };
  }

  /**
   * Written out here, for picocli's mark-up would be read in the text, too. Ends with a full reset:
   * what picocli ends bold with underlines twice in some terminals.
   */
  private String styled(IStyle style, String text) {
    return color ? style.on() + text + RESET : text;
  }
}
