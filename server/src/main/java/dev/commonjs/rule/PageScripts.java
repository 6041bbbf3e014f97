package dev.commonjs.rule;

import dev.commonjs.syntax.Node;
import dev.commonjs.syntax.Nodes;
import dev.commonjs.text.Span;
import java.util.Set;

/**
 * Scripts that pages load, and that Node could: they ask what there is ({@code typeof window},
 * {@code typeof require}) before they require what only one of the two has.
 */
final class PageScripts {
  /** Variables that are there in Node or in pages only. */
  private static final Set<String> TELLING =
      Set.of(
          "window",
          "document",
          "self",
          "navigator",
          "require",
          "module",
          "exports",
          "define",
          "process",
          "global");

  private PageScripts() {}

  /** Whether {@code site} is behind such a question, in a file that no module is known to load. */
  static boolean asks(ModuleView module, Span site) {
    return module.nodesAround(site).stream().anyMatch(node -> isBehindQuestion(node, site))
        && module.snapshot().importers(module.file()).isEmpty()
        && !isEntry(module);
  }

  /** Whether it is what a package around it exports. */
  private static boolean isEntry(ModuleView module) {
    return module.snapshot().surroundings().packages(module.file()).stream()
        .flatMap(scope -> module.target(scope.directory().toString()).stream())
        .anyMatch(module.file()::equals);
  }

  private static boolean isBehindQuestion(Node node, Span site) {
    return switch (node) {
      case Node.If n -> !n.test().span().contains(site) && asks(n.test());
      case Node.Conditional n -> !n.test().span().contains(site) && asks(n.test());
      case Node.Logical n -> n.right().span().contains(site) && asks(n.left());
      default -> false;
    };
  }

  private static boolean asks(Node test) {
    boolean[] found = {false};
    Nodes.walkWhile(
        test,
        node -> {
          found[0] = found[0] || isQuestion(node);
          return !found[0];
        });
    return found[0];
  }

  private static boolean isQuestion(Node node) {
    return node instanceof Node.Unary unary
        && unary.op().equals("typeof")
        && unary.operand() instanceof Node.Ident ident
        && TELLING.contains(ident.name());
  }
}
