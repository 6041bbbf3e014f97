package dev.commonjs.observe;

/** Finds the tokens between nodes, which the tree does not tell. */
final class Tokens {
  private final String text;
  private boolean lost;

  Tokens(String text) {
    this.text = text;
  }

  /** Whether a token was not where the grammar has it: then the text is not what the tree says. */
  boolean lost() {
    return lost;
  }

  char at(int offset) {
    return offset >= 0 && offset < text.length() ? text.charAt(offset) : '\0';
  }

  boolean is(int offset, String token) {
    return text.startsWith(token, offset);
  }

  /** Where {@code token} is, if only trivia and closing parentheses are before it. */
  int find(int from, String token) {
    int i = skip(from);
    while (!text.startsWith(token, i)) {
      if (at(i) != ')') {
        lost = true;
        return from;
      }
      i = skip(i + 1);
    }
    return i;
  }

  /** Where the dot or {@code ?.} behind an object is. */
  int findDot(int from) {
    int i = skip(from);
    while (at(i) == ')') {
      i = skip(i + 1);
    }
    lost |= at(i) != '.' && !is(i, "?.");
    return i;
  }

  /** The end of a statement without its semicolon. */
  int withoutSemicolon(int start, int end) {
    return end > start && text.charAt(end - 1) == ';' ? end - 1 : end;
  }

  /** The first offset from {@code from} on that is neither white space nor in a comment. */
  int skip(int from) {
    int i = from;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\uFEFF') {
        i++;
      } else if (text.startsWith("/*", i)) {
        int close = text.indexOf("*/", i + 2);
        i = close < 0 ? text.length() : close + 2;
      } else if (text.startsWith("//", i)) {
        while (i < text.length() && "\n\r\u2028\u2029".indexOf(text.charAt(i)) < 0) {
          i++;
        }
      } else {
        return i;
      }
    }
    return i;
  }
}
