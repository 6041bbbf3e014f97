package dev.commonjs.graph;

import dev.commonjs.shape.Shape.Certainty;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
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

  /** Those that hide what is inherited from a loop (ECMA-262, EnumerateObjectProperties). */
  Set<String> hiding() {
    return names.stream()
        .filter(name -> name.certainty() == Certainty.ALWAYS && !name.enumerable())
        .map(Name::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** What may be there without being enumerable may be enumerable by the time of a copy. */
  Names withLater() {
    return new Names(
        names.stream()
            .map(
                n ->
                    n.certainty == Certainty.MAYBE
                        ? new Name(n.name, n.certainty, true, n.accessor, n.written)
                        : n)
            .toList(),
        open);
  }

  /** What {@code Object.keys} shows. */
  public List<String> enumerable() {
    return names.stream().filter(Name::enumerable).map(Name::name).toList();
  }
}
