package dev.commonjs.rule;

import dev.commonjs.text.Span;
import dev.commonjs.text.Visible;
import java.nio.file.Path;
import java.util.List;

/**
 * A change that certainly does what its title says.
 *
 * @param title an imperative without a final period
 * @param edits do not overlap
 * @param preferred the one to take where only one can be taken; at most one fix of a finding is
 */
public record Fix(String title, List<Edit> edits, boolean preferred) {
  public Fix {
    title = Visible.sentence(title);
    edits = List.copyOf(edits);
  }

  /** {@code span} of {@code file} becomes {@code text}; an empty span is an insertion. */
  public record Edit(Path file, Span span, String text) {}
}
