package dev.commonjs.summarize;

/** How far apart two names are. */
final class Spelling {
  private Spelling() {}

  /**
   * Whether {@code written} is not {@code meant} but at most two slips of the finger away from it;
   * case counts as no slip.
   */
  static boolean isNear(String written, String meant) {
    if (written.equals(meant) || Math.abs(written.length() - meant.length()) > 2) {
      return false;
    }
    String a = written.toLowerCase(java.util.Locale.ROOT);
    String b = meant.toLowerCase(java.util.Locale.ROOT);
    return distance(a, b) <= 2;
  }

  /** Optimal string alignment: insertions, deletions, substitutions, and swaps of neighbours. */
  private static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      d[i][0] = i;
    }
    for (int j = 0; j <= b.length(); j++) {
      d[0][j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      for (int j = 1; j <= b.length(); j++) {
        int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1), d[i - 1][j - 1] + cost);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
