package dev.commonjs.syntax;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * Values of literals from their spelling (ECMA-262, sections "Literals" and "Number::toString").
 */
final class Literals {
  private Literals() {}

  /** The value of a string literal with its quotes; an unterminated one keeps what is there. */
  static String string(String literal) {
    char quote = literal.charAt(0);
    boolean closed = literal.length() > 1 && literal.charAt(literal.length() - 1) == quote;
    String body = literal.substring(1, closed ? literal.length() - 1 : literal.length());
    String cooked = cook(body, true);
    return cooked == null ? body : cooked;
  }

  /** The value of one piece of a template, or null where an escape is invalid. */
  static @Nullable String template(String raw) {
    String normal = raw.indexOf('\r') < 0 ? raw : raw.replace("\r\n", "\n").replace('\r', '\n');
    return cook(normal, false);
  }

  /** An identifier's name: its spelling with unicode escapes resolved. */
  static String identifier(String spelling) {
    if (spelling.indexOf('\\') < 0) {
      return spelling;
    }
    String cooked = cook(spelling, true);
    return cooked == null ? spelling : cooked;
  }

  /**
   * {@code lenient}: as in string literals, where octal escapes exist and a broken one is no reason
   * to stop.
   */
  private static @Nullable String cook(String body, boolean lenient) {
    int backslash = body.indexOf('\\');
    if (backslash < 0) {
      return body;
    }
    StringBuilder out = new StringBuilder(body.length());
    int i = 0;
    while (backslash >= 0) {
      out.append(body, i, backslash);
      i = escape(body, backslash + 1, lenient, out);
      if (i < 0) {
        return null;
      }
      backslash = body.indexOf('\\', i);
    }
    return out.append(body, i, body.length()).toString();
  }

  /**
   * Appends what the escape at {@code i} (behind the backslash) means; the offset behind it, or -1.
   */
  private static int escape(String body, int i, boolean lenient, StringBuilder out) {
    if (i >= body.length()) {
      return i;
    }
    char c = body.charAt(i);
    switch (c) {
      case 'n' -> out.append('\n');
      case 't' -> out.append('\t');
      case 'r' -> out.append('\r');
      case 'b' -> out.append('\b');
      case 'f' -> out.append('\f');
      case 'v' -> out.append('\u000B');
      case '\n', '\u2028', '\u2029' -> {}
      case '\r' -> {
        return i + 1 < body.length() && body.charAt(i + 1) == '\n' ? i + 2 : i + 1;
      }
      case 'x' -> {
        return hexEscape(body, i, 2, lenient, out);
      }
      case 'u' -> {
        return unicodeEscape(body, i, lenient, out);
      }
      case '0', '1', '2', '3', '4', '5', '6', '7' -> {
        return octalEscape(body, i, lenient, out);
      }
      default -> {
        if (!lenient && (c == '8' || c == '9')) {
          return -1;
        }
        out.append(c);
      }
    }
    return i + 1;
  }

  private static int hexEscape(String body, int i, int digits, boolean lenient, StringBuilder out) {
    int value = 0;
    for (int k = 1; k <= digits; k++) {
      int digit = i + k < body.length() ? Character.digit(body.charAt(i + k), 16) : -1;
      if (digit < 0) {
        return broken(body, i, lenient, out);
      }
      value = value * 16 + digit;
    }
    out.append((char) value);
    return i + 1 + digits;
  }

  private static int unicodeEscape(String body, int i, boolean lenient, StringBuilder out) {
    if (i + 1 >= body.length() || body.charAt(i + 1) != '{') {
      return hexEscape(body, i, 4, lenient, out);
    }
    int value = 0;
    int k = i + 2;
    for (; k < body.length() && body.charAt(k) != '}'; k++) {
      int digit = Character.digit(body.charAt(k), 16);
      value = digit < 0 ? Character.MAX_CODE_POINT + 1 : value * 16 + digit;
      if (value > Character.MAX_CODE_POINT) {
        return broken(body, i, lenient, out);
      }
    }
    if (k >= body.length() || k == i + 2) {
      return broken(body, i, lenient, out);
    }
    out.appendCodePoint(value);
    return k + 1;
  }

