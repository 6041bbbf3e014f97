package dev.commonjs.graph;

import dev.commonjs.shape.Shape.Certainty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The own names of a value in the order in which Node lists them (ECMA-262,
 * OrdinaryOwnPropertyKeys: integer-like names first, then by creation).
 *
 * @param open why there may be further names; empty: these are all
 */
public record Names(List<Name> names, List<Doubt> open) {
  public static final Names NONE = new Names(List.of(), List.of());

  public Names {
    names = List.copyOf(names);
    open = List.copyOf(open);
  }

  /**
   * @param written where the member is made; null for names of built-in modules
   */
  public record Name(
      String name,
      Certainty certainty,
      boolean enumerable,
      boolean accessor,
      @Nullable Written written) {}

  public boolean closed() {
    return open.isEmpty();
  }

  /** What {@code Object.keys} shows. */
  public List<String> enumerable() {
    return names.stream().filter(Name::enumerable).map(Name::name).toList();
  }
}
