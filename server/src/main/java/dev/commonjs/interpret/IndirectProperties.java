package dev.commonjs.interpret;

import dev.commonjs.builtins.Globals;
import dev.commonjs.heap.Args;
import dev.commonjs.heap.Cell;
import dev.commonjs.heap.Cell.CopyOf;
import dev.commonjs.heap.Constants;
import dev.commonjs.heap.Opening;
import dev.commonjs.heap.PropertyKey;
import dev.commonjs.heap.Slot;
import dev.commonjs.heap.Slot.Site;
import dev.commonjs.heap.Slots;
import dev.commonjs.heap.Value;
import dev.commonjs.heap.Value.Atom;
import dev.commonjs.heap.Value.EachKey;
import dev.commonjs.heap.Value.EachValue;
import dev.commonjs.heap.Value.Ref;
import dev.commonjs.heap.Value.Str;
import dev.commonjs.heap.Value.Symbolic;
import dev.commonjs.heap.Value.Unknown;
import dev.commonjs.heap.Values;
import dev.commonjs.interpret.ImplicitCalls.Hint;
import dev.commonjs.shape.Fact;
import dev.commonjs.shape.Phase;
import dev.commonjs.shape.Reason.Plain;
import dev.commonjs.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Properties whose names do not stand where they are read or written: computed keys, {@code
 * object[key]} for any value of {@code key}, and objects that are copied whole ({@code
 * Object.assign}, object spread, loops).
 */
public final class IndirectProperties {
  private final Interpreter interpreter;

