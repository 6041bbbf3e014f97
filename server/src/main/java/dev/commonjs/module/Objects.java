package dev.commonjs.module;

import dev.commonjs.module.Cell.CopyOf;
import dev.commonjs.module.Cell.EffectOf;
import dev.commonjs.module.Shape.Prop;
import dev.commonjs.module.Slot.Site;
import dev.commonjs.module.Value.Atom;
import dev.commonjs.module.Value.Builtin;
import dev.commonjs.module.Value.EachKey;
import dev.commonjs.module.Value.EachValue;
import dev.commonjs.module.Value.Ref;
import dev.commonjs.module.Value.Str;
import dev.commonjs.module.Value.Symbolic;
import dev.commonjs.module.Value.Unknown;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Properties: ECMA-262's [[Get]], [[Set]], [[DefineOwnProperty]], [[Delete]] and
 * [[OwnPropertyKeys]] on abstract objects.
 */
final class Objects {
  /** Internal slots start with two brackets; they are never names of a shape. */
  static final String PROMISE_RESULT = "[[result]]";

  private static final int LONGEST_CHAIN = 12;
  private static final int MOST_NAMES = 20_000;
  private final Machine machine;

  /** What this file writes on values from outside, read back before the outside is asked. */
  private final java.util.Map<Symbolic, Cell> shadows = new java.util.HashMap<>();

  Objects(Machine machine) {
    this.machine = machine;
  }

  // ---------------------------------------------------------------- reading

  Value get(Value object, String key, Situation situation) {
    throwsOnNothing(object, situation);
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
    return result == null ? new Unknown("a member of undefined") : result;
  }

  /** A member of {@code undefined} or {@code null} is a TypeError. */
  void throwsOnNothing(Value object, Situation situation) {
    if (object instanceof Atom only) {
      if (isNothing(only)) {
        Paths.seemsToThrow(situation);
      } else if (mayBeNothing(only)) {
        Paths.mayThrow(situation);
      }
    } else if (object.atoms().stream().anyMatch(Objects::isNothing)) {
      Paths.seemsToThrow(situation);
    } else if (object.atoms().stream().anyMatch(Objects::mayBeNothing)) {
      Paths.mayThrow(situation);
    }
  }

  private static boolean isNothing(Atom atom) {
    return atom instanceof Value.Undefined || atom instanceof Value.Null;
  }

  private static boolean mayBeNothing(Atom atom) {
    return atom instanceof Unknown || atom instanceof Value.EachElement;
  }

  private Value getAtom(Atom atom, String key, Situation situation) {
    return switch (atom) {
      case Ref ref -> {
        ref.cell().seen.read(key);
        yield getFromCell(ref.cell(), key, ref, LONGEST_CHAIN, situation);
      }
      case Symbolic symbolic -> fromOutside(symbolic, key);
      case Builtin builtin -> machine.globals.member(builtin, key);
      case Str string -> stringMember(string, key);
      case EachKey k -> prototypeMember("String", key);
      case Value.Prim prim -> primitiveMember(prim, key);
      case Value.Num n -> prototypeMember("Number", key);
      case Value.Bool b -> prototypeMember("Boolean", key);
      case Value.BigInt b -> prototypeMember("BigInt", key);
      case Unknown unknown -> unknown;
      case EachValue value -> new Unknown("a member of a value that a loop copies");
      case Value.EachElement e -> new Unknown("a member of an element of another module's list");
      case Value.Undefined u -> new Unknown("a member of undefined");
      case Value.Null n -> new Unknown("a member of null");
      case Value.Uninitialized u -> new Unknown("used before its declaration");
    };
  }

  Value fromOutside(Symbolic object, String key) {
    Atom member = object.then(new Prop(key));
    Cell shadow = shadows.get(object);
    Slot slot = shadow == null ? null : shadow.slots.get(key);
    if (slot == null || slot.isAccessor()) {
      return member;
    }
    return slot.always() ? slot.value() : Value.join(slot.value(), member);
  }

  /** The names that this file has written on a value from outside. */
  List<String> writtenOn(Symbolic object) {
    Cell shadow = shadows.get(object);
    return shadow == null
        ? List.of()
        : shadow.slots.list().stream().map(Slots.Named::name).toList();
  }

