package dev.commonjs.models;

import dev.commonjs.heap.Args;
import dev.commonjs.heap.Cell;
import dev.commonjs.heap.Constants;
import dev.commonjs.heap.Operators;
import dev.commonjs.heap.PropertyKey;
import dev.commonjs.heap.Slot;
import dev.commonjs.heap.Slots;
import dev.commonjs.heap.Value;
import dev.commonjs.heap.Value.Atom;
import dev.commonjs.heap.Value.EachKey;
import dev.commonjs.heap.Value.EachValue;
import dev.commonjs.heap.Value.Ref;
import dev.commonjs.heap.Value.Symbolic;
import dev.commonjs.heap.Value.Unknown;
import dev.commonjs.heap.Values;
import dev.commonjs.interpret.Enumeration;
import dev.commonjs.interpret.IndirectProperties;
import dev.commonjs.interpret.Interpreter;
import dev.commonjs.interpret.Paths;
import dev.commonjs.shape.Fact;
import dev.commonjs.shape.Reason.Plain;
import dev.commonjs.shape.Truth;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Property descriptors: definitions of properties by them, and what they say of properties. */
final class DescriptorModels {
  private DescriptorModels() {}

  static void register(Map<String, Model> models) {
    models.put("Object.defineProperty", DescriptorModels::defineProperty);
    models.put(
        "Reflect.defineProperty",
        call -> {
          defineProperty(call);
          return Values.ANY_BOOLEAN;
        });
    models.put("Object.defineProperties", DescriptorModels::defineProperties);
    ObjectModels.ofObjects(models, "Object.defineProperty");
    ObjectModels.ofObjects(models, "Reflect.defineProperty");
    ObjectModels.ofObjects(models, "Object.defineProperties");
    models.put("Object.getOwnPropertyDescriptor", DescriptorModels::descriptor);
    models.put("Reflect.getOwnPropertyDescriptor", DescriptorModels::descriptor);
    models.put("Object.getOwnPropertyDescriptors", DescriptorModels::descriptors);
    models.put("Object.prototype.__defineGetter__", call -> defineAccessor(call, true));
    models.put("Object.prototype.__defineSetter__", call -> defineAccessor(call, false));
  }

  private static Value defineProperty(Call call) {
    Value target = call.arg(0);
    Paths.mayThrow(call.situation());
    PropertyKey key = call.arg(1) instanceof Atom only ? Constants.propertyKey(only) : null;
    call.interpreter().events.extendNative(target, key, call.site(1), call.situation());
    ObjectModels.onEach(
        call, target, cell -> defineOn(call, cell, call.arg(1), call.arg(2), call.site(1)));
    for (Atom atom : target.atoms()) {
      if (!(atom instanceof Ref)) {
        call.interpreter().events.writeElsewhere(call.site(1), call.situation());
      }
      if (atom instanceof Symbolic symbolic) {
        boolean enumerable =
            call.arg(2) instanceof Ref ref && flag(call, ref.cell(), "enumerable", false);
        defineOnSymbolic(call, symbolic, 1, enumerable);
      }
    }
    return target;
  }

  /** The argument at {@code named} is the key. */
  private static void defineOnSymbolic(
      Call call, Symbolic symbolic, int named, boolean enumerable) {
    for (Atom key : IndirectProperties.namingAtoms(call.arg(named))) {
      PropertyKey property = Constants.propertyKey(key);
      if (property instanceof PropertyKey.Name name) {
        call.interpreter()
            .uses
            .writeOnSymbolic(
                symbolic,
                name.text(),
                new Unknown(Plain.DEFINED_PROPERTY),
                call.site(named),
                false,
                call.situation());
      } else if (key instanceof EachKey each) {
        call.interpreter().uses.copyOnSymbolic(symbolic, each, call.situation());
      } else if (named == 0 || call.arg(2) instanceof Ref) {
        call.interpreter().uses.writeOnSymbolic(symbolic, key, enumerable, call.situation());
      } else {
        call.interpreter().uses.defineOnSymbolic(symbolic, key, call.arg(2), call.situation());
      }
    }
  }

