package dev.commonjs.cli;

import dev.commonjs.rule.Severity;
import dev.commonjs.text.Visible;
import java.io.PrintWriter;
import java.util.List;

/**
 * Annotations of a pull request, by GitHub's workflow commands ("Workflow commands for GitHub
 * Actions", setting a notice, warning or error message).
 */
final class GithubReporter implements Reporter {
  private final PrintWriter out;

  GithubReporter(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void report(Reported finding) {
    annotate(finding, "");
  }

  /** One annotation for all, of which GitHub shows few. */
  @Override
  public void report(Reported finding, List<Reported> others) {
    annotate(finding, others.isEmpty() ? "" : Grouped.more(others));
  }

  private void annotate(Reported finding, String more) {
    Place place = finding.place();
    StringBuilder command = new StringBuilder("::").append(level(finding.severity()));
    command.append(" file=").append(property(place.file()));
    command.append(",line=").append(place.line()).append(",endLine=").append(place.endLine());
    if (place.line() == place.endLine()) {
      // GitHub knows columns within one line only, and counts the last one in.
      int last = Math.max(place.column(), place.endColumn() - 1);
      command.append(",col=").append(place.column()).append(",endColumn=").append(last);
    }
    command.append(",title=").append(property(finding.rule()));
    out.println(command.append("::").append(data(finding.message() + more)));
  }

  @Override
  public void end(int checkedFiles, boolean complete) {}

  private static String level(Severity severity) {
    return switch (severity) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case INFORMATION, HINT, OFF -> "notice";
    };
  }

  private static String data(String text) {
    return Visible.lines(text).replace("%", "%25").replace("\n", "%0A");
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }
}
