package dev.commonjs.text;

import java.util.Arrays;
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
   * {@code limit}; {@code written} itself is not among them.
   */
  public static List<String> nearest(String written, Collection<String> names, int limit) {
    return names.stream()
        .filter(name -> Math.abs(name.length() - written.length()) <= MOST_SLIPS)
        .filter(name -> !name.equals(written) && isSlip(written, name))
        .distinct()
        .map(name -> new Near(name, between(written, name)))
        .sorted(Comparator.comparingInt(Near::distance).thenComparing(Near::name))
        .limit(limit)
        .map(Near::name)
        .toList();
  }

  /**
   * One slip in three letters, two at most. Words that both have before or behind count for
   * nothing: {@code gulp-less} is not {@code gulp-sass}. In the shortest names only the order may
   * differ: {@code ws} is not {@code fs}.
   */
  private static boolean isSlip(String written, String name) {
    int start = 0;
    int end = 0;
    int shorter = Math.min(written.length(), name.length());
    for (int i = 0; i < shorter && written.charAt(i) == name.charAt(i); i++) {
      start = isSeparator(written.charAt(i)) ? i + 1 : start;
    }
    for (int i = 1; i <= shorter - start && behind(written, i) == behind(name, i); i++) {
      end = isSeparator(behind(written, i)) ? i : end;
    }
    String a = written.substring(start, written.length() - end);
    String b = name.substring(start, name.length() - end);
    int allowed = Math.max(1, Math.min(MOST_SLIPS, a.length() / 3));
    if (atLeast(a, b) > allowed) {
      return false;
    }
    int distance = between(a, b);
    boolean sameLetters = a.length() >= 3 || sorted(a).equals(sorted(b));
    return distance <= allowed && distance < a.length() && sameLetters;
  }

  /**
   * A bound from below: a slip brings at most one letter that the other does not have. It is looked
   * at first, as it costs nothing beside the distance, and nearly all names are far away.
   */
  private static int atLeast(String a, String b) {
    long lettersOfA = letters(a);
    long lettersOfB = letters(b);
    return Math.max(
        Math.abs(a.length() - b.length()),
        Math.max(Long.bitCount(lettersOfA & ~lettersOfB), Long.bitCount(lettersOfB & ~lettersOfA)));
  }

  /** Which letters there are, by the last bits of their lower case: some share a bit. */
  private static long letters(String text) {
    long letters = 0;
    for (int i = 0; i < text.length(); i++) {
      letters |= 1L << Character.toLowerCase(text.charAt(i));
    }
    return letters;
  }

  private static char behind(String text, int fromEnd) {
    return text.charAt(text.length() - fromEnd);
  }

  private static boolean isSeparator(char c) {
    return "-_./@".indexOf(c) >= 0;
  }

  private static String sorted(String name) {
    char[] letters = name.toLowerCase(Locale.ROOT).toCharArray();
    Arrays.sort(letters);
    return new String(letters);
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
