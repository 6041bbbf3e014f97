package dev.commonjs.rule;

/** Line numbers for messages. A line ends with LF, CRLF or CR. */
final class Lines {
  private Lines() {}

  /** The line, counted from 1, that {@code offset} stands in. */
  static int of(String text, int offset) {
    int line = 1;
    for (int i = 0; i < offset; i++) {
      char c = text.charAt(i);
      if (c == '\n' || (c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n'))) {
        line++;
      }
    }
    return line;
  }
}
