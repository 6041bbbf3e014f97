package dev.commonjs.module;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Places of the heap with something noted for each, in the order in which they were added: slots by
 * their name, and a cell's own state under the name null. Cells are told apart by identity. A map
 * with a key object for each place did the same; joins of paths are the greater part of what the
 * machine does, and it showed.
 */
final class Places {
  /** Up to this many are looked through one by one. */
  private static final int FEW = 8;

  private Cell[] cells;
  private @Nullable String[] keys;
  private @Nullable Object[] contents;
  private int size;

  /** Indices plus one by hash, a power of two long; zero is free. Null while there are few. */
  private int @Nullable [] table;

  /**
   * @param most about how many there will be at most
   */
  Places(int most) {
    int capacity = Math.clamp(most, 1, 64);
    this.cells = new Cell[capacity];
    this.keys = new String[capacity];
    this.contents = new Object[capacity];
  }

  int size() {
    return size;
  }

  Cell cell(int index) {
    return cells[index];
  }

  @Nullable String key(int index) {
    return keys[index];
  }

  @Nullable Object content(int index) {
    return contents[index];
  }

  boolean contains(Cell cell, @Nullable String key) {
    return find(cell, key) >= 0;
  }

  /** Adds a place with nothing noted; false when it is there already. */
  boolean add(Cell cell, @Nullable String key) {
    if (find(cell, key) >= 0) {
      return false;
    }
    if (size == cells.length) {
      cells = Arrays.copyOf(cells, size * 2);
      keys = Arrays.copyOf(keys, size * 2);
      contents = Arrays.copyOf(contents, size * 2);
    }
    cells[size] = cell;
    keys[size] = key;
    size++;
    enter();
    return true;
  }

  /** Notes {@code content} for the place that was added last. */
  void setLast(@Nullable Object content) {
    contents[size - 1] = content;
  }

  private int find(Cell cell, @Nullable String key) {
    int[] slots = table;
    if (slots == null) {
      for (int i = 0; i < size; i++) {
        if (isAt(i, cell, key)) {
          return i;
        }
      }
      return -1;
    }
    for (int at = hash(cell, key) & (slots.length - 1);
        slots[at] != 0;
        at = (at + 1) & (slots.length - 1)) {
      if (isAt(slots[at] - 1, cell, key)) {
        return slots[at] - 1;
      }
    }
    return -1;
  }

  private boolean isAt(int index, Cell cell, @Nullable String key) {
    String own = keys[index];
    return cells[index] == cell && (key == null ? own == null : key.equals(own));
  }

  /** Enters the last place in the table, or all of them when the table is new or was too small. */
  private void enter() {
    if (size <= FEW) {
      return;
    }
    int[] slots = table;
    if (slots != null && size * 2 <= slots.length) {
      enter(slots, size - 1);
      return;
    }
    int[] larger = new int[Integer.highestOneBit(size) * 8];
    for (int i = 0; i < size; i++) {
      enter(larger, i);
    }
    table = larger;
  }

  private void enter(int[] slots, int index) {
    int at = hash(cells[index], keys[index]) & (slots.length - 1);
    while (slots[at] != 0) {
      at = (at + 1) & (slots.length - 1);
    }
    slots[at] = index + 1;
  }

  private static int hash(Cell cell, @Nullable String key) {
    int hash = cell.id * 0x9E3779B9 + (key == null ? 0 : key.hashCode());
    return hash ^ (hash >>> 15);
  }
}
