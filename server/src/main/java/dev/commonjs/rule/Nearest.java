package dev.commonjs.rule;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** What somebody may have meant. */
final class Nearest {
  private Nearest() {}

  /**
   * The candidate that is fewest slips away from {@code written}, the first of equals; empty when
   * each is further away than a third of its length.
   */
  static Optional<String> of(String written, Collection<String> candidates) {
    String best = null;
    int bestSlips = Math.max(1, written.length() / 3) + 1;
    for (String candidate : candidates) {
      if (Math.abs(candidate.length() - written.length()) < bestSlips
          && !candidate.equals(written)) {
        int slips = slips(written.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
        if (slips < bestSlips && slips < candidate.length()) {
          best = candidate;
          bestSlips = slips;
        }
      }
    }
    return Optional.ofNullable(best);
  }

  /**
   * Letters left out, added, changed, or swapped with their neighbour (optimal string alignment).
   */
  private static int slips(String a, String b) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(change, Math.min(last[j], row[j - 1]) + 1);
        if (i > 1 && j > 1 && swapped(a, i, b, j)) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      beforeLast = last;
      last = row;
    }
    return last[b.length()];
  }

  private static boolean swapped(String a, int i, String b, int j) {
    return a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
  }
}
