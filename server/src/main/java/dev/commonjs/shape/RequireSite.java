package dev.commonjs.shape;

import dev.commonjs.text.Span;
import java.util.List;

/**
 * One place that names other modules.
 *
 * @param span the argument (a string literal with its quotes), or the whole call where there is
 *     none
 * @param specifiers the values the argument can have; empty when it is not known
 * @param complete whether {@code specifiers} is all it can be
 * @param guarded inside a {@code try} with a handler, or where failing is otherwise expected
 */
public record RequireSite(
    Span span, Kind kind, List<String> specifiers, boolean complete, boolean guarded, Phase phase) {
  public RequireSite {
    specifiers = List.copyOf(specifiers);
  }

  public enum Kind {
    REQUIRE,
    RESOLVE,
    IMPORT,
    DYNAMIC_IMPORT
  }
}
