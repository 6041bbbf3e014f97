package dev.commonjs.heap;

import java.util.List;

/** Comparing lists as {@link List#equals} does, without an iterator each: joins do little else. */
final class Lists {
  private Lists() {}

  @SuppressWarnings("ReferenceEquality") // lists that are shared are alike: a short cut
  static boolean same(List<?> a, List<?> b) {
    if (a == b) {
      return true;
    }
    int size = a.size();
    if (size != b.size()) {
      return false;
    }
    // What is alike begins alike.
    for (int i = size - 1; i >= 0; i--) {
      if (!a.get(i).equals(b.get(i))) {
        return false;
      }
    }
    return true;
  }
}
