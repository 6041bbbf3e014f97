package dev.commonjs.heap;

import dev.commonjs.builtins.Builtins;
import dev.commonjs.builtins.Entry;
import dev.commonjs.heap.Value.Atom;
import dev.commonjs.shape.Reason.About;
import dev.commonjs.shape.Shape;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Conversions between primitive values, as in ECMA-262 (ToPropertyKey, ToString, ToNumber), where
 * the content is known.
 */
public final class Constants {
  private static final String SYMBOL = "Symbol.";

  private static final List<Shape.Step> INSPECT_CUSTOM =
      List.of(new Shape.Prop("inspect"), new Shape.Prop("custom"));

  private Constants() {}

  /** The property key that a key value stands for; null when its content is not known. */
  public static @Nullable PropertyKey propertyKey(Atom atom) {
    if (atom instanceof Value.Builtin symbol && symbol.name().startsWith(SYMBOL)) {
      return new PropertyKey.Symbol(symbol.name().substring(SYMBOL.length()));
    }
    if (atom instanceof Value.Symbolic member && INSPECT_CUSTOM.equals(member.path())) {
      return member.root() instanceof Value.Specifier module
              && Builtins.withoutPrefix(module.specifier()).equals("util")
          ? PropertyKey.Symbol.INSPECT
          : null;
    }
    String name = string(atom);
    return name == null ? null : new PropertyKey.Name(name);
  }

  public static @Nullable String string(Atom atom) {
    return switch (atom) {
      case Value.Str s -> s.value();
      case Value.Num n -> number(n.value());
      case Value.Bool b -> Boolean.toString(b.value());
      case Value.Undefined u -> "undefined";
      case Value.Null n -> "null";
      case Value.BigInt b -> b.text();
      default -> null;
    };
  }

  /** Number::toString. */
  public static String number(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "Infinity" : "-Infinity";
    }
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return Long.toString((long) value);
    }
    double magnitude = Math.abs(value);
    if (magnitude >= 1e-6 && magnitude < 1e21) {
      return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
    }
    String text = Double.toString(value).replace("E", "e").replace(".0e", "e");
    int exponent = text.indexOf('e');
    return exponent > 0 && text.charAt(exponent + 1) != '-'
        ? text.substring(0, exponent + 1) + "+" + text.substring(exponent + 1)
        : text;
  }

  public static @Nullable Double number(Atom atom) {
    return switch (atom) {
      case Value.Num n -> n.value();
      case Value.Bool b -> b.value() ? 1.0 : 0.0;
      case Value.Null n -> 0.0;
      case Value.Undefined u -> Double.NaN;
      case Value.Str s -> number(s.value());
      default -> null;
    };
  }

  private static @Nullable Double number(String text) {
    String trimmed = text.strip();
    if (trimmed.isEmpty()) {
      return 0.0;
    }
    boolean plain = trimmed.chars().allMatch(c -> c >= '0' && c <= '9' || c == '.' || c == '-');
    if (!plain) {
      return null;
    }
    try {
      return Double.valueOf(trimmed);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  public static boolean arePrimitive(List<Atom> atoms) {
    for (int i = 0; i < atoms.size(); i++) {
      if (!isPrimitive(atoms.get(i))) {
        return false;
      }
    }
    return true;
  }

  public static boolean isPrimitive(Atom atom) {
    return atom.primitiveKind() != null;
  }

  /** What instances of the built-in class {@code name} hold under numbers; null for nothing. */
  static @Nullable Value elementsOf(String name) {
    if (name.equals("String")) {
      return Values.ANY_STRING;
    }
    if (!name.endsWith("Array") || name.equals("Array")) {
      return null;
    }
    return name.startsWith("Big") ? Values.ANY_BIGINT : Values.ANY_NUMBER;
  }

  /** A value of the kind that a built-in property has. */
  static Value valueOf(Entry entry) {
    return switch (entry.typeOf()) {
      case "string" -> Values.ANY_STRING;
      case "number" -> Values.ANY_NUMBER;
      case "boolean" -> Values.ANY_BOOLEAN;
      case null, default -> new Value.Unknown(About.MEMBER_OF.of(entry.name()));
    };
  }
}