  private Value stringMember(Str string, String key) {
    if (key.equals("length")) {
      return new Value.Num(string.value().length());
    }
    Integer index = index(key);
    if (index != null) {
      boolean inside = index < string.value().length();
      return inside ? new Str(string.value().substring(index, index + 1)) : Values.UNDEFINED;
    }
    return prototypeMember("String", key);
  }

  private Value primitiveMember(Value.Prim prim, String key) {
    return switch (prim.kind()) {
      case STRING ->
          key.equals("length")
              ? Values.ANY_NUMBER
              : index(key) != null ? Values.ANY_STRING : prototypeMember("String", key);
      case NUMBER -> prototypeMember("Number", key);
      case BOOLEAN -> prototypeMember("Boolean", key);
      case BIGINT -> prototypeMember("BigInt", key);
      case SYMBOL -> prototypeMember("Symbol", key);
      case UNDEFINED, NULL -> new Unknown("a member of undefined");
    };
  }

  private Value prototypeMember(String type, String key) {
    Value own = machine.globals.member(new Builtin(type + ".prototype"), key);
    return own instanceof Value.Undefined
        ? machine.globals.member(new Builtin("Object.prototype"), key)
        : own;
  }

  /** {@code receiver}: what getters see as {@code this}. */
  private Value getFromCell(Cell cell, String key, Value receiver, int depth, Situation situation) {
    if (cell.kind == Cell.Kind.ARRAY && key.equals("length")) {
      return length(cell);
    }
    if (cell.isCallable()) {
      machine.calls.materialize(cell, key);
    }
    Slot slot = cell.slots.get(key);
    Value found = slot == null ? null : valueOf(slot, receiver, situation);
    Value copied = fromParts(cell, key, slot);
    if (copied != null) {
      found = found == null ? copied : Value.join(found, copied);
    }
    Value rest = cell.meta.rest();
    boolean indexed = cell.kind != Cell.Kind.ARRAY || index(key) != null;
    if (rest != null && indexed) {
      found = found == null ? rest : Value.join(found, rest);
    }
    if (slot != null && slot.always()) {
      return found == null ? Values.UNDEFINED : found;
    }
    Value inherited =
        cell.meta.open().isEmpty()
            ? inherited(cell, key, receiver, depth, situation)
            : new Unknown(cell.meta.open().get(0));
    return found == null
        ? inherited
        : copied != null && inherited instanceof Value.Undefined
            ? found
            : Value.join(found, inherited);
  }

  private Value length(Cell array) {
    if (array.meta.rest() != null
        || !array.meta.parts().isEmpty()
        || !array.meta.open().isEmpty()) {
      return Values.ANY_NUMBER;
    }
    int length = 0;
    for (Slots.Named named : array.slots.list()) {
      Integer index = index(named.name());
      if (index != null) {
        if (!named.slot().always()) {
          return Values.ANY_NUMBER;
        }
        length = Math.max(length, index + 1);
      }
    }
    return new Value.Num(length);
  }

  Value valueOf(Slot slot, Value receiver, Situation situation) {
    if (!slot.isAccessor()) {
      return slot.value();
    }
    Value getter = slot.getter();
    if (getter == null) {
      return slot.value();
    }
    Value got = machine.calls.call(getter, receiver, Args.NONE, null, situation);
    return slot.isOnlyAccessor() ? got : Value.join(slot.value(), got);
  }

  /** What a copy that came after {@code slot} may have put under {@code key}; null for nothing. */
  private static @Nullable Value fromParts(Cell cell, String key, @Nullable Slot slot) {
    Value found = null;
    for (Cell.Part part : cell.meta.parts()) {
      if (slot != null && slot.always() && part.order() < slot.order()) {
        continue;
      }
      Value one =
          switch (part) {
            case CopyOf copy ->
                !copy.filter().takes(key)
                    ? null
                    : copy.values()
                        ? member(copy.source(), key)
                        : new Unknown("a name that a loop wrote");
            case Cell.NamedBy named -> new Unknown("a name that comes from another module");
            case Cell.Deleted deleted -> null;
            case EffectOf effect when effect.within() && slot != null && slot.always() -> null;
            case EffectOf effect -> new Unknown("another module's function was given the object");
          };
      if (one != null) {
        found = found == null ? one : Value.join(found, one);
      }
    }
    return found;
  }

  private static Value member(Atom source, String key) {
    return source instanceof Symbolic symbolic
        ? symbolic.then(new Prop(key))
        : new Unknown("a copied name");
  }

