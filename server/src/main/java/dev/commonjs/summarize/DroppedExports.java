package dev.commonjs.summarize;

import dev.commonjs.heap.Cell;
import dev.commonjs.heap.Slot.Site;
import dev.commonjs.heap.Value.Ref;
import dev.commonjs.interpret.ExportEvents.ReplaceEvent;
import dev.commonjs.shape.Fact;
import dev.commonjs.shape.Phase;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** {@code module.exports = …} whose value the next such assignment drops. */
final class DroppedExports {
  /** Before all events. */
  private static final int START = -1;

  private DroppedExports() {}

  static List<Fact> of(Evidence evidence) {
    List<ReplaceEvent> atLoad = evidence.sequence().replacementsAtLoad();
    Set<Site> everyTurn = droppedEveryTurn(evidence);
    List<Fact> facts = new ArrayList<>();
    for (int i = 0; i + 1 < atLoad.size(); i++) {
      ReplaceEvent event = atLoad.get(i);
      ReplaceEvent next = atLoad.get(i + 1);
      // The next turn of a loop is the same statement, not another one that drops it.
      boolean sameStatement = event.site().equals(next.site());
      if (!sameStatement && everyTurn.contains(event.site())) {
        boolean exposed = evidence.sequence().isExposedBetween(event.order(), next.order());
        facts.add(
            new Fact.OverwrittenExport(event.site().whole(), null, next.site().whole(), exposed));
      }
    }
    return facts;
  }

  private static Set<Site> droppedEveryTurn(Evidence evidence) {
    if (evidence.events().moreAgain) {
      return Set.of(); // a call that was not followed may do it again
    }
    Set<Site> dropped = new HashSet<>();
    Set<Site> kept = new HashSet<>();
    for (ReplaceEvent event : evidence.events().replacements) {
      boolean drops = event.phase() == Phase.LOAD && isDropped(event, evidence);
      (drops ? dropped : kept).add(event.site());
    }
    dropped.removeAll(kept);
    return dropped;
  }

  private static boolean isDropped(ReplaceEvent event, Evidence evidence) {
    int mostSites = evidence.interpreter().heap.limits().writeSites();
    if (evidence.finalWrites().size() >= mostSites
        || evidence.finalWrites().contains(event.site())
        || !(event.value() instanceof Ref ref)) {
      return false;
    }
    Cell cell = ref.cell();
    boolean hasContent =
        cell.isCallable() || cell.slots.list().stream().anyMatch(own -> own.slot().enumerable());
    boolean used =
        evidence.mayBeHeld(cell, START) || !cell.seen.reads().isEmpty() || cell.seen.called;
    return hasContent && !used;
  }
}
