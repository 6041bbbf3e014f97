package dev.commonjs.syntax;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Which names a part of a program declares (ECMA-262, VarDeclaredNames and BoundNames). */
public final class DeclaredNames {
  private DeclaredNames() {}

  /** The variables declared in {@code statement}, those in functions left out. */
  public static void variables(Node.@Nullable Stmt statement, Consumer<Node.Ident> out) {
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

  /** The names that a pattern binds. */
  public static void names(Node.Target target, Consumer<Node.Ident> out) {
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
