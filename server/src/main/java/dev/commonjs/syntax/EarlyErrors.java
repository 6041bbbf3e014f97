package dev.commonjs.syntax;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

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
    parameters.forEach(parameter -> names(parameter, name -> others.add(name.name())));
    for (Node.Stmt statement : body) {
      variables(statement, name -> others.add(name.name()));
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
          decl.declarators().forEach(d -> names(d.target(), out));
      case Node.ClassDecl decl when decl.node().name() != null -> out.accept(decl.node().name());
      case Node.ImportDecl decl -> decl.bindings().forEach(b -> out.accept(b.local()));
      case Node.ExportDecl decl when decl.declaration() != null -> lexical(decl.declaration(), out);
      default -> {}
    }
  }

  /** The variables declared in {@code statement}, those in functions left out. */
  private static void variables(Node.@Nullable Stmt statement, Consumer<Node.Ident> out) {
    switch (statement) {
      case Node.VarDecl decl when decl.kind() == Node.DeclKind.VAR ->
          decl.declarators().forEach(d -> names(d.target(), out));
      case Node.Block node -> node.body().forEach(s -> variables(s, out));
      case Node.If node -> {
        variables(node.then(), out);
        variables(node.otherwise(), out);
      }
      case Node.For node -> {
        variables(node.init(), out);
        variables(node.body(), out);
      }
      case Node.ForIn node -> {
        head(node.kind(), node.target(), out);
        variables(node.body(), out);
      }
      case Node.ForOf node -> {
        head(node.kind(), node.target(), out);
        variables(node.body(), out);
      }
      case Node.While node -> variables(node.body(), out);
      case Node.DoWhile node -> variables(node.body(), out);
      case Node.Try node -> {
        variables(node.block(), out);
        variables(node.handler(), out);
        variables(node.finalizer(), out);
      }
      case Node.Switch node -> node.cases().forEach(c -> c.body().forEach(s -> variables(s, out)));
      case Node.Labeled node -> variables(node.body(), out);
      case Node.With node -> variables(node.body(), out);
      case Node.ExportDecl node -> variables(node.declaration(), out);
      case null, default -> {}
    }
  }

  private static void head(
      Node.@Nullable DeclKind kind, Node.Target target, Consumer<Node.Ident> out) {
    if (kind == Node.DeclKind.VAR) {
      names(target, out);
    }
  }

  private static void names(Node.Target target, Consumer<Node.Ident> out) {
    switch (target) {
      case Node.Ident ident -> out.accept(ident);
      case Node.Default node -> names(node.target(), out);
      case Node.Rest node -> names(node.target(), out);
      case Node.ArrayPattern node -> {
        for (Node.Target element : node.elements()) {
          if (element != null) {
            names(element, out);
          }
        }
      }
      case Node.ObjectPattern node -> {
        node.properties().forEach(p -> names(p.value(), out));
        if (node.rest() != null) {
          names(node.rest(), out);
        }
      }
      case Node.Member m -> {}
      case Node.Index i -> {}
      case Node.Bad b -> {}
    }
  }
}
