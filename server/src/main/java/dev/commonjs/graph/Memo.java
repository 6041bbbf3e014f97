package dev.commonjs.graph;

import dev.commonjs.shape.Shape;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Finished answers. They hold no spans, so versions that differ in positions only may share one.
 * Thread-safe.
 *
 * <p>{@code pure}: answers that met no cycle, good wherever they are needed. {@code top}: answers
 * that met one; they depend on where the search came from, and are reused only for the very
 * question that they answered.
 */
public final class Memo {
  final Map<Key, Object> pure = new ConcurrentHashMap<>();
  final Map<Key, Object> top = new ConcurrentHashMap<>();

  /** Forgets all answers; they are computed again when they are asked for. */
  public void clear() {
    pure.clear();
    top.clear();
  }

  sealed interface Key {}

  record ExportsKey(Path file) implements Key {}

  record FollowKey(Path file, String specifier, List<Shape.Step> path, @Nullable Call call)
      implements Key {}

  record NamesKey(Path file, int object, @Nullable Call call) implements Key {}

  /** The names that copies take of a list. */
  record CopiedKey(Path file, int object, @Nullable Call call) implements Key {}

  /** The names of an object and of what it inherits from. */
  record InheritedKey(Path file, int object, @Nullable Call call) implements Key {}

  record MemberKey(Path file, int object, String name, @Nullable Call call) implements Key {}
}
