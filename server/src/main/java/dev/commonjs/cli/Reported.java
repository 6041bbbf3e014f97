package dev.commonjs.cli;

import dev.commonjs.rule.Severity;
import java.util.List;

/**
 * A finding with everything that a reporter prints of it.
 *
 * @param sourceLine the first line of {@code place}, without its terminator
 */
record Reported(
    Place place,
    Severity severity,
    String rule,
    String message,
    String sourceLine,
    List<Note> notes,
    List<Repair> repairs) {

  /** Another place that belongs to it. */
  record Note(Place place, String message) {}

  record Repair(String title, List<Edit> edits) {}

  record Edit(Place place, String text) {}
}
