package dev.commonjs.resolve;

/** JSON as TypeScript and Babel read it, in words that Gson reads. */
final class LooseJson {
  private LooseJson() {}

  /** {@code text} without comments, and without commas before a closing bracket. */
  static String strict(String text) {
    StringBuilder out = new StringBuilder(text.length());
    // Where the last comma is, when nothing but white space has followed it.
    int comma = -1;
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (text.startsWith("//", at) || text.startsWith("/*", at)) {
        at = behindComment(text, at);
        continue;
      }
      if (comma >= 0 && (c == '}' || c == ']')) {
        out.deleteCharAt(comma);
      }
      if (c == ',') {
        comma = out.length();
      } else if (!Character.isWhitespace(c)) {
        comma = -1;
      }
      int end = c == '"' ? behindString(text, at) : at + 1;
      out.append(text, at, end);
      at = end;
    }
    return out.toString();
  }

  private static int behindComment(String text, int start) {
    boolean line = text.charAt(start + 1) == '/';
    int end = text.indexOf(line ? "\n" : "*/", start + 2);
    return end < 0 ? text.length() : line ? end : end + 2;
  }

  private static int behindString(String text, int start) {
    int at = start + 1;
    while (at < text.length() && text.charAt(at) != '"') {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    return Math.min(at + 1, text.length());
  }
}
