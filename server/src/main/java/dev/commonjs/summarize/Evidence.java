package dev.commonjs.summarize;

import dev.commonjs.heap.Cell;
import dev.commonjs.heap.Slot;
import dev.commonjs.heap.Value;
import dev.commonjs.interpret.ExportEvents;
import dev.commonjs.interpret.ExportEvents.ReplaceEvent;
import dev.commonjs.interpret.Interpreter;
import dev.commonjs.shape.Phase;
import java.util.List;

/**
 * What the judgements go by, once everything has been seen, and the questions that more than one of
 * them asks.
 *
 * @param exported the value of {@code module.exports} when the file has run
 * @param finalWrites the assignments that can have given it
 * @param exportsNothing whether the file surely ends and leaves an empty object
 */
record Evidence(
    Interpreter interpreter,
    Value exported,
    List<Slot.Site> finalWrites,
    boolean exportsNothing,
    Reachability reachable) {

  static Evidence of(
      Interpreter interpreter,
      Value exported,
      List<Slot.Site> finalWrites,
      boolean exportsNothing) {
    Reachability reachable = Reachability.of(interpreter.events, exported);
    return new Evidence(interpreter, exported, finalWrites, exportsNothing, reachable);
  }

  ExportEvents events() {
    return interpreter.events;
  }

  /** The assignments to {@code module.exports} while the file loads, in order. */
  List<ReplaceEvent> replacementsAtLoad() {
    return events().replacements.stream().filter(r -> r.phase() == Phase.LOAD).toList();
  }

  boolean isReplacedLater() {
    return events().replacements.stream().anyMatch(r -> r.phase() == Phase.LATER);
  }

  /** Whether code of other modules may have run between the two moments. */
  boolean isExposedBetween(int from, int to) {
    return events().outside.stream().anyMatch(order -> order > from && order < to);
  }

  /** Whether anybody may still look at {@code cell}, or copied it after {@code order}. */
  boolean mayBeHeld(Cell cell, int order) {
    return events().moreLaterValues
        || reachable.contains(cell)
        || cell.seen.escaped
        || cell.seen.blurred
        || cell.seen.copiedAt > order;
  }
}
