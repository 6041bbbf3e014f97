package dev.commonjs.heap;

import dev.commonjs.builtins.Builtins;
import dev.commonjs.builtins.Globals;
import dev.commonjs.heap.Value.Atom;
import dev.commonjs.shape.Reason.Plain;
import dev.commonjs.shape.Shape;
import dev.commonjs.shape.Shape.PrimitiveKind;
import dev.commonjs.shape.Truth;
import org.jspecify.annotations.Nullable;

/** The operators of the language on abstract values. Pure. */
public final class Operators {
  private Operators() {}

  /** ToBoolean. */
  public static Truth truth(Value value) {
    return value instanceof Atom only
        ? truthOf(only)
        : Truth.common(value.atoms(), Operators::truthOf);
  }

  public static Truth truthOf(Atom atom) {
    return switch (atom) {
      case Value.Undefined u -> Truth.NO;
      case Value.Null n -> Truth.NO;
      case Value.Bool b -> Truth.of(b.value());
      case Value.Num n -> Truth.of(n.value() != 0 && !Double.isNaN(n.value()));
      case Value.Str s -> Truth.of(!s.value().isEmpty());
      case Value.PathText p -> Truth.YES;
      case Value.BigInt b -> Truth.of(!b.text().equals("0"));
      case Value.Prim p -> p.kind() == PrimitiveKind.SYMBOL ? Truth.YES : Truth.UNKNOWN;
      case Value.Ref r -> Truth.YES;
      case Value.Builtin b ->
          Globals.typeOf(b.name()) == null || !b.name().startsWith("process.")
              ? truthOfType(Globals.typeOf(b.name()))
              : Truth.UNKNOWN;
      case Value.EachKey k -> Truth.UNKNOWN;
      case Value.EachValue v -> Truth.UNKNOWN;
      case Value.EachElement e -> Truth.UNKNOWN;
      case Value.Symbolic s -> truthOfType(typeOf(s));
      case Value.Uninitialized u -> Truth.UNKNOWN;
      case Value.Unknown u -> Truth.UNKNOWN;
    };
  }

  /** Of a value that comes from one of Node's modules; null for any other. */
  private static @Nullable String typeOf(Value.Symbolic value) {
    if (!value.path().isEmpty() && value.path().getLast() instanceof Shape.NamespaceStep) {
      return "object";
    }
    if (!(value.root() instanceof Value.Specifier specifier) || value.path().size() > 1) {
      return null;
    }
    if (value.path().isEmpty()) {
      return Builtins.typeOf(specifier.specifier(), "");
    }
    return value.path().get(0) instanceof Shape.Prop prop
        ? Builtins.typeOf(specifier.specifier(), prop.name())
        : null;
  }

  private static Truth truthOfType(@Nullable String type) {
    return "function".equals(type) || "object".equals(type) || "symbol".equals(type)
        ? Truth.YES
        : Truth.UNKNOWN;
  }

  public static Value typeOf(Value value) {
    Value result = null;
    for (Atom atom : value.atoms()) {
      String type = typeOfAtom(atom);
      Value one = type == null ? Values.ANY_STRING : new Value.Str(type);
      result = result == null ? one : Value.join(result, one);
    }
    return result == null ? Values.ANY_STRING : result;
  }

  private static @Nullable String typeOfAtom(Atom atom) {
    PrimitiveKind kind = atom.primitiveKind();
    if (kind != null) {
      return kind == PrimitiveKind.NULL ? "object" : kind.name().toLowerCase(java.util.Locale.ROOT);
    }
    return switch (atom) {
      case Value.Ref ref -> ref.cell().isCallable() ? "function" : "object";
      case Value.Builtin builtin -> Globals.typeOf(builtin.name());
      case Value.Symbolic symbolic -> typeOf(symbolic);
      default -> null;
    };
  }

