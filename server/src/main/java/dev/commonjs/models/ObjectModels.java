package dev.commonjs.models;

import dev.commonjs.heap.Args;
import dev.commonjs.heap.Cell;
import dev.commonjs.heap.Constants;
import dev.commonjs.heap.PropertyKey;
import dev.commonjs.heap.Slot;
import dev.commonjs.heap.Value;
import dev.commonjs.heap.Value.Atom;
import dev.commonjs.heap.Value.EachKey;
import dev.commonjs.heap.Value.EachValue;
import dev.commonjs.heap.Value.Ref;
import dev.commonjs.heap.Value.Symbolic;
import dev.commonjs.heap.Value.Unknown;
import dev.commonjs.heap.Values;
import dev.commonjs.interpret.Enumeration;
import dev.commonjs.interpret.ExportEvents;
import dev.commonjs.interpret.Interpreter;
import dev.commonjs.interpret.Paths;
import dev.commonjs.interpret.Proxies;
import dev.commonjs.shape.Fact;
import dev.commonjs.shape.Reason.Plain;
import dev.commonjs.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code Object} and {@code Reflect}. */
final class ObjectModels {
  private ObjectModels() {}

  static void register(Map<String, Model> models) {
    models.put("Object.assign", ObjectModels::assign);
    models.put("Object.keys", call -> keys(call, false));
    models.put("Object.getOwnPropertyNames", call -> keys(call, true));
    models.put("Reflect.ownKeys", call -> keys(call, true));
    models.put("Object.values", ObjectModels::values);
    models.put("Object.entries", ObjectModels::entries);
    models.put("Object.fromEntries", ObjectModels::fromEntries);
    models.put("Object.create", ObjectModels::create);
    models.put("Object.freeze", ObjectModels::freeze);
    models.put("Object.seal", ObjectModels::preventExtensions);
    models.put("Object.preventExtensions", ObjectModels::preventExtensions);
    models.put("Object.isFrozen", call -> Values.ANY_BOOLEAN);
    models.put("Object.getPrototypeOf", call -> prototypeOf(call, call.arg(0)));
    models.put("Reflect.getPrototypeOf", call -> prototypeOf(call, call.arg(0)));
    models.put("Object.setPrototypeOf", ObjectModels::setPrototypeOf);
    models.put(
        "Reflect.setPrototypeOf",
        call -> {
          setPrototypeOf(call);
          return Values.ANY_BOOLEAN;
        });
    models.put("Object.hasOwn", call -> hasOwn(call, call.arg(0), call.arg(1)));
    models.put(
        "Object.prototype.hasOwnProperty", call -> hasOwn(call, call.receiver(), call.arg(0)));
    models.put(
        "Object.prototype.propertyIsEnumerable",
        call -> {
          call.interpreter().uses.testedMember(call.receiver(), call.arg(0));
          return Values.ANY_BOOLEAN;
        });
    models.put("Object.prototype.isPrototypeOf", call -> Values.ANY_BOOLEAN);
    models.put("Object.prototype.toString", ObjectModels::tag);
    models.put("Object.prototype.valueOf", Call::receiver);
    models.put("Object.is", call -> Values.ANY_BOOLEAN);
    models.put(
        "Object",
        call ->
            call.arg(0).isNullish() ? call.interpreter().heap.newObject(call.at()) : call.arg(0));
    models.put(
        "new Object",
        call ->
            call.arg(0).isNullish() ? call.interpreter().heap.newObject(call.at()) : call.arg(0));
    models.put(
        "Reflect.get",
        call -> call.interpreter().indirect.get(call.arg(0), call.arg(1), call.situation()));
    models.put("Reflect.set", ObjectModels::reflectSet);
    models.put("Reflect.deleteProperty", ObjectModels::deleteProperty);
    models.put("Reflect.has", call -> has(call, call.arg(0), call.arg(1), false));
    models.put("new Proxy", ObjectModels::proxy);
    for (String name :
        List.of("get", "set", "has", "ownKeys", "getPrototypeOf", "setPrototypeOf")) {
      ofObjects(models, "Reflect." + name);
    }
  }

  /** Makes the function {@code name} of {@code models} refuse primitives. */
  static void ofObjects(Map<String, Model> models, String name) {
    Model model = Objects.requireNonNull(models.get(name));
    models.put(
        name,
        call -> {
          if (call.arg(0).any(Constants::isPrimitive)) {
            Paths.seemsToThrow(call.situation());
          }
          return model.apply(call);
        });
  }