  private static int octalEscape(String body, int i, boolean lenient, StringBuilder out) {
    boolean alone = i + 1 >= body.length() || !isDigit(body.charAt(i + 1));
    if (body.charAt(i) == '0' && alone) {
      out.append('\0');
      return i + 1;
    }
    if (!lenient) {
      return -1;
    }
    int value = 0;
    int k = i;
    while (k < body.length()
        && k < i + 3
        && isOctal(body.charAt(k))
        && value * 8 + body.charAt(k) - '0' < 256) {
      value = value * 8 + body.charAt(k) - '0';
      k++;
    }
    out.append((char) value);
    return k;
  }

  private static int broken(String body, int i, boolean lenient, StringBuilder out) {
    if (!lenient) {
      return -1;
    }
    out.append(body.charAt(i));
    return i + 1;
  }

  /** The value of a numeric literal without {@code n}; NaN if it is none. */
  static double number(String literal) {
    String digits = literal.indexOf('_') < 0 ? literal : literal.replace("_", "");
    try {
      int radix = radix(digits);
      if (radix != 10) {
        return new BigInteger(digits.substring(digits.charAt(1) > '9' ? 2 : 1), radix)
            .doubleValue();
      }
      char last = digits.charAt(digits.length() - 1);
      return last == '.' || isDigit(last) ? Double.parseDouble(digits) : Double.NaN;
    } catch (NumberFormatException notANumber) {
      return Double.NaN;
    }
  }

  private static int radix(String digits) {
    if (digits.length() < 2 || digits.charAt(0) != '0') {
      return 10;
    }
    return switch (digits.charAt(1)) {
      case 'x', 'X' -> 16;
      case 'o', 'O' -> 8;
      case 'b', 'B' -> 2;
      default -> digits.chars().allMatch(c -> isOctal((char) c)) ? 8 : 10;
    };
  }

  /** The property key that a numeric literal, {@code n} included, stands for. */
  static String numericKey(String literal) {
    if (!literal.endsWith("n")) {
      return numberToString(number(literal));
    }
    String digits = literal.substring(0, literal.length() - 1).replace("_", "");
    try {
      int radix = radix(digits);
      return new BigInteger(radix == 10 ? digits : digits.substring(2), radix).toString();
    } catch (NumberFormatException notANumber) {
      return literal;
    }
  }

  /** Number::toString for radix 10. */
  static String numberToString(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return Double.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
    }
    if (value == 0) {
      return "0";
    }
    BigDecimal shortest = shortest(Math.abs(value));
    return (value < 0 ? "-" : "")
        + decimal(shortest.unscaledValue().toString(), shortest.precision() - shortest.scale());
  }

  /**
   * The shortest decimal that reads as {@code value}; Java's own never has fewer than two digits.
   */
  private static BigDecimal shortest(double value) {
    BigDecimal decimal = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    BigDecimal oneDigit = decimal.round(new MathContext(1, RoundingMode.HALF_EVEN));
    return oneDigit.doubleValue() == value ? oneDigit.stripTrailingZeros() : decimal;
  }

  /**
   * {@code digits} without trailing zeros, the decimal point behind the {@code point}-th of them.
   */
  private static String decimal(String digits, int point) {
    int length = digits.length();
    if (length <= point && point <= 21) {
      return digits + "0".repeat(point - length);
    }
    if (0 < point && point <= 21) {
      return digits.substring(0, point) + "." + digits.substring(point);
    }
    if (-6 < point && point <= 0) {
      return "0." + "0".repeat(-point) + digits;
    }
    int exponent = point - 1;
    String mantissa = length == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
    return mantissa + "e" + (exponent < 0 ? "-" : "+") + Math.abs(exponent);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isOctal(char c) {
    return c >= '0' && c <= '7';
  }
}