  private static void defineOn(
      Call call, Cell cell, Value key, Value descriptor, Slot.@Nullable Site site) {
    for (Atom atom : IndirectProperties.namingAtoms(key)) {
      PropertyKey name = Constants.propertyKey(atom);
      if (name != null) {
        if (cell.isCallable()) {
          call.interpreter().own.materialize(cell, name);
        }
        boolean refuses = mayRefuse(cell, name);
        if (key.atoms().size() == 1 && !refuses) {
          define(call, cell, name, descriptor, site);
        } else {
          if (refuses) {
            Paths.seemsToThrow(call.situation()); // As it is now, which no sample may show.
          }
          call.interpreter()
              .paths
              .either(() -> define(call, cell, name, descriptor, site), () -> {});
        }
      } else if (atom instanceof EachKey each) {
        boolean values = descriptorCopies(call, each, descriptor);
        call.interpreter()
            .names
            .addPart(
                cell,
                new Cell.CopyOf(
                    call.interpreter().heap.tick(),
                    each.of(),
                    each.filter(),
                    true,
                    each.inherited(),
                    values),
                call.situation());
      } else if (!atom.equals(Values.ANY_SYMBOL)) {
        boolean enumerable =
            descriptor instanceof Ref ref && flag(call, ref.cell(), "enumerable", false);
        Cell.Part part =
            enumerable ? call.interpreter().names.namedBy(atom, key.atoms().size() == 1) : null;
        if (part == null) {
          call.interpreter().names.open(cell, Plain.NAMES_COMPUTED, site, call.situation());
        } else {
          Value value = new Unknown(Plain.DEFINED_PROPERTY);
          call.interpreter()
              .indirect
              .writeNamed(
                  new Ref(cell), atom, part, value, site, Fact.Through.ALIAS, call.situation());
        }
      }
    }
  }

  /** Whether defining {@code name} anew may be an error. */
  private static boolean mayRefuse(Cell cell, PropertyKey name) {
    Slot old = cell.slots.get(name);
    return cell.meta.mayBeFrozen() || old != null && old.pinned() != Cell.Freeze.NO;
  }

  private static boolean descriptorCopies(Call call, EachKey key, Value descriptor) {
    if (!(descriptor instanceof Ref ref)) {
      return true;
    }
    Slot getter = ref.cell().slots.get("get");
    Slot value = ref.cell().slots.get("value");
    Value got =
        getter != null
            ? call.interpreter()
                .paths
                .speculate(
                    () ->
                        java.util.Objects.requireNonNullElse(
                            call.interpreter()
                                .paths
                                .attempt(
                                    () ->
                                        call.interpreter()
                                            .calls
                                            .call(
                                                getter.value(),
                                                Values.UNDEFINED,
                                                Args.NONE,
                                                null,
                                                call.situation())),
                            Values.UNDEFINED))
            : value != null ? value.value() : Values.UNDEFINED;
    return got.atoms().contains(new EachValue(key.of()));
  }

  private static void define(
      Call call, Cell cell, PropertyKey name, Value descriptor, Slot.@Nullable Site site) {
    Interpreter interpreter = call.interpreter();
    interpreter.later.write(cell, name, cell.slots.has(name), call.situation());
    if (cell.meta.frozen()) {
      Paths.seemsToThrow(call.situation());
      interpreter.events.write(
          cell,
          name,
          new Unknown(Plain.DEFINED_PROPERTY),
          site,
          Fact.Through.ALIAS,
          true,
          call.situation());
      return;
    }
    if (!(descriptor instanceof Ref ref)) {
      Slot old = cell.slots.get(name);
      Value value = new Unknown(Plain.DEFINED_BY_UNKNOWN);
      interpreter.own.define(cell, name, value, old == null || old.enumerable(), site);
      interpreter.events.write(
          cell, name, value, site, Fact.Through.ALIAS, false, call.situation());
      return;
    }
    Cell from = ref.cell();
    if (from.slots.names().stream().anyMatch(field -> field.slot().isAccessor())) {
      // ECMA-262, ToPropertyDescriptor: all of it is read, once, before the property is looked at.
      Ref read = interpreter.heap.newObject(null);
      interpreter.indirect.copyAll(
          read.cell(), ref, Set.of(), true, null, Fact.Through.ALIAS, call.situation());
      define(call, cell, name, read, site);
      return;
    }
    Slot old = cell.slots.get(name);
    boolean enumerable = flag(call, from, "enumerable", old != null && old.enumerable());
    // Without a word what is new is not enumerable, and what was there stays as it was.
    boolean sure = old == null || old.always() || !enumerable || from.slots.has("enumerable");
    Cell.Freeze pinned =
        refusal(
            call,
            from,
            "configurable",
            old == null ? null : old.pinned(),
            old != null && old.always());
    Slot getter = from.slots.get("get");
    Slot setter = from.slots.get("set");
    boolean generic =
        Stream.of("get", "set", "value", "writable").noneMatch(from.slots::has) && !from.isOpen();
    if (generic && old != null && old.isOnlyAccessor() && old.always()) {
      // ECMA-262, IsGenericDescriptor: it stays an accessor.
      interpreter.own.defineAccessor(cell, name, null, null, enumerable, pinned, site);
      return;
    }
    if (getter != null && !getter.value().isNullish()
        || setter != null && !setter.value().isNullish()) {
      Value get = getter == null || getter.value().isNullish() ? null : getter.value();
      Value set = setter == null || setter.value().isNullish() ? null : setter.value();
      interpreter.own.defineAccessor(cell, name, get, set, enumerable, pinned, site);
      if (!sure) {
        weaken(call, cell, name);
      }
      interpreter.events.write(
          cell, name, Values.UNDEFINED, site, Fact.Through.ALIAS, false, call.situation());
      return;
    }
    Value value =
        from.slots.has("value") || old == null
            ? interpreter.properties.get(ref, "value", call.situation())
            : old.always() ? old.value() : Value.join(old.value(), Values.UNDEFINED);
    Cell.Freeze readOnly =
        refusal(
            call,
            from,
            "writable",
            old == null || old.isOnlyAccessor() ? null : old.readOnly(),
            old != null && old.always() && !old.isAccessor());
    int order = old == null ? interpreter.heap.tick() : old.order();
    interpreter.heap.put(
        cell,
        name,
        new Slot(
            value,
            null,
            null,
            enumerable,
            readOnly,
            pinned,
            true,
            order,
            site == null ? List.of() : List.of(site)));
    if (!sure) {
      weaken(call, cell, name);
    }
    interpreter.events.write(cell, name, value, site, Fact.Through.ALIAS, false, call.situation());
  }

