package dev.commonjs.graph;

import dev.commonjs.builtins.Builtins;
import dev.commonjs.shape.Shape;
import dev.commonjs.shape.Use;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Whether files put names on a built-in module or an object of one, which all modules of a process
 * share: {@code promisifyAll(require('fs'))}. Asked only when something is about to be called
 * absent.
 */
final class BuiltinWrites {
  private final Function<Path, List<Use>> uses;
  private final Function<Path, Set<String>> mentions;
  private final BiFunction<Path, Shape, List<Linked>> follow;

  /**
   * @param uses of a file
   * @param mentions the specifiers in a file
   * @param follow what a value of a file is
   */
  BuiltinWrites(
      Function<Path, List<Use>> uses,
      Function<Path, Set<String>> mentions,
      BiFunction<Path, Shape, List<Linked>> follow) {
    this.uses = uses;
    this.mentions = mentions;
    this.follow = follow;
  }

  /** Whether {@code file}, or one of {@code others}, may put {@code name} on {@code object}. */
  boolean mayAdd(Path file, Collection<Path> others, Linked.BuiltinModule object, String name) {
    return uses.apply(file).stream()
            .anyMatch(use -> adds(use, object, name) || reaches(file, use, object))
        || others.stream()
            .filter(other -> mentions(other, object.module()))
            .anyMatch(other -> uses.apply(other).stream().anyMatch(use -> adds(use, object, name)));
  }

  private boolean mentions(Path file, String module) {
    return mentions.apply(file).stream()
        .anyMatch(specifier -> Builtins.withoutPrefix(specifier).equals(module));
  }

  private static boolean adds(Use use, Linked.BuiltinModule object, String name) {
    if (!changes(use) || !Builtins.withoutPrefix(use.value().specifier()).equals(object.module())) {
      return false;
    }
    StringBuilder path = new StringBuilder();
    for (Shape.Step step : use.value().path()) {
      path.append(path.isEmpty() ? "" : ".");
      path.append(step instanceof Shape.Prop prop ? prop.name() : "()");
    }
    String member = object.member().isEmpty() ? name : object.member() + "." + name;
    // Whoever gets hold of what holds the object gets hold of it too.
    return path.isEmpty()
        || path.toString().equals(object.member())
        || use.access() == Use.Access.WRITE && path.toString().equals(member);
  }

  /** The object goes out under another name than that of its module. */
  private boolean reaches(Path file, Use use, Linked.BuiltinModule object) {
    return changes(use) && follow.apply(file, use.value()).contains(object);
  }

  private static boolean changes(Use use) {
    return use.access() == Use.Access.ESCAPE || use.access() == Use.Access.WRITE;
  }
}
