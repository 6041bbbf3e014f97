package dev.commonjs.rule;

import dev.commonjs.module.ModuleSummary;
import dev.commonjs.syntax.ParsedFile;
import dev.commonjs.text.Span;
import java.nio.file.Path;

/** All that a rule may ask: one file, its summary, and its neighbours as far as its requires reach. */
public interface ModuleView {
  /** The checked file. */
  Path file();

  ParsedFile parsed();

  ModuleSummary summary();

  default String text(Span span) {
    return parsed().source().text().substring(span.start(), span.end());
  }

  /** Counted from 1, as people do. */
  default int line(Span span) {
    return Lines.of(parsed().source().text(), span.start());
  }

  /** A place of the checked file. */
  default Related here(Span span, String message) {
    return new Related(file(), span, message);
  }

  /** A change of the checked file. */
  default Fix.Edit edit(Span span, String text) {
    return new Fix.Edit(file(), span, text);
  }

  default Fix.Edit insert(int offset, String text) {
    return edit(new Span(offset, offset), text);
  }

  default Fix.Edit delete(int start, int end) {
    return edit(new Span(start, end), "");
  }
}
