package dev.commonjs.syntax;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Which names a part of a program declares (ECMA-262, VarDeclaredNames, LexicallyDeclaredNames and
 * BoundNames).
 */
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
        variables(node.kind(), node.target(), out);
        variables(node.body(), out);
      }
      case Node.ForOf node -> {
        variables(node.kind(), node.target(), out);
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

  private static void variables(
      Node.@Nullable DeclKind kind, Node.Target target, Consumer<Node.Ident> out) {
    if (kind == Node.DeclKind.VAR) {
      names(target, out);
    }
  }

  /**
   * The names that {@code statement} declares in the block that it stands in: those of {@code let},
   * {@code const}, {@code class} and {@code import}.
   */
  public static void lexical(Node.@Nullable Stmt statement, Consumer<Node.Ident> out) {
    switch (statement) {
      case Node.VarDecl decl when decl.kind() != Node.DeclKind.VAR ->
          decl.declarators().forEach(d -> names(d.target(), out));
      case Node.ClassDecl decl when decl.node().name() != null -> out.accept(decl.node().name());
      case Node.ImportDecl decl -> decl.bindings().forEach(b -> out.accept(b.local()));
      case Node.ExportDecl decl -> lexical(decl.declaration(), out);
      case null, default -> {}
    }
  }

  /** The function that {@code statement} declares, behind labels too; null if it is another. */
  public static Node.@Nullable FunctionDecl function(Node.@Nullable Stmt statement) {
    Node.Stmt inner = statement;
    while (inner instanceof Node.Labeled labeled) {
      inner = labeled.body();
    }
    return switch (inner) {
      case Node.FunctionDecl decl -> decl;
      case Node.ExportDecl decl -> function(decl.declaration());
      case null, default -> null;
    };
  }

  /** The names that the head of {@code loop} declares for this loop alone. */
  public static void head(Node.Stmt loop, Consumer<Node.Ident> out) {
    switch (loop) {
      case Node.For node -> lexical(node.init(), out);
      case Node.ForIn node when isLexical(node.kind()) -> names(node.target(), out);
      case Node.ForOf node when isLexical(node.kind()) -> names(node.target(), out);
      default -> {}
    }
  }

  private static boolean isLexical(Node.@Nullable DeclKind kind) {
    return kind != null && kind != Node.DeclKind.VAR;
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
