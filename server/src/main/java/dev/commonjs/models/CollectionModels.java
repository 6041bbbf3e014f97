package dev.commonjs.models;

import dev.commonjs.heap.Args;
import dev.commonjs.heap.Cell;
import dev.commonjs.heap.Constants;
import dev.commonjs.heap.Operators;
import dev.commonjs.heap.PropertyKey;
import dev.commonjs.heap.Value;
import dev.commonjs.heap.Value.Atom;
import dev.commonjs.heap.Value.Ref;
import dev.commonjs.heap.Value.Unknown;
import dev.commonjs.heap.Values;
import dev.commonjs.interpret.ImplicitCalls.Hint;
import dev.commonjs.interpret.Interpreter;
import dev.commonjs.interpret.Paths;
import dev.commonjs.shape.Reason.Plain;
import dev.commonjs.shape.Shape;
import dev.commonjs.shape.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code Array} and the other collections. */
final class CollectionModels {
  private static final String ACCUMULATOR = "accumulator";

  private CollectionModels() {}

  static void register(Map<String, Model> models) {
    models.put("Array.isArray", CollectionModels::isArray);
    models.put(
        "Array.of", call -> new ListValue(call.args().values(), call.args().more()).toArray(call));
    models.put("Array.from", CollectionModels::from);
    models.put("Array", CollectionModels::construct);
    models.put("new Array", CollectionModels::construct);
    models.put("Array.prototype.forEach", call -> visitThen(call, Values.UNDEFINED));
    models.put("Array.prototype.map", CollectionModels::map);
    models.put("Array.prototype.filter", CollectionModels::filter);
    models.put("Array.prototype.reduce", call -> reduce(call, false));
    models.put("Array.prototype.reduceRight", call -> reduce(call, true));
    models.put("Array.prototype.some", call -> test(call, true));
    models.put("Array.prototype.every", call -> test(call, false));
    models.put("Array.prototype.find", CollectionModels::find);
    models.put("Array.prototype.findIndex", CollectionModels::findIndex);
    models.put(
        "Array.prototype.flatMap",
        call ->
            visitThen(
                call, call.interpreter().heap.newArrayOf(call.at(), new Unknown(Plain.ELEMENT))));
    models.put("Array.prototype.concat", CollectionModels::concat);
    models.put("Array.prototype.slice", CollectionModels::slice);
    models.put("Array.prototype.join", CollectionModels::join);
    models.put("Array.prototype.indexOf", CollectionModels::indexOf);
    models.put("Array.prototype.includes", CollectionModels::includes);
    ListChanges.register(models);
    for (String iterator : List.of("values", "entries", "keys")) {
      models.put(
          "Array.prototype." + iterator,
          call ->
              iterator.equals("values")
                  ? call.receiver()
                  : call.interpreter().heap.newArrayOf(call.at(), new Unknown(Plain.ELEMENT)));
    }
  }

  /** A list whose elements may be known. */
  private record ListValue(List<Value> values, @Nullable Value more) {
    Value toArray(Call call) {
      Ref array = call.interpreter().heap.newArray(call.at(), values);
      if (more != null) {
        call.interpreter().heap.setMeta(array.cell(), array.cell().meta.withRest(more));
      }
      return array;
    }
  }

  static Value any(Call call) {
    return call.interpreter().enumeration.anyElement(call.receiver());
  }

  private static Value isArray(Call call) {
    return Value.bool(
        Truth.common(
            call.arg(0).atoms(),
            atom ->
                atom instanceof Ref ref
                    ? Truth.of(ref.cell().kind == Cell.Kind.ARRAY)
                    : Constants.isPrimitive(atom) ? Truth.NO : Truth.UNKNOWN));
  }

  /** ECMA-262, LengthOfArrayLike: {@code { length: 2 }}; null where that is not known. */
  private static @Nullable List<Value> indexed(Call call) {
    Interpreter interpreter = call.interpreter();
    boolean known =
        interpreter.properties.get(call.arg(0), "length", call.situation()) instanceof Value.Num n
            && n.value() >= 0
            && n.value() <= interpreter.heap.limits().elements()
            && call.arg(0) instanceof Ref ref
            && interpreter.enumeration.knownKeys(ref.cell(), false) != null;
    if (!known) {
      return null;
    }
    Value length = interpreter.properties.get(call.arg(0), "length", call.situation());
    List<Value> elements = new ArrayList<>();
    for (int i = 0; i < (int) ((Value.Num) length).value(); i++) {
      elements.add(interpreter.properties.get(call.arg(0), Integer.toString(i), call.situation()));
    }
    return elements;
  }

