package dev.commonjs.text;

/**
 * What text that others wrote (names, paths, messages, lines of source) becomes before a person
 * sees it: nothing in it moves the cursor, starts a line, or turns the direction of what stands
 * beside it, and it has an end.
 */
public final class Visible {
  private static final char MARK = '\uFFFD';

  private static final int LONGEST_SENTENCE = 2_000;
  private static final int LONGEST_PROSE = 400;
  private static final int LONGEST_QUOTED = 200;

  private Visible() {}

  /**
   * One line: control characters, line ends, direction marks and lone surrogates become a visible
   * mark; tabs stay.
   */
  public static String line(String text) {
    return shown(text, false);
  }

  /** The same, but line ends stay. */
  public static String lines(String text) {
    return shown(text.replace("\r\n", "\n"), true);
  }

  private static String shown(String text, boolean lines) {
    if (text.codePoints().noneMatch(Visible::isHarmful)) {
      return text;
    }
    StringBuilder result = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> isHarmful(c) && !(lines && c == '\n') ? MARK : c)
        .forEach(result::appendCodePoint);
    return result.toString();
  }

  /** Whether a terminal or an editor would obey {@code c} instead of showing it. */
  public static boolean isHarmful(int c) {
    boolean direction = // Bidi_Control, Unicode Standard Annex #9
        c == 0x061C
            || c == 0x200E
            || c == 0x200F
            || (c >= 0x202A && c <= 0x202E)
            || (c >= 0x2066 && c <= 0x2069);
    boolean lone = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    boolean separator = c == 0x2028 || c == 0x2029;
    return (Character.isISOControl(c) && c != '\t') || direction || lone || separator;
  }

  /**
   * At most {@code most} UTF-16 units, the last of which is an ellipsis where something was left
   * out.
   *
   * @param most at least 2
   */
  public static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
    return text.substring(0, end) + "…";
  }

  /**
   * A message of ours, in which names of others stand between backticks, as one line: every part of
   * it is cut, so that a long name does not hide what is said of it.
   */
  public static String sentence(String message) {
    StringBuilder result = new StringBuilder();
    boolean quoted = false;
    for (String part : message.split("`", -1)) {
      result.append(result.isEmpty() && !quoted ? "" : "`");
      result.append(cut(part, quoted ? LONGEST_QUOTED : LONGEST_PROSE));
      quoted = !quoted;
      if (result.length() > LONGEST_SENTENCE) {
        break;
      }
    }
    return line(cut(result.toString(), LONGEST_SENTENCE));
  }
}
