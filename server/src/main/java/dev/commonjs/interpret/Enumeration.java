package dev.commonjs.interpret;

import dev.commonjs.heap.Cell;
import dev.commonjs.heap.Heap;
import dev.commonjs.heap.OwnProperties;
import dev.commonjs.heap.PropertyKey;
import dev.commonjs.heap.Slot;
import dev.commonjs.heap.Slots;
import dev.commonjs.heap.Value;
import dev.commonjs.heap.Value.Atom;
import dev.commonjs.heap.Value.Builtin;
import dev.commonjs.heap.Value.Ref;
import dev.commonjs.heap.Value.Str;
import dev.commonjs.heap.Value.Symbolic;
import dev.commonjs.heap.Value.Unknown;
import dev.commonjs.heap.Values;
import dev.commonjs.shape.Reason.Plain;
import dev.commonjs.shape.Shape.PrimitiveKind;
import dev.commonjs.shape.Truth;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which names an object has, and the elements of lists: ECMA-262's [[HasProperty]] and
 * [[OwnPropertyKeys]]. Runs no code of the file.
 */
public final class Enumeration {
  private final Heap heap;
  private final OwnProperties own;
  private final GlobalScope globals;
  private final ExportEvents events;

  public Enumeration(Heap heap, OwnProperties own, GlobalScope globals, ExportEvents events) {
    this.heap = heap;
    this.own = own;
    this.globals = globals;
    this.events = events;
  }

  /** {@code key in object}, or own only. */
  public Truth has(Value object, PropertyKey key, boolean ownOnly) {
    return Truth.common(
        object.atoms(),
        atom ->
            atom instanceof Ref ref
                ? hasCell(ref.cell(), key, ownOnly, heap.limits().chain())
                : Truth.UNKNOWN);
  }

  private Truth hasCell(Cell cell, PropertyKey key, boolean ownOnly, int depth) {
    cell.seen.read(key);
    if (cell.isCallable()) {
      own.materialize(cell, key);
    }
    Slot slot = cell.slots.get(key);
    if (slot != null) {
      return slot.always() ? Truth.YES : Truth.UNKNOWN;
    }
    if (cell.isOpen()
        || cell.meta.rest() != null
        || OwnProperties.fromParts(cell, key, null) != null
        || depth == 0) {
      return Truth.UNKNOWN;
    }
    if (ownOnly) {
      return Truth.NO;
    }
    if (own.prototype(cell) instanceof Ref ref) {
      return hasCell(ref.cell(), key, false, depth - 1);
    }
    return isAbsentFrom(own.prototype(cell), key) ? Truth.NO : Truth.UNKNOWN;
  }

