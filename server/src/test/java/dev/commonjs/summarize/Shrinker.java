package dev.commonjs.summarize;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Deletes lines of a program, and heads of blocks with their ends, as long as it still fails. */
final class Shrinker {
  private Shrinker() {}

  static String shrink(String program, Predicate<String> fails) {
    List<String> lines = new ArrayList<>(List.of(program.split("\n")));
    boolean smaller = true;
    while (smaller) {
      smaller = false;
      for (int size = Math.max(1, lines.size() / 2); size >= 1; size /= 2) {
        for (int i = lines.size() - size; i >= 0; i--) {
          smaller |= i + size <= lines.size() && drop(lines, i, i + size - 1, true, fails);
        }
      }
      for (int i = 0; i < lines.size(); i++) {
        for (int j = i + 1; j < lines.size(); j++) {
          smaller |= drop(lines, i, j, false, fails);
        }
      }
    }
    return String.join("\n", lines) + "\n";
  }

  private static boolean drop(
      List<String> lines, int first, int last, boolean between, Predicate<String> fails) {
    if (last >= lines.size() || !between && !lines.get(first).endsWith("{")) {
      return false;
    }
    List<String> fewer = new ArrayList<>(lines);
    fewer.subList(between ? first : last, last + 1).clear();
    if (!between) {
      fewer.remove(first);
    }
    if (!fails.test(String.join("\n", fewer) + "\n")) {
      return false;
    }
    lines.clear();
    lines.addAll(fewer);
    return true;
  }
}
