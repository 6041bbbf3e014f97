package dev.commonjs.interpret;

import dev.commonjs.heap.Cell;
import dev.commonjs.heap.Heap;
import dev.commonjs.heap.Opening;
import dev.commonjs.heap.PropertyKey;
import dev.commonjs.heap.Slot;
import dev.commonjs.heap.Slot.Site;
import dev.commonjs.heap.Slots;
import dev.commonjs.heap.Value;
import dev.commonjs.heap.Value.Atom;
import dev.commonjs.heap.Value.Specifier;
import dev.commonjs.heap.Value.Symbolic;
import dev.commonjs.heap.Value.Unknown;
import dev.commonjs.shape.Reason;
import dev.commonjs.shape.Reason.Plain;
import dev.commonjs.shape.Shape.Prop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What this file writes on values from outside, read back before the outside is asked. */
final class ForeignObjects {
  private final Heap heap;
  private final Map<Symbolic, Cell> shadows = new HashMap<>();

  ForeignObjects(Heap heap) {
    this.heap = heap;
  }

  /**
   * What this file has put on {@code object} and taken from it, as an object of its own; null for
   * nothing yet.
   */
  @Nullable Cell changesOf(Symbolic object) {
    return shadows.get(object);
  }

  /**
   * Why {@code object} may be another one than its module has put there: what it is reached through
   * is open.
   */
  List<Opening> openedOnTheWayTo(Symbolic object) {
    List<Opening> all = new ArrayList<>();
    for (int i = 0; i < object.path().size() && !shadows.isEmpty(); i++) {
      Cell shadow = shadows.get(new Symbolic(object.root(), object.path().subList(0, i)));
      if (shadow != null) {
        all.addAll(shadow.meta.open());
      }
    }
    return all;
  }

  private Cell shadow(Symbolic object) {
    return shadows.computeIfAbsent(object, s -> heap.primordial());
  }

  /** {@code object.key} as this file knows it. */
  Value get(Symbolic object, PropertyKey key) {
    Atom member =
        key instanceof PropertyKey.Name name
            ? object.then(new Prop(name.text()))
            : new Unknown(Plain.UNDER_SYMBOL);
    Cell shadow = shadows.get(object);
    Slot slot = shadow == null ? null : shadow.slots.get(key);
    if (slot == null || slot.isAccessor()) {
      return member;
    }
    // What another module exports may be frozen, or have a setter there.
    return slot.always() && !isExported(object) ? slot.value() : Value.join(slot.value(), member);
  }

  /** Whether it is there when another module has loaded: what its functions give is mostly new. */
  private static boolean isExported(Symbolic object) {
    return object.root() instanceof Specifier
        && object.path().stream().allMatch(step -> step instanceof Prop);
  }

  /** The names that this file has written on a value from outside. */
  List<String> writtenOn(Symbolic object) {
    Cell shadow = shadows.get(object);
    return shadow == null
        ? List.of()
        : shadow.slots.names().stream()
            .filter(named -> named.slot().enumerable())
            .map(Slots.Named::name)
            .toList();
  }

  /** {@code delete object.key}, on some path. */
  void delete(Symbolic object, String key) {
    Cell shadow = shadow(object);
    heap.write(shadow, key, new Unknown(Plain.PERHAPS_DELETED), false, null, false);
    heap.setMeta(shadow, shadow.meta.withPart(new Cell.Deleted(heap.tick(), key, false)));
  }

  /** {@code object.key = value}. */
  void set(Symbolic object, PropertyKey key, Value value, @Nullable Site site, boolean strong) {
    heap.write(shadow(object), key, value, true, site, strong);
  }

  /** Names that are not known may be on {@code object} from here on. */
  void open(Symbolic object, Reason reason) {
    Cell shadow = shadow(object);
    heap.setMeta(shadow, shadow.meta.opened(new Opening(reason, null)));
  }

  /** Another module knows which names {@code object} has got. */
  void add(Symbolic object, Cell.Part part) {
    Cell shadow = shadow(object);
    List<Cell.Part> parts = shadow.meta.parts();
    if (OpenNames.isThere(parts, part)) {
      return;
    }
    if (parts.size() >= heap.limits().parts()) {
      open(object, Plain.GIVEN_TO_TOO_MANY);
    } else {
      heap.setMeta(shadow, shadow.meta.withPart(part));
    }
  }
}
