package dev.commonjs.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What somebody may have meant who wrote a name that does not exist. */
public final class EditDistance {
  private static final int MOST_SLIPS = 2;

  private EditDistance() {}

  private record Near(String name, int distance) {}

  /**
   * Whether {@code written} is not {@code meant} but at most two slips of the fingers away from it;
   * case counts as no slip.
   */
  public static boolean isNear(String written, String meant) {
    return !written.equals(meant)
        && Math.abs(written.length() - meant.length()) <= MOST_SLIPS
        && between(written, meant) <= MOST_SLIPS;
  }

  /**
   * The names close enough to {@code written} to be a slip of the fingers, closest first, at most
   * {@code limit}; {@code written} itself is not among them. How many slips are allowed depends on
   * the length of {@code written}.
   */
  public static List<String> nearest(String written, Collection<String> names, int limit) {
    int allowed = Math.max(1, Math.min(4, written.length() / 3));
    return names.stream()
        .distinct()
        .filter(
            name -> !name.equals(written) && Math.abs(name.length() - written.length()) <= allowed)
        .map(name -> new Near(name, between(written, name)))
        .filter(near -> near.distance <= allowed && near.distance < written.length())
        .sorted(Comparator.comparingInt(Near::distance).thenComparing(Near::name))
        .limit(limit)
        .map(Near::name)
        .toList();
  }

  /**
   * Insertions, deletions, replacements and swaps of neighbours that lead from one to the other
   * (optimal string alignment); letters that differ in case only count as equal.
   */
  public static int between(String from, String to) {
    String a = from.toLowerCase(Locale.ROOT);
    String b = to.toLowerCase(Locale.ROOT);
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int replaced = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        d[i][j] = Math.min(replaced, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
