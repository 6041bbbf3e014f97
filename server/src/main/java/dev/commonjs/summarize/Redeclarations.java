package dev.commonjs.summarize;

import dev.commonjs.heap.Cell;
import dev.commonjs.interpret.ExportEvents;
import dev.commonjs.shape.Fact;
import java.util.ArrayList;
import java.util.List;

/** Declarations of names that Node's wrapper binds. */
final class Redeclarations {
  private Redeclarations() {}

  static List<Fact> of(Evidence evidence) {
    List<Fact> facts = new ArrayList<>();
    for (ExportEvents.Declared declared : evidence.events().declared) {
      if (!declared.hoisted()) {
        facts.add(new Fact.WrapperRedeclared(declared.span(), declared.name(), false));
      } else if (!isJoined(declared, evidence)) {
        facts.add(new Fact.WrapperRedeclared(declared.span(), declared.name(), true));
      }
    }
    return facts;
  }

  /** Callers may get the declared function after all. */
  private static boolean isJoined(ExportEvents.Declared declared, Evidence evidence) {
    for (Cell cell : evidence.interpreter().heap.functions()) {
      boolean same =
          cell.callable instanceof Cell.Closure closure
              && closure.func().name() != null
              && closure.func().name().span().equals(declared.span());
      if (same && (evidence.reachable().contains(cell) || cell.seen.escaped)) {
        return true;
      }
    }
    return false;
  }
}