  private static Value assign(Call call) {
    Value target = call.arg(0);
    for (int i = 1; i < call.args().values().size(); i++) {
      extendNative(call, target, call.arg(i));
    }
    Paths.mayThrow(call.situation());
    onEach(call, target, cell -> assignToCell(call, cell));
    for (Atom atom : target.atoms()) {
      if (atom instanceof Symbolic symbolic) {
        for (int i = 1; i < call.args().values().size(); i++) {
          assignToSymbolic(call, symbolic, call.arg(i), call.site(i));
        }
      }
    }
    return target;
  }

  /** {@code object} gets the names of {@code source}. */
  static void extendNative(Call call, Value object, Value source) {
    if (object.atoms().stream().noneMatch(atom -> atom instanceof Value.Builtin)) {
      return;
    }
    List<String> keys =
        source instanceof Ref ref
            ? call.interpreter().enumeration.knownKeys(ref.cell(), false)
            : null;
    ExportEvents events = call.interpreter().events;
    if (keys == null) {
      events.extendNative(object, null, call.site(0), call.situation());
    } else {
      keys.forEach(
          key ->
              events.extendNative(
                  object, new PropertyKey.Name(key), call.site(0), call.situation()));
    }
  }

  private static void assignToCell(Call call, Cell cell) {
    for (int i = 1; i < call.args().values().size(); i++) {
      call.interpreter()
          .indirect
          .copyAll(
              cell,
              call.arg(i),
              Set.of(),
              false,
              call.site(i),
              Fact.Through.ALIAS,
              call.situation());
    }
    if (call.args().more() != null) {
      call.interpreter()
          .names
          .open(cell, Plain.NAMES_OF_UNKNOWN_ASSIGNED, call.site(), call.situation());
    }
  }

  /** Acts on the object that {@code target} is; on each of them perhaps, when it can be several. */
  static void onEach(Call call, Value target, Consumer<Cell> action) {
    if (target.isNullish()) {
      Paths.seemsToThrow(call.situation());
    }
    onEach(call, target, target.atoms().stream().filter(a -> !a.isNullish()).count() == 1, action);
  }

  /** {@code one}: it is no other. */
  private static void onEach(Call call, Value target, boolean one, Consumer<Cell> action) {
    for (Atom atom : target.atoms()) {
      if (atom instanceof Ref ref && one) {
        action.accept(ref.cell());
      } else if (atom instanceof Ref ref) {
        call.interpreter().paths.either(() -> action.accept(ref.cell()), () -> {});
      }
    }
  }

  private static void assignToSymbolic(
      Call call, Symbolic target, Value source, Slot.@Nullable Site site) {
    for (Atom atom : source.atoms()) {
      List<String> names =
          switch (atom) {
            case Ref ref -> call.interpreter().enumeration.knownKeys(ref.cell(), false);
            case Value.Str text ->
                IntStream.range(0, text.value().length()).mapToObj(Integer::toString).toList();
            default -> null;
          };
      if (names != null) {
        for (String name : names) {
          Value value = call.interpreter().properties.get(atom, name, call.situation());
          call.interpreter()
              .indirect
              .set(target, Value.string(name), value, site, Fact.Through.ALIAS, call.situation());
        }
      } else if (atom instanceof Symbolic from) {
        call.interpreter()
            .uses
            .copyOnSymbolic(target, new EachKey(from, Shape.Filter.ALL, false), call.situation());
      } else if (!atom.equals(Values.UNDEFINED) && !atom.equals(Values.NULL)) {
        call.interpreter().uses.changed(target, call.at(), call.situation());
      }
    }
  }

  /** {@code all}: names that are not enumerable too. */
  private static Value keys(Call call, boolean all) {
    Interpreter interpreter = call.interpreter();
    Paths.throwsOnNothing(call.arg(0), call.situation());
    Value of = call.arg(0);
    // Functions and arrays have names of their own besides the slots.
    if (of instanceof Ref ref
        && !(all && (ref.cell().isCallable() || ref.cell().kind == Cell.Kind.ARRAY))) {
      List<String> names = interpreter.enumeration.knownKeys(ref.cell(), false);
      if (names != null) {
        List<Value> values = new ArrayList<>();
        if (all) {
          Enumeration.ordered(ref.cell()).forEach(named -> values.add(Value.string(named.name())));
        } else {
          names.forEach(name -> values.add(Value.string(name)));
        }
        return interpreter.heap.newArray(call.at(), values);
      }
    }
    Value key = null;
    for (Atom atom : of.atoms()) {
      Value one =
          atom instanceof Symbolic || atom instanceof Ref && !all
              ? new EachKey(atom, Shape.Filter.ALL, false)
              : Values.ANY_STRING;
      key = key == null ? one : Value.join(key, one);
      call.interpreter().enumeration.readAny(of);
    }
    return interpreter.heap.newArrayOf(call.at(), key == null ? Values.ANY_STRING : key);
  }

