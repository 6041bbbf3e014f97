package dev.commonjs.heap;

import java.util.Arrays;
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

  /**
   * What the first {@code count} of {@code changed} hold now, without the frames that nobody can
   * reach when what began at {@code mark} is left.
   *
   * @param goesOn it is not left yet
   */
  static Changes of(Place[] changed, int count, Heap.Mark mark, boolean goesOn) {
    Place[] places = new Place[count];
    int kept = 0;
    for (int i = 0; i < count; i++) {
      Cell cell = changed[i].cell();
      if (cell.id < mark.cells() || !cell.endsWithItsBlock(goesOn)) {
        places[kept++] = changed[i];
      }
    }
    places = Arrays.copyOf(places, kept);
    @Nullable Object[] contents = new Object[kept];
    for (int i = 0; i < kept; i++) {
      contents[i] = places[i].content();
    }
    return new Changes(places, contents);
  }
}
