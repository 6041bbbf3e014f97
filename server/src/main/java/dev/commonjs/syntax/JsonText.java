package dev.commonjs.syntax;

import dev.commonjs.text.SourceText;
import dev.commonjs.text.Span;
import java.util.Optional;

/**
 * JSON, read as the JavaScript expression that it is (ECMA-262, <em>JSON.parse</em>), which keeps
 * the place of everything in it.
 */
public final class JsonText {
  /** The text is read behind an opening parenthesis. */
  private static final int SHIFT = 1;

  private JsonText() {}

  /**
   * Empty where {@code text} is no expression; one that is may be more than JSON. Places are those
   * that {@link #span} knows.
   */
  public static Optional<Node.Expr> value(SourceText text) {
    ParsedFile file = JsParser.parse(new SourceText("(" + text.text() + "\n)"));
    return file.errors().isEmpty()
            && file.program().body().size() == 1
            && file.program().body().getFirst() instanceof Node.ExprStmt statement
        ? Optional.of(statement.expr())
        : Optional.empty();
  }

  /** Where a part of {@link #value} stands in the text. */
  public static Span span(Node node) {
    return new Span(Math.max(0, node.start() - SHIFT), Math.max(0, node.end() - SHIFT));
  }
}
