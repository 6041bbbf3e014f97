package dev.commonjs.syntax;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What ECMA-262 calls <em>Static Semantics: Early Errors</em>, as far as it is about names that are
 * declared twice in one scope: the parser library leaves that to others.
 */
final class EarlyErrors {
  private final List<ParsedFile.SyntaxError> found = new ArrayList<>();

  /** The names that may not be declared where they are, in source order. */
  List<ParsedFile.SyntaxError> found() {
    // Parameters of arrow functions are read twice.
    return found.stream()
        .distinct()
        .sorted(Comparator.comparingInt(error -> error.span().start()))
        .toList();
  }

  /** {@code node}, whose scope is looked at; nothing is said of those in it. */
  <N extends Node> N checked(N node) {
    switch (node) {
      case Node.Program n -> scope(n.body(), List.of());
      case Node.Func n -> scope(n.body(), n.params());
      case Node.StaticBlock n -> scope(n.body(), List.of());
      case Node.Block n -> scope(n.body(), List.of());
      case Node.Switch n -> {
        List<Node.Stmt> body = new ArrayList<>();
        n.cases().forEach(c -> body.addAll(c.body()));
        scope(body, List.of());
      }
      default -> {}
    }
    return node;
  }

  private void scope(List<Node.Stmt> body, List<Node.Target> parameters) {
    Map<String, Node.Ident> lexical = new HashMap<>(0);
    for (Node.Stmt statement : body) {
      DeclaredNames.lexical(statement, name -> declare(name, lexical));
    }
    if (lexical.isEmpty()) {
      return;
    }
    Set<String> others = new HashSet<>();
    Consumer<Node.Ident> other =
        name -> {
          if (lexical.containsKey(name.name()) && others.add(name.name())) {
            report(lexical.get(name.name()));
          }
        };
    parameters.forEach(parameter -> DeclaredNames.names(parameter, other));
    for (Node.Stmt statement : body) {
      DeclaredNames.variables(statement, other);
      if (statement instanceof Node.FunctionDecl declaration && declaration.func().name() != null) {
        other.accept(declaration.func().name());
      }
    }
  }

  private void declare(Node.Ident name, Map<String, Node.Ident> lexical) {
    if (lexical.putIfAbsent(name.name(), name) != null) {
      report(name);
    }
  }

  private void report(Node.Ident name) {
    found.add(
        new ParsedFile.SyntaxError(
            name.span(), "`" + name.name() + "` is declared twice in one scope", true));
  }
}
