package dev.commonjs.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * For people, findings of one group become one, which tells how many there are: the gravest, and of
 * these the first. They come last, since until then more may join them. One that stays alone is
 * shown like any other.
 */
final class Grouped implements Reporter {
  private record Key(String rule, String group) {}

  private final Reporter reporter;
  private final Map<Key, List<Reported>> groups = new LinkedHashMap<>();

  Grouped(Reporter reporter) {
    this.reporter = reporter;
  }

  @Override
  public void report(Reported finding) {
    if (finding.group() == null) {
      reporter.report(finding);
    } else {
      groups
          .computeIfAbsent(new Key(finding.rule(), finding.group()), key -> new ArrayList<>())
          .add(finding);
    }
  }

  @Override
  public void end(int checkedFiles, boolean complete) {
    for (List<Reported> group : groups.values()) {
      // The sort is stable.
      group.sort(Comparator.comparing(Reported::severity).reversed());
      reporter.report(group.getFirst(), group.subList(1, group.size()));
    }
    reporter.end(checkedFiles, complete);
  }

  /** What a finding adds to its message that speaks for {@code others}, with a space before it. */
  static String more(List<Reported> others) {
    long files = others.stream().map(other -> other.place().file()).distinct().count();
    return " (%s in %s)"
        .formatted(Counted.of(others.size(), "more place"), Counted.of((int) files, "file"));
  }
}
