package dev.commonjs.feature;

import dev.commonjs.graph.Origin;
import dev.commonjs.markdown.Documentation;
import dev.commonjs.markdown.Markdown;
import dev.commonjs.syntax.Node;
import dev.commonjs.syntax.ParsedFile;
import dev.commonjs.text.Span;
import dev.commonjs.workspace.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the author wrote above a thing. */
final class Docs {
  private static final Pattern DECORATION = Pattern.compile("(?m)^[ \\t]*\\*[ \\t]?");
  private static final Pattern FENCE = Pattern.compile("\\s*(?:```|~~~).*");

  private Docs() {}

  /** The first paragraph of the JSDoc above the first of these places that has one. */
  static Optional<Markdown> of(Snapshot snapshot, List<Origin> places) {
    return places.stream().flatMap(place -> of(snapshot, place).stream()).findFirst();
  }

  private static Optional<Markdown> of(Snapshot snapshot, Origin place) {
    return snapshot
        .parsed(place.file())
        .flatMap(parsed -> comment(parsed, place.span()))
        .map(Docs::firstParagraph)
        .map(Documentation::of)
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

  /** Markdown, as its author wrote it; a list or a block of code right below counts in. */
  private static String firstParagraph(String comment) {
    String body =
        comment.substring(
            "/**".length(), Math.max("/**".length(), comment.length() - "*/".length()));
    List<String> paragraph = new ArrayList<>();
    boolean code = false;
    for (String line : DECORATION.matcher(body).replaceAll("").lines().toList()) {
      boolean over =
          line.stripLeading().startsWith("@") || (line.isBlank() && !paragraph.isEmpty());
      if (over && !code) {
        break;
      }
      if (!line.isBlank() || code) {
        code ^= FENCE.matcher(line).matches();
        paragraph.add(paragraph.isEmpty() ? line.strip() : line.stripTrailing());
      }
    }
    return String.join("\n", paragraph);
  }
}
