package dev.commonjs.rule;

import dev.commonjs.syntax.ParsedFile;
import dev.commonjs.text.LineIndex;
import dev.commonjs.text.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Comments that ask for silence: {@code // commonjs-disable-next-line rule-id -- reason}, {@code //
 * commonjs-disable rule-id} for the whole file; block comments too, several ids with commas, no id
 * for all rules.
 */
final class Suppressions {
  private static final Pattern COMMENT =
      Pattern.compile(
          "(?s)(?://|/\\*)\\s*commonjs-disable(-next-line)?((?:[\\s,]+[a-z][a-z0-9-]*)*)\\s*(?:\\s--.*?)?\\s*(?:\\*/)?");

  /** In place of a line. */
  static final int WHOLE_FILE = -1;

  private final LineIndex lines;
  private final List<Suppression> all = new ArrayList<>();
  private final Set<Suppression> used = new HashSet<>();

  /**
   * @param line the only line that it is about, or {@link #WHOLE_FILE}
   * @param rules empty for all rules
   * @param rulesEnd the offset behind the last of {@code rules}
   */
  record Suppression(Span span, int line, Set<String> rules, int rulesEnd) {}

  Suppressions(ParsedFile file) {
    lines = file.source().lines();
    for (ParsedFile.Comment comment : file.comments()) {
      Matcher matcher = COMMENT.matcher(comment.text());
      if (matcher.matches()) {
        Set<String> rules = new HashSet<>(List.of(matcher.group(2).strip().split("[\\s,]+")));
        rules.remove("");
        boolean next = matcher.group(1) != null;
        int line = next ? lines.lineOf(comment.span().end()) + 1 : WHOLE_FILE;
        int rulesEnd = comment.span().start() + matcher.end(2);
        all.add(new Suppression(comment.span(), line, Set.copyOf(rules), rulesEnd));
      }
    }
  }

  /** Remembers that it was used. */
  boolean silences(Finding finding) {
    if (all.isEmpty()) {
      return false;
    }
    int line = lines.lineOf(finding.span().start());
    boolean silent = false;
    for (Suppression suppression : all) {
      if ((suppression.line == WHOLE_FILE || suppression.line == line)
          && (suppression.rules.isEmpty() || suppression.rules.contains(finding.rule()))) {
        used.add(suppression);
        silent = true;
      }
    }
    return silent;
  }

  /** The first that names rules, for exactly {@code line} or {@link #WHOLE_FILE}. */
  Optional<Suppression> of(int line) {
    return all.stream().filter(s -> s.line == line && !s.rules.isEmpty()).findFirst();
  }

  List<Suppression> unused() {
    return all.stream().filter(s -> !used.contains(s)).toList();
  }
}
