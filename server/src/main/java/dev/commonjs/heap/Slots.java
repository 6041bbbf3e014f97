package dev.commonjs.heap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The slots of a cell by name, in the order in which the names first came. Most cells have few or
 * none, and there are very many cells: an array that is looked through, and an index when it gets
 * long. A {@link Property} stays when its slot goes, so that taking a path back touches no table.
 */
public final class Slots {
  /** Up to this many are looked through one by one. */
  private static final int FEW = 8;

  private static final Property[] NONE = {};

  /** A slot under a name. */
  public record Named(String name, Slot slot) {}

  /** A slot under any key. */
  public record Keyed(PropertyKey key, Slot slot) {}

  private final Cell cell;
  private Property[] properties = NONE;
  private int size;

  /** Indices plus one by hash, a power of two long; zero is free. Null while there are few. */
  private int @Nullable [] index;

  public Slots(Cell cell) {
    this.cell = cell;
  }

  /** The slot under {@code key}; null when there is none. */
  public @Nullable Slot get(PropertyKey key) {
    Property property = find(key);
    return property == null ? null : property.slot();
  }

  /** The slot under the name {@code name}; null when there is none. */
  public @Nullable Slot get(String name) {
    Property property = find(name);
    return property == null ? null : property.slot();
  }

  public boolean has(PropertyKey key) {
    return get(key) != null;
  }

  public boolean has(String name) {
    return get(name) != null;
  }

  /** The place of {@code key}, made when it is new. */
  Property at(PropertyKey key) {
    Property known = find(key);
    return known == null ? add(key) : known;
  }

  public int size() {
    int there = 0;
    for (int i = 0; i < size; i++) {
      there += properties[i].slot() == null ? 0 : 1;
    }
    return there;
  }

  public boolean isEmpty() {
    for (int i = 0; i < size; i++) {
      if (properties[i].slot() != null) {
        return false;
      }
    }
    return true;
  }

  /** As they are now; later changes are not seen. */
  public List<Keyed> list() {
    List<Keyed> all = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      Slot slot = properties[i].slot();
      if (slot != null) {
        all.add(new Keyed(properties[i].key, slot));
      }
    }
    return all;
  }

  /** Gives {@code visitor} each slot that is there; it may not add any. */
  public void forEach(Consumer<Slot> visitor) {
    for (int i = 0; i < size; i++) {
      Slot slot = properties[i].slot();
      if (slot != null) {
        visitor.accept(slot);
      }
    }
  }

  /** Gives {@code visitor} each slot that is there under a name; it may not add any. */
  public void forEachNamed(BiConsumer<String, Slot> visitor) {
    for (int i = 0; i < size; i++) {
      Slot slot = properties[i].slot();
      String name = properties[i].name;
      if (slot != null && name != null) {
        visitor.accept(name, slot);
      }
    }
  }

  /** Those under names, as they are now. */
  public List<Named> names() {
    List<Named> all = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      Slot slot = properties[i].slot();
      if (slot != null && properties[i].key instanceof PropertyKey.Name name) {
        all.add(new Named(name.text(), slot));
      }
    }
    return all;
  }

  /** By the text alone: a key is not made for each look. */
  private @Nullable Property find(String name) {
    // Most looks find nothing, in one frame after the other: the texts themselves are seldom
    // compared.
    int hash = name.hashCode();
    int[] table = index;
    if (table == null) {
      for (int i = 0; i < size; i++) {
        Property property = properties[i];
        if (property.hash == hash && name.equals(property.name)) {
          return property;
        }
      }
      return null;
    }
    int mask = table.length - 1;
    for (int at = spread(hash) & mask; table[at] != 0; at = (at + 1) & mask) {
      Property property = properties[table[at] - 1];
      if (property.hash == hash && name.equals(property.name)) {
        return property;
      }
    }
    return null;
  }

  private @Nullable Property find(PropertyKey key) {
    if (key instanceof PropertyKey.Name name) {
      return find(name.text());
    }
    int[] table = index;
    if (table == null) {
      for (int i = 0; i < size; i++) {
        if (properties[i].key.equals(key)) {
          return properties[i];
        }
      }
      return null;
    }
    int mask = table.length - 1;
    for (int at = spread(key.hashCode()) & mask; table[at] != 0; at = (at + 1) & mask) {
      Property property = properties[table[at] - 1];
      if (property.key.equals(key)) {
        return property;
      }
    }
    return null;
  }

  private Property add(PropertyKey key) {
    if (size == properties.length) {
      properties = Arrays.copyOf(properties, size == 0 ? 2 : size * 2);
    }
    Property property = new Property(cell, key);
    properties[size++] = property;
    if (size > FEW) {
      enterLast();
    }
    return property;
  }

  /** Enters the last one in the index, or all when the index is new or was too small. */
  private void enterLast() {
    int[] table = index;
    if (table != null && size * 2 <= table.length) {
      enter(table, size - 1);
      return;
    }
    int[] larger = new int[Integer.highestOneBit(size) * 4];
    for (int i = 0; i < size; i++) {
      enter(larger, i);
    }
    index = larger;
  }

  private void enter(int[] table, int i) {
    int mask = table.length - 1;
    int at = spread(properties[i].hash) & mask;
    while (table[at] != 0) {
      at = (at + 1) & mask;
    }
    table[at] = i + 1;
  }

  private static int spread(int hash) {
    return hash ^ (hash >>> 16);
  }
}
