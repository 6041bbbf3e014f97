package dev.commonjs.heap;

import dev.commonjs.heap.Cell.CopyOf;
import dev.commonjs.heap.Cell.EffectOf;
import dev.commonjs.heap.Slot.Site;
import dev.commonjs.heap.Value.Atom;
import dev.commonjs.heap.Value.Ref;
import dev.commonjs.heap.Value.Symbolic;
import dev.commonjs.heap.Value.Unknown;
import dev.commonjs.shape.Phase;
import dev.commonjs.shape.Reason.Plain;
import dev.commonjs.shape.Shape.Prop;
import dev.commonjs.syntax.Node;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The own properties of abstract objects: ECMA-262's [[GetPrototypeOf]], [[GetOwnProperty]] and
 * [[DefineOwnProperty]], with those that the language gives every function, made on first use.
 */
public final class OwnProperties {
  /* The places, before all others, of what may become enumerable on a function. */
  private static final int LENGTH = -2;
  private static final int NAME = -1;

  private final Heap heap;

  public OwnProperties(Heap heap) {
    this.heap = heap;
  }

  /** [[GetPrototypeOf]]. */
  public Value prototype(Cell cell) {
    Value prototype = cell.meta.prototype();
    return prototype == null ? cell.usualPrototype() : prototype;
  }

  /**
   * Whether {@code __proto__} is what {@code Object.prototype} has under that name (ECMA-262,
   * Object.prototype.__proto__), not a property like any other: an object has or inherits one of
   * its own, or does not inherit from {@code Object.prototype}. So taken where it is not known.
   */
  public boolean hasPrototypeAccessor(Cell cell) {
    Cell at = cell;
    for (int depth = 0; depth < heap.limits().chain(); depth++) {
      if (at.slots.has("__proto__")) {
        return false;
      }
      Value next = prototype(at);
      if (!(next instanceof Value.Ref ref)) {
        return !(next instanceof Value.Null);
      }
      at = ref.cell();
    }
    return true;
  }

  /** With what a frozen object refuses. */
  @Nullable
  public Slot ownSlot(Cell cell, PropertyKey key) {
    if (cell.isCallable()) {
      materialize(cell, key);
    }
    Slot slot = cell.slots.get(key);
    return slot == null || !cell.meta.mayBeFrozen() ? slot : slot.frozen(cell.meta.freeze());
  }

  /**
   * The inherited property that decides about an assignment; null for none.
   *
   * @param phase when that runs
   */
  public @Nullable Slot inheritedSlot(Cell cell, PropertyKey key, Phase phase) {
    Cell at = cell;
    for (int depth = 0;
        depth < heap.limits().chain() && prototype(at) instanceof Ref ref;
        depth++) {
      at = ref.cell();
      Slot slot = ownSlot(at, key);
      if (slot != null) {
        return slot;
      }
    }
    return switch (prototype(at)) {
      case Ref beyond -> {
        // Whether there is a setter is not known.
        heap.exceeded(List.of(cell));
        heap.exceeded(phase);
        yield null;
      }
      case Value.Union union -> inheritedSlot(union, key, new HashSet<>());
      case Value.Builtin builtin when builtin.name().endsWith("Function.prototype") -> innate(key);
      default -> null;
    };
  }

  /** Several prototypes are possible: it may be there only. */
  private @Nullable Slot inheritedSlot(Value prototype, PropertyKey key, Set<Cell> seen) {
    Slot found = null;
    for (Atom atom : prototype.atoms()) {
      if (atom instanceof Ref ref && seen.add(ref.cell())) {
        Slot own = ownSlot(ref.cell(), key);
        Slot one = own == null ? inheritedSlot(prototype(ref.cell()), key, seen) : own;
        found = one == null ? found : Slot.join(found, one.maybe(), heap.limits());
      }
    }
    return found;
  }

  public void define(Cell cell, String name, Value value, boolean enumerable, @Nullable Site site) {
    define(cell, new PropertyKey.Name(name), value, enumerable, site);
  }

  /** Defines or overwrites an own data property. Not an event. */
  public void define(
      Cell cell, PropertyKey key, Value value, boolean enumerable, @Nullable Site site) {
    if (cell.isCallable()) {
      materialize(cell, key);
    }
    heap.write(cell, key, value, enumerable, site, true);
  }

  /** Whether {@code object} is {@code ancestor}, or inherits from it for all that is known. */
  public boolean inheritsFrom(Value object, Cell ancestor) {
    Value at = object;
    for (int depth = 0; depth < heap.limits().chain() && at instanceof Ref ref; depth++) {
      if (ref.cell() == ancestor) {
        return true;
      }
      at = prototype(ref.cell());
    }
    return false;
  }