  private static Value from(Call call) {
    boolean indexed =
        call.arg(0) instanceof Ref ref && ref.cell().slots.has(new PropertyKey.Name("length"));
    if (!indexed) {
      call.interpreter().implicit.iterate(call.arg(0), call.situation());
    }
    List<Value> known = call.interpreter().enumeration.elements(call.arg(0));
    Value function = call.arg(1);
    List<Value> results = new ArrayList<>();
    if (known == null && indexed) {
      known = indexed(call);
    }
    if (known == null) {
      Value element = call.interpreter().enumeration.anyElement(call.arg(0));
      Value[] result = {element};
      if (!function.isNullish()) {
        Args any = Args.of(element, Values.ANY_NUMBER);
        call.interpreter()
            .loops
            .unknownTurns(
                () ->
                    result[0] =
                        Value.join(
                            result[0],
                            call.interpreter()
                                .calls
                                .call(
                                    function, Values.UNDEFINED, any, call.at(), call.situation())),
                call.situation());
      }
      return call.interpreter().heap.newArrayOf(call.at(), result[0]);
    }
    for (int i = 0; i < known.size(); i++) {
      Value element = known.get(i);
      results.add(
          function.isNullish()
              ? element
              : call.interpreter()
                  .calls
                  .call(
                      function,
                      Values.UNDEFINED,
                      Args.of(element, new Value.Num(i)),
                      call.at(),
                      call.situation()));
    }
    return call.interpreter().heap.newArray(call.at(), results);
  }

  private static Value construct(Call call) {
    if (call.args().values().size() == 1) {
      List<Atom> elements =
          call.arg(0).atoms().stream()
              .filter(atom -> atom.primitiveKind() != Shape.PrimitiveKind.NUMBER)
              .toList();
      if (call.arg(0) instanceof Value.Num length && !isLength(length.value())) {
        throw Paths.raise(new Unknown(Plain.ERROR_THROWN), call.situation());
      }
      if (elements.size() < call.arg(0).atoms().size()) {
        if (!(call.arg(0) instanceof Value.Num)) {
          Paths.mayThrow(call.situation());
        }
        return call.interpreter()
            .heap
            .newArrayOf(call.at(), Value.join(Values.UNDEFINED, Value.of(elements)));
      }
    }
    return new ListValue(call.args().values(), call.args().more()).toArray(call);
  }

  /** ECMA-262, Array: any other number is a RangeError. */
  private static boolean isLength(double value) {
    return value >= 0 && value == Math.rint(value) && value < 0x1p32;
  }

  private static Value visitThen(Call call, Value result) {
    call.each((element, ignored) -> {});
    return result;
  }

  private static Value map(Call call) {
    boolean known = call.interpreter().enumeration.elements(call.receiver()) != null;
    List<Value> results = new ArrayList<>();
    call.each((element, result) -> results.add(result));
    return known && results.size() <= call.interpreter().heap.limits().elements()
        ? call.interpreter().heap.newArray(call.at(), results)
        : call.interpreter().heap.newArrayOf(call.at(), call.interpreter().heap.joined(results));
  }

  /** An element of a list, and what a callback gave for it. */
  private record Answered(Value element, Value result) {}

  private static List<Answered> answers(Call call) {
    List<Answered> all = new ArrayList<>();
    call.each((element, result) -> all.add(new Answered(element, result)));
    return all;
  }

  private static Value filter(Call call) {
    boolean certain = call.interpreter().enumeration.elements(call.receiver()) != null;
    List<Value> kept = new ArrayList<>();
    for (Answered one : answers(call)) {
      Truth truth = Operators.truth(one.result());
      certain &= truth.isKnown();
      if (truth != Truth.NO) {
        kept.add(truth.isKnown() ? one.element() : filtered(call, one.element()));
      }
    }
    return certain
        ? call.interpreter().heap.newArray(call.at(), kept)
        : call.interpreter().heap.newArrayOf(call.at(), call.interpreter().heap.joined(kept));
  }

