package dev.commonjs.feature;

import dev.commonjs.graph.Origin;
import dev.commonjs.syntax.Node;
import dev.commonjs.syntax.Nodes;
import dev.commonjs.syntax.ParsedFile;
import dev.commonjs.text.Span;
import dev.commonjs.workspace.Snapshot;
import java.util.ArrayList;
import java.util.List;

/** The whole declaration around the name or value that stands for it. */
public final class Declarations {
  private Declarations() {}

  /**
   * The property, class member or statement that {@code place} is in; {@code place} itself where
   * there is no tree and where it is empty, as the start of a file is.
   */
  public static Span around(Snapshot snapshot, Origin place) {
    if (place.span().start() == place.span().end()) {
      return place.span();
    }
    return snapshot
        .parsed(place.file())
        .map(parsed -> path(parsed, place.span()))
        .filter(path -> !path.isEmpty())
        .map(path -> path.getLast().span())
        .orElse(place.span());
  }

  /**
   * The nodes around {@code span}, innermost first, the last one being that declaration; empty
   * outside of all of them.
   */
  static List<Node> path(ParsedFile parsed, Span span) {
    List<Node> path = new ArrayList<>();
    for (Node node : Nodes.path(parsed.program(), span).reversed()) {
      path.add(node);
      if (isDeclaration(node)) {
        return path;
      }
    }
    return List.of();
  }

  private static boolean isDeclaration(Node node) {
    return switch (node) {
      case Node.Block block -> false;
      case Node.Stmt statement -> true;
      case Node.Property property -> true;
      case Node.ClassMember member -> true;
      default -> false;
    };
  }
}
