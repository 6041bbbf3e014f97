package dev.commonjs.syntax;

import java.util.ArrayList;
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

  private EarlyErrors() {}

  /** The names that {@code program} must not declare, in source order. */
  static List<ParsedFile.SyntaxError> in(Node.Program program) {
    EarlyErrors errors = new EarlyErrors();
    Nodes.walk(program, errors::node);
    return errors.found;
  }

  private void node(Node node) {
    switch (node) {
      case Node.Program n -> scope(n.body(), List.of());
      case Node.Func n -> scope(n.body(), n.params());
      case Node.StaticBlock n -> scope(n.body(), List.of());
      case Node.Block n -> scope(n.body(), List.of());
      case Node.Switch n ->
          scope(n.cases().stream().flatMap(c -> c.body().stream()).toList(), List.of());
      default -> {}
    }
  }

  private void scope(List<Node.Stmt> body, List<Node.Target> parameters) {
    Map<String, Node.Ident> lexical = new HashMap<>();
    for (Node.Stmt statement : body) {
      lexical(statement, name -> declare(name, lexical));
    }
    if (lexical.isEmpty()) {
      return;
    }
    Set<String> others = new HashSet<>();
    parameters.forEach(
        parameter -> DeclaredNames.names(parameter, name -> others.add(name.name())));
    for (Node.Stmt statement : body) {
      DeclaredNames.variables(statement, name -> others.add(name.name()));
      if (statement instanceof Node.FunctionDecl declaration && declaration.func().name() != null) {
        others.add(declaration.func().name().name());
      }
    }
    lexical.values().stream()
        .filter(name -> others.contains(name.name()))
        .sorted((a, b) -> Integer.compare(a.start(), b.start()))
        .forEach(this::report);
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

  private static void lexical(Node.Stmt statement, Consumer<Node.Ident> out) {
    switch (statement) {
      case Node.VarDecl decl when decl.kind() != Node.DeclKind.VAR ->
          decl.declarators().forEach(d -> DeclaredNames.names(d.target(), out));
      case Node.ClassDecl decl when decl.node().name() != null -> out.accept(decl.node().name());
      case Node.ImportDecl decl -> decl.bindings().forEach(b -> out.accept(b.local()));
      case Node.ExportDecl decl when decl.declaration() != null -> lexical(decl.declaration(), out);
      default -> {}
    }
  }
}
