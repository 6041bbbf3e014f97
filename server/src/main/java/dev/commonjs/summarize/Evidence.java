package dev.commonjs.summarize;

import dev.commonjs.heap.Cell;
import dev.commonjs.heap.Slot;
import dev.commonjs.heap.Value;
import dev.commonjs.interpret.ExportEvents;
import dev.commonjs.interpret.Interpreter;
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
    Reachability reachable,
    Sequence sequence) {

  static Evidence of(
      Interpreter interpreter,
      Value exported,
      List<Slot.Site> finalWrites,
      boolean exportsNothing) {
    Sequence sequence = new Sequence(interpreter.events);
    Reachability reachable =
        Reachability.of(interpreter.events, interpreter.uses::changesOf, sequence, exported);
    return new Evidence(interpreter, exported, finalWrites, exportsNothing, reachable, sequence);
  }

  ExportEvents events() {
    return interpreter.events;
  }

  /** Whether anybody may still look at {@code cell}, or copied it after {@code order}. */
  boolean mayBeHeld(Cell cell, int order) {
    return events().moreLaterValues
        || reachable.contains(cell)
        || cell.seen.escaped
        || cell.seen.blurred
        || cell.seen.copiedAt > order
        || cell.seen.indexedAt > order;
  }
}
