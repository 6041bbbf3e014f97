package dev.commonjs.graph;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What modules do to the objects of others: names written from outside, and objects handed to code that is not known.
 * Absence is never claimed against either.
 */
public record Patches(Map<ObjectKey, Set<String>> names, Map<ObjectKey, String> open) {
  public static final Patches NONE = new Patches(Map.of(), Map.of());

  /** An object by its file and ordinal. */
  public record ObjectKey(java.nio.file.Path file, int object) {}

  /** Why {@code name} may be on {@code object} though its own module does not put it there. */
  public Optional<String> reason(ObjectKey object, String name) {
    if (names.getOrDefault(object, Set.of()).contains(name)) {
      return Optional.of("`" + name + "` is written by another module");
    }
    return Optional.ofNullable(open.get(object));
  }
}
