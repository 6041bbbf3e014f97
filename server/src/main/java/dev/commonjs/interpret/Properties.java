package dev.commonjs.interpret;

import dev.commonjs.heap.Args;
import dev.commonjs.heap.Cell;
import dev.commonjs.heap.Constants;
import dev.commonjs.heap.Opening;
import dev.commonjs.heap.OwnProperties;
import dev.commonjs.heap.PropertyKey;
import dev.commonjs.heap.Slot;
import dev.commonjs.heap.Slot.Site;
import dev.commonjs.heap.Slots;
import dev.commonjs.heap.Value;
import dev.commonjs.heap.Value.Atom;
import dev.commonjs.heap.Value.Builtin;
import dev.commonjs.heap.Value.EachKey;
import dev.commonjs.heap.Value.EachValue;
import dev.commonjs.heap.Value.Ref;
import dev.commonjs.heap.Value.Str;
import dev.commonjs.heap.Value.Symbolic;
import dev.commonjs.heap.Value.Unknown;
import dev.commonjs.heap.Values;
import dev.commonjs.shape.Fact;
import dev.commonjs.shape.Reason.Plain;
import dev.commonjs.shape.Shape.Prop;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reading and writing of properties: ECMA-262's [[Get]], [[Set]] and [[Delete]] on abstract
 * objects. Getters and setters run.
 */
public final class Properties {
  private final Interpreter interpreter;

  /** How many proxies deep the access is that runs. */
  private int proxiesDeep;

