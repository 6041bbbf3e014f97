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
}
