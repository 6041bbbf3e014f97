package dev.commonjs.summarize;

import dev.commonjs.heap.Constants;
import dev.commonjs.heap.Value.Atom;
import dev.commonjs.heap.Value.Ref;
import dev.commonjs.interpret.ExportEvents;
import dev.commonjs.shape.Fact;
import dev.commonjs.text.Span;
import java.util.ArrayList;
import java.util.List;

/** {@code module = …} with a value that is known not to be the module. */
final class ReassignedModule {
  private ReassignedModule() {}

  static List<Fact> of(Evidence evidence) {
    List<Fact> facts = new ArrayList<>();
    for (ExportEvents.RebindEvent event : evidence.events().rebinds()) {
      boolean known = event.value().all(atom -> isSomethingElse(atom, evidence));
      if (event.name().equals("module") && known && !isVariable(event)) {
        Span value = event.assigned() == null ? null : event.assigned().span();
        facts.add(new Fact.ModuleReassigned(event.site().whole(), event.site().name(), value));
      }
    }
    return facts;
  }

  /** Nothing yet, or a key in the head of a loop: nobody means to export that. */
  private static boolean isVariable(ExportEvents.RebindEvent event) {
    return event.value().isNullish()
        || (event.assigned() == null && event.value().all(Constants::isPrimitive));
  }

  private static boolean isSomethingElse(Atom atom, Evidence evidence) {
    return atom instanceof Ref ref
        ? ref.cell() != evidence.events().module
            && ref.cell() != evidence.interpreter().globals.cell
        : Constants.isPrimitive(atom);
  }
}
