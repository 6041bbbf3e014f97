package dev.commonjs.module;

import dev.commonjs.syntax.ParsedFile;
import java.util.Set;

/** The entry of this package. */
public final class Summarizer {
  private Summarizer() {}

  /**
   * Executes the load phase of {@code file} abstractly. Total: every text has a summary.
   *
   * @param missing specifiers that are known not to resolve: a guarded {@code require} of one of them throws, any other
   *     guarded {@code require} of a constant specifier is taken to succeed
   */
  public static ModuleSummary summarize(ParsedFile file, Set<String> missing) {
    throw new UnsupportedOperationException("being written");
  }

  /** The summary of a JSON module: its shape is its text. A text that is not JSON gives an unknown shape. */
  public static ModuleSummary summarizeJson(dev.commonjs.text.SourceText text) {
    throw new UnsupportedOperationException("being written");
  }
}