  private Value inherited(Cell cell, String key, Value receiver, int depth, Situation situation) {
    if (depth == 0) {
      return new Unknown("the prototype chain is too long");
    }
    if (key.equals("__proto__")) {
      return prototype(cell);
    }
    Value result = null;
    for (Atom atom : prototype(cell).atoms()) {
      Value one =
          switch (atom) {
            case Ref ref -> {
              ref.cell().seen.read(key);
              yield getFromCell(ref.cell(), key, receiver, depth - 1, situation);
            }
            case Builtin builtin -> builtinPrototype(builtin, key);
            case Symbolic symbolic -> symbolic.then(new Prop(key));
            case Unknown unknown -> unknown;
            default -> Values.UNDEFINED;
          };
      result = result == null ? one : Value.join(result, one);
    }
    return result == null ? Values.UNDEFINED : result;
  }

  private Value builtinPrototype(Builtin prototype, String key) {
    Value own = machine.globals.member(prototype, key);
    if (own instanceof Value.Undefined
        && !prototype.name().equals("Object.prototype")
        && !prototype.name().equals("globalThis")) {
      return machine.globals.member(new Builtin("Object.prototype"), key);
    }
    return own;
  }

  /** [[GetPrototypeOf]]. */
  Value prototype(Cell cell) {
    Value prototype = cell.meta.prototype();
    return prototype == null ? cell.usualPrototype() : prototype;
  }

  /** {@code object[key]} for any key value. */
  Value getComputed(Value object, Value key, Situation situation) {
    Value result = null;
    for (Atom k : key.atoms()) {
      String name = Constants.propertyKey(k);
      Value one =
          name != null
              ? get(object, name, situation)
              : k instanceof EachKey each
                  ? eachValue(object, each)
                  : k.equals(Values.ANY_NUMBER) ? anyElement(object) : anyMember(object);
      result = result == null ? one : Value.join(result, one);
    }
    return result == null ? Values.UNDEFINED : result;
  }

  private Value eachValue(Value object, EachKey key) {
    boolean same = object.atoms().size() == 1 && object.atoms().get(0).equals(key.of());
    return same ? new EachValue(key.of()) : anyMember(object);
  }

  /** Some element of a list, or of anything else that has numbers for names. */
  Value anyElement(Value list) {
    Value result = null;
    for (Atom atom : list.atoms()) {
      Value one = atom instanceof Symbolic s ? new Value.EachElement(s) : anyMember(atom);
      result = result == null ? one : Value.join(result, one);
    }
    return result == null ? Values.UNDEFINED : result;
  }

  /** The value under a name that is not known. */
  Value anyMember(Value object) {
    Value result = null;
    for (Atom atom : object.atoms()) {
      Value one = new Unknown("the name is computed");
      if (atom instanceof Ref ref) {
        readAll(ref.cell());
        machine.recorder.anyMemberRead.add(ref.cell());
        if (ref.cell().kind == Cell.Kind.ARRAY) {
          one = anyElement(ref.cell());
        }
      } else if (atom instanceof Str || atom.equals(Values.ANY_STRING)) {
        one = Values.ANY_STRING;
      }
      result = result == null ? one : Value.join(result, one);
    }
    return result == null ? Values.UNDEFINED : result;
  }

  private static Value anyElement(Cell array) {
    if (!array.meta.open().isEmpty() || !array.meta.parts().isEmpty()) {
      return new Unknown("an element of a list");
    }
    Value result = array.meta.rest() == null ? Values.UNDEFINED : array.meta.rest();
    for (Slots.Named named : array.slots.list()) {
      if (index(named.name()) != null) {
        result = Value.join(result, named.slot().value());
      }
    }
    return result;
  }

  void readAll(Cell cell) {
    cell.seen.copiedAt = machine.heap.tick();
  }

  /** {@code key in object}, or own only: true, false or not known (null). */
  @Nullable Boolean has(Value object, String key, boolean ownOnly, Situation situation) {
    Boolean result = null;
    boolean first = true;
    for (Atom atom : object.atoms()) {
      Boolean one =
          atom instanceof Ref ref
              ? hasCell(ref.cell(), key, ownOnly, LONGEST_CHAIN, situation)
              : null;
      if (!first && !java.util.Objects.equals(result, one)) {
        return null;
      }
      result = one;
      first = false;
    }
    return result;
  }

