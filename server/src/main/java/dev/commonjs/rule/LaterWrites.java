package dev.commonjs.rule;

import dev.commonjs.graph.Linked;
import dev.commonjs.shape.Phase;
import dev.commonjs.syntax.Node;
import dev.commonjs.syntax.Nodes;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Doubt about what is not there: a shape shows what an object is when its file has loaded, and a
 * function that is called later may write more. Asked only when something is about to be called
 * absent, and only to stay silent.
 */
final class LaterWrites {
  private LaterWrites() {}

  /**
   * Whether the file that {@code specifier} names, or the file of one of these, writes a member of
   * that name anywhere, on whatever object.
   */
  static boolean mayAdd(ModuleView module, String specifier, List<Linked> holders, String name) {
    return Stream.concat(
            module.target(specifier).stream(), holders.stream().flatMap(h -> file(h).stream()))
        .distinct()
        .flatMap(file -> module.snapshot().parsed(file).stream())
        .anyMatch(parsed -> writes(parsed.program(), name));
  }

  private static boolean writes(Node program, String name) {
    boolean[] found = {false};
    Nodes.walkWhile(
        program,
        node -> {
          found[0] = found[0] || written(node).anyMatch(target -> isMember(target, name));
          return !found[0];
        });
    return found[0];
  }

  /** What {@code node} itself writes to: its targets, those of patterns inside it left out. */
  private static Stream<? extends Node> written(Node node) {
    return switch (node) {
      case Node.Assign n -> Stream.of(n.target());
      case Node.Update n -> Stream.of(n.operand());
      case Node.ForIn n -> Stream.of(n.target());
      case Node.ForOf n -> Stream.of(n.target());
      case Node.Default n -> Stream.of(n.target());
      case Node.Rest n -> Stream.of(n.target());
      case Node.PatternProperty n -> Stream.of(n.value());
      case Node.ArrayPattern n -> n.elements().stream().flatMap(Stream::ofNullable);
      default -> Stream.of();
    };
  }

  private static boolean isMember(Node target, String name) {
    return switch (target) {
      case Node.Member m -> m.name().equals(name);
      case Node.Index i when i.key() instanceof Node.Str key -> key.value().equals(name);
      case Node.Index i when i.key() instanceof Node.Template key ->
          key.exprs().isEmpty() && name.equals(key.quasis().getFirst());
      default -> false;
    };
  }

  /**
   * Whether the file that {@code specifier} names assigns {@code module.exports} in code that may
   * run after it has loaded.
   */
  static boolean mayReplace(ModuleView module, String specifier, Phase reader) {
    return reader != Phase.LOAD
        && module
            .target(specifier)
            .flatMap(module.snapshot()::summary)
            .map(
                summary ->
                    summary.exportUses().stream()
                        .anyMatch(u -> u.write() && u.name().isEmpty() && u.phase() != Phase.LOAD))
            .orElse(false);
  }

  private static Optional<Path> file(Linked holder) {
    return switch (holder) {
      case Linked.Local local -> Optional.of(local.file());
      case Linked.Instance instance -> Optional.of(instance.file());
      default -> Optional.empty();
    };
  }
}
