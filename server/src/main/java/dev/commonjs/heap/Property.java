package dev.commonjs.heap;

import org.jspecify.annotations.Nullable;

/** A name of a cell: a property of an object or a variable of a frame. */
public final class Property extends Place {
  private final Cell cell;
  final PropertyKey key;

  /** The text of a {@link PropertyKey.Name}; null for all others. */
  final @Nullable String name;

  /** Of the key. */
  final int hash;

  /** Null when the cell does not have it, on this path or any more. */
  private @Nullable Slot slot;

  public Property(Cell cell, PropertyKey key) {
    this.cell = cell;
    this.key = key;
    this.name = key.name();
    this.hash = key.hashCode();
  }

  @Nullable Slot slot() {
    return slot;
  }

  @Override
  Cell cell() {
    return cell;
  }

  @Override
  @Nullable Slot content() {
    return slot;
  }

  @Override
  void hold(@Nullable Object content) {
    slot = (Slot) content;
  }
}
