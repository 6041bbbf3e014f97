package dev.commonjs.summarize;

import dev.commonjs.heap.Cell;
import dev.commonjs.heap.Value.Ref;
import dev.commonjs.interpret.ExportEvents;
import dev.commonjs.interpret.ExportEvents.ReplaceEvent;
import dev.commonjs.interpret.ExportEvents.WriteEvent;
import dev.commonjs.shape.Fact;
import dev.commonjs.shape.Phase;
import dev.commonjs.text.Span;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code exports.name = …} on an object that callers never see, or that takes nothing. */
final class LostWrites {
  private LostWrites() {}

  static List<Fact> of(Evidence evidence) {
    return evidence.events().writes.stream()
        .flatMap(event -> judged(event, evidence).stream())
        .toList();
  }

  private static Optional<Fact> judged(WriteEvent event, Evidence evidence) {
    return switch (WriteFate.of(event, evidence)) {
      case UNCERTAIN, KEPT -> Optional.empty();
      case REFUSED -> Optional.of(lost(event, Fact.Through.IMMUTABLE, null));
      case LOST ->
          event.cell().seen.exported
              ? onReplacedExports(event, evidence)
              : onReboundExports(event, evidence);
    };
  }

  private static Optional<Fact> onReplacedExports(WriteEvent event, Evidence evidence) {
    ReplaceEvent later = evidence.sequence().replacedAfter(event.order());
    ReplaceEvent earlier = evidence.sequence().replacedUntil(event.order());
    if (later != null
        && event.phase() == Phase.LOAD
        && (earlier == null || holds(earlier, event.cell()))) {
      boolean exposed = evidence.sequence().isExposedBetween(event.order(), later.order());
      return Optional.of(
          new Fact.OverwrittenExport(
              event.site().whole(), event.name(), later.site().whole(), exposed));
    }
    if (earlier == null && later == null) {
      return Optional.empty();
    }
    ReplaceEvent cut = earlier == null ? Objects.requireNonNull(later) : earlier;
    return Optional.of(lost(event, event.through(), cut.site().whole()));
  }

  private static boolean holds(ReplaceEvent replacement, Cell cell) {
    return replacement.value().any(a -> a instanceof Ref ref && ref.cell() == cell);
  }

  /**
   * The object was only ever the value of {@code exports}. Said once more only where the cut is in
   * another function.
   */
  private static Optional<Fact> onReboundExports(WriteEvent event, Evidence evidence) {
    if (event.through() != Fact.Through.EXPORTS) {
      return Optional.empty();
    }
    for (ExportEvents.RebindEvent rebind : evidence.sequence().rebindsTo(event.cell())) {
      if (rebind.function() != event.function()) {
        return Optional.of(lost(event, Fact.Through.EXPORTS, rebind.site().whole()));
      }
    }
    return Optional.empty();
  }

  private static Fact lost(WriteEvent event, Fact.Through through, @Nullable Span cutAt) {
    Span whole = event.site().whole();
    Span object = new Span(whole.start(), Math.max(whole.start(), event.site().name().start()));
    return new Fact.LostWrite(whole, event.name(), object, through, cutAt, event.phase());
  }
}
