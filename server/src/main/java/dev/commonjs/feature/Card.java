package dev.commonjs.feature;

import dev.commonjs.text.Span;
import java.util.List;

/**
 * A hover, in the order in which it is read.
 *
 * @param span what it is about
 * @param title one line of Markdown: which module
 * @param code lines that read like a declaration
 * @param notes paragraphs of Markdown
 */
public record Card(Span span, String title, List<String> code, List<String> notes) {
  public Card {
    code = List.copyOf(code);
    notes = List.copyOf(notes);
  }
}
