package dev.commonjs.cli;

import dev.commonjs.rule.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A finding with everything that a reporter prints of it.
 *
 * @param sourceLine the first line of {@code place}, without its terminator
 * @param group what findings of this rule have in common that are about the same; null where it
 *     stands for itself
 */
record Reported(
    Place place,
    Severity severity,
    String rule,
    String message,
    String sourceLine,
    List<Note> notes,
    List<Repair> repairs,
    @Nullable String group) {

  /** Another place that belongs to it. */
  record Note(Place place, String message) {}

  record Repair(String title, List<Edit> edits) {}

  record Edit(Place place, String text) {}
}
