package dev.commonjs.feature;

import dev.commonjs.graph.Origin;
import dev.commonjs.syntax.Node;
import dev.commonjs.syntax.Nodes;
import dev.commonjs.syntax.ParsedFile;
import dev.commonjs.text.Span;
import dev.commonjs.workspace.Snapshot;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
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
    Deque<Node> outermostLast = new ArrayDeque<>();
    Node at = parsed.program();
    while (at != null) {
      Node inner = null;
      for (Node child : Nodes.children(at)) {
        if (child.span().contains(span)) {
          inner = child;
          outermostLast.push(child);
          break;
        }
      }
      at = inner;
    }
    List<Node> path = new ArrayList<>();
    for (Node node : outermostLast) {
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
