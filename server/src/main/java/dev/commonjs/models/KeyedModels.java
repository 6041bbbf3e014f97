package dev.commonjs.models;

import dev.commonjs.heap.Args;
import dev.commonjs.heap.Cell;
import dev.commonjs.heap.Heap;
import dev.commonjs.heap.PropertyKey.Internal;
import dev.commonjs.heap.Value;
import dev.commonjs.heap.Value.Atom;
import dev.commonjs.heap.Value.Ref;
import dev.commonjs.heap.Value.Unknown;
import dev.commonjs.heap.Values;
import dev.commonjs.interpret.Enumeration;
import dev.commonjs.interpret.Interpreter;
import dev.commonjs.shape.Reason.About;
import dev.commonjs.shape.Reason.Plain;
import dev.commonjs.shape.Truth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * {@code Map}, {@code Set} and their weak kinds. What one holds is in a list of keys, and for maps
 * one of values, which no code of the file can name.
 */
final class KeyedModels {
  private KeyedModels() {}

  static void register(Map<String, Model> models) {
    for (String name : List.of("Map", "Set", "WeakMap", "WeakSet")) {
      boolean map = name.endsWith("Map");
      String prototype = name + ".prototype.";
      models.put("new " + name, call -> create(call, name, map));
      models.put(prototype + (map ? "set" : "add"), KeyedModels::store);
      models.put(prototype + "has", call -> each(call, "has", KeyedModels::has));
      models.put(prototype + "delete", call -> each(call, "delete", KeyedModels::delete));
      if (map) {
        models.put(prototype + "get", call -> each(call, "get", KeyedModels::get));
      }
    }
    for (String name : List.of("Map", "Set")) {
      String prototype = name + ".prototype.";
      models.put(prototype + "clear", call -> each(call, "clear", KeyedModels::clear));
      models.put(prototype + "forEach", call -> each(call, "forEach", KeyedModels::forEach));
      for (String iterator : List.of("keys", "values", "entries")) {
        models.put(
            prototype + iterator,
            call -> each(call, iterator, (c, held) -> iterator(c, held, iterator)));
      }
    }
  }

  /**
   * The lists of a collection.
   *
   * @param values that of the keys, for a set
   * @param sure whether the call is on no other
   */
  private record Held(Cell collection, Ref keys, Ref values, boolean sure) {
    boolean isMap() {
      return !keys.equals(values);
    }
  }

  private static @Nullable Held held(Call call, Atom receiver) {
    if (!(receiver instanceof Ref ref)
        || !(Enumeration.internal(ref.cell(), Internal.KEYS) instanceof Ref keys)) {
      return null;
    }
    boolean sure = call.receiver() instanceof Atom;
    return Enumeration.internal(ref.cell(), Internal.VALUES) instanceof Ref values
        ? new Held(ref.cell(), keys, values, sure)
        : new Held(ref.cell(), keys, keys, sure);
  }

  /** What {@code action} gives for any collection that the receiver can be. */
  private static Value each(Call call, String method, BiFunction<Call, Held, Value> action) {
    Value result = null;
    for (Atom atom : call.receiver().atoms()) {
      Held held = held(call, atom);
      Value one;
      if (held == null) {
        call.args().values().forEach(value -> letGo(call, value));
        call.interpreter().implicit.maybeCalled(call.args(), call.situation());
        one = new Unknown(About.RESULT_OF.of(method));
      } else {
        one = action.apply(call, held);
      }
      result = result == null ? one : Value.join(result, one);
    }
    return result == null ? Values.UNDEFINED : result;
  }

  /** {@code value} is where nobody sees who gets hold of it. */
  private static void letGo(Call call, Value value) {
    call.interpreter().escapes.escape(value, Plain.HELD_BY_COLLECTION, call.situation());
  }

