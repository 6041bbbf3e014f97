package dev.commonjs.summarize;

import dev.commonjs.heap.Cell;
import dev.commonjs.heap.PropertyKey;
import dev.commonjs.heap.Value.Unknown;
import dev.commonjs.interpret.ExportEvents;
import dev.commonjs.interpret.ExportEvents.WriteEvent;
import dev.commonjs.shape.Fact;
import dev.commonjs.shape.Phase;
import dev.commonjs.text.Span;
import java.util.Set;

/** What became of a write on what is or was the exports object. */
enum WriteFate {
  /** It may find another object when it runs than it found when it was walked. */
  UNCERTAIN,

  /** The object is immutable each time. */
  REFUSED,

  /** Nobody can look at what it writes. */
  LOST,

  /** Somebody may see it. */
  KEPT;

  static WriteFate of(WriteEvent event, Evidence evidence) {
    if (isBeforeItsTime(event, evidence)) {
      return UNCERTAIN;
    }
    if (event.immutable()) {
      return isRefusedAlways(event, evidence.events()) ? REFUSED : KEPT;
    }
    return isLost(event, evidence) ? LOST : KEPT;
  }

  /**
   * What runs later may find another object than it found when it was walked: {@code
   * module.exports} was or will be replaced.
   */
  private static boolean isBeforeItsTime(WriteEvent event, Evidence evidence) {
    if (event.phase() != Phase.LOAD && evidence.interpreter().heap.lostTrack()) {
      return true; // It may have run while the file loaded, where nobody followed.
    }
    if (evidence.interpreter().budget.isLoadCutShort()) {
      return true; // What nobody followed may publish the object later.
    }
    boolean throughExports = event.through() == Fact.Through.EXPORTS;
    Sequence sequence = evidence.sequence();
    if (event.phase() != Phase.LATER) {
      return event.phase() == Phase.MAYBE && throughExports && sequence.isReboundLater();
    }
    return throughExports
        ? sequence.isReboundAfter(event.order())
        : sequence.isReplacedLater() || sequence.replacedAfter(event.order()) != null;
  }

  private static boolean isRefusedAlways(WriteEvent event, ExportEvents events) {
    Span place = event.site().whole();
    return !events.elsewhere.contains(place) && !events.writtenAt.containsKey(place);
  }

  private static boolean isLost(WriteEvent event, Evidence evidence) {
    ExportEvents events = evidence.events();
    boolean initializer = event.value().isNullish() || "__esModule".equals(event.name());
    Span place = event.site().whole();
    return !initializer
        && !isTheModuleItself(event, evidence)
        && !events.elsewhere.contains(place)
        && !((events.moreAgain || events.again.contains(place))
            && evidence.sequence().isReplacedLater())
        && events.writtenAt.getOrDefault(place, Set.of()).stream()
            .noneMatch(cell -> isUsed(cell, event, evidence));
  }

  /**
   * {@code exports.default = make; module.exports = make}: whoever asks for a default export gets
   * it, since to importers without that name {@code module.exports} is the default. Where it may be
   * one of several things, or nothing is known of it but where it comes from, both are the same
   * variable's value. In the other order it is meant to be a member of what is there already.
   */
  private static boolean isTheModuleItself(WriteEvent event, Evidence evidence) {
    return "default".equals(event.name())
        && evidence.sequence().replacedAfter(event.order()) != null
        && event.value().equals(evidence.exported())
        && event.value().atoms().stream()
            .noneMatch(atom -> atom instanceof Unknown unknown && unknown.site() == null);
  }

  /** What {@code event} writes matters if {@code cell} is the object that it writes on. */
  private static boolean isUsed(Cell cell, WriteEvent event, Evidence evidence) {
    Set<PropertyKey> reads = cell.seen.reads();
    String name = event.name();
    boolean read = name == null ? !reads.isEmpty() : reads.contains(new PropertyKey.Name(name));
    return read || evidence.mayBeHeld(cell, event.order());
  }
}
