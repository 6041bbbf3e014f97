package dev.commonjs.markdown;

import java.util.regex.Pattern;

/**
 * Backslashes before what Markdown would take for itself, and before nothing else: not every editor
 * renders it. commonmark-java's own renderer knows CommonMark only, not what GitHub's Markdown and
 * editors make of plain text: links, tables, struck-out words, formulas.
 */
final class Escapes {
  private static final String ALWAYS = "\\`*[]<~|$";

  /** Bullets, and lines below which a paragraph is a heading. */
  private static final Pattern BULLET = Pattern.compile("[-+=](?:[-+=\\s].*|$)");

  private static final Pattern NUMBER = Pattern.compile("(\\d{1,9})([.)](?:\\s.*|$))");
  private static final Pattern INDENTED = Pattern.compile("(?: {0,3}\\t| {4}).*");

  private Escapes() {}

  /**
   * @param line one line, which may stand anywhere in a block
   */
  static String inText(String line) {
    StringBuilder result = new StringBuilder(line.length() + 8);
    String text = line;
    if (INDENTED.matcher(text).matches()) {
      int blank = text.length() - text.stripLeading().length();
      result.append("\u00A0".repeat(blank));
      text = text.substring(blank);
    }
    int start = 0;
    String inner = text.stripLeading();
    int lead = text.length() - inner.length();
    var number = NUMBER.matcher(inner);
    if (number.matches()) {
      result.append(text, 0, lead + number.end(1)).append('\\').append(inner.charAt(number.end(1)));
      start = lead + number.end(1) + 1;
    } else if (BULLET.matcher(inner).matches() || inner.startsWith(">")) {
      result.append(text, 0, lead).append('\\').append(inner.charAt(0));
      start = lead + 1;
    }
    for (int i = start; i < text.length(); i++) {
      if (isMarkup(text, i)) {
        result.append('\\');
      }
      result.append(text.charAt(i));
    }
    return result.toString();
  }

  private static boolean isMarkup(String text, int i) {
    char c = text.charAt(i);
    char before = i == 0 ? ' ' : text.charAt(i - 1);
    char after = i + 1 == text.length() ? ' ' : text.charAt(i + 1);
    return switch (c) {
      case '_' -> !insideWord(text, i);
      case '&' -> after == '#' || isAsciiWord(after); // an entity
      case '#' -> !isAsciiWord(before); // a heading, or its end
      case '/' -> before == '/' || after == '/'; // a link
      case '@' -> isAsciiWord(after) && (isAsciiWord(before) || "._+-".indexOf(before) >= 0);
      case '.' -> i >= 3 && text.regionMatches(true, i - 3, "www", 0, 3);
      default -> ALWAYS.indexOf(c) >= 0;
    };
  }

  /** Underscores emphasise whole words only. */
  private static boolean insideWord(String text, int i) {
    int from = i;
    while (from >= 0 && text.charAt(from) == '_') {
      from--;
    }
    int to = i;
    while (to < text.length() && text.charAt(to) == '_') {
      to++;
    }
    return from >= 0
        && to < text.length()
        && isAsciiWord(text.charAt(from))
        && isAsciiWord(text.charAt(to));
  }

  private static boolean isAsciiWord(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
}
