package dev.commonjs.heap;

import org.jspecify.annotations.Nullable;

/**
 * What {@link Heap} changes and takes back: a {@link Property}, or the state of a {@link Cell}
 * besides its properties.
 */
public abstract sealed class Place permits Cell, Property {
  /** The last pass of the heap over the changes of its own path that met this place. */
  int pass;

  /** The last pass of the heap over the changes of another path that met this place. */
  int otherPass;

  abstract Cell cell();

  /** Null when there is nothing. */
  abstract @Nullable Object content();

  /** Called by {@link Heap} only. */
  abstract void hold(@Nullable Object content);
}
