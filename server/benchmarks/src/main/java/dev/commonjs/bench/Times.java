package dev.commonjs.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Measured times by what was measured; prints how they spread. */
final class Times {
  private final String title;
  private final Map<String, List<Long>> nanos = new LinkedHashMap<>();

  Times(String title) {
    this.title = title;
  }

  void add(String what, Supplier<?> action) {
    long start = System.nanoTime();
    action.get();
    add(what, start, System.nanoTime());
  }

  /** Nothing is added when nothing was measured. */
  void add(String what, long start, long end) {
    if (end > start) {
      nanos.computeIfAbsent(what, w -> new ArrayList<>()).add(end - start);
    }
  }

  void print() {
    System.out.println(title);
    nanos.forEach(
        (what, all) -> {
          List<Long> sorted = new ArrayList<>(all);
          Collections.sort(sorted);
          System.out.printf(
              "  %-26s n=%d  p50 %.1f ms  p90 %.1f  p99 %.1f  max %.1f%n",
              what,
              sorted.size(),
              at(sorted, 0.5),
              at(sorted, 0.9),
              at(sorted, 0.99),
              at(sorted, 1));
        });
  }

  private static double at(List<Long> sorted, double share) {
    return sorted.get((int) Math.min(sorted.size() - 1, Math.floor(share * sorted.size()))) / 1e6;
  }
}
