package dev.commonjs.feature;

import dev.commonjs.text.Span;
import java.util.Set;

/** Names of properties as they are written (ECMA-262, <em>PropertyName</em>). */
public final class PropertyNames {
  private static final String QUOTES = "'\"`";

  /** What no variable of strict code can be called (ECMA-262, <em>Keywords</em>). */
  private static final Set<String> RESERVED =
      Set.of(
          ("arguments await break case catch class const continue debugger default delete do else"
                  + " enum eval export extends false finally for function if implements import in"
                  + " instanceof interface let new null package private protected public return"
                  + " static super switch this throw true try typeof var void while with yield")
              .split(" "));

  private PropertyNames() {}

  /** Whether a variable can be called so, in any code. */
  public static boolean isVariable(String text) {
    return isIdentifier(text) && !RESERVED.contains(text);
  }

  /** Whether {@code text} is an identifier name or a string literal. */
  public static boolean isOne(String text) {
    return isIdentifier(text) || isQuoted(text);
  }

  /** Whether {@code text} begins and ends with the same quote. */
  public static boolean isQuoted(String text) {
    return text.length() >= 2
        && QUOTES.indexOf(text.charAt(0)) >= 0
        && text.charAt(text.length() - 1) == text.charAt(0);
  }

  /** ECMA-262, <em>IdentifierName</em>, without escapes; words that are reserved are names too. */
  public static boolean isIdentifier(String text) {
    return !text.isEmpty()
        && isStart(text.codePointAt(0))
        && text.codePoints().skip(1).allMatch(PropertyNames::isPart);
  }

  private static boolean isStart(int point) {
    return point == '$' || point == '_' || Character.isUnicodeIdentifierStart(point);
  }

  /**
   * Whether a code point may stand in an identifier name (ECMA-262, <em>IdentifierPartChar</em>).
   */
  public static boolean isPart(int point) {
    return point == '$'
        || point == '\u200C'
        || point == '\u200D'
        || Character.isUnicodeIdentifierPart(point) && !Character.isIdentifierIgnorable(point);
  }

  /** What of a name stands around {@code offset}; empty where none does. */
  public static Span around(String text, int offset) {
    int start = offset;
    while (start > 0 && isPart(text.codePointBefore(start))) {
      start -= Character.charCount(text.codePointBefore(start));
    }
    int end = offset;
    while (end < text.length() && isPart(text.codePointAt(end))) {
      end += Character.charCount(text.codePointAt(end));
    }
    return new Span(start, end);
  }

  /** {@code name} as a string literal (ECMA-262, <em>StringLiteral</em>). */
  public static String quoted(String name) {
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
  public static String variable(String name) {
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
