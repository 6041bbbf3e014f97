package dev.commonjs.feature;

import dev.commonjs.markdown.Markdown;
import dev.commonjs.text.Span;
import java.util.List;
import java.util.stream.Stream;

/**
 * A hover, in the order in which it is read.
 *
 * @param span what it is about
 * @param title one line: which module
 * @param code lines that read like a declaration
 * @param notes paragraphs
 */
public record Card(Span span, Markdown title, List<String> code, List<Markdown> notes) {
  public Card {
    code = List.copyOf(code);
    notes = List.copyOf(notes);
  }

  /** As it is shown. */
  public Markdown page() {
    return Markdown.page(
        Stream.concat(Stream.of(title, Markdown.fence("js", code)), notes.stream()));
  }
}
