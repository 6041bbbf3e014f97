package dev.commonjs.cli;

import dev.commonjs.text.Visible;

/**
 * A line of source with marks below it.
 *
 * @param text fit for a terminal, cut where the line is long
 * @param marks as wide as {@code text} up to the end of the place: blanks, tabs and {@code ^}
 */
record Excerpt(String text, String marks) {
  private static final int WIDTH = 120;
  private static final int BEFORE = 40;
  private static final String CUT = "…";

  static Excerpt of(String line, Place place) {
    int start = Math.clamp(place.column() - 1L, 0, line.length());
    int end = place.endLine() == place.line() ? place.endColumn() - 1 : line.length();
    end = Math.clamp(end, start, line.length());
    int from = line.length() <= WIDTH ? 0 : outsidePair(line, Math.max(0, start - BEFORE));
    int to = outsidePair(line, Math.min(line.length(), from + WIDTH));
    end = Math.min(end, to);
    String before = (from > 0 ? CUT : "") + Visible.line(line.substring(from, start));
    String marked = Visible.line(line.substring(start, end));
    String after = Visible.line(line.substring(end, to)) + (to < line.length() ? CUT : "");
    int carets = Math.max(1, Printable.columns(marked.replace('\t', ' ')));
    return new Excerpt(
        (before + marked + after).stripTrailing(), blank(before) + "^".repeat(carets));
  }

  /** Tabs stay tabs, so that the terminal gives both lines the same stops. */
  private static String blank(String text) {
    StringBuilder result = new StringBuilder();
    int[] codePoints = text.codePoints().toArray();
    for (int codePoint : codePoints) {
      if (codePoint == '\t') {
        result.append('\t');
      } else {
        result.append(" ".repeat(Printable.columns(Character.toString(codePoint))));
      }
    }
    return result.toString();
  }

  private static int outsidePair(String line, int index) {
    boolean inside =
        index > 0
            && index < line.length()
            && Character.isSurrogatePair(line.charAt(index - 1), line.charAt(index));
    return inside ? index - 1 : index;
  }
}
