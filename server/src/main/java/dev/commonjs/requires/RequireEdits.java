package dev.commonjs.requires;

import dev.commonjs.syntax.Insertions;
import dev.commonjs.syntax.Node;
import dev.commonjs.syntax.ParsedFile;
import dev.commonjs.text.LineIndex;
import dev.commonjs.text.SourceText;
import dev.commonjs.text.Span;
import dev.commonjs.text.TextChange;
import java.util.List;
import java.util.function.Predicate;

/** A further {@code require} for a file, where the file has its others and as it writes them. */
public final class RequireEdits {
  private final ParsedFile file;
  private final HeadRequires head;
  private final RequireStyle style;

  /**
   * @param limit what is declared is used in the statement around this offset
   */
  public RequireEdits(ParsedFile file, int limit) {
    this.file = file;
    this.head = HeadRequires.of(file, limit);
    this.style = RequireStyle.of(file, head);
  }

  /** How the file writes what it requires. */
  public RequireStyle style() {
    return style;
  }

  /** The requires that the file has. */
  public HeadRequires head() {
    return head;
  }

  /** A variable for all that the module exports. */
  public TextChange whole(String variable, String specifier) {
    return statement(style.declaration(variable, specifier));
  }

  /**
   * A variable for one name of the exports: in the pattern that there is for them, else in a new
   * one.
   *
   * @param same whether a specifier of the file names the module
   */
  public TextChange member(String name, String specifier, Predicate<String> same) {
    for (HeadRequires.Declared one : head.declared()) {
      if (one.pattern().isPresent() && same.test(one.specifier().value())) {
        return among(one.pattern().get(), name);
      }
    }
    return statement(style.declaration(style.pattern(name), specifier));
  }

  private TextChange statement(String text) {
    Insertions insertions = new Insertions(file);
    return head.last() == null ? insertions.atTop(text) : insertions.behind(head.last(), text);
  }

  /** Behind the last of its names, on a line of its own where that is on one. */
  private TextChange among(Node.ObjectPattern pattern, String name) {
    List<Node.PatternProperty> properties = pattern.properties();
    if (properties.isEmpty()) {
      // Before the rest, if there is one, else alone.
      return pattern.rest() == null
          ? new TextChange(pattern.span(), style.pattern(name))
          : insertion(pattern.rest().start(), name + ", ");
    }
    Node.PatternProperty last = properties.getLast();
    SourceText source = file.source();
    LineIndex lines = source.lines();
    boolean ownLine = lines.lineOf(last.start()) > lines.lineOf(pattern.start());
    String gap =
        ownLine ? lines.terminator() + lines.indentationOf(lines.lineOf(last.start())) : " ";
    return insertion(last.end(), "," + gap + name);
  }

  private static TextChange insertion(int at, String text) {
    return new TextChange(new Span(at, at), text);
  }
}