  public void defineAccessor(
      Cell cell,
      PropertyKey key,
      @Nullable Value getter,
      @Nullable Value setter,
      boolean enumerable,
      Cell.Freeze pinned,
      @Nullable Site site) {
    Slot old = cell.slots.get(key);
    int order = old == null ? heap.tick() : old.order();
    Value oldGetter = old == null ? null : old.getter();
    Value oldSetter = old == null ? null : old.setter();
    heap.put(
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

  /** Makes the property {@code key} of a function that the language makes with the function. */
  public void materialize(Cell function, String name) {
    materialize(function, new PropertyKey.Name(name));
  }

  /** Makes the property {@code key} of a function that the language makes with the function. */
  public void materialize(Cell function, PropertyKey key) {
    if (function.slots.has(key)) {
      return;
    }
    if (key.isName("prototype")) {
      if (function.callable instanceof Cell.Closure closure && hasPrototype(closure.func())) {
        Ref prototype = heap.newObject(function.site);
        define(prototype.cell(), "constructor", new Ref(function), false, null);
        definePrototype(function, prototype, Cell.Freeze.NO);
      }
    } else {
      Slot innate = innate(key);
      if (innate != null && !function.slots.has(deleted(key))) {
        heap.put(function, key, innate);
      }
    }
  }

  /** What every function has, {@code Function.prototype} too; null for any other name. */
  @Nullable
  public Slot innate(PropertyKey key) {
    if (key.isName("name")) {
      return innate(Values.ANY_STRING, Cell.Freeze.YES, Cell.Freeze.NO, NAME);
    }
    return key.isName("length")
        ? innate(Values.ANY_NUMBER, Cell.Freeze.YES, Cell.Freeze.NO, LENGTH)
        : null;
  }

  private static Slot innate(Value value, Cell.Freeze readOnly, Cell.Freeze pinned, int order) {
    return new Slot(value, null, null, false, readOnly, pinned, true, order, List.of());
  }

  /**
   * An internal slot, there when {@code key} of a function, {@code name} or {@code length}, is not.
   */
  private static PropertyKey deleted(PropertyKey key) {
    return key.isName("name")
        ? PropertyKey.Internal.NAME_DELETED
        : PropertyKey.Internal.LENGTH_DELETED;
  }

  /** What the language made with the function is gone, and does not come again by itself. */
  public void deletedFrom(Cell function, PropertyKey key) {
    if (innate(key) != null) {
      define(function, deleted(key), Values.TRUE, false, null);
    }
  }

  /** {@code readOnly}: of classes it is. */
  public void definePrototype(Cell function, Ref prototype, Cell.Freeze readOnly) {
    Slot slot = innate(prototype, readOnly, Cell.Freeze.YES, heap.tick());
    heap.put(function, "prototype", slot);
  }

  public static boolean hasPrototype(Node.Func func) {
    return func.kind() == Node.FuncKind.NORMAL && (!func.async() || func.generator());
  }

  /** What a copy that came after {@code slot} may have put under {@code key}; null for nothing. */
  public static @Nullable Value fromParts(Cell cell, PropertyKey key, @Nullable Slot slot) {
    Value found = null;
    for (Cell.Part part : cell.meta.parts()) {
      if (slot != null && slot.always() && part.order() < slot.order()) {
        continue;
      }
      Value one =
          switch (part) {
            case CopyOf copy ->
                key instanceof PropertyKey.Name name && !copy.filter().takes(name.text())
                    ? null
                    : copy.values()
                        ? member(copy.source(), key)
                        : new Unknown(Plain.NAME_WRITTEN_BY_LOOP);
            case Cell.NamedBy named -> new Unknown(Plain.NAME_FROM_MODULE);
            case Cell.Deleted deleted -> null;
            case EffectOf effect when effect.within() && slot != null && slot.always() -> null;
            case EffectOf effect -> new Unknown(Plain.GIVEN_TO_FOREIGN_FUNCTION);
          };
      if (one != null) {
        found = found == null ? one : Value.join(found, one);
      }
    }
    return found;
  }

  private static Value member(Atom source, PropertyKey key) {
    return source instanceof Symbolic symbolic && key instanceof PropertyKey.Name name
        ? symbolic.then(new Prop(name.text()))
        : new Unknown(Plain.NAME_COPIED);
  }
}
