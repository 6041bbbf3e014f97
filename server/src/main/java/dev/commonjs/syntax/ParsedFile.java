package dev.commonjs.syntax;

import dev.commonjs.text.SourceText;
import dev.commonjs.text.Span;
import java.util.List;
import java.util.Optional;

/**
 * What {@link JsParser#parse} makes of a text: always a tree, with the errors and comments met on
 * the way.
 */
public record ParsedFile(
    SourceText source, Node.Program program, List<Comment> comments, List<SyntaxError> errors) {

  public ParsedFile {
    comments = List.copyOf(comments);
    errors = List.copyOf(errors);
  }

  /** {@code text} includes the delimiters. Sorted by position in {@link ParsedFile#comments}. */
  public record Comment(Span span, String text) {
    public boolean isJsDoc() {
      return text.startsWith("/**") && text.length() > 4;
    }
  }

  /**
   * {@code message} is the parser's own, one line.
   *
   * @param sure whether Node refuses the text too: false where the parser gave up, or the text
   *     looks like something that becomes JavaScript first (JSX, types, decorators, templates)
   */
  public record SyntaxError(Span span, String message, boolean sure) {}

  /** Whether a comment lies in {@code span}, in part at least. */
  public boolean hasComment(Span span) {
    return comments.stream()
        .anyMatch(c -> c.span().start() < span.end() && c.span().end() > span.start());
  }

  /** The JSDoc block that ends before {@code offset} with nothing but white space between. */
  public Optional<Comment> docBefore(int offset) {
    int low = 0;
    int high = comments.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (comments.get(middle).span().end() <= offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    if (low == 0) {
      return Optional.empty();
    }
    Comment comment = comments.get(low - 1);
    boolean adjacent = source.text().substring(comment.span().end(), offset).isBlank();
    return adjacent && comment.isJsDoc() ? Optional.of(comment) : Optional.empty();
  }
}
