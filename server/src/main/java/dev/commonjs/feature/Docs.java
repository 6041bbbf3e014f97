package dev.commonjs.feature;

import dev.commonjs.graph.Origin;
import dev.commonjs.syntax.Node;
import dev.commonjs.syntax.ParsedFile;
import dev.commonjs.text.Span;
import dev.commonjs.workspace.Snapshot;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the author wrote above a thing. */
final class Docs {
  private static final int LONGEST = 600;

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
        .flatMap(parsed -> comment(parsed, place.span()))
        .map(Docs::firstParagraph)
        .filter(text -> !text.isEmpty());
  }

  /** Directly above the thing, or above a part of its declaration that it is in. */
  private static Optional<String> comment(ParsedFile parsed, Span span) {
    Stream<Integer> starts = Declarations.path(parsed, span).stream().map(Node::start);
    return Stream.concat(Stream.of(span.start()), starts)
        .distinct()
        .flatMap(start -> parsed.docBefore(start).stream())
        .map(ParsedFile.Comment::text)
        .findFirst();
  }

  static String firstParagraph(String comment) {
    String body =
        comment.substring(
            "/**".length(), Math.max("/**".length(), comment.length() - "*/".length()));
    StringBuilder paragraph = new StringBuilder();
    for (String line :
        DECORATION.matcher(body).replaceAll("").lines().map(String::strip).toList()) {
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