  public IndirectProperties(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  /** {@code object[key]} for any key value. */
  public Value get(Value object, Value key, Situation situation) {
    Value result = null;
    Paths.throwsOnNothing(object, situation);
    for (Atom k : interpreter.implicit.primitive(key, Hint.STRING, situation).atoms()) {
      PropertyKey name = Constants.propertyKey(k);
      Value one =
          name != null
              ? interpreter.properties.get(object, name, situation)
              : getUnknown(object, k, situation);
      result = result == null ? one : Value.join(result, one);
    }
    return result == null ? Values.UNDEFINED : interpreter.heap.limited(result);
  }

  /** {@code object[key]} where {@code key} may be the name of any property. */
  private Value getUnknown(Value object, Atom key, Situation situation) {
    interpreter.implicit.mayTrap(object, situation);
    Value behind = Proxies.withTargets(object);
    mayAccess(behind, key, Slot::getter, Args.NONE, situation);
    if (key instanceof EachKey each) {
      return eachValue(object, each);
    }
    if (!key.equals(Values.ANY_NUMBER)) {
      return interpreter.enumeration.anyMember(behind);
    }
    // The number may lie beyond the end.
    Value element = interpreter.enumeration.anyElement(behind);
    return behind.any(IndirectProperties::isArray)
        ? Value.join(element, Values.UNDEFINED)
        : element;
  }

  private static boolean isArray(Atom atom) {
    return atom instanceof Ref ref && ref.cell().kind == Cell.Kind.ARRAY;
  }

  /**
   * Any of the accessors of {@code object}, its own and what it inherits, may run. One that runs
   * already does nothing more if it runs again.
   */
  private void mayAccess(
      Value object,
      Atom key,
      Function<Slot, @Nullable Value> accessor,
      Args args,
      Situation situation) {
    if (key.primitiveKind() == Shape.PrimitiveKind.SYMBOL) {
      return;
    }
    for (Atom atom : object.atoms()) {
      Value at = atom;
      for (int depth = 0;
          depth < interpreter.heap.limits().chain() && at instanceof Ref ref;
          depth++) {
        if (!(key.equals(Values.ANY_NUMBER) && ref.cell().kind == Cell.Kind.ARRAY)) {
          List<Value> functions = new ArrayList<>(0);
          ref.cell()
              .slots
              .forEach(slot -> Optional.ofNullable(accessor.apply(slot)).ifPresent(functions::add));
          for (Value function : functions) {
            if (!function.any(situation::runs)) {
              interpreter.paths.either(
                  () -> interpreter.calls.call(function, atom, args, null, situation),
                  () -> Values.UNDEFINED);
            }
          }
        }
        at = interpreter.own.prototype(ref.cell());
      }
    }
  }

  private Value eachValue(Value object, EachKey key) {
    boolean same = object.atoms().size() == 1 && object.atoms().get(0).equals(key.of());
    return same ? new EachValue(key.of()) : interpreter.enumeration.anyMember(object);
  }

  /** {@code object[key] = value} for any key value. */
  public void set(
      Value object,
      Value key,
      Value value,
      @Nullable Site site,
      Fact.Through through,
      Situation situation) {
    Paths.throwsOnNothing(object, situation);
    List<Atom> keys = namingAtoms(interpreter.implicit.primitive(key, Hint.STRING, situation));
    if (!Constants.arePrimitive(keys)) {
      // ECMA-262, ToPropertyKey: an object is asked for its text.
      Paths.mayThrow(situation);
    }
    Value behind = object;
    if (keys.stream().anyMatch(atom -> Constants.propertyKey(atom) == null)) {
      interpreter.implicit.mayTrap(object, situation);
      behind = Proxies.withTargets(object);
    }
    for (Atom atom : keys) {
      PropertyKey name = Constants.propertyKey(atom);
      if (name != null && keys.size() == 1) {
        interpreter.properties.set(object, name, value, site, through, situation);
      } else if (name != null) {
        setMaybe(object, name, value, site, through, situation);
      } else if (atom instanceof EachKey each) {
        copyKey(behind, each, value, site, through, situation);
      } else {
        boolean sure = keys.size() == 1 && object.atoms().size() == 1;
        Cell.Part part = interpreter.names.namedBy(atom, sure);
        if (part != null) {
          writeNamed(behind, atom, part, value, site, through, situation);
          continue;
        }
        setUnknown(behind, atom, value, site, through, situation);
      }
    }
  }

  /**
   * What a key may be. Behind the end of a list of unknown length it is {@code undefined}, and
   * whether a loop goes there cannot be seen: that name may be there, but is not listed.
   */
  public static List<Atom> namingAtoms(Value key) {
    if (key instanceof Atom only) {
      return List.of(only);
    }
    List<Atom> unnamed =
        key.atoms().stream().filter(atom -> Constants.propertyKey(atom) == null).toList();
    if (unnamed.isEmpty() || !key.atoms().contains(Values.UNDEFINED)) {
      return key.atoms();
    }
    List<Atom> atoms = new ArrayList<>(key.atoms());
    atoms.remove(Values.UNDEFINED);
    if (unnamed.stream().noneMatch(Value::isUnknown)) {
      atoms.add(new Unknown(Plain.LIST_MAY_END));
    }
    return atoms;
  }

  private void setMaybe(
      Value object,
      PropertyKey name,
      Value value,
      @Nullable Site site,
      Fact.Through through,
      Situation situation) {
    interpreter.paths.either(
        () -> interpreter.properties.set(object, name, value, site, through, situation), () -> {});
  }

  private void copyKey(
      Value object,
      EachKey key,
      Value value,
      @Nullable Site site,
      Fact.Through through,
      Situation situation) {
    for (Atom atom : object.atoms()) {
      if (atom instanceof Ref ref) {
        Cell cell = ref.cell();
        boolean values = value.any(v -> v.equals(new EachValue(key.of())));
        interpreter.events.blur(value);
        if (!values && isFoundIn(cell, key)) {
          replaceAny(cell, key.filter(), value, site);
        }
        interpreter.names.addPart(
            cell,
            new CopyOf(
                interpreter.heap.tick(), key.of(), key.filter(), true, key.inherited(), values),
            situation);
        if (key.of() instanceof Symbolic source) {
          copyChanges(cell, source, key.filter(), site, situation);
        }
        interpreter.events.writeUnnamed(cell, value, site, through, situation);
      } else if (atom instanceof Symbolic symbolic) {
        interpreter.uses.copyOnSymbolic(symbolic, key, situation);
      }
    }
  }

  /** Whether a loop over {@code keys} comes to the names of {@code cell}. */
  private boolean isFoundIn(Cell cell, EachKey keys) {
    Value at = keys.of();
    for (int depth = 0;
        depth < interpreter.heap.limits().chain() && at instanceof Ref ref;
        depth++) {
      if (ref.cell() == cell) {
        return true;
      }
      at = keys.inherited() ? interpreter.own.prototype(ref.cell()) : Values.UNDEFINED;
    }
    return false;
  }

  /** A loop over the names of an object writes on it: any that it has may hold {@code value}. */
  private void replaceAny(Cell cell, Shape.Filter filter, Value value, @Nullable Site site) {
    for (Slots.Named there : List.copyOf(cell.slots.names())) {
      if (there.slot().enumerable() && filter.takes(there.name())) {
        interpreter.heap.write(cell, there.name(), value, true, site, false);
      }
    }
  }

  /**
   * What this file itself has done to an object of another module: the names that it has written on
   * it, and what brought or took away others.
   */
  private void copyChanges(
      Cell target, Symbolic source, Shape.Filter filter, @Nullable Site site, Situation situation) {
    for (Opening opening : interpreter.foreign.openedOnTheWayTo(source)) {
      interpreter.heap.setMeta(target, target.meta.opened(opening));
    }
    Cell changes = interpreter.foreign.changesOf(source);
    if (changes == null) {
      return;
    }
    copyParts(target, changes, filter, false, situation);
    for (String name : interpreter.foreign.writtenOn(source)) {
      if (filter.takes(name)) {
        Value value = interpreter.foreign.get(source, new PropertyKey.Name(name));
        interpreter.heap.write(target, name, value, true, site, false);
      }
    }
  }

  /** {@code object[key] = value} where the linker may know the name. */
  public void writeNamed(
      Value object,
      Atom key,
      Cell.Part part,
      Value value,
      @Nullable Site site,
      Fact.Through through,
      Situation situation) {
    for (Atom atom : object.atoms()) {
      boolean named = atom instanceof Ref ref && !ref.cell().meta.frozen();
      if (named && atom instanceof Ref ref && ref.cell().kind != Cell.Kind.ARRAY) {
        interpreter.names.addPart(ref.cell(), part, situation);
        interpreter.events.blur(value);
        ref.cell().seen.perhapsOpen |= situation.phase() == Phase.MAYBE;
        interpreter.events.writeUnnamed(ref.cell(), value, site, through, situation);
      } else {
        setUnknown(atom, key, value, site, through, situation);
      }
    }
  }

  private void setUnknown(
      Value object,
      Atom key,
      Value value,
      @Nullable Site site,
      Fact.Through through,
      Situation situation) {
    mayAccess(object, key, Slot::setter, Args.of(value), situation);
    for (Atom atom : object.atoms()) {
      if (atom instanceof Ref ref) {
        Cell cell = ref.cell();
        if (cell.meta.frozen()) {
          continue;
        }
        // In a list there may be holes before it.
        boolean list = cell.kind == Cell.Kind.ARRAY;
        Value rest = list ? Value.join(value, Values.UNDEFINED) : value;
        interpreter.heap.setMeta(cell, cell.meta.withRest(rest));
        if (!list) {
          interpreter.names.open(cell, Plain.NAMES_COMPUTED, site, situation);
        }
        interpreter.events.writeUnnamed(cell, value, site, through, situation);
      } else {
        if (atom instanceof Symbolic symbolic) {
          interpreter.uses.writeOnSymbolic(symbolic, key, true, situation);
        }
        interpreter.events.extendNative(atom, null, site, situation);
        interpreter.escapes.escape(value, Plain.STORED_IN_UNKNOWN_OBJECT, situation);
      }
    }
  }

  // ---------------------------------------------------------------- copies

  /**
   * {@code Object.assign(target, source)}, object spread, a loop that copies everything.
   *
   * @param define own properties are defined (spread) rather than set
   */
  public void copyAll(
      Cell target,
      Value source,
      Set<String> excluded,
      boolean define,
      @Nullable Site site,
      Fact.Through through,
      Situation situation) {
    boolean strong = source.atoms().size() == 1;
    for (Atom atom : source.atoms()) {
      switch (atom) {
        case Ref ref ->
            copyCell(target, ref.cell(), excluded, define, strong, site, through, situation);
        case Symbolic symbolic -> {
          interpreter.names.addPart(
              target,
              new CopyOf(
                  interpreter.heap.tick(),
                  symbolic,
                  Shape.Filter.without(excluded),
                  strong,
                  false,
                  true),
              situation);
          copyChanges(target, symbolic, Shape.Filter.without(excluded), site, situation);
        }
        case EachValue each ->
            interpreter.names.open(target, Plain.NAMES_OF_UNKNOWN_COPIED, site, situation);
        case Value.EachElement e ->
            interpreter.names.open(target, Plain.NAMES_OF_UNKNOWN_COPIED, site, situation);
        case Unknown unknown ->
            interpreter.names.open(target, Plain.NAMES_OF_UNKNOWN_COPIED, site, situation);
        case Str text -> copyText(target, text.value(), excluded, strong, site);
        case Value.Builtin builtin when mayHaveNames(builtin) ->
            interpreter.names.open(target, Plain.NAMES_OF_UNKNOWN_COPIED, site, situation);
        case Atom text when text.primitiveKind() == Shape.PrimitiveKind.STRING ->
            interpreter.names.open(target, Plain.NAMES_OF_UNKNOWN_COPIED, site, situation);
        default -> {}
      }
    }
  }

  /** Whether there may be names of its own that a copy gets. */
  private static boolean mayHaveNames(Value.Builtin builtin) {
    return builtin.name().equals("process.env")
        || !Globals.isComplete(builtin.name())
        || !Globals.enumerable(builtin.name()).isEmpty();
  }

  /** The own enumerable properties of a string are its code units. */
  private void copyText(
      Cell target, String text, Set<String> excluded, boolean strong, @Nullable Site site) {
    for (int i = 0; i < text.length(); i++) {
      if (!excluded.contains(Integer.toString(i))) {
        interpreter.heap.write(
            target,
            Integer.toString(i),
            new Str(text.substring(i, i + 1)),
            true,
            site,
            strong && !target.meta.mayBeFrozen());
      }
    }
  }

  private void copyCell(
      Cell target,
      Cell source,
      Set<String> excluded,
      boolean define,
      boolean strong,
      @Nullable Site site,
      Fact.Through through,
      Situation situation) {
    interpreter.enumeration.readAll(source);
    if (situation.phase() != Phase.LOAD) {
      source.seen.copiedAt = Integer.MAX_VALUE; // Functions run in any order, any number of times.
    }
    interpreter.implicit.mayTrap(source, situation);
    interpreter.heap.charge(source.slots.size());
    boolean full = interpreter.heap.isFull();
    if (full) {
      interpreter.names.open(target, Plain.LARGE_OBJECT_COPIED, site, situation);
      interpreter.heap.exceeded(List.of(source));
    }
    for (Enumeration.Named named : Enumeration.ordered(source)) {
      boolean isNew = target.meta.prototype() == null && !target.slots.has(named.name());
      if (!named.enumerable() || excluded.contains(named.name()) || full && isNew) {
        continue;
      }
      Value[] read = {Values.UNDEFINED};
      Runnable reading =
          () -> read[0] = interpreter.properties.valueOf(named.slot(), new Ref(source), situation);
      if (named.always() || !named.slot().isAccessor()) {
        reading.run();
      } else {
        interpreter.paths.either(reading, () -> {});
      }
      Value value = read[0];
      Site from =
          site == null && !named.slot().writes().isEmpty() ? named.slot().writes().get(0) : site;
      boolean certain = strong && named.always();
      if (define) {
        interpreter.heap.write(
            target,
            named.name(),
            value,
            true,
            named.slot().writes().isEmpty() ? from : named.slot().writes().get(0),
            certain);
      } else {
        Runnable write =
            () ->
                interpreter.properties.set(
                    new Ref(target), named.name(), value, from, through, situation);
        if (certain) {
          write.run();
        } else {
          interpreter.paths.either(write, () -> {});
        }
      }
    }
    copyParts(target, source, Shape.Filter.without(excluded), strong, situation);
    if (source.meta.rest() != null && source.kind == Cell.Kind.ARRAY) {
      interpreter.names.open(target, Plain.NAMES_OF_UNKNOWN_COPIED, site, situation);
    }
    if (source.meta.rest() != null) {
      interpreter.heap.setMeta(target, target.meta.withRest(source.meta.rest()));
    }
  }

  /** The names of {@code source} that this file does not list, and why there may be more. */
  private void copyParts(
      Cell target, Cell source, Shape.Filter filter, boolean strong, Situation situation) {
    for (Cell.Part part : source.meta.parts()) {
      if (part instanceof CopyOf copy) {
        interpreter.names.addPart(
            target,
            new CopyOf(
                interpreter.heap.tick(),
                copy.source(),
                copy.filter().and(filter),
                copy.always() && strong,
                copy.inherited(),
                copy.values()),
            situation);
      } else if (part instanceof Cell.Deleted deleted) {
        // It speaks of what was copied before it; the target may have had the name before.
        interpreter.names.addPart(
            target, new Cell.Deleted(interpreter.heap.tick(), deleted.name(), false), situation);
      } else if (part instanceof Cell.NamedBy named) {
        interpreter.names.addPart(
            target,
            new Cell.NamedBy(
                interpreter.heap.tick(), named.source(), named.each(), named.always() && strong),
            situation);
      } else {
        // What the function did to the source is known to the linker only.
        interpreter.names.addPart(
            target,
            new CopyOf(interpreter.heap.tick(), new Ref(source), filter, false, false, true),
            situation);
      }
    }
    for (Opening opening : source.meta.open()) {
      interpreter.heap.setMeta(target, target.meta.opened(opening));
    }
  }
}