  /** What is left of {@code element}, a name or an entry of another module, by a filter. */
  private static Value filtered(Call call, Value element) {
    Interpreter interpreter = call.interpreter();
    boolean entry = element instanceof Ref ref && ref.cell().kind == Cell.Kind.ARRAY;
    List<Value> parts = entry ? interpreter.enumeration.elements(element) : List.of(element);
    if (parts == null || parts.isEmpty() || !(parts.getFirst() instanceof Value.EachKey key)) {
      return element;
    }
    Set<String> leftOut =
        call.arg(0) instanceof Ref ref && ref.cell().callable instanceof Cell.Closure closure
            ? NameFilters.leftOut(closure.func())
            : null;
    Shape.Filter left = leftOut == null ? key.filter().orLess() : key.filter().andWithout(leftOut);
    Value name = new Value.EachKey(key.of(), left, key.inherited());
    if (!entry) {
      return name;
    }
    List<Value> rest = new ArrayList<>(parts);
    rest.set(0, name);
    return interpreter.heap.newArray(null, rest);
  }

  private static Value reduce(Call call, boolean fromRight) {
    Interpreter interpreter = call.interpreter();
    List<Value> known = interpreter.enumeration.elements(call.receiver());
    boolean hasInitial = call.args().has(1);
    if (known == null || known.size() > interpreter.heap.limits().elements()) {
      return reduceAny(call, hasInitial ? call.arg(1) : any(call));
    }
    List<Value> elements = new ArrayList<>(known);
    if (fromRight) {
      java.util.Collections.reverse(elements);
    }
    if (elements.isEmpty() && !hasInitial) {
      throw Paths.raise(new Unknown(Plain.ERROR_THROWN), call.situation());
    }
    int first = hasInitial ? 0 : 1;
    Value accumulator =
        hasInitial ? call.arg(1) : elements.isEmpty() ? Values.UNDEFINED : elements.get(0);
    for (int i = first; i < elements.size(); i++) {
      accumulator =
          interpreter.calls.call(
              call.arg(0),
              Values.UNDEFINED,
              Args.of(accumulator, elements.get(i), new Value.Num(i), call.receiver()),
              call.at(),
              call.situation());
    }
    return accumulator;
  }

  /** Any number of turns; what they add up to is a variable of the heap, as any other. */
  private static Value reduceAny(Call call, Value initial) {
    Interpreter interpreter = call.interpreter();
    Cell frame = interpreter.heap.allocate(Cell.Kind.FRAME, null, null, null);
    interpreter.environments.set(frame, ACCUMULATOR, initial, null);
    Value element = any(call);
    interpreter.loops.unknownTurns(
        () -> {
          Args args = Args.of(accumulated(frame), element, Values.ANY_NUMBER, call.receiver());
          Value next =
              interpreter.calls.call(
                  call.arg(0), Values.UNDEFINED, args, call.at(), call.situation());
          interpreter.environments.set(frame, ACCUMULATOR, next, null);
        },
        call.situation());
    return accumulated(frame);
  }

  private static Value accumulated(Cell frame) {
    return java.util.Objects.requireNonNull(frame.slots.get(ACCUMULATOR)).value();
  }

  private static Value test(Call call, boolean some) {
    boolean known = call.interpreter().enumeration.elements(call.receiver()) != null;
    boolean decided = false;
    List<Answered> answers = new ArrayList<>();
    call.eachUntil(some, (element, result) -> answers.add(new Answered(element, result)));
    for (Answered one : answers) {
      Truth truth = Operators.truth(one.result());
      known &= truth.isKnown();
      decided |= truth == Truth.of(some);
    }
    return known ? Value.bool(decided == some) : Values.ANY_BOOLEAN;
  }

  private static Value find(Call call) {
    List<Value> found = new ArrayList<>();
    boolean[] sure = {call.interpreter().enumeration.elements(call.receiver()) != null, false};
    call.eachUntil(
        true,
        (element, result) -> {
          Truth truth = Operators.truth(result);
          if (truth != Truth.NO) {
            found.add(element);
          }
          sure[0] &= truth.isKnown();
          sure[1] |= truth == Truth.YES;
        });
    if (!sure[0] || !sure[1]) {
      found.add(Values.UNDEFINED);
    }
    return call.interpreter().heap.joined(found);
  }

  private static Value findIndex(Call call) {
    call.eachUntil(true, (element, result) -> {});
    return Values.ANY_NUMBER;
  }