  private static Value create(Call call, String name, boolean map) {
    Interpreter interpreter = call.interpreter();
    Ref instance = interpreter.heap.newInstance(name, call.at());
    Ref keys = empty(instance.cell(), Internal.KEYS, call);
    Ref values = map ? empty(instance.cell(), Internal.VALUES, call) : keys;
    Held held = new Held(instance.cell(), keys, values, true);
    if (!call.arg(0).isNullish()) {
      interpreter.implicit.iterate(call.arg(0), call.situation());
    }
    List<Value> known = interpreter.enumeration.elements(call.arg(0));
    if (known == null) {
      letGo(call, call.arg(0));
      addEntry(call, held, interpreter.enumeration.anyElement(call.arg(0)), false);
    } else if (!addTexts(call, held, known)) {
      known.forEach(element -> addEntry(call, held, element, true));
    }
    return instance;
  }

  private static Ref empty(Cell collection, Internal key, Call call) {
    Ref list = call.interpreter().heap.newArray(null, List.of());
    call.interpreter().own.define(collection, key, list, false, null);
    return list;
  }

  /** {@code element}: what a constructor is given in its list, for maps a pair. */
  private static void addEntry(Call call, Held held, Value element, boolean sure) {
    Held to = new Held(held.collection(), held.keys(), held.values(), held.sure() && sure);
    if (!held.isMap()) {
      add(call, to, element, element);
      return;
    }
    List<Value> pair = call.interpreter().enumeration.elements(element);
    if (pair == null) {
      letGo(call, element);
      Value part = new Unknown(Plain.ELEMENT);
      add(call, new Held(to.collection(), to.keys(), to.values(), false), part, part);
    } else {
      add(call, to, pair.isEmpty() ? Values.UNDEFINED : pair.get(0), second(pair));
    }
  }

  /**
   * {@link #addEntry} of all of {@code elements}, for a new collection whose keys are texts, as
   * those of most long ones are. False, and nothing done, for any other.
   */
  private static boolean addTexts(Call call, Held held, List<Value> elements) {
    Heap heap = call.interpreter().heap;
    Map<Value, Value> entries = new LinkedHashMap<>();
    for (Value element : elements) {
      List<Value> pair =
          held.isMap() ? call.interpreter().enumeration.elements(element) : List.of(element);
      if (pair == null || pair.isEmpty() || !(pair.get(0) instanceof Value.Str key)) {
        return false;
      }
      entries.put(key, second(pair));
    }
    if (!held.sure() || entries.size() >= heap.limits().elements() || heap.isFull()) {
      return false;
    }
    int index = 0;
    for (Map.Entry<Value, Value> entry : entries.entrySet()) {
      String name = Integer.toString(index++);
      call.interpreter().own.define(held.keys().cell(), name, entry.getKey(), true, null);
      if (held.isMap()) {
        call.interpreter().own.define(held.values().cell(), name, entry.getValue(), true, null);
      }
    }
    return true;
  }

  private static Value second(List<Value> pair) {
    return pair.size() > 1 ? pair.get(1) : Values.UNDEFINED;
  }

  private static @Nullable List<Value> elements(Call call, Ref list) {
    return call.interpreter().enumeration.elements(list);
  }

  /** -1: it has no such key; null when that is not known. */
  private static @Nullable Integer position(Call call, Held held, Value key) {
    return position(elements(call, held.keys()), key);
  }

  private static @Nullable Integer position(@Nullable List<Value> keys, Value key) {
    // Collections find NaN, which is equal to nothing.
    return key instanceof Value.Num n && Double.isNaN(n.value())
        ? null
        : CollectionModels.position(keys, key);
  }

  private static void add(Call call, Held held, Value key, Value value) {
    Heap heap = call.interpreter().heap;
    List<Value> keys = elements(call, held.keys());
    Integer at = held.sure() ? position(keys, key) : null;
    if (at != null && keys != null && keys.size() < heap.limits().elements() && !heap.isFull()) {
      String index = Integer.toString(at < 0 ? keys.size() : at);
      if (at < 0) {
        call.interpreter().own.define(held.keys().cell(), index, key, true, null);
      }
      if (held.isMap()) {
        call.interpreter().own.define(held.values().cell(), index, value, true, null);
      }
      return;
    }
    addAny(call, held.keys(), key);
    if (held.isMap()) {
      addAny(call, held.values(), value);
    }
  }

