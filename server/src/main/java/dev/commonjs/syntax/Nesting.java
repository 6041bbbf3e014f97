package dev.commonjs.syntax;

import java.util.Arrays;

/**
 * Finds the one shape of program that the parser library cannot read in reasonable time. It reads
 * what turns out to be the pattern of an assignment or the parameters of an arrow a second time, so
 * that {@code [[[a] = b] = c] = d} takes twice as long with every level. People write two or three.
 */
final class Nesting {
  private static final int LIMIT = 12;

  private final String text;
  private int[] levels = new int[64];
  private int depth;

  private Nesting(String text) {
    this.text = text;
  }

  /**
   * Whether more than a dozen such patterns stand in one another. Strings and comments are looked
   * over.
   */
  static boolean defeatsParser(String text) {
    return candidates(text) > LIMIT && new Nesting(text).deepest() > LIMIT;
  }

  private static int candidates(String text) {
    int count = 0;
    for (int i = text.indexOf('='); i > 0 && count <= LIMIT; i = text.indexOf('=', i + 1)) {
      int last = i - 1;
      while (last > 0 && text.charAt(last) <= ' ') {
        last--;
      }
      char c = text.charAt(last);
      count += c == ']' || c == '}' || c == ')' ? 1 : 0;
    }
    return count;
  }

  private int deepest() {
    int deepest = 0;
    for (int i = 0; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '(', '[', '{' -> open();
        case ')' -> deepest = Math.max(deepest, close(isArrow(i + 1)));
        case ']', '}' -> deepest = Math.max(deepest, close(isAssignment(i + 1)));
        case '\'', '"' -> i = behindString(i);
        case '/' -> i = behindComment(i);
        default -> {}
      }
    }
    return deepest;
  }

  private void open() {
    if (depth + 1 == levels.length) {
      levels = Arrays.copyOf(levels, levels.length * 2);
    }
    levels[++depth] = 0;
  }

  /** The level of the bracket that closes, which its parent has too at least. */
  private int close(boolean readTwice) {
    if (depth == 0) {
      return 0;
    }
    int level = levels[depth--] + (readTwice ? 1 : 0);
    levels[depth] = Math.max(levels[depth], level);
    return level;
  }

  private boolean isArrow(int from) {
    int next = skipBlanks(from);
    return text.startsWith("=>", next);
  }

  private boolean isAssignment(int from) {
    int next = skipBlanks(from);
    return text.startsWith("=", next)
        && !text.startsWith("==", next)
        && !text.startsWith("=>", next);
  }

  private int skipBlanks(int from) {
    int i = from;
    while (i < text.length() && text.charAt(i) <= ' ') {
      i++;
    }
    return i;
  }

  /** The offset of the closing quote, or of the end of the line. */
  private int behindString(int start) {
    char quote = text.charAt(start);
    for (int i = start + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == quote || c == '\n') {
        return i;
      }
      i += c == '\\' ? 1 : 0;
    }
    return text.length();
  }

  private int behindComment(int start) {
    if (text.startsWith("//", start)) {
      int end = text.indexOf('\n', start);
      return end < 0 ? text.length() : end;
    }
    if (text.startsWith("/*", start)) {
      int end = text.indexOf("*/", start + 2);
      return end < 0 ? text.length() : end + 1;
    }
    return start;
  }
}
