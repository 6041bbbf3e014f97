package dev.commonjs.feature;

/** Names of properties as they are written (ECMA-262, <em>PropertyName</em>). */
final class PropertyNames {
  private static final String QUOTES = "'\"`";

  private PropertyNames() {}

  /** Whether {@code text} is an identifier name or a string literal. */
  static boolean isOne(String text) {
    return isIdentifier(text) || isQuoted(text);
  }

  static boolean isQuoted(String text) {
    return text.length() >= 2
        && QUOTES.indexOf(text.charAt(0)) >= 0
        && text.charAt(text.length() - 1) == text.charAt(0);
  }

  /** ECMA-262, <em>IdentifierName</em>, without escapes; words that are reserved are names too. */
  static boolean isIdentifier(String text) {
    return !text.isEmpty()
        && isStart(text.codePointAt(0))
        && text.codePoints().skip(1).allMatch(PropertyNames::isPart);
  }

  private static boolean isStart(int point) {
    return point == '$' || point == '_' || Character.isUnicodeIdentifierStart(point);
  }

  static boolean isPart(int point) {
    return point == '$'
        || point == '\u200C'
        || point == '\u200D'
        || Character.isUnicodeIdentifierPart(point) && !Character.isIdentifierIgnorable(point);
  }

  /** {@code name} as a string literal (ECMA-262, <em>StringLiteral</em>). */
  static String quoted(String name) {
    StringBuilder text = new StringBuilder("'");
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '\'' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < ' ' || c >= '\u007F' && c < '\u00A0' || c == '\u2028' || c == '\u2029') {
        text.append(String.format("\\u%04x", (int) c));
      } else {
        text.append(c);
      }
    }
    return text.append('\'').toString();
  }

  /**
   * An identifier made of the letters of {@code name}, in camel case; {@code value} if it has none.
   */
  static String variable(String name) {
    StringBuilder made = new StringBuilder();
    boolean capital = false;
    for (int point : name.codePoints().toArray()) {
      boolean fits = made.isEmpty() ? isStart(point) : isPart(point);
      if (fits) {
        made.appendCodePoint(capital ? Character.toUpperCase(point) : point);
      }
      capital = !fits && !made.isEmpty();
    }
    return made.isEmpty() ? "value" : made.toString();
  }
}
