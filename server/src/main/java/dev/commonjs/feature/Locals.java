package dev.commonjs.feature;

import dev.commonjs.syntax.Bindings;
import dev.commonjs.syntax.Node;
import dev.commonjs.syntax.Nodes;
import dev.commonjs.syntax.ParsedFile;
import dev.commonjs.text.Span;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The variables of a file, and how they get among the members of its objects. */
final class Locals {
  private final ParsedFile parsed;
  private final Bindings bindings;

  Locals(ParsedFile parsed) {
    this.parsed = parsed;
    this.bindings = Bindings.of(parsed);
  }

  Optional<Bindings.Binding> at(Span span) {
    return bindings.at(span);
  }

  /** The identifier that contains {@code character}, if it is a variable. */
  Optional<Span> identifier(Span character) {
    List<Node> path = Nodes.path(parsed.program(), character);
    return !path.isEmpty() && path.getLast() instanceof Node.Ident ident
        ? Optional.of(ident.span())
        : Optional.empty();
  }

  /**
   * The variable, or the function's or class's own name, whose value is written at {@code write},
   * the name of a member: {@code exports.parse = parse}, {@code { parse }}.
   */
  Optional<Bindings.Binding> writtenAt(Span write) {
    Node value = value(Nodes.path(parsed.program(), write), write);
    Node.@Nullable Ident name =
        switch (value) {
          case Node.Ident ident -> ident;
          case Node.FunctionExpr function -> function.func().name();
          case Node.ClassExpr node -> node.node().name();
          case null, default -> null;
        };
    return name == null ? Optional.empty() : bindings.at(name.span());
  }

  private static @Nullable Node value(List<Node> path, Span write) {
    for (Node node : path.reversed()) {
      switch (node) {
        case Node.ValueProperty property when property.key().span().equals(write) -> {
          return property.value();
        }
        case Node.Assign assign when isName(assign.target(), write) -> {
          return assign.value();
        }
        default -> {}
      }
    }
    return null;
  }

  private static boolean isName(Node.Target target, Span write) {
    return switch (target) {
      case Node.Member member -> member.nameSpan().equals(write);
      case Node.Index index -> index.key().span().equals(write);
      default -> false;
    };
  }
}
