package dev.commonjs.refactoring;

import dev.commonjs.syntax.ParsedFile;
import dev.commonjs.text.Span;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What has to hold for a refactoring to keep what the code does; the first that does not is told.
 */
final class Conditions {
  private final ParsedFile file;
  private @Nullable String broken;

  Conditions(ParsedFile file) {
    this.file = file;
  }

  /**
   * @param otherwise what is the case where {@code holds} is false: the beginning of a sentence
   * @param place where it is the case
   */
  void need(boolean holds, String otherwise, Span place) {
    if (!holds && broken == null) {
      int line = file.source().lines().lineOf(place.start()) + 1;
      broken = otherwise + " (line " + line + ").";
    }
  }

  /** The same of the whole file; {@code otherwise} is a sentence. */
  void need(boolean holds, String otherwise) {
    if (!holds && broken == null) {
      broken = otherwise;
    }
  }

  boolean hold() {
    return broken == null;
  }

  /** Why it can't be done, as a sentence; empty where it can. */
  Optional<String> broken() {
    return Optional.ofNullable(broken);
  }
}