  private static Value values(Call call) {
    Interpreter interpreter = call.interpreter();
    Paths.throwsOnNothing(call.arg(0), call.situation());
    if (call.arg(0) instanceof Ref ref) {
      List<String> names = interpreter.enumeration.knownKeys(ref.cell(), false);
      if (names != null) {
        return interpreter.heap.newArray(
            call.at(),
            names.stream()
                .map(name -> interpreter.properties.get(ref, name, call.situation()))
                .toList());
      }
    }
    return interpreter.heap.newArrayOf(call.at(), interpreter.enumeration.anyMember(call.arg(0)));
  }

  private static Value entries(Call call) {
    Interpreter interpreter = call.interpreter();
    Paths.throwsOnNothing(call.arg(0), call.situation());
    if (call.arg(0) instanceof Ref ref) {
      List<String> names = interpreter.enumeration.knownKeys(ref.cell(), false);
      if (names != null) {
        List<Value> pairs = new ArrayList<>();
        names.forEach(
            name ->
                pairs.add(
                    interpreter.heap.newArray(
                        call.at(),
                        List.of(
                            Value.string(name),
                            interpreter.properties.get(ref, name, call.situation())))));
        return interpreter.heap.newArray(call.at(), pairs);
      }
    }
    interpreter.enumeration.anyMember(call.arg(0));
    Value pair = new Unknown(Plain.ENTRY_OF_UNKNOWN);
    if (call.arg(0) instanceof Symbolic symbolic) {
      pair =
          interpreter.heap.newArray(
              call.at(),
              List.of(new EachKey(symbolic, Shape.Filter.ALL, false), new EachValue(symbolic)));
    }
    return interpreter.heap.newArrayOf(call.at(), pair);
  }

  private static Value fromEntries(Call call) {
    Interpreter interpreter = call.interpreter();
    Ref result = interpreter.heap.newObject(call.at());
    interpreter.implicit.iterate(call.arg(0), call.situation());
    List<Value> pairs = interpreter.enumeration.elements(call.arg(0));
    if (pairs == null) {
      Value pair = interpreter.enumeration.anyElement(call.arg(0));
      List<Value> parts = interpreter.enumeration.elements(pair);
      if (parts != null && parts.size() == 2) {
        interpreter.indirect.set(
            result, parts.get(0), parts.get(1), call.site(), Fact.Through.ALIAS, call.situation());
      } else {
        interpreter.names.open(result.cell(), Plain.NAMES_COMPUTED, call.site(), call.situation());
      }
      return result;
    }
    for (Value pair : pairs) {
      List<Value> parts = interpreter.enumeration.elements(pair);
      if (Constants.arePrimitive(pair.atoms())) {
        Paths.seemsToThrow(call.situation()); // ECMA-262, AddEntriesFromIterable.
      } else if (parts == null || parts.isEmpty()) {
        interpreter.names.open(result.cell(), Plain.NAMES_COMPUTED, call.site(), call.situation());
      } else {
        Value value = parts.size() > 1 ? parts.get(1) : Values.UNDEFINED;
        interpreter.indirect.set(
            result, parts.get(0), value, call.site(), Fact.Through.ALIAS, call.situation());
      }
    }
    return result;
  }

  private static Value create(Call call) {
    Ref result = call.interpreter().heap.newObject(call.at());
    if (mayBeRefusedAsPrototype(call.arg(0))) {
      Paths.seemsToThrow(call.situation());
    }
    call.interpreter().properties.setPrototype(result.cell(), call.arg(0), call.situation());
    if (!call.arg(1).isNullish()) {
      DescriptorModels.defineAll(call, result.cell(), call.arg(1));
    }
    return result;
  }

  private static boolean mayBeRefusedAsPrototype(Value value) {
    return value.any(a -> Constants.isPrimitive(a) && !(a instanceof Value.Null));
  }

  private static Value freeze(Call call) {
    onEach(
        call,
        call.arg(0),
        call.arg(0) instanceof Atom,
        cell -> call.interpreter().heap.setMeta(cell, cell.meta.withFreeze(Cell.Freeze.YES)));
    return call.arg(0);
  }

  /** New names are refused, old ones can be written. */
  private static Value preventExtensions(Call call) {
    onEach(
        call,
        call.arg(0),
        call.arg(0) instanceof Atom,
        cell -> {
          if (!cell.meta.frozen()) {
            call.interpreter().heap.setMeta(cell, cell.meta.withFreeze(Cell.Freeze.MAYBE));
          }
        });
    return call.arg(0);
  }