  private @Nullable Boolean hasCell(
      Cell cell, String key, boolean ownOnly, int depth, Situation situation) {
    cell.seen.read(key);
    if (cell.isCallable()) {
      machine.calls.materialize(cell, key);
    }
    Slot slot = cell.slots.get(key);
    if (slot != null) {
      return slot.always() ? true : null;
    }
    if (!cell.meta.open().isEmpty()
        || cell.meta.rest() != null
        || fromParts(cell, key, null) != null
        || depth == 0) {
      return null;
    }
    if (ownOnly) {
      return false;
    }
    if (prototype(cell) instanceof Ref ref) {
      return hasCell(ref.cell(), key, false, depth - 1, situation);
    }
    return inherited(cell, key, new Ref(cell), depth, situation) instanceof Value.Undefined
        ? Boolean.FALSE
        : null;
  }

  // ---------------------------------------------------------------- enumerating

  /**
   * The enumerable string keys of a cell in order when all are known and certain; null otherwise.
   * {@code inherited}: as {@code for in} sees them.
   */
  @Nullable List<String> knownKeys(Cell cell, boolean inherited) {
    readAll(cell);
    Set<String> keys = new LinkedHashSet<>();
    Cell at = cell;
    for (int depth = 0; depth < LONGEST_CHAIN; depth++) {
      if (!at.meta.open().isEmpty()
          || at.meta.rest() != null
          || !at.meta.parts().isEmpty()
          || at.slots.size() > MOST_NAMES) {
        return null;
      }
      for (var entry : ordered(at)) {
        if (!entry.always()) {
          return null;
        }
        if (entry.enumerable()) {
          keys.add(entry.name());
        }
      }
      Value prototype = prototype(at);
      if (!inherited || !(prototype instanceof Ref next)) {
        boolean plain =
            !inherited || prototype instanceof Builtin || prototype instanceof Value.Null;
        return plain ? List.copyOf(keys) : null;
      }
      at = next.cell();
    }
    return null;
  }

  record Named(String name, boolean always, boolean enumerable, Slot slot) {}

  /** The own properties in the order of ECMA-262's OrdinaryOwnPropertyKeys. */
  static List<Named> ordered(Cell cell) {
    List<Named> indices = new ArrayList<>();
    List<Named> names = new ArrayList<>();
    for (Slots.Named own : cell.slots.list()) {
      String name = own.name();
      if (name.startsWith("[[") || name.startsWith("#") || name.startsWith("@@")) {
        continue;
      }
      Slot slot = own.slot();
      (index(name) != null ? indices : names)
          .add(new Named(name, slot.always(), slot.enumerable(), slot));
    }
    indices.sort(
        java.util.Comparator.comparingInt(n -> java.util.Objects.requireNonNull(index(n.name()))));
    names.sort(java.util.Comparator.comparingInt(n -> n.slot().order()));
    indices.addAll(names);
    return indices;
  }

