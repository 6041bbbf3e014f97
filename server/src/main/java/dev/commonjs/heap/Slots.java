package dev.commonjs.heap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

  public record Named(String name, Slot slot) {}

  private final Cell cell;
  private Property[] properties = NONE;
  private int size;

  /** Indices plus one by hash, a power of two long; zero is free. Null while there are few. */
  private int @Nullable [] index;

  public Slots(Cell cell) {
    this.cell = cell;
  }

  /** The slot under {@code name}; null when there is none. */
  @Nullable
  public Slot get(String name) {
    Property property = find(name);
    return property == null ? null : property.slot();
  }

  public boolean has(String name) {
    return get(name) != null;
  }

  /** The place of {@code name}, made when it is new. */
  Property at(String name) {
    Property known = find(name);
    return known == null ? add(name) : known;
  }

  public int size() {
    int there = 0;
    for (int i = 0; i < size; i++) {
      there += properties[i].slot() == null ? 0 : 1;
    }
    return there;
  }

  public boolean isEmpty() {
    return size() == 0;
  }

  /** As they are now; later changes are not seen. */
  public List<Named> list() {
    List<Named> all = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      Slot slot = properties[i].slot();
      if (slot != null) {
        all.add(new Named(properties[i].name, slot));
      }
    }
    return all;
  }

  private @Nullable Property find(String name) {
    int[] table = index;
    if (table == null) {
      for (int i = 0; i < size; i++) {
        if (isNamed(properties[i], name)) {
          return properties[i];
        }
      }
      return null;
    }
    int mask = table.length - 1;
    for (int at = spread(name) & mask; table[at] != 0; at = (at + 1) & mask) {
      Property property = properties[table[at] - 1];
      if (isNamed(property, name)) {
        return property;
      }
    }
    return null;
  }

  @SuppressWarnings("ReferenceEquality") // Only a short cut: the names of a file are shared.
  private static boolean isNamed(Property property, String name) {
    String own = property.name;
    return own == name || own.hashCode() == name.hashCode() && own.equals(name);
  }

  private Property add(String name) {
    if (size == properties.length) {
      properties = Arrays.copyOf(properties, size == 0 ? 2 : size * 2);
    }
    Property property = new Property(cell, name);
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
    int at = spread(properties[i].name) & mask;
    while (table[at] != 0) {
      at = (at + 1) & mask;
    }
    table[at] = i + 1;
  }

  private static int spread(String name) {
    int hash = name.hashCode();
    return hash ^ (hash >>> 16);
  }
}