  private static void addAny(Call call, Ref list, Value value) {
    call.interpreter().heap.setMeta(list.cell(), list.cell().meta.withRest(value));
  }

  private static Value store(Call call) {
    each(
        call,
        "set",
        (c, held) -> {
          add(c, held, c.arg(0), held.isMap() ? c.arg(1) : c.arg(0));
          return Values.UNDEFINED;
        });
    return call.receiver();
  }

  private static Value has(Call call, Held held) {
    Integer at = position(call, held, call.arg(0));
    return Value.bool(at == null ? Truth.UNKNOWN : Truth.of(at >= 0));
  }

  private static Value get(Call call, Held held) {
    Integer at = position(call, held, call.arg(0));
    List<Value> values = elements(call, held.values());
    if (at != null && values != null) {
      return at < 0 ? Values.UNDEFINED : values.get(at);
    }
    Value any = call.interpreter().enumeration.anyElement(held.values());
    return Value.join(any, Values.UNDEFINED);
  }

  private static Value delete(Call call, Held held) {
    Integer at = position(call, held, call.arg(0));
    if (at != null && at < 0) {
      return Values.FALSE;
    }
    forget(call, held);
    return Values.ANY_BOOLEAN;
  }

  /** Any of what it holds may be gone. */
  private static void forget(Call call, Held held) {
    addAny(call, held.keys(), call.interpreter().enumeration.anyElement(held.keys()));
    addAny(call, held.values(), call.interpreter().enumeration.anyElement(held.values()));
  }

  private static Value clear(Call call, Held held) {
    if (held.sure()) {
      empty(held.collection(), Internal.KEYS, call);
      if (held.isMap()) {
        empty(held.collection(), Internal.VALUES, call);
      }
    } else {
      forget(call, held);
    }
    return Values.UNDEFINED;
  }

  private static Value forEach(Call call, Held held) {
    Interpreter interpreter = call.interpreter();
    List<Value> keys = elements(call, held.keys());
    List<Value> values = elements(call, held.values());
    Ref collection = new Ref(held.collection());
    if (keys != null
        && values != null
        && keys.size() == values.size()
        && !interpreter.budget.isEmpty(call.situation())) {
      for (int i = 0; i < keys.size(); i++) {
        visit(call, Args.of(values.get(i), keys.get(i), collection));
      }
    } else {
      Args any =
          Args.of(
              interpreter.enumeration.anyElement(held.values()),
              interpreter.enumeration.anyElement(held.keys()),
              collection);
      interpreter.loops.unknownTurns(() -> visit(call, any), call.situation());
    }
    return Values.UNDEFINED;
  }

  private static void visit(Call call, Args args) {
    call.interpreter().calls.call(call.arg(0), call.arg(1), args, call.at(), call.situation());
  }

  /** A list, with methods that are not known: those of lists are not there. */
  private static Value iterator(Call call, Held held, String what) {
    Heap heap = call.interpreter().heap;
    boolean pairs = what.equals("entries") && held.isMap();
    Value source =
        pairs ? new Ref(held.collection()) : what.equals("values") ? held.values() : held.keys();
    List<Value> known = call.interpreter().enumeration.elements(source);
    Ref list =
        known == null || what.equals("entries") && !held.isMap()
            ? heap.newArrayOf(
                call.at(),
                what.equals("entries") && !held.isMap()
                    ? new Unknown(Plain.ELEMENT)
                    : call.interpreter().enumeration.anyElement(source))
            : heap.newArray(call.at(), known);
    heap.setMeta(
        list.cell(), list.cell().meta.withPrototype(new Unknown(About.RESULT_OF.of(what))));
    return list;
  }
}