  public static Value concat(Value left, Value right) {
    Value result = null;
    for (Atom a : left.atoms()) {
      for (Atom b : right.atoms()) {
        String x = a instanceof Value.PathText path ? path.text() : Constants.string(a);
        String y = b instanceof Value.PathText path ? path.text() : Constants.string(b);
        boolean marked = a instanceof Value.PathText || b instanceof Value.PathText;
        Value one = x == null || y == null ? Values.ANY_STRING : OwnPath.string(x + y, marked);
        result = result == null ? one : Value.join(result, one);
      }
    }
    return result == null ? Values.ANY_STRING : result;
  }

  public static Value unary(String op, Value operand) {
    if (operand instanceof Atom atom) {
      Double number = Constants.number(atom);
      if (number != null) {
        return switch (op) {
          case "-" -> new Value.Num(-number);
          case "+" -> new Value.Num(number);
          case "~" -> new Value.Num(~toInt32(number));
          default -> Values.ANY_NUMBER;
        };
      }
      if (atom instanceof Value.BigInt || atom.equals(Values.ANY_BIGINT)) {
        return Values.ANY_BIGINT;
      }
    }
    return Values.ANY_NUMBER;
  }

  public static Value binary(String op, Value left, Value right) {
    if (left instanceof Atom a && right instanceof Atom b) {
      return atoms(op, a, b);
    }
    if (left.atoms().size() * right.atoms().size() > 16) {
      return general(op);
    }
    Value result = null;
    for (Atom a : left.atoms()) {
      for (Atom b : right.atoms()) {
        Value one = atoms(op, a, b);
        result = result == null ? one : Value.join(result, one);
      }
    }
    return result == null ? general(op) : result;
  }

  private static Value general(String op) {
    return switch (op) {
      case "===", "!==", "==", "!=", "<", ">", "<=", ">=" -> Values.ANY_BOOLEAN;
      case "+" -> new Value.Unknown(Plain.SUM);
      default -> Values.ANY_NUMBER;
    };
  }

  private static Value atoms(String op, Atom a, Atom b) {
    switch (op) {
      case "===" -> {
        return Value.bool(strictEquals(a, b));
      }
      case "!==" -> {
        return Value.bool(strictEquals(a, b).not());
      }
      case "==" -> {
        return Value.bool(looseEquals(a, b));
      }
      case "!=" -> {
        return Value.bool(looseEquals(a, b).not());
      }
      case "+" -> {
        return plus(a, b);
      }
      default -> {
        return arithmetic(op, a, b);
      }
    }
  }

  private static Value plus(Atom a, Atom b) {
    PrimitiveKind x = a.primitiveKind();
    PrimitiveKind y = b.primitiveKind();
    if (x == PrimitiveKind.STRING || y == PrimitiveKind.STRING) {
      return concat(a, b);
    }
    if (x == null || y == null) {
      return new Value.Unknown(Plain.SUM);
    }
    Double left = Constants.number(a);
    Double right = Constants.number(b);
    if (left != null && right != null) {
      return new Value.Num(left + right);
    }
    return x == PrimitiveKind.BIGINT ? Values.ANY_BIGINT : Values.ANY_NUMBER;
  }

