package dev.commonjs.syntax;

import org.jspecify.annotations.Nullable;

/**
 * A text and the copy of it that the parser is shown. Both have the same length, so offsets are
 * true for either; names and literal values are always read from {@code original}.
 */
record Retouched(String original, String shown) {

  /**
   * Stands for a character of a name that the parser does not know; it is a letter for everybody.
   */
  static final char LETTER = '\u00AA';

  Retouched {
    if (original.length() != shown.length()) {
      throw new IllegalArgumentException("a retouched text keeps its length");
    }
  }

  /** Replaces what ECMA-262 allows between and in names but the parser's scanner does not know. */
  static Retouched of(String text) {
    char @Nullable [] copy = null;
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c <= 127) {
        i++;
        continue;
      }
      int codePoint = text.codePointAt(i);
      int width = Character.charCount(codePoint);
      char better = substitute(codePoint);
      if (better != c) {
        copy = copy == null ? text.toCharArray() : copy;
        for (int k = 0; k < width; k++) {
          copy[i + k] = better;
        }
      }
      i += width;
    }
    char @Nullable [] shown = withShebang(text, copy);
    return new Retouched(text, shown == null ? text : new String(shown));
  }

  private static char substitute(int codePoint) {
    if (Character.isLetter(codePoint) && Character.isBmpCodePoint(codePoint)) {
      return (char) codePoint;
    }
    if (Character.getType(codePoint) == Character.SPACE_SEPARATOR) {
      return ' ';
    }
    boolean joiner = codePoint == 0x200C || codePoint == 0x200D;
    if (joiner
        || Character.isUnicodeIdentifierPart(codePoint)
            && !Character.isIdentifierIgnorable(codePoint)) {
      return LETTER;
    }
    return Character.isBmpCodePoint(codePoint)
        ? (char) codePoint
        : Character.highSurrogate(codePoint);
  }

  /** The parser knows {@code #!} at offset 0 only; Node also behind a byte order mark. */
  private static char @Nullable [] withShebang(String text, char @Nullable [] copy) {
    if (!text.startsWith("\uFEFF#!")) {
      return copy;
    }
    char[] shown = copy == null ? text.toCharArray() : copy;
    shown[1] = '/';
    shown[2] = '/';
    return shown;
  }
}
