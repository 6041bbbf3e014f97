package dev.commonjs.summarize;

import dev.commonjs.heap.Value.Ref;
import dev.commonjs.interpret.ExportEvents.ReplaceEvent;
import dev.commonjs.interpret.ExportEvents.WriteEvent;
import dev.commonjs.shape.Fact;
import dev.commonjs.shape.Phase;
import java.util.ArrayList;
import java.util.List;

/** Exports that are not there yet when {@code require()} returns. */
final class LateExports {
  private LateExports() {}

  static List<Fact> of(Evidence evidence) {
    List<Fact> facts = new ArrayList<>();
    for (WriteEvent event : evidence.events().writes) {
      String name = event.name();
      if (event.phase() == Phase.LATER
          && name != null
          && isNewOnExports(event, name, evidence)
          && WriteFate.of(event, evidence) == WriteFate.KEPT) {
        facts.add(new Fact.LateExport(event.site().whole(), name, false));
      }
    }
    for (ReplaceEvent event : evidence.events().replacements) {
      if (event.phase() == Phase.LATER
          && !evidence.sequence().isReplacedAtLoad(event.site())
          && !evidence.exported().equals(event.value())) {
        facts.add(new Fact.LateExport(event.site().whole(), null, true));
      }
    }
    return facts;
  }

  private static boolean isNewOnExports(WriteEvent event, String name, Evidence evidence) {
    boolean root = evidence.exported() instanceof Ref ref && ref.cell() == event.cell();
    return root && !event.cell().slots.has(name);
  }
}