  Properties(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  public Value get(Value object, String name, Situation situation) {
    return get(object, new PropertyKey.Name(name), situation);
  }

  public Value get(Value object, PropertyKey key, Situation situation) {
    Paths.throwsOnNothing(object, situation);
    if (object instanceof Atom only) {
      return getAtom(only, key, situation);
    }
    Value result = null;
    for (Atom atom : object.atoms()) {
      if ((atom instanceof Value.Undefined || atom instanceof Value.Null)
          && object.atoms().size() > 1) {
        continue;
      }
      Value one = getAtom(atom, key, situation);
      result = result == null ? one : Value.join(result, one);
    }
    return result == null
        ? new Unknown(Plain.MEMBER_OF_UNDEFINED)
        : interpreter.heap.limited(result);
  }

  private Value getAtom(Atom atom, PropertyKey key, Situation situation) {
    return switch (atom) {
      case Ref ref -> {
        ref.cell().seen.read(key);
        yield getFromCell(ref.cell(), key, ref, interpreter.heap.limits().chain(), situation);
      }
      case Symbolic symbolic -> interpreter.foreign.get(symbolic, key);
      case Builtin builtin -> interpreter.globals.member(builtin, key);
      case Str string -> stringMember(string, key);
      case EachKey k -> prototypeMember("String", key);
      case Value.PathText p -> primitiveMember(Values.ANY_STRING, key);
      case Value.Prim prim -> primitiveMember(prim, key);
      case Value.Num n -> prototypeMember("Number", key);
      case Value.Bool b -> prototypeMember("Boolean", key);
      case Value.BigInt b -> prototypeMember("BigInt", key);
      case Unknown unknown -> unknown;
      case EachValue value -> new Unknown(Plain.MEMBER_OF_COPIED_VALUE);
      case Value.EachElement e -> new Unknown(Plain.MEMBER_OF_FOREIGN_ELEMENT);
      case Value.Undefined u -> new Unknown(Plain.MEMBER_OF_UNDEFINED);
      case Value.Null n -> new Unknown(Plain.MEMBER_OF_NULL);
      case Value.Uninitialized u -> new Unknown(Plain.BEFORE_DECLARATION);
    };
  }

  /** [[Get]] as a proxy asks its target: getters see {@code receiver} as {@code this}. */
  Value get(Value object, PropertyKey key, Value receiver, Situation situation) {
    List<Value> all = new ArrayList<>();
    for (Atom atom : object.atoms()) {
      all.add(
          atom instanceof Ref ref
              ? getFromCell(ref.cell(), key, receiver, interpreter.heap.limits().chain(), situation)
              : getAtom(atom, key, situation));
    }
    return interpreter.heap.joined(all);
  }

  private void setOnProxy(
      Cell proxy,
      PropertyKey key,
      Value value,
      @Nullable Site site,
      Fact.Through through,
      Situation situation) {
    trapped(
        proxy,
        "set",
        List.of(Proxies.keyValue(key), value, new Ref(proxy)),
        () -> {
          // That asks for the property and defines it: there are traps for both.
          interpreter.implicit.mayTrap(proxy, situation);
          set(Proxies.target(proxy), key, value, site, through, situation);
          return Values.TRUE;
        },
        situation);
  }

  /** The trap {@code name} runs where the handler has it, {@code without} where it has none. */
  private Value trapped(
      Cell proxy, String name, List<Value> args, Supplier<Value> without, Situation situation) {
    if (proxiesDeep >= interpreter.heap.limits().chain()) {
      interpreter.heap.exceeded(situation.phase());
      return new Unknown(Plain.CHAIN_TOO_LONG);
    }
    // A trap may refuse, and what it says of a property that cannot change is checked.
    Paths.mayThrow(situation);
    Value handler = Proxies.handler(proxy);
    Value trap = get(handler, name, situation);
    List<Atom> there = trap.atoms().stream().filter(atom -> !atom.isNullish()).toList();
    List<Value> given = new ArrayList<>(args);
    given.addFirst(Proxies.target(proxy));
    Supplier<Value> run =
        () ->
            interpreter.calls.call(
                Value.of(there), handler, new Args(given, null), null, situation);
    proxiesDeep++;
    try {
      boolean surely = there.equals(trap.atoms()) && there.stream().noneMatch(Value::isUnknown);
      return there.isEmpty()
          ? without.get()
          : surely ? run.get() : interpreter.paths.either(run, without);
    } finally {
      proxiesDeep--;
    }
  }

  private Value stringMember(Str string, PropertyKey key) {
    if (key.isName("length")) {
      return new Value.Num(string.value().length());
    }
    Integer index = Enumeration.index(key);
    if (index != null) {
      boolean inside = index < string.value().length();
      return inside ? new Str(string.value().substring(index, index + 1)) : Values.UNDEFINED;
    }
    return prototypeMember("String", key);
  }

  private Value primitiveMember(Value.Prim prim, PropertyKey key) {
    return switch (prim.kind()) {
      case STRING ->
          key.isName("length")
              ? Values.ANY_NUMBER
              : Enumeration.index(key) != null ? Values.ANY_STRING : prototypeMember("String", key);
      case NUMBER -> prototypeMember("Number", key);
      case BOOLEAN -> prototypeMember("Boolean", key);
      case BIGINT -> prototypeMember("BigInt", key);
      case SYMBOL -> prototypeMember("Symbol", key);
      case UNDEFINED, NULL -> new Unknown(Plain.MEMBER_OF_UNDEFINED);
    };
  }

  private Value prototypeMember(String type, PropertyKey key) {
    return interpreter.globals.prototypeMember(new Builtin(type + ".prototype"), key);
  }

  /** {@code receiver}: what getters see as {@code this}. */
  private Value getFromCell(
      Cell cell, PropertyKey key, Value receiver, int depth, Situation situation) {
    if (Proxies.isTrapped(cell, key)) {
      return trapped(
          cell,
          "get",
          List.of(Proxies.keyValue(key), receiver),
          () -> get(Proxies.target(cell), key, receiver, situation),
          situation);
    }
    if (cell.kind == Cell.Kind.ARRAY && key.isName("length")) {
      return interpreter.enumeration.length(cell);
    }
    if (cell.isCallable()) {
      interpreter.own.materialize(cell, key);
    }
    Slot slot = cell.slots.get(key);
    Value found = slot == null ? null : valueOf(slot, receiver, situation);
    Value copied = OwnProperties.fromParts(cell, key, slot);
    if (copied != null) {
      found = found == null ? copied : Value.join(found, copied);
    }
    Value rest = cell.meta.rest();
    boolean indexed = cell.kind != Cell.Kind.ARRAY || Enumeration.index(key) != null;
    if (rest != null && indexed) {
      found = found == null ? rest : Value.join(found, rest);
    }
    if (slot != null && slot.always()) {
      Value own = found == null ? Values.UNDEFINED : found;
      return cell.seen.blurred ? Value.join(own, unknown(cell.openings().getFirst())) : own;
    }
    Value inherited =
        !cell.isOpen()
            ? inherited(cell, key, receiver, depth, situation)
            : unknown(cell.openings().getFirst());
    return found == null
        ? inherited
        : copied != null && inherited instanceof Value.Undefined
            ? found
            : Value.join(found, inherited);
  }

  private static Value unknown(Opening why) {
    return new Unknown(why.reason(), why.site());
  }

  Value valueOf(Slot slot, Value receiver, Situation situation) {
    if (!slot.isAccessor()) {
      return slot.value();
    }
    Value getter = slot.getter();
    if (getter == null) {
      return slot.value();
    }
    Value got = interpreter.calls.call(getter, receiver, Args.NONE, null, situation);
    return slot.isOnlyAccessor() ? got : Value.join(slot.value(), got);
  }

  private Value inherited(
      Cell cell, PropertyKey key, Value receiver, int depth, Situation situation) {
    if (depth == 0) {
      if (!(interpreter.own.prototype(cell) instanceof Builtin)) {
        interpreter.heap.exceeded(situation.phase()); // of a getter
      }
      return new Unknown(Plain.CHAIN_TOO_LONG);
    }
    if (key.isName("__proto__") && interpreter.own.hasPrototypeAccessor(cell)) {
      return interpreter.own.prototype(cell);
    }
    Value result = null;
    for (Atom atom : interpreter.own.prototype(cell).atoms()) {
      Value one =
          switch (atom) {
            case Ref ref -> {
              ref.cell().seen.read(key);
              yield getFromCell(ref.cell(), key, receiver, depth - 1, situation);
            }
            case Builtin builtin -> interpreter.globals.prototypeMember(builtin, key);
            case Symbolic symbolic ->
                key instanceof PropertyKey.Name name
                    ? symbolic.then(new Prop(name.text()))
                    : new Unknown(Plain.UNDER_SYMBOL);
            case Unknown unknown -> unknown;
            default -> Values.UNDEFINED;
          };
      result = result == null ? one : Value.join(result, one);
    }
    return result == null ? Values.UNDEFINED : result;
  }

  void set(
      Value object,
      String name,
      Value value,
      @Nullable Site site,
      Fact.Through through,
      Situation situation) {
    set(object, new PropertyKey.Name(name), value, site, through, situation);
  }

  /** {@code object.key = value}. */
  void set(
      Value object,
      PropertyKey key,
      Value value,
      @Nullable Site site,
      Fact.Through through,
      Situation situation) {
    Paths.throwsOnNothing(object, situation);
    List<Atom> targets =
        object instanceof Ref only
            ? List.of(only)
            : object.atoms().stream().filter(atom -> !Paths.isNothing(atom)).toList();
    boolean strong = targets.size() == 1;
    for (Atom atom : targets) {
      switch (atom) {
        case Ref ref -> setOnCell(ref.cell(), key, value, site, strong, through, situation);
        case Symbolic symbolic -> {
          interpreter.events.writeElsewhere(site, situation);
          if (key.isName("__proto__")) {
            interpreter.uses.changed(symbolic, null, situation);
          } else if (key instanceof PropertyKey.Name name) {
            interpreter.uses.writeOnSymbolic(symbolic, name.text(), value, site, strong, situation);
          } else {
            interpreter.foreign.set(symbolic, key, value, site, strong);
          }
          interpreter.escapes.escape(value, Plain.STORED_IN_MODULE, situation);
        }
        default -> {
          interpreter.events.writeElsewhere(site, situation);
          interpreter.events.extendNative(atom, key, site, situation);
          interpreter.loader.write(atom, key, site, situation);
          interpreter.escapes.escape(value, Plain.STORED_IN_UNKNOWN_OBJECT, situation);
        }
      }
    }
  }

  private void setOnCell(
      Cell cell,
      PropertyKey key,
      Value value,
      @Nullable Site site,
      boolean strong,
      Fact.Through through,
      Situation situation) {
    if (Proxies.isTrapped(cell, key)) {
      Runnable assign = () -> setOnProxy(cell, key, value, site, through, situation);
      if (strong) {
        assign.run();
      } else {
        interpreter.paths.either(assign, () -> {});
      }
      return;
    }
    if (key.isName("__proto__") && interpreter.own.hasPrototypeAccessor(cell)) {
      setPrototype(cell, value, situation);
      return;
    }
    if (cell.kind == Cell.Kind.ARRAY && key.isName("length")) {
      setLength(cell, value, strong);
      return;
    }
    if (cell.isCallable()) {
      interpreter.own.materialize(cell, key);
    }
    Slot old = cell.slots.get(key);
    interpreter.later.write(cell, key, old != null, situation);
    boolean own = old != null && old.always();
    Slot inherited = own ? null : interpreter.own.inheritedSlot(cell, key, situation.phase());
    if (inherited != null && old != null && inherited.isAccessor() && !old.isAccessor()) {
      interpreter.paths.either(
          () -> setAccessor(cell, inherited, key, value, site, through, situation),
          () -> setData(cell, key, old, value, site, strong, through, situation));
      return;
    }
    Slot accessor = old != null ? old : inherited;
    if (accessor != null && accessor.isOnlyAccessor() && accessor.always()) {
      Runnable call = () -> setAccessor(cell, accessor, key, value, site, through, situation);
      if (strong) {
        call.run();
      } else {
        interpreter.paths.either(call, () -> {});
      }
    } else if (accessor != null && accessor.isAccessor()) {
      interpreter.paths.either(
          () -> setAccessor(cell, accessor, key, value, site, through, situation),
          () -> setData(cell, key, old, value, site, strong, through, situation));
    } else if (old != null || accessor == null || accessor.readOnly() == Cell.Freeze.NO) {
      // Where it does not have it of its own, an inherited one may refuse.
      boolean refuses = inherited != null && inherited.readOnly() != Cell.Freeze.NO;
      setData(cell, key, old, value, site, strong && !refuses, through, situation);
    } else if (accessor.always() && accessor.readOnly() == Cell.Freeze.YES) {
      // ECMA-262, OrdinarySet: what is inherited as read-only cannot be shadowed by assignment.
      refused(cell, key, value, site, through, situation);
    } else {
      setData(cell, key, null, value, site, false, through, situation);
    }
  }

  private void setData(
      Cell cell,
      PropertyKey key,
      @Nullable Slot old,
      Value value,
      @Nullable Site site,
      boolean strong,
      Fact.Through through,
      Situation situation) {
    boolean there = old != null && old.always();
    Cell.Freeze readOnly = old == null ? Cell.Freeze.NO : old.readOnly();
    boolean immutable = cell.meta.frozen() || there && readOnly == Cell.Freeze.YES;
    if (immutable) {
      refused(cell, key, value, site, through, situation);
      return;
    }
    boolean enumerable = old == null || !there || old.enumerable();
    if (readOnly != Cell.Freeze.NO || cell.meta.mayBeFrozen()) {
      Paths.seemsToThrow(situation);
    }
    boolean sure = strong && !cell.meta.mayBeFrozen();
    if (old != null) {
      interpreter.events.overwritten(cell, key, old.value());
    }
    interpreter.heap.write(cell, key, value, enumerable, site, sure && readOnly == Cell.Freeze.NO);
    interpreter.events.write(cell, key, value, site, through, false, situation);
    if (key instanceof PropertyKey.Name name) {
      interpreter.mappings.member(name.text(), value, site, situation);
    }
    if (cell == interpreter.events.module && key.isName("paths")) {
      interpreter.loader.replaceOwnFolders(site, situation);
    }
    if (cell == interpreter.globals.cell) {
      interpreter.escapes.escape(value, Plain.STORED_IN_GLOBAL, situation);
    }
  }

  /** {@code __proto__ = value}: a primitive other than null changes nothing. */
  public void setPrototype(Cell cell, Value value, Situation situation) {
    List<Atom> objects =
        value.atoms().stream()
            .filter(a -> a instanceof Value.Null || !Constants.isPrimitive(a))
            .toList();
    // ECMA-262, OrdinarySetPrototypeOf: no circles, and nothing where no names may be added.
    List<Atom> taken =
        cell.meta.frozen()
            ? List.of()
            : objects.stream().filter(a -> !interpreter.own.inheritsFrom(a, cell)).toList();
    if (taken.size() < objects.size() || cell.meta.mayBeFrozen()) {
      Paths.seemsToThrow(situation);
    }
    if (!taken.isEmpty()) {
      interpreter.later.setPrototype(cell, situation);
      Value prototype = Value.of(taken);
      interpreter.events.laterValue(prototype, situation);
      boolean sure = taken.size() == value.atoms().size() && !cell.meta.mayBeFrozen();
      interpreter.heap.setMeta(
          cell,
          cell.meta.withPrototype(
              sure ? prototype : Value.join(interpreter.own.prototype(cell), prototype)));
    }
  }

  private void setAccessor(
      Cell cell,
      Slot accessor,
      PropertyKey key,
      Value value,
      @Nullable Site site,
      Fact.Through through,
      Situation situation) {
    Value setter = accessor.setter();
    if (setter == null) {
      refused(cell, key, value, site, through, situation);
    } else {
      interpreter.calls.call(setter, new Ref(cell), Args.of(value), null, situation);
    }
  }

  /** Nothing is written; in strict code that is a TypeError. */
  private void refused(
      Cell cell,
      PropertyKey key,
      Value value,
      @Nullable Site site,
      Fact.Through through,
      Situation situation) {
    interpreter.events.write(cell, key, value, site, through, true, situation);
    Paths.seemsToThrow(situation);
  }

  /** {@code list.length = value} (ECMA-262, ArraySetLength). */
  private void setLength(Cell list, Value value, boolean strong) {
    Integer length = value instanceof Atom atom && strong ? lengthOf(atom) : null;
    int end = 0;
    for (Slots.Named named : List.copyOf(list.slots.names())) {
      Integer index = Enumeration.index(named.name());
      if (index == null) {
        continue;
      }
      end = Math.max(end, index + 1);
      if (length == null) {
        interpreter.heap.put(list, named.name(), named.slot().maybe());
      } else if (index >= length) {
        interpreter.heap.remove(list, named.name());
      }
    }
    if (length == null || length > end) {
      interpreter.heap.setMeta(list, list.meta.withRest(Values.UNDEFINED));
    }
  }

  private static @Nullable Integer lengthOf(Atom value) {
    Double number = Constants.number(value);
    return number != null && number >= 0 && number < 1e9 ? (Integer) number.intValue() : null;
  }
}
