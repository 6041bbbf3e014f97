package dev.commonjs.summarize;

import dev.commonjs.heap.Value;
import dev.commonjs.heap.Value.Atom;
import dev.commonjs.heap.Value.Ref;
import dev.commonjs.interpret.ExportEvents;
import dev.commonjs.shape.Fact;
import dev.commonjs.shape.Phase;
import dev.commonjs.shape.Reason.Plain;
import dev.commonjs.syntax.Node;
import dev.commonjs.syntax.Nodes;
import dev.commonjs.text.Span;
import java.util.ArrayList;
import java.util.List;

/** {@code exports = …}: only the wrapper's parameter gets another value. */
final class ReassignedExports {
  private ReassignedExports() {}

  static List<Fact> of(Evidence evidence) {
    boolean replaced = !evidence.sequence().replacementsAtLoad().isEmpty();
    List<Fact> facts = new ArrayList<>();
    for (ExportEvents.RebindEvent event : evidence.events().rebinds()) {
      boolean runs = event.phase() == Phase.LOAD || event.phase() == Phase.LATER;
      if (event.name().equals("exports") && runs && !joins(event, evidence)) {
        Span value = event.assigned() == null ? null : event.assigned().span();
        boolean literal =
            event.assigned() instanceof Node.ObjectLit object && Nodes.isPlain(object);
        facts.add(
            new Fact.ExportsReassigned(
                event.site().whole(),
                event.site().name(),
                value,
                evidence.exportsNothing(),
                replaced,
                literal));
      }
    }
    return facts;
  }

  /** Whether the value may reach callers after all, or is nothing that could be meant for them. */
  private static boolean joins(ExportEvents.RebindEvent event, Evidence evidence) {
    if (event.value().isNullish()) {
      return hidesExports(evidence);
    }
    Reachability reachable = evidence.reachable();
    for (Atom atom : event.value().atoms()) {
      boolean reaches =
          switch (atom) {
            case Ref ref ->
                reachable.contains(ref.cell())
                    || ref.cell().seen.exported
                    || ref.cell().seen.blurred
                    || reachable.containsReadMembersOf(
                        ref.cell(), evidence.interpreter().heap.limits())
                    || ref.cell().seen.copiedAt > event.order()
                    || ref.cell().seen.indexedAt > event.order() && reachable.holdsAnything()
                    || ref.cell().seen.escaped && reachable.containsUnknown();
            case Value.Unknown u ->
                u.reason() == Plain.MANY
                    || u.reason() == Plain.MANY_OBJECTS
                    || exportMayBeAnything(evidence)
                    || initialEscaped(evidence);
            case Value.Undefined u -> false;
            case Value.Null n -> false;
            default -> reachable.contains(atom) || reachable.containsKindOf(atom);
          };
      if (reaches) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether {@code exports = undefined} may be there to hide the module system from what comes
   * next: not where the file names neither {@code exports} nor {@code module} otherwise.
   */
  private static boolean hidesExports(Evidence evidence) {
    return !evidence.exportsNothing()
        || evidence.events().wrapperUses.values().stream()
            .anyMatch(use -> use.name().equals("exports") || use.name().equals("module"));
  }

  private static boolean exportMayBeAnything(Evidence evidence) {
    return evidence.exported().any(Value::isUnknown);
  }

  private static boolean initialEscaped(Evidence evidence) {
    return evidence.events().writes.stream().anyMatch(w -> w.cell().seen.escaped)
        || evidence.exported().any(a -> a instanceof Ref r && r.cell().seen.escaped);
  }
}
