package dev.commonjs.rule;

import dev.commonjs.syntax.ParsedFile;
import dev.commonjs.text.SourceText;
import dev.commonjs.text.Span;
import dev.commonjs.workspace.Cancel;
import dev.commonjs.workspace.Snapshot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Of a text that has errors because somebody is typing: what is said of the lines that were there
 * before. The lines that differ are taken as they were, with as many line breaks as there are now,
 * so that messages name lines as they are.
 */
public final class Kept {
  private final SourceText now;
  private final SourceText mended;
  private final int head;
  private final int tail;

  /**
   * @param head the length of what is the same at the start, whole lines
   * @param tail that at the end
   */
  private Kept(SourceText now, SourceText mended, int head, int tail) {
    this.now = now;
    this.mended = mended;
    this.head = head;
    this.tail = tail;
  }

  /** Whether {@code file} has a text without errors, of which all rules speak. */
  public static boolean isReadable(Snapshot snapshot, Path file) {
    return snapshot.parsed(file).filter(parsed -> parsed.errors().isEmpty()).isPresent();
  }

  /**
   * What the rules say about {@code file} where it is not readable, and what they would say if the
   * lines that differ from {@code before} were as they were.
   *
   * @param before the last text of it that was readable
   */
  public static List<Finding> check(
      Snapshot snapshot, Path file, SourceText before, Cancel cancel) {
    List<Finding> findings = new ArrayList<>(Rules.check(snapshot, file, cancel));
    Optional<ParsedFile> parsed = snapshot.parsed(file);
    Optional<Kept> kept = parsed.flatMap(broken -> of(broken.source(), before));
    if (kept.isPresent()) {
      Rules.check(snapshot.withText(file, kept.get().mended), file, cancel).stream()
          .filter(finding -> !Rules.speaksOfUnreadable(finding.rule()))
          .flatMap(finding -> kept.get().moved(file, finding).stream())
          .filter(finding -> !Rules.isUnreadable(parsed.get(), finding))
          .forEach(findings::add);
      findings.sort(Finding.BY_PLACE);
    }
    return List.copyOf(findings);
  }

  /** Empty where lines are gone: what others say of lines behind them can't be kept true. */
  private static Optional<Kept> of(SourceText now, SourceText before) {
    String present = now.text();
    String past = before.text();
    int shorter = Math.min(present.length(), past.length());
    int head = 0;
    while (head < shorter && present.charAt(head) == past.charAt(head)) {
      head++;
    }
    head = present.lastIndexOf('\n', head - 1) + 1;
    int tail = 0;
    while (tail < shorter - head
        && present.charAt(present.length() - tail - 1) == past.charAt(past.length() - tail - 1)) {
      tail++;
    }
    while (tail > 0 && !(startsLine(present, head, tail) && startsLine(past, head, tail))) {
      tail--;
    }
    String middle = past.substring(head, past.length() - tail);
    int more = breaks(present.substring(head, present.length() - tail)) - breaks(middle);
    if (more < 0) {
      return Optional.empty();
    }
    String end = past.substring(past.length() - tail);
    String mended = past.substring(0, head) + middle + "\n".repeat(more) + end;
    return Optional.of(new Kept(now, new SourceText(mended), head, tail));
  }

  private static boolean startsLine(String text, int head, int tail) {
    int start = text.length() - tail;
    return start == head || text.charAt(start - 1) == '\n';
  }

  private static int breaks(String text) {
    return (int) text.chars().filter(c -> c == '\n').count();
  }

  /** Without fixes, which are changes of another text; empty where its line is not the same. */
  private Optional<Finding> moved(Path file, Finding finding) {
    List<Related> related =
        finding.related().stream().flatMap(one -> moved(file, one).stream()).toList();
    return moved(finding.span())
        .map(
            span ->
                new Finding(
                    finding.rule(),
                    finding.severity(),
                    span,
                    finding.message(),
                    related,
                    finding.tags(),
                    List.of(),
                    finding.group()));
  }

  private Optional<Related> moved(Path file, Related related) {
    return related.file().equals(file)
        ? moved(related.span()).map(span -> new Related(file, span, related.message()))
        : Optional.of(related);
  }

  private Optional<Span> moved(Span span) {
    if (span.end() <= head) {
      return Optional.of(span);
    }
    int shift = now.text().length() - mended.text().length();
    return span.start() >= mended.text().length() - tail
        ? Optional.of(new Span(span.start() + shift, span.end() + shift))
        : Optional.empty();
  }
}