  /**
   * The enumerable string keys of a cell in order when all are known and certain; null otherwise.
   * {@code inherited}: as {@code for in} sees them.
   */
  @Nullable
  public List<String> knownKeys(Cell cell, boolean inherited) {
    readAll(cell);
    Set<String> keys = new LinkedHashSet<>();
    Cell at = cell;
    for (int depth = 0; depth < heap.limits().chain(); depth++) {
      if (at.isOpen()
          || !at.seen.isInOrder()
          || at.meta.rest() != null
          || !at.meta.parts().isEmpty()
          || at.slots.size() > heap.limits().names()) {
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
      Value prototype = own.prototype(at);
      if (!inherited || !(prototype instanceof Ref next)) {
        boolean plain =
            !inherited || prototype instanceof Builtin || prototype instanceof Value.Null;
        return plain ? List.copyOf(keys) : null;
      }
      at = next.cell();
    }
    return null;
  }

  public record Named(String name, boolean always, boolean enumerable, Slot slot) {}

  /** The own properties in the order of ECMA-262's OrdinaryOwnPropertyKeys. */
  public static List<Named> ordered(Cell cell) {
    List<Named> indices = new ArrayList<>();
    List<Named> names = new ArrayList<>();
    for (Slots.Named own : cell.slots.names()) {
      String name = own.name();
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

  /** The array index that {@code key} is; null when it is none. */
  static @Nullable Integer index(PropertyKey key) {
    return key instanceof PropertyKey.Name name ? index(name.text()) : null;
  }

  public static @Nullable Integer index(String key) {
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

  /** What {@code cell} holds in an internal slot; null for nothing. */
  public static @Nullable Value internal(Cell cell, PropertyKey.Internal key) {
    Slot slot = cell.slots.get(key);
    return slot == null ? null : slot.value();
  }

  /** Some element of a list, or of anything else that has numbers for names. */
  public Value anyElement(Value list) {
    if (list instanceof Atom only) {
      return anyElementOf(only);
    }
    List<Value> all = new ArrayList<>();
    for (Atom atom : list.atoms()) {
      all.add(anyElementOf(atom));
    }
    return heap.joined(all);
  }

  private Value anyElementOf(Atom list) {
    return list instanceof Symbolic s ? new Value.EachElement(s) : anyMemberOf(list);
  }

  /** The value under a name that is not known. */
  public Value anyMember(Value object) {
    if (object instanceof Atom only) {
      return anyMemberOf(only);
    }
    List<Value> all = new ArrayList<>();
    for (Atom atom : object.atoms()) {
      all.add(anyMemberOf(atom));
    }
    return heap.joined(all);
  }

  private Value anyMemberOf(Atom object) {
    if (object instanceof Ref ref
        && internal(ref.cell(), PropertyKey.Internal.KEYS) instanceof Ref keys) {
      Value values = internal(ref.cell(), PropertyKey.Internal.VALUES);
      return values == null ? anyElement(keys) : pair(anyElement(keys), anyElement(values));
    }
    if (object instanceof Ref ref) {
      ref.cell().seen.indexedAt = heap.tick();
      events.readUnderAnyName(ref.cell());
      return ref.cell().kind == Cell.Kind.ARRAY
          ? anyElement(ref.cell())
          : new Unknown(Plain.NAME_COMPUTED);
    }
    return object.primitiveKind() == PrimitiveKind.STRING
        ? Values.ANY_STRING
        : new Unknown(Plain.NAME_COMPUTED);
  }

  private Value anyElement(Cell array) {
    List<Value> all = new ArrayList<>();
    all.add(array.meta.rest() == null ? Values.UNDEFINED : array.meta.rest());
    for (Slots.Named named : array.slots.names()) {
      if (index(named.name()) != null) {
        all.add(named.slot().value());
      }
    }
    if (array.isOpen() || !array.meta.parts().isEmpty()) {
      all.add(new Unknown(Plain.ELEMENT_OF_LIST));
    }
    return heap.joined(all);
  }

  void readAll(Cell cell) {
    cell.seen.copiedAt = Math.max(cell.seen.copiedAt, heap.tick());
  }

  /** All names of {@code object} may have been read. */
  public void readAny(Value object) {
    for (Atom atom : object.atoms()) {
      if (atom instanceof Ref ref) {
        readAll(ref.cell());
      }
    }
  }

  /** Some name of {@code object} may have been read. */
  void readSome(Value object) {
    for (Atom atom : object.atoms()) {
      if (atom instanceof Ref ref) {
        ref.cell().seen.indexedAt = heap.tick();
      }
    }
  }

  /** The elements of an iterable when all are known; null otherwise. */
  @Nullable
  public List<Value> elements(Value value) {
    if (value instanceof Str text) {
      return text.value()
          .codePoints()
          .<Value>mapToObj(c -> new Str(Character.toString(c)))
          .toList();
    }
    if (value instanceof Ref ref
        && internal(ref.cell(), PropertyKey.Internal.KEYS) instanceof Ref keys) {
      return elementsOf(keys, internal(ref.cell(), PropertyKey.Internal.VALUES));
    }
    if (!(value instanceof Ref ref) || ref.cell().kind != Cell.Kind.ARRAY) {
      return value.isNullish() ? List.of() : null;
    }
    Cell array = ref.cell();
    if (array.meta.rest() != null || !array.meta.parts().isEmpty() || array.isOpen()) {
      return null;
    }
    List<Value> elements = inOrder(array);
    if (elements != null) {
      heap.charge(elements.size());
      return elements;
    }
    elements = new ArrayList<>();
    for (Named named : ordered(array)) {
      Integer index = index(named.name());
      if (index == null) {
        continue;
      }
      if (!named.always() || index != elements.size()) {
        return null;
      }
      elements.add(named.slot().value());
    }
    heap.charge(elements.size());
    return elements;
  }

  /** The elements of an array that has got them one by one; null for any other. */
  private static @Nullable List<Value> inOrder(Cell array) {
    List<Slots.Named> names = array.slots.names();
    List<Value> elements = new ArrayList<>(names.size());
    for (Slots.Named named : names) {
      Integer index = index(named.name());
      if (index == null || index != elements.size() || !named.slot().always()) {
        return null;
      }
      elements.add(named.slot().value());
    }
    return elements;
  }

  /** Of a set with these keys, or a map. */
  private @Nullable List<Value> elementsOf(Ref keys, @Nullable Value values) {
    List<Value> first = elements(keys);
    List<Value> second = values == null ? null : elements(values);
    if (values == null || first == null || second == null || first.size() != second.size()) {
      return values == null ? first : null;
    }
    List<Value> pairs = new ArrayList<>();
    for (int i = 0; i < first.size(); i++) {
      pairs.add(pair(first.get(i), second.get(i)));
    }
    return pairs;
  }

  private Value pair(Value key, Value value) {
    return heap.newArray(null, List.of(key, value));
  }

  Value length(Cell array) {
    if (array.meta.rest() != null || !array.meta.parts().isEmpty() || array.isOpen()) {
      return Values.ANY_NUMBER;
    }
    int[] length = {0};
    boolean[] sure = {true};
    array.slots.forEachNamed(
        (name, slot) -> {
          Integer index = index(name);
          if (index != null) {
            sure[0] &= slot.always();
            length[0] = Math.max(length[0], index + 1);
          }
        });
    return sure[0] ? new Value.Num(length[0]) : Values.ANY_NUMBER;
  }

  /**
   * Whether no object that {@code prototype} can be has {@code key}; only built-in ones are known.
   */
  private boolean isAbsentFrom(Value prototype, PropertyKey key) {
    for (Atom atom : prototype.atoms()) {
      boolean absent =
          atom instanceof Value.Null
              || atom instanceof Builtin builtin
                  && globals.prototypeMember(builtin, key) instanceof Value.Undefined;
      if (!absent) {
        return false;
      }
    }
    return true;
  }
}