  static @Nullable Integer index(String key) {
    if (key.isEmpty() || key.length() > 9 || (key.length() > 1 && key.charAt(0) == '0')) {
      return null;
    }
    int value = 0;
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      if (c < '0' || c > '9') {
        return null;
      }
      value = value * 10 + (c - '0');
    }
    return value;
  }

  // ---------------------------------------------------------------- writing

  /** {@code object.key = value}. */
  void set(
      Value object,
      String key,
      Value value,
      @Nullable Site site,
      Fact.Through through,
      Situation situation) {
    throwsOnNothing(object, situation);
    List<Atom> targets =
        object.atoms().stream()
            .filter(a -> !(a instanceof Value.Undefined) && !(a instanceof Value.Null))
            .toList();
    boolean strong = targets.size() == 1;
    for (Atom atom : targets) {
      switch (atom) {
        case Ref ref -> setOnCell(ref.cell(), key, value, site, strong, through, situation);
        case Symbolic symbolic -> {
          machine.recorder.writeElsewhere(site, situation);
          machine.recorder.writeOnSymbolic(symbolic, key, value, site, situation);
          Cell shadow = shadows.computeIfAbsent(symbolic, s -> machine.heap.primordial());
          put(shadow, key, value, true, site, strong);
          machine.escapes.escape(value, "it was stored in another module", situation);
        }
        default -> {
          machine.recorder.writeElsewhere(site, situation);
          machine.escapes.escape(value, "it was stored in an object that is not known", situation);
        }
      }
    }
  }

  private void setOnCell(
      Cell cell,
      String key,
      Value value,
      @Nullable Site site,
      boolean strong,
      Fact.Through through,
      Situation situation) {
    if (key.equals("__proto__")) {
      setPrototype(cell, value, situation);
      return;
    }
    if (cell.isCallable()) {
      machine.calls.materialize(cell, key);
    }
    // What a timer or a promise writes is surely not there yet for those who read at once.
    if (situation.phase() == Phase.MAYBE && situation.isOlder(cell)) {
      cell.seen.writtenLater(key);
    }
    Slot old = cell.slots.get(key);
    Slot accessor = old != null ? old : inheritedSlot(cell, key);
    if (accessor != null && accessor.isOnlyAccessor() && accessor.always()) {
      Runnable call = () -> setAccessor(cell, accessor, key, value, site, through, situation);
      if (strong) {
        call.run();
      } else {
        machine.paths.either(call, () -> {});
      }
    } else if (accessor != null && accessor.isAccessor()) {
      machine.paths.either(
          () -> setAccessor(cell, accessor, key, value, site, through, situation),
          () -> setData(cell, key, old, value, site, strong, through, situation));
    } else if (old != null || accessor == null || accessor.readOnly() == Cell.Freeze.NO) {
      setData(cell, key, old, value, site, strong, through, situation);
    } else if (accessor.always() && accessor.readOnly() == Cell.Freeze.YES) {
      // ECMA-262, OrdinarySet: what is inherited as read-only cannot be shadowed by assignment.
      refused(cell, key, value, site, through, situation);
    } else {
      setData(cell, key, null, value, site, false, through, situation);
    }
  }

  private void setData(
      Cell cell,
      String key,
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
    put(cell, key, value, enumerable, site, sure && readOnly == Cell.Freeze.NO);
    if (sure && readOnly != Cell.Freeze.NO && old != null && old.enumerable()) {
      // It is there now, whether it was there as read-only or not at all.
      Slot written = java.util.Objects.requireNonNull(cell.slots.get(key));
      machine.heap.put(cell, key, written.withCertainty());
    }
    machine.recorder.write(cell, key, value, site, through, false, situation);
    if (cell == machine.globals.cell) {
      machine.escapes.escape(value, "it was stored in a global", situation);
    }
  }

  /** {@code __proto__ = value}: a primitive other than null changes nothing. */
  void setPrototype(Cell cell, Value value, Situation situation) {
    List<Atom> objects =
        value.atoms().stream()
            .filter(a -> a instanceof Value.Null || !Constants.isPrimitive(a))
            .toList();
    if (!objects.isEmpty()) {
      Value prototype = Value.of(objects);
      machine.recorder.laterValue(prototype, situation);
      boolean sure = objects.size() == value.atoms().size();
      machine.heap.setMeta(
          cell, cell.meta.withPrototype(sure ? prototype : Value.join(prototype(cell), prototype)));
    }
  }

  private void setAccessor(
      Cell cell,
      Slot accessor,
      String key,
      Value value,
      @Nullable Site site,
      Fact.Through through,
      Situation situation) {
    Value setter = accessor.setter();
    if (setter == null) {
      refused(cell, key, value, site, through, situation);
    } else {
      machine.calls.call(setter, new Ref(cell), Args.of(value), null, situation);
    }
  }

  /** Nothing is written; in strict code that is a TypeError. */
  private void refused(
      Cell cell,
      String key,
      Value value,
      @Nullable Site site,
      Fact.Through through,
      Situation situation) {
    machine.recorder.write(cell, key, value, site, through, true, situation);
    Paths.seemsToThrow(situation);
  }

  /** The inherited property that decides about an assignment. */
  private @Nullable Slot inheritedSlot(Cell cell, String key) {
    Cell at = cell;
    for (int depth = 0; depth < LONGEST_CHAIN && prototype(at) instanceof Ref ref; depth++) {
      at = ref.cell();
      Slot slot = ownSlot(at, key);
      if (slot != null) {
        return slot;
      }
    }
    return switch (prototype(at)) {
      case Value.Union union -> inheritedSlot(union, key, new HashSet<>());
      case Builtin builtin when builtin.name().equals("Function.prototype") ->
          machine.calls.innate(key);
      default -> null;
    };
  }

  /** Several prototypes are possible: it may be there only. */
  private @Nullable Slot inheritedSlot(Value prototype, String key, Set<Cell> seen) {
    Slot found = null;
    for (Atom atom : prototype.atoms()) {
      if (atom instanceof Ref ref && seen.add(ref.cell())) {
        Slot own = ownSlot(ref.cell(), key);
        Slot one = own == null ? inheritedSlot(prototype(ref.cell()), key, seen) : own;
        found = one == null ? found : Slot.join(found, one.maybe());
      }
    }
    return found;
  }

  /** With what a frozen object refuses. */
  private @Nullable Slot ownSlot(Cell cell, String key) {
    if (cell.isCallable()) {
      machine.calls.materialize(cell, key);
    }
    Slot slot = cell.slots.get(key);
    return slot == null || !cell.meta.mayBeFrozen() ? slot : slot.frozen(cell.meta.freeze());
  }

  /** Defines or overwrites an own data property. Not an event. */
  void define(Cell cell, String key, Value value, boolean enumerable, @Nullable Site site) {
    if (cell.isCallable()) {
      machine.calls.materialize(cell, key);
    }
    put(cell, key, value, enumerable, site, true);
  }

  /** Whether a property stays pinned that is written on, where it may not be there yet. */
  static Cell.Freeze pinned(@Nullable Slot old) {
    return old == null
        ? Cell.Freeze.NO
        : old.always() ? old.pinned() : old.pinned().or(Cell.Freeze.NO);
  }

  void put(
      Cell cell, String key, Value value, boolean enumerable, @Nullable Site site, boolean strong) {
    Slot old = cell.slots.get(key);
    int order = old == null ? machine.heap.tick() : old.order();
    List<Site> writes = site == null ? List.of() : List.of(site);
    Slot slot =
        new Slot(value, null, null, enumerable, Cell.Freeze.NO, pinned(old), true, order, writes);
    if (!strong) {
      slot = java.util.Objects.requireNonNull(Slot.join(old, slot));
    }
    machine.heap.put(cell, key, slot);
  }

  void defineAccessor(
      Cell cell,
      String key,
      @Nullable Value getter,
      @Nullable Value setter,
      boolean enumerable,
      Cell.Freeze pinned,
      @Nullable Site site) {
    Slot old = cell.slots.get(key);
    int order = old == null ? machine.heap.tick() : old.order();
    Value oldGetter = old == null ? null : old.getter();
    Value oldSetter = old == null ? null : old.setter();
    machine.heap.put(
        cell,
        key,
        new Slot(
            Values.UNDEFINED,
            getter == null ? oldGetter : getter,
            setter == null ? oldSetter : setter,
            enumerable,
            Cell.Freeze.NO,
            pinned,
            true,
            order,
            site == null ? List.of() : List.of(site)));
  }

  void delete(Value object, String key, Situation situation) {
    throwsOnNothing(object, situation);
    boolean one = object.atoms().size() == 1;
    for (Atom atom : object.atoms()) {
      if (atom instanceof Ref ref) {
        if (ref.cell().isCallable()) {
          machine.calls.materialize(ref.cell(), key);
        }
        Slot old = ref.cell().slots.get(key);
        deleteFromParts(ref.cell(), key, one, situation);
        if (old == null || ref.cell().meta.frozen()) {
          continue;
        }
        boolean sure = one && !ref.cell().meta.mayBeFrozen() && old.pinned() == Cell.Freeze.NO;
        if (old.pinned() != Cell.Freeze.NO) {
          Paths.mayThrow(situation);
        }
        if (sure) {
          machine.heap.remove(ref.cell(), key);
          if (ref.cell().isCallable()) {
            machine.calls.deletedFrom(ref.cell(), key);
          }
        } else if (old.pinned() != Cell.Freeze.YES) {
          machine.heap.put(ref.cell(), key, old.maybe());
        }
      } else if (atom instanceof Symbolic symbolic) {
        machine.recorder.escapeSymbolic(symbolic, situation);
      }
    }
  }

  /** The linker has to know when names come from outside. */
  private void deleteFromParts(Cell cell, String key, boolean sure, Situation situation) {
    if (!cell.meta.parts().isEmpty() && !cell.meta.frozen()) {
      boolean always = sure && !cell.meta.mayBeFrozen();
      machine.names.addPart(cell, new Cell.Deleted(machine.heap.tick(), key, always), situation);
    }
  }
}
