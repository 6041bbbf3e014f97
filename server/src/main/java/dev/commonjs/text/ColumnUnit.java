package dev.commonjs.text;

/**
 * What a column counts; the names are those of LSP's {@code PositionEncodingKind}. A lone surrogate
 * counts as the replacement character that stands for it on the wire.
 */
public enum ColumnUnit {
  UTF8,
  UTF16,
  UTF32;

  /** How much {@code codePoint} adds to a column. */
  int width(int codePoint) {
    return switch (this) {
      case UTF8 -> utf8Width(codePoint);
      case UTF16 -> Character.charCount(codePoint);
      case UTF32 -> 1;
    };
  }

  private static int utf8Width(int codePoint) {
    if (codePoint < 0x80) {
      return 1;
    }
    if (codePoint < 0x800) {
      return 2;
    }
    return codePoint < 0x10000 ? 3 : 4;
  }
}
