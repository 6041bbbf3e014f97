package dev.commonjs.interpret;

import dev.commonjs.heap.Cell;
import dev.commonjs.heap.Heap;
import dev.commonjs.heap.PropertyKey;
import dev.commonjs.heap.Slot;
import dev.commonjs.heap.Slot.Site;
import dev.commonjs.heap.Slots;
import dev.commonjs.heap.Value;
import dev.commonjs.heap.Value.Atom;
import dev.commonjs.heap.Value.Symbolic;
import dev.commonjs.heap.Value.Unknown;
import dev.commonjs.shape.Reason.Plain;
import dev.commonjs.shape.Shape.Prop;
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
    return slot.always() ? slot.value() : Value.join(slot.value(), member);
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
    Cell shadow = shadows.computeIfAbsent(object, s -> heap.primordial());
    heap.write(shadow, key, new Unknown(Plain.PERHAPS_DELETED), false, null, false);
    heap.setMeta(shadow, shadow.meta.withPart(new Cell.Deleted(heap.tick(), key, false)));
  }

  List<Cell.Deleted> deletedFrom(Symbolic object) {
    Cell shadow = shadows.get(object);
    return shadow == null
        ? List.of()
        : shadow.meta.parts().stream()
            .filter(Cell.Deleted.class::isInstance)
            .map(Cell.Deleted.class::cast)
            .toList();
  }

  /** {@code object.key = value}. */
  void set(Symbolic object, PropertyKey key, Value value, @Nullable Site site, boolean strong) {
    Cell shadow = shadows.computeIfAbsent(object, s -> heap.primordial());
    heap.write(shadow, key, value, true, site, strong);
  }
}