  private static Value concat(Call call) {
    List<Value> all = new ArrayList<>();
    Value more = null;
    List<Value> sources = new ArrayList<>();
    sources.add(call.receiver());
    sources.addAll(call.args().values());
    for (Value source : sources) {
      boolean list = source instanceof Ref ref && ref.cell().kind == Cell.Kind.ARRAY;
      List<Value> known =
          list
              ? call.interpreter().enumeration.elements(source)
              : source.all(Constants::isPrimitive) ? List.of(source) : null;
      if (known == null || more != null) {
        Value one = call.interpreter().enumeration.anyElement(source);
        more = more == null ? one : Value.join(more, one);
      } else {
        all.addAll(known);
      }
    }
    if (more != null) {
      return call.interpreter()
          .heap
          .newArrayOf(
              call.at(),
              all.isEmpty() ? more : Value.join(call.interpreter().heap.joined(all), more));
    }
    return call.interpreter().heap.newArray(call.at(), all);
  }

  private static Value slice(Call call) {
    List<Value> known = call.interpreter().enumeration.elements(call.receiver());
    Double start = position(call.arg(0), 0);
    Double end = position(call.arg(1), known == null ? 0 : known.size());
    if (known == null || start == null || end == null) {
      return call.interpreter().heap.newArrayOf(call.at(), any(call));
    }
    int from = clamp(start, known.size());
    int to = Math.max(from, clamp(end, known.size()));
    return call.interpreter().heap.newArray(call.at(), known.subList(from, to));
  }

  /** Null when it is not known. */
  static @Nullable Double position(Value value, double otherwise) {
    if (value instanceof Value.Undefined) {
      return otherwise;
    }
    return value instanceof Atom atom ? Constants.number(atom) : null;
  }

  static int clamp(double index, int size) {
    double from = index < 0 ? size + index : index;
    return (int) Math.max(0, Math.min(size, Double.isNaN(from) ? 0 : from));
  }

  private static Value join(Call call) {
    List<Value> known = call.interpreter().enumeration.elements(call.receiver());
    if (known == null) {
      Value any = call.interpreter().enumeration.anyElement(call.receiver());
      call.interpreter().implicit.mayConvert(any, Args.NONE, call.situation());
      return Values.ANY_STRING;
    }
    Value separator = call.arg(0) instanceof Value.Undefined ? Value.string(",") : call.arg(0);
    Value result = Value.string("");
    for (int i = 0; i < known.size(); i++) {
      result = i == 0 ? result : Operators.concat(result, separator);
      Value element =
          call.interpreter().implicit.primitive(known.get(i), Hint.STRING, call.situation());
      result = Operators.concat(result, orEmpty(element));
    }
    return result;
  }

  /** Lists join {@code undefined} and {@code null} as nothing. */
  private static Value orEmpty(Value element) {
    List<Atom> atoms = new ArrayList<>();
    for (Atom atom : element.atoms()) {
      atoms.add(atom.isNullish() ? new Value.Str("") : atom);
    }
    return Value.of(atoms);
  }

  private static @Nullable Integer position(Call call) {
    for (Atom atom : call.receiver().atoms()) {
      Value element = atom instanceof Ref list ? list.cell().meta.rest() : null;
      if (element != null) {
        call.interpreter().uses.testedKey(element, call.arg(0));
      }
    }
    return position(call.interpreter().enumeration.elements(call.receiver()), call.arg(0));
  }

  /** Where {@code value} is in {@code known}; -1: nowhere; null when that is not known. */
  static @Nullable Integer position(@Nullable List<Value> known, Value value) {
    if (known == null || !(value instanceof Atom wanted)) {
      return null;
    }
    for (int i = 0; i < known.size(); i++) {
      Truth same =
          known.get(i) instanceof Atom atom ? Operators.strictEquals(atom, wanted) : Truth.UNKNOWN;
      if (same != Truth.NO) {
        return same == Truth.YES ? i : null;
      }
    }
    return -1;
  }

  private static Value indexOf(Call call) {
    Integer position = position(call);
    return position == null ? Values.ANY_NUMBER : new Value.Num(position);
  }

  private static Value includes(Call call) {
    Integer position = position(call);
    return position == null ? Values.ANY_BOOLEAN : Value.bool(position >= 0);
  }
}