  /** As an enumerable one it may not be there. */
  private static void weaken(Call call, Cell cell, PropertyKey name) {
    Slot slot = java.util.Objects.requireNonNull(cell.slots.get(name));
    call.interpreter().heap.put(cell, name, slot.maybe());
  }

  /**
   * What a property refuses whose descriptor does not allow it by {@code name}.
   *
   * @param before what it refuses already, which stays when the descriptor does not say; null when
   *     it is new
   * @param there it is there already, on every path
   */
  private static Cell.Freeze refusal(
      Call call, Cell descriptor, String name, Cell.@Nullable Freeze before, boolean there) {
    if (!descriptor.slots.has(name)) {
      boolean open = descriptor.isOpen();
      return open
          ? Cell.Freeze.MAYBE
          : before == null ? Cell.Freeze.YES : there ? before : before.or(Cell.Freeze.YES);
    }
    Value allowed = call.interpreter().properties.get(new Ref(descriptor), name, call.situation());
    return switch (Operators.truth(allowed)) {
      case YES -> Cell.Freeze.NO;
      case NO -> Cell.Freeze.YES;
      case UNKNOWN -> Cell.Freeze.MAYBE;
    };
  }

  private static boolean flag(Call call, Cell descriptor, String name, boolean otherwise) {
    if (!descriptor.slots.has(name)) {
      return otherwise || descriptor.isOpen();
    }
    Value value = call.interpreter().properties.get(new Ref(descriptor), name, call.situation());
    return Operators.truth(value) != Truth.NO;
  }

  private static Value defineProperties(Call call) {
    Paths.mayThrow(call.situation());
    ObjectModels.extendNative(call, call.arg(0), call.arg(1));
    ObjectModels.onEach(call, call.arg(0), cell -> defineAll(call, cell, call.arg(1)));
    for (Atom atom : call.arg(0).atoms()) {
      if (atom instanceof Symbolic symbolic) {
        call.interpreter().uses.escapeSymbolic(symbolic, call.situation());
      }
    }
    return call.arg(0);
  }

  static void defineAll(Call call, Cell cell, Value descriptors) {
    if (!(descriptors instanceof Ref ref)
        || call.interpreter().enumeration.knownKeys(ref.cell(), false) == null) {
      call.interpreter().names.open(cell, Plain.NAMES_COMPUTED, call.site(), call.situation());
      // Those that are there may be defined anew, as not enumerable too.
      for (Slots.Named there : List.copyOf(cell.slots.names())) {
        Value value = Value.join(there.slot().value(), new Unknown(Plain.DEFINED_BY_UNKNOWN));
        call.interpreter().heap.put(cell, there.name(), there.slot().maybe().withValue(value));
      }
      return;
    }
    for (String name :
        new HashSet<>(
            java.util.Objects.requireNonNull(
                call.interpreter().enumeration.knownKeys(ref.cell(), false)))) {
      Slot slot = java.util.Objects.requireNonNull(ref.cell().slots.get(name));
      defineOn(
          call,
          cell,
          Value.string(name),
          call.interpreter().properties.get(ref, name, call.situation()),
          slot.writes().isEmpty() ? call.site() : slot.writes().get(0));
    }
  }

