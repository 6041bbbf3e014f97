package dev.commonjs.models;

import dev.commonjs.heap.Constants;
import dev.commonjs.heap.Limits;
import dev.commonjs.heap.Operators;
import dev.commonjs.heap.Value;
import dev.commonjs.heap.Value.Atom;
import dev.commonjs.heap.Values;
import dev.commonjs.interpret.Paths;
import dev.commonjs.shape.Reason.Plain;
import dev.commonjs.shape.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** {@code String}, and the conversions between primitives. */
final class StringModels {
  private StringModels() {}

  static void register(Map<String, Model> models) {
    text(models, "toUpperCase", (s, a) -> s.toUpperCase(Locale.ROOT));
    text(models, "toLowerCase", (s, a) -> s.toLowerCase(Locale.ROOT));
    text(models, "toString", (s, a) -> s);
    text(models, "valueOf", (s, a) -> s);
    text(models, "trim", (s, a) -> s.strip());
    text(models, "trimStart", (s, a) -> s.stripLeading());
    text(models, "trimEnd", (s, a) -> s.stripTrailing());
    text(models, "charAt", (s, a) -> charAt(s, number(a, 0, 0)));
    text(models, "slice", (s, a) -> slice(s, number(a, 0, 0), number(a, 1, s.length())));
    text(models, "substring", StringModels::substring);
    text(models, "substr", StringModels::substr);
    models.put("String.prototype.concat", StringModels::concat);
    text(models, "normalize", StringModels::normalize);
    text(models, "repeat", StringModels::repeat);
    models.put("String.prototype.repeat", refusing(models, StringModels::isNegative));
    models.put("String.prototype.split", StringModels::split);
    models.put("String.prototype.replace", call -> replace(call, false));
    models.put("String.prototype.replaceAll", call -> replace(call, true));
    test(models, "startsWith", String::startsWith);
    test(models, "endsWith", String::endsWith);
    test(models, "includes", String::contains);
    models.put("String.prototype.indexOf", StringModels::indexOf);
    models.put("String.fromCharCode", call -> fromCodes(call));
    models.put("String.fromCodePoint", call -> fromCodes(call));
    models.put(
        "String",
        call ->
            call.args().has(0)
                ? Operators.concat(Value.string(""), call.arg(0))
                : Value.string(""));
    models.put("Number", call -> Operators.unary("+", call.arg(0)));
    models.put("Boolean", StringModels::toBoolean);
    models.put("Symbol", call -> Values.ANY_SYMBOL);
    models.put("Symbol.for", call -> Values.ANY_SYMBOL);
    models.put("BigInt", StringModels::toBigInt);
    models.put("RegExp", StringModels::pattern);
    models.put("new RegExp", StringModels::pattern);
  }

  private static void text(
      Map<String, Model> models,
      String name,
      BiFunction<String, List<Atom>, @Nullable String> function) {
    models.put(
        "String.prototype." + name,
        call -> {
          List<Atom> arguments = new ArrayList<>();
          for (Value value : call.args().values()) {
            if (!(value instanceof Atom atom)) {
              return Values.ANY_STRING;
            }
            arguments.add(atom);
          }
          Value result = null;
          for (Atom atom : call.receiver().atoms()) {
            String text = Constants.string(atom);
            String changed = text == null ? null : function.apply(text, arguments);
            if (text != null && changed == null) {
              Paths.mayThrow(call.situation());
            }
            Value one = changed == null ? Values.ANY_STRING : Value.string(changed);
            result = result == null ? one : Value.join(result, one);
          }
          return result == null ? Values.ANY_STRING : result;
        });
  }

  private static void test(
      Map<String, Model> models,
      String name,
      java.util.function.BiPredicate<String, String> function) {
    models.put(
        "String.prototype." + name,
        call -> {
          boolean known =
              call.receiver() instanceof Value.Str
                  && call.arg(0) instanceof Value.Str
                  && !call.args().has(1);
          return known
              ? Value.bool(
                  function.test(
                      ((Value.Str) call.receiver()).value(), ((Value.Str) call.arg(0)).value()))
              : Values.ANY_BOOLEAN;
        });
  }

  /** NaN when the argument is there but not a known number. */
  private static double number(List<Atom> arguments, int index, double otherwise) {
    if (index >= arguments.size() || arguments.get(index) instanceof Value.Undefined) {
      return otherwise;
    }
    Double value = Constants.number(arguments.get(index));
    return value == null ? Double.NaN : value;
  }

  private static @Nullable String charAt(String text, double index) {
    if (Double.isNaN(index)) {
      return null;
    }
    int at = (int) index;
    return at >= 0 && at < text.length() ? text.substring(at, at + 1) : "";
  }

  private static @Nullable String slice(String text, double start, double end) {
    if (Double.isNaN(start) || Double.isNaN(end)) {
      return null;
    }
    int from = CollectionModels.clamp(start, text.length());
    int to = CollectionModels.clamp(end, text.length());
    return from < to ? text.substring(from, to) : "";
  }

  private static @Nullable String substring(String text, List<Atom> arguments) {
    double start = number(arguments, 0, 0);
    double end = number(arguments, 1, text.length());
    if (Double.isNaN(start) || Double.isNaN(end)) {
      return null;
    }
    int a = (int) Math.max(0, Math.min(text.length(), start));
    int b = (int) Math.max(0, Math.min(text.length(), end));
    return text.substring(Math.min(a, b), Math.max(a, b));
  }

  private static @Nullable String substr(String text, List<Atom> arguments) {
    double start = number(arguments, 0, 0);
    if (Double.isNaN(start)) {
      return null;
    }
    int from = CollectionModels.clamp(start, text.length());
    double length = number(arguments, 1, text.length() - from);
    return Double.isNaN(length)
        ? null
        : text.substring(from, (int) Math.max(from, Math.min(text.length(), from + length)));
  }

