package dev.commonjs.summarize;

import dev.commonjs.heap.Cell;
import dev.commonjs.heap.Slot.Site;
import dev.commonjs.heap.Value.Atom;
import dev.commonjs.heap.Value.Ref;
import dev.commonjs.interpret.ExportEvents;
import dev.commonjs.interpret.ExportEvents.RebindEvent;
import dev.commonjs.interpret.ExportEvents.ReplaceEvent;
import dev.commonjs.shape.Phase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What came before what. Each event may ask, so that no answer goes through all the others: a file
 * may assign its exports thousands of times.
 */
final class Sequence {
  private final List<ReplaceEvent> atLoad;
  private final List<Integer> outside;
  private final Set<Site> placesAtLoad = new HashSet<>();
  private final Map<Cell, List<RebindEvent>> byValue = new IdentityHashMap<>();
  private final boolean replacedLater;
  private final boolean reboundLater;
  private final int lastRebind;

  Sequence(ExportEvents events) {
    atLoad = events.replacements.stream().filter(r -> r.phase() == Phase.LOAD).toList();
    atLoad.forEach(replacement -> placesAtLoad.add(replacement.site()));
    replacedLater = events.replacements.stream().anyMatch(r -> r.phase() == Phase.LATER);
    outside = List.copyOf(events.outside);
    reboundLater = events.rebinds().stream().anyMatch(r -> r.phase() != Phase.LOAD);
    lastRebind = events.rebinds().stream().mapToInt(RebindEvent::order).max().orElse(-1);
    for (RebindEvent rebind : events.rebinds()) {
      if (rebind.name().equals("exports")) {
        for (Atom atom : rebind.value().atoms()) {
          if (atom instanceof Ref ref) {
            byValue.computeIfAbsent(ref.cell(), cell -> new ArrayList<>()).add(rebind);
          }
        }
      }
    }
  }

  /** The assignments to {@code module.exports} while the file loads, in order. */
  List<ReplaceEvent> replacementsAtLoad() {
    return atLoad;
  }

  /** The next of them after {@code order}. */
  @Nullable ReplaceEvent replacedAfter(int order) {
    int next = countUntil(order);
    return next < atLoad.size() ? atLoad.get(next) : null;
  }

  /** The last of them until {@code order}. */
  @Nullable ReplaceEvent replacedUntil(int order) {
    int count = countUntil(order);
    return count == 0 ? null : atLoad.get(count - 1);
  }

  private int countUntil(int order) {
    int low = 0;
    int high = atLoad.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (atLoad.get(middle).order() > order) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  boolean isReplacedAtLoad(Site site) {
    return placesAtLoad.contains(site);
  }

  boolean isReplacedLater() {
    return replacedLater;
  }

  /** {@code exports} or {@code module} gets another value after {@code order}, or not at load. */
  boolean isReboundAfter(int order) {
    return reboundLater || lastRebind > order;
  }

  /** Code that runs after the load gives {@code exports} or {@code module} another value. */
  boolean isReboundLater() {
    return reboundLater;
  }

  /** The assignments to {@code exports} that may give it {@code cell}. */
  List<RebindEvent> rebindsTo(Cell cell) {
    return byValue.getOrDefault(cell, List.of());
  }

  /** Whether code of other modules may have run between the two moments. */
  boolean isExposedBetween(int from, int to) {
    int found = Collections.binarySearch(outside, from + 1);
    int next = found >= 0 ? found : -found - 1;
    return next < outside.size() && outside.get(next) < to;
  }
}
