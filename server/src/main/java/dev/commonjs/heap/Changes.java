package dev.commonjs.heap;

import org.jspecify.annotations.Nullable;

/**
 * What a path changed since a {@link Heap.Mark}: the new contents, in the order of the first
 * changes.
 */
public final class Changes {
  final Place[] places;
  final @Nullable Object[] contents;

  Changes(Place[] places, @Nullable Object[] contents) {
    this.places = places;
    this.contents = contents;
  }
}
