package dev.commonjs.feature;

import dev.commonjs.graph.Origin;
import dev.commonjs.syntax.ParsedFile;
import dev.commonjs.text.LineIndex;
import dev.commonjs.workspace.Snapshot;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the author wrote above a thing. */
final class Docs {
  private static final int LONGEST = 600;

  /** A definition that stands further to the right than this is not what a comment above its line is about. */
  private static final int FARTHEST = 120;

  private static final Pattern DECORATION = Pattern.compile("(?m)^[ \\t]*\\*[ \\t]?");
  private static final Pattern INLINE_TAG = Pattern.compile("\\{@\\w+\\s+([^}|]*)(\\|[^}]*)?\\}");

  private Docs() {}

  /** The first paragraph of the JSDoc above the first of these places that has one. */
  static Optional<String> of(Snapshot snapshot, List<Origin> places) {
    return places.stream().flatMap(place -> of(snapshot, place).stream()).findFirst();
  }

  private static Optional<String> of(Snapshot snapshot, Origin place) {
    return snapshot
        .parsed(place.file())
        .flatMap(parsed -> comment(parsed, place.span().start()))
        .map(Docs::firstParagraph)
        .filter(text -> !text.isEmpty());
  }

  /** Directly above the thing, or above the line on which its declaration starts. */
  private static Optional<String> comment(ParsedFile parsed, int offset) {
    String text = parsed.source().text();
    LineIndex lines = parsed.source().lines();
    int start = lines.startOf(lines.lineOf(Math.min(offset, text.length())));
    while (start < offset && Character.isWhitespace(text.charAt(start))) {
      start++;
    }
    Optional<ParsedFile.Comment> direct = parsed.docBefore(offset);
    Optional<ParsedFile.Comment> found =
        direct.isPresent() || offset - start > FARTHEST ? direct : parsed.docBefore(start);
    return found.map(ParsedFile.Comment::text);
  }

  static String firstParagraph(String comment) {
    String body = comment.substring("/**".length(), Math.max("/**".length(), comment.length() - "*/".length()));
    StringBuilder paragraph = new StringBuilder();
    for (String line : DECORATION.matcher(body).replaceAll("").lines().map(String::strip).toList()) {
      boolean over = line.startsWith("@") || (line.isEmpty() && !paragraph.isEmpty());
      if (over) {
        break;
      }
      paragraph.append(paragraph.isEmpty() || line.isEmpty() ? "" : " ").append(line);
    }
    String text = INLINE_TAG.matcher(paragraph).replaceAll("$1").strip();
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
  }
}