  private static Value prototypeOf(Call call, Value of) {
    Value result = null;
    for (Atom atom : of.atoms()) {
      Value one =
          atom instanceof Ref ref
              ? call.interpreter().own.prototype(ref.cell())
              : new Unknown(Plain.PROTOTYPE);
      result = result == null ? one : Value.join(result, one);
    }
    return result == null ? Values.UNDEFINED : result;
  }

  private static Value setPrototypeOf(Call call) {
    if (mayBeRefusedAsPrototype(call.arg(1))) {
      Paths.seemsToThrow(call.situation());
    } else {
      Paths.mayThrow(call.situation());
    }
    onEach(
        call,
        call.arg(0),
        cell -> call.interpreter().properties.setPrototype(cell, call.arg(1), call.situation()));
    for (Atom atom : call.arg(0).atoms()) {
      if (atom instanceof Symbolic symbolic) {
        call.interpreter().uses.changed(symbolic, call.at(), call.situation());
      }
    }
    return call.arg(0);
  }

  private static Value hasOwn(Call call, Value object, Value key) {
    Paths.throwsOnNothing(object, call.situation());
    return has(call, object, key, true);
  }

  private static Value has(Call call, Value object, Value key, boolean own) {
    PropertyKey name = key instanceof Atom atom ? Constants.propertyKey(atom) : null;
    if (name == null) {
      return Values.ANY_BOOLEAN;
    }
    if (name instanceof PropertyKey.Name tested) {
      call.interpreter().uses.testedMember(object, tested.text());
    }
    return Value.bool(call.interpreter().enumeration.has(object, name, own));
  }

  /** {@code Object.prototype.toString.call(x)}. */
  private static Value tag(Call call) {
    if (call.receiver() instanceof Ref ref && ref.cell().meta.prototype() == null) {
      return switch (ref.cell().kind) {
        case ARRAY -> Value.string("[object Array]");
        case FUNCTION -> Values.ANY_STRING;
        case CLASS -> Value.string("[object Function]");
        case OBJECT, MODULE ->
            ref.cell() == call.interpreter().globals.cell
                ? Values.ANY_STRING
                : Value.string("[object Object]");
        case FRAME -> Values.ANY_STRING;
      };
    }
    return call.receiver() instanceof Value.Builtin builtin && builtin.name().equals("process")
        ? Value.string("[object process]")
        : Values.ANY_STRING;
  }

  private static Value reflectSet(Call call) {
    call.interpreter()
        .indirect
        .set(
            call.arg(0),
            call.arg(1),
            call.arg(2),
            call.site(1),
            Fact.Through.ALIAS,
            call.situation());
    return Values.ANY_BOOLEAN;
  }

  private static Value deleteProperty(Call call) {
    for (Atom atom : call.arg(1).atoms()) {
      PropertyKey key = Constants.propertyKey(atom);
      if (key == null) {
        call.interpreter().deletions.deleteAny(call.arg(0), call.at(), call.situation());
      } else if (call.arg(1) instanceof Atom) {
        call.interpreter().deletions.delete(call.arg(0), key, call.at(), call.situation());
      } else {
        call.interpreter()
            .paths
            .either(
                () ->
                    call.interpreter()
                        .deletions
                        .delete(call.arg(0), key, call.at(), call.situation()),
                () -> {});
      }
    }
    return Values.ANY_BOOLEAN;
  }

  private static Value proxy(Call call) {
    // ECMA-262, ProxyCreate.
    for (int i = 0; i < 2; i++) {
      if (Constants.arePrimitive(call.arg(i).atoms())) {
        Paths.seemsToThrow(call.situation());
      }
    }
    Interpreter interpreter = call.interpreter();
    interpreter.proxies.expose(call.arg(0), call.arg(1), call.situation());
    if (call.arg(0).any(atom -> atom instanceof Ref ref && ref.cell().isCallable())) {
      // What may be called is not followed: it is as if a stranger had got the traps, and what
      // runs when the function's own members are read and written.
      List<Value> reached = Proxies.traps(call.arg(1));
      call.arg(0).atoms().forEach(atom -> addAccessors(atom, reached));
      interpreter.implicit.repeatedlyCalled(new Args(reached, null), call.situation());
      return new Unknown(Plain.PROXY_OF_FUNCTION);
    }
    return interpreter.proxies.create(
        call.arg(0), call.arg(1), call.at(), call.site(), call.situation());
  }

  private static void addAccessors(Atom object, List<Value> functions) {
    if (object instanceof Ref ref) {
      ref.cell()
          .slots
          .forEach(
              slot ->
                  Stream.of(slot.getter(), slot.setter())
                      .filter(Objects::nonNull)
                      .forEach(functions::add));
    }
  }
}
