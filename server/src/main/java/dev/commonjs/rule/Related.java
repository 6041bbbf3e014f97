package dev.commonjs.rule;

import dev.commonjs.text.Span;
import dev.commonjs.text.Visible;
import java.nio.file.Path;

/**
 * Another place that belongs to a {@link Finding}: {@code span} of {@code file}, and what is there.
 */
public record Related(Path file, Span span, String message) {
  public Related {
    message = Visible.sentence(message);
  }
}