  private static Value descriptors(Call call) {
    if (!(call.arg(0) instanceof Ref ref)
        || call.interpreter().enumeration.knownKeys(ref.cell(), false) == null) {
      return new Unknown(Plain.PROPERTY_DESCRIPTORS);
    }
    Ref result = call.interpreter().heap.newObject(call.at());
    for (Enumeration.Named named : Enumeration.ordered(ref.cell())) {
      call.interpreter()
          .own
          .define(
              result.cell(),
              named.name(),
              descriptor(call, ref, new PropertyKey.Name(named.name())),
              true,
              null);
    }
    return result;
  }

  private static Value descriptor(Call call) {
    call.interpreter().uses.testedMember(call.arg(0), call.arg(1));
    if (!(call.arg(0) instanceof Ref ref)
        || !(call.arg(1) instanceof Atom key)
        || Constants.propertyKey(key) == null) {
      return new Unknown(Plain.PROPERTY_DESCRIPTOR);
    }
    return descriptor(call, ref, java.util.Objects.requireNonNull(Constants.propertyKey(key)));
  }

  private static Value descriptor(Call call, Ref ref, PropertyKey name) {
    Truth has = call.interpreter().enumeration.has(ref, name, true);
    Slot slot = ref.cell().slots.get(name);
    if (has == Truth.NO) {
      return Values.UNDEFINED;
    }
    if (!has.isKnown() || slot == null) {
      return new Unknown(Plain.PROPERTY_DESCRIPTOR);
    }
    Ref result = call.interpreter().heap.newObject(call.at());
    if (slot.isAccessor()) {
      call.interpreter()
          .own
          .define(
              result.cell(),
              "get",
              slot.getter() == null ? Values.UNDEFINED : slot.getter(),
              true,
              null);
      call.interpreter()
          .own
          .define(
              result.cell(),
              "set",
              slot.setter() == null ? Values.UNDEFINED : slot.setter(),
              true,
              null);
    } else {
      call.interpreter().own.define(result.cell(), "value", slot.value(), true, null);
      call.interpreter().own.define(result.cell(), "writable", not(slot.readOnly()), true, null);
    }
    call.interpreter()
        .own
        .define(result.cell(), "enumerable", Value.bool(slot.enumerable()), true, null);
    call.interpreter().own.define(result.cell(), "configurable", not(slot.pinned()), true, null);
    return result;
  }

  private static Value not(Cell.Freeze refused) {
    return refused == Cell.Freeze.MAYBE
        ? Values.ANY_BOOLEAN
        : Value.bool(refused == Cell.Freeze.NO);
  }

  private static Value defineAccessor(Call call, boolean getter) {
    PropertyKey name = call.arg(0) instanceof Atom key ? Constants.propertyKey(key) : null;
    Value function = call.arg(1);
    Paths.mayThrow(call.situation());
    call.interpreter().events.extendNative(call.receiver(), name, call.site(0), call.situation());
    ObjectModels.onEach(
        call,
        call.receiver(),
        cell -> {
          if (name == null) {
            call.interpreter()
                .names
                .open(cell, Plain.NAMES_COMPUTED, call.site(), call.situation());
          } else if (cell.meta.frozen()) {
            call.interpreter()
                .events
                .write(
                    cell, name, function, call.site(0), Fact.Through.ALIAS, true, call.situation());
          } else {
            call.interpreter()
                .own
                .defineAccessor(
                    cell,
                    name,
                    getter ? function : null,
                    getter ? null : function,
                    true,
                    Cell.Freeze.NO,
                    call.site(0));
            call.interpreter()
                .events
                .write(
                    cell,
                    name,
                    Values.UNDEFINED,
                    call.site(0),
                    Fact.Through.ALIAS,
                    false,
                    call.situation());
          }
        });
    for (Atom atom : call.receiver().atoms()) {
      if (atom instanceof Symbolic symbolic) {
        defineOnSymbolic(call, symbolic, 0, true);
      }
    }
    return Values.UNDEFINED;
  }
}
