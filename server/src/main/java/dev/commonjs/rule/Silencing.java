package dev.commonjs.rule;

import dev.commonjs.syntax.JsParser;
import dev.commonjs.syntax.Node;
import dev.commonjs.syntax.ParsedFile;
import dev.commonjs.syntax.ParsedFile.Comment;
import dev.commonjs.text.LineIndex;
import dev.commonjs.text.Span;
import dev.commonjs.text.TextChange;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The comments of {@link Suppressions} that would silence one finding, as changes of its file. One
 * that is there already gets one rule more. Where the text at that place is not code, in a template
 * or a comment, there is no change.
 */
final class Silencing {
  private final ModuleView module;
  private final ParsedFile parsed;
  private final LineIndex lines;
  private final Suppressions present;

  Silencing(ModuleView module) {
    this.module = module;
    this.parsed = module.parsed();
    this.lines = parsed.source().lines();
    this.present = new Suppressions(parsed);
  }

  List<Fix> of(Finding finding) {
    String rule = finding.rule();
    if (rule.equals(UnusedSuppression.INFO.id())) {
      return List.of();
    }
    int line = lines.lineOf(finding.span().start());
    Optional<TextChange> here =
        extended(line, rule).or(() -> comment(lines.startOf(line), "-next-line", rule));
    Optional<TextChange> everywhere =
        extended(Suppressions.WHOLE_FILE, rule)
            .or(() -> tops().flatMap(top -> comment(top, "", rule).stream()).findFirst());
    return Stream.concat(
            here.stream().map(change -> fix("Disable " + rule + " for this line", change)),
            everywhere.stream().map(change -> fix("Disable " + rule + " for this file", change)))
        .toList();
  }

  private Fix fix(String title, TextChange change) {
    return new Fix(title, List.of(module.edit(change.span(), change.replacement())), false);
  }

  private Optional<TextChange> extended(int line, String rule) {
    return present.of(line).map(comment -> insertion(comment.rulesEnd(), ", " + rule));
  }

  /** On a line of its own before the one that starts at {@code at}. */
  private Optional<TextChange> comment(int at, String form, String rule) {
    // Behind an error it is not known what is code.
    if (parsed.errors().stream().anyMatch(error -> error.span().start() < at)) {
      return Optional.empty();
    }
    String indentation = lines.indentationOf(lines.lineOf(at));
    String comment = "// commonjs-disable" + form + " " + rule;
    TextChange change = insertion(at, indentation + comment + lines.terminator());
    int start = at + indentation.length();
    Span written = new Span(start, start + comment.length());
    return JsParser.parse(parsed.source().edited(change)).comments().stream()
            .anyMatch(read -> read.span().equals(written))
        ? Optional.of(change)
        : Optional.empty();
  }

  /** Where a comment about the whole file may begin, the best place first. */
  private Stream<Integer> tops() {
    return Stream.of(behindDirectives(), behindLicence(), behindHashbang(), Optional.of(0))
        .flatMap(Optional::stream);
  }

  private Optional<Integer> behindHashbang() {
    return parsed.source().text().startsWith("#!") ? lineBehind(0) : Optional.empty();
  }

  private Optional<Integer> behindDirectives() {
    return parsed.program().body().stream()
        .takeWhile(
            statement ->
                statement instanceof Node.ExprStmt directive
                    && directive.expr() instanceof Node.Str)
        .reduce((first, second) -> second)
        .flatMap(last -> lineBehind(last.end()));
  }

  /** Behind the comment at the top, if it stands by itself and not for what follows. */
  private Optional<Integer> behindLicence() {
    int from = behindHashbang().orElse(0);
    Optional<Integer> end = Optional.empty();
    for (Comment comment : parsed.comments()) {
      int start = end.orElse(from);
      boolean next =
          comment.span().start() >= start && isBlank(new Span(start, comment.span().start()));
      if (next && lines.lineOf(comment.span().start()) <= lines.lineOf(start) + 1) {
        end = Optional.of(comment.span().end());
      } else if (comment.span().start() >= from) {
        break;
      }
    }
    return end.filter(at -> lines.textOf(lines.lineOf(at) + 1).isBlank()).flatMap(this::lineBehind);
  }

  /** Empty if there is none, or something else stands before it. */
  private Optional<Integer> lineBehind(int offset) {
    int line = lines.lineOf(offset);
    int next = lines.startOf(line + 1);
    boolean there = next > lines.endOf(line);
    boolean code =
        parsed.program().body().stream()
            .anyMatch(s -> offset < s.end() && s.start() < next && s.start() >= offset);
    return there && !code ? Optional.of(next) : Optional.empty();
  }

  private boolean isBlank(Span span) {
    return module.text(span).isBlank();
  }

  private static TextChange insertion(int at, String text) {
    return new TextChange(new Span(at, at), text);
  }
}