  private static @Nullable String normalize(String text, List<Atom> arguments) {
    String form = arguments.isEmpty() ? "NFC" : Constants.string(arguments.get(0));
    boolean known = form != null && List.of("NFC", "NFD", "NFKC", "NFKD").contains(form);
    return known
        ? java.text.Normalizer.normalize(text, java.text.Normalizer.Form.valueOf(form))
        : null;
  }

  /** The same, for what throws a RangeError where {@code refused} holds of argument 0. */
  private static Model refusing(Map<String, Model> models, Predicate<Double> refused) {
    Model model = java.util.Objects.requireNonNull(models.get("String.prototype.repeat"));
    return call -> {
      Double number = call.arg(0) instanceof Atom atom ? Constants.number(atom) : null;
      if (number != null && refused.test(number)) {
        throw Paths.raise(new Value.Unknown(Plain.ERROR_THROWN), call.situation());
      }
      if (number == null) {
        Paths.mayThrow(call.situation());
      }
      return model.apply(call);
    };
  }

  private static boolean isNegative(double times) {
    return times <= -1 || Double.isInfinite(times);
  }

  private static @Nullable String repeat(String text, List<Atom> arguments) {
    // ECMA-262, ToIntegerOrInfinity: what is behind the point counts for nothing.
    double times = Math.max(0, number(arguments, 0, 0));
    boolean small = times >= 0 && times * text.length() <= Limits.LONGEST_TEXT;
    return small ? text.repeat((int) times) : null;
  }

  private static Value split(Call call) {
    boolean known = call.receiver() instanceof Value.Str && call.arg(0) instanceof Value.Str;
    if (!known) {
      boolean space = call.receiver() instanceof Value.Str && isRegex(call.arg(0), "/\\s+/");
      return space
          ? list(call, ((Value.Str) call.receiver()).value().split("\\s+", -1))
          : call.interpreter().heap.newArrayOf(call.at(), Values.ANY_STRING);
    }
    String text = ((Value.Str) call.receiver()).value();
    String separator = ((Value.Str) call.arg(0)).value();
    if (separator.isEmpty()) {
      return list(call, text.isEmpty() ? new String[0] : text.split(""));
    }
    return list(call, text.split(java.util.regex.Pattern.quote(separator), -1));
  }

  private static boolean isRegex(Value value, String text) {
    return value instanceof Value.Ref ref
        && ref.cell().site instanceof dev.commonjs.syntax.Node.Regex regex
        && regex.text().equals(text);
  }

  private static Value list(Call call, String[] parts) {
    List<Value> values = new ArrayList<>();
    for (String part : parts) {
      values.add(Value.string(part));
    }
    return call.interpreter().heap.newArray(call.at(), values);
  }

  private static Value replace(Call call, boolean all) {
    boolean constant =
        call.receiver() instanceof Value.Str
            && call.arg(0) instanceof Value.Str
            && call.arg(1) instanceof Value.Str with
            && with.value().indexOf('$') < 0;
    if (!constant) {
      call.interpreter().implicit.repeatedlyCalled(call.args(), call.situation());
      return Values.ANY_STRING;
    }
    String text = ((Value.Str) call.receiver()).value();
    String what = ((Value.Str) call.arg(0)).value();
    String with = ((Value.Str) call.arg(1)).value();
    int at = text.indexOf(what);
    if (all) {
      return Value.string(text.replace(what, with));
    }
    return at < 0
        ? call.receiver()
        : Value.string(text.substring(0, at) + with + text.substring(at + what.length()));
  }

  private static Value indexOf(Call call) {
    boolean known =
        call.receiver() instanceof Value.Str
            && call.arg(0) instanceof Value.Str
            && !call.args().has(1);
    return known
        ? new Value.Num(
            ((Value.Str) call.receiver()).value().indexOf(((Value.Str) call.arg(0)).value()))
        : Values.ANY_NUMBER;
  }

  private static Value fromCodes(Call call) {
    StringBuilder text = new StringBuilder();
    for (Value value : call.args().values()) {
      Double code = value instanceof Atom atom ? Constants.number(atom) : null;
      if (code == null || code < 0 || code > Character.MAX_CODE_POINT || code != Math.rint(code)) {
        return Values.ANY_STRING;
      }
      text.appendCodePoint(code.intValue());
    }
    return call.args().more() == null ? Value.string(text.toString()) : Values.ANY_STRING;
  }

  private static Value concat(Call call) {
    Value result = call.receiver();
    for (Value value : call.args().values()) {
      result = Operators.concat(result, value);
    }
    return call.args().more() == null
        ? Operators.concat(result, Value.string(""))
        : Values.ANY_STRING;
  }

  private static Value toBigInt(Call call) {
    if (!(call.arg(0) instanceof Value.Bool)) {
      Paths.mayThrow(call.situation());
    }
    return Values.ANY_BIGINT;
  }

  private static Value pattern(Call call) {
    String flags =
        call.arg(1) instanceof Value.Undefined
            ? ""
            : call.arg(1) instanceof Atom atom ? Constants.string(atom) : null;
    Truth valid =
        call.arg(0) instanceof Value.Str pattern && flags != null
            ? RegularExpressions.isValid(pattern.value(), flags)
            : Truth.UNKNOWN;
    if (valid == Truth.NO) {
      throw Paths.raise(new Value.Unknown(Plain.ERROR_THROWN), call.situation());
    }
    if (valid == Truth.UNKNOWN) {
      Paths.mayThrow(call.situation());
    }
    return call.interpreter().heap.newInstance("RegExp", call.at());
  }

  private static Value toBoolean(Call call) {
    return Value.bool(Operators.truth(call.arg(0)));
  }
}