  private static Value arithmetic(String op, Atom a, Atom b) {
    boolean compares = op.equals("<") || op.equals(">") || op.equals("<=") || op.equals(">=");
    if (compares && a instanceof Value.Str s && b instanceof Value.Str t) {
      int order = s.value().compareTo(t.value());
      return Value.bool(
          op.startsWith("<")
              ? order < 0 || op.length() == 2 && order == 0
              : order > 0 || op.length() == 2 && order == 0);
    }
    Double left = Constants.number(a);
    Double right = Constants.number(b);
    if (left == null || right == null) {
      boolean big = a instanceof Value.BigInt || a.equals(Values.ANY_BIGINT);
      return compares ? Values.ANY_BOOLEAN : big ? Values.ANY_BIGINT : Values.ANY_NUMBER;
    }
    double x = left;
    double y = right;
    return switch (op) {
      case "-" -> new Value.Num(x - y);
      case "*" -> new Value.Num(x * y);
      case "/" -> new Value.Num(x / y);
      case "%" -> new Value.Num(x % y);
      case "**" -> new Value.Num(Math.pow(x, y));
      case "<" -> Value.bool(x < y);
      case ">" -> Value.bool(x > y);
      case "<=" -> Value.bool(x <= y);
      case ">=" -> Value.bool(x >= y);
      case "&" -> new Value.Num(toInt32(x) & toInt32(y));
      case "|" -> new Value.Num(toInt32(x) | toInt32(y));
      case "^" -> new Value.Num(toInt32(x) ^ toInt32(y));
      case "<<" -> new Value.Num(toInt32(x) << (toInt32(y) & 31));
      case ">>" -> new Value.Num(toInt32(x) >> (toInt32(y) & 31));
      case ">>>" -> new Value.Num((toInt32(x) & 0xFFFFFFFFL) >>> (toInt32(y) & 31));
      default -> Values.ANY_NUMBER;
    };
  }

  /** ECMA-262 ToInt32. */
  private static int toInt32(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return 0;
    }
    double modulo = Math.signum(value) * Math.floor(Math.abs(value)) % 4294967296.0;
    return (int) (long) modulo;
  }

  private static boolean isConstant(Atom atom) {
    return switch (atom) {
      case Value.Undefined u -> true;
      case Value.Null n -> true;
      case Value.Bool b -> true;
      case Value.Num n -> true;
      case Value.Str s -> true;
      case Value.BigInt b -> true;
      default -> false;
    };
  }

  /** The typeof group of an atom, null when any is possible. */
  private static @Nullable String group(Atom atom) {
    PrimitiveKind kind = atom.primitiveKind();
    if (kind != null) {
      return kind.name();
    }
    return switch (atom) {
      case Value.Ref r -> "object";
      case Value.Builtin b -> group(Globals.typeOf(b.name()));
      default -> null;
    };
  }

  private static @Nullable String group(@Nullable String type) {
    return "symbol".equals(type) ? PrimitiveKind.SYMBOL.name() : type == null ? null : "object";
  }

  public static Truth strictEquals(Atom a, Atom b) {
    if (isConstant(a) && isConstant(b)) {
      boolean nan = a instanceof Value.Num n && Double.isNaN(n.value());
      return Truth.of(a.equals(b) && !nan);
    }
    if (a instanceof Value.Ref && b instanceof Value.Ref) {
      return Truth.of(a.equals(b));
    }
    if (a instanceof Value.EachKey key
        && b instanceof Value.Str s
        && !key.filter().takes(s.value())) {
      return Truth.NO;
    }
    String x = group(a);
    String y = group(b);
    return x != null && y != null && !x.equals(y) ? Truth.NO : Truth.UNKNOWN;
  }

  private static Truth looseEquals(Atom a, Atom b) {
    boolean nullishA = a instanceof Value.Undefined || a instanceof Value.Null;
    boolean nullishB = b instanceof Value.Undefined || b instanceof Value.Null;
    if (nullishA || nullishB) {
      if (nullishA && nullishB) {
        return Truth.YES;
      }
      return group(nullishA ? b : a) == null ? Truth.UNKNOWN : Truth.NO;
    }
    PrimitiveKind x = a.primitiveKind();
    PrimitiveKind y = b.primitiveKind();
    if (x != null && x == y || a instanceof Value.Ref && b instanceof Value.Ref) {
      return strictEquals(a, b);
    }
    Double left = Constants.number(a);
    Double right = Constants.number(b);
    return x != null && y != null && left != null && right != null
        ? Truth.of(left.doubleValue() == right.doubleValue())
        : Truth.UNKNOWN;
  }
}
