package dev.commonjs.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import dev.commonjs.cli.Reported.Note;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One JSON array, an object for each finding, one on each line. Nothing is put together: {@code
 * group} tells which findings of a rule other formats show as one.
 */
final class JsonReporter implements Reporter {
  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

  private final PrintWriter out;
  private boolean first = true;

  JsonReporter(PrintWriter out) {
    this.out = out;
  }

  /**
   * The names of these components are the format; {@code group} is left out where there is none.
   */
  private record Row(
      String file,
      int line,
      int column,
      int endLine,
      int endColumn,
      String rule,
      String severity,
      String message,
      List<Related> related,
      List<String> fixes,
      @Nullable String group) {}

  private record Related(String file, int line, int column, String message) {}

  @Override
  public void report(Reported finding) {
    Place place = finding.place();
    Row row =
        new Row(
            place.file(),
            place.line(),
            place.column(),
            place.endLine(),
            place.endColumn(),
            finding.rule(),
            finding.severity().text(),
            finding.message(),
            finding.notes().stream().map(JsonReporter::related).toList(),
            finding.repairs().stream().map(Reported.Repair::title).toList(),
            finding.group());
    out.print(first ? "[\n" : ",\n");
    out.print(JsonText.of(GSON, row));
    first = false;
  }

  @Override
  public void end(int checkedFiles, boolean complete) {
    out.println(first ? "[]" : "\n]");
  }

  private static Related related(Note note) {
    return new Related(
        note.place().file(), note.place().line(), note.place().column(), note.message());
  }
}
