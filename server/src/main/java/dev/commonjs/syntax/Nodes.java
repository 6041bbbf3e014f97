package dev.commonjs.syntax;

import dev.commonjs.text.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Visiting trees without recursion, so that no depth is too deep. */
public final class Nodes {
  private Nodes() {}

  /** {@code root} and all below it, parents first, in source order. */
  public static void walk(Node root, Consumer<? super Node> visitor) {
    walkWhile(
        root,
        node -> {
          visitor.accept(node);
          return true;
        });
  }

  /** Like {@link #walk}, but goes below a node only if {@code enter} answers true for it. */
  public static void walkWhile(Node root, Predicate<? super Node> enter) {
    Children open = new Children();
    open.add(root);
    while (!open.list.isEmpty()) {
      Node node = open.list.remove(open.list.size() - 1);
      if (enter.test(node)) {
        int first = open.list.size();
        below(node, open);
        Collections.reverse(open.list.subList(first, open.list.size()));
      }
    }
  }

  /**
   * The nodes that {@code span} is in, {@code root} and the outermost first; empty outside of it.
   */
  public static List<Node> path(Node root, Span span) {
    List<Node> path = new ArrayList<>();
    for (Node at = root.span().contains(span) ? root : null; at != null; ) {
      path.add(at);
      Node inner = null;
      for (Node child : children(at)) {
        if (child.span().contains(span)) {
          inner = child;
          break;
        }
      }
      at = inner;
    }
    return path;
  }

  /**
   * Whether copying its properties one by one gives the same object: it has no getter, setter or
   * prototype of its own (ECMA-262, <em>Object.assign</em>, reads and sets).
   */
  public static boolean isPlain(Node.ObjectLit literal) {
    return literal.properties().stream()
        .noneMatch(
            property ->
                property instanceof Node.AccessorProperty
                    || property instanceof Node.ValueProperty value
                        && !value.shorthand()
                        && isNamed(value.key(), "__proto__"));
  }

  private static boolean isNamed(Node.Key key, String name) {
    return key instanceof Node.NameKey named && named.name().equals(name);
  }

  /** The nodes directly below {@code node}, in source order. */
  public static List<Node> children(Node node) {
    Children out = new Children();
    below(node, out);
    return out.list;
  }

  private static void below(Node node, Children out) {
    switch (node) {
      case Node.Program n -> out.all(n.body());
      case Node.Expr n -> expression(n, out);
      case Node.Stmt n -> statement(n, out);
      case Node.Target n -> target(n, out);
      case Node.Property n -> property(n, out);
      case Node.ClassMember n -> member(n, out);
      case Node.PatternProperty n -> out.key(n.key(), n.shorthand()).add(n.value());
      case Node.NameKey n -> {}
      case Node.ComputedKey n -> out.add(n.expr());
      case Node.Func n -> out.add(n.name()).all(n.params()).all(n.body());
      case Node.ClassNode n -> out.add(n.name()).add(n.parent()).all(n.members());
      case Node.Declarator n -> out.add(n.target()).add(n.init());
      case Node.Case n -> out.add(n.test()).all(n.body());
      case Node.ImportBinding n -> out.add(n.local());
    }
  }

  private static void expression(Node.Expr expr, Children out) {
    switch (expr) {
      case Node.Template n -> out.all(n.exprs());
      case Node.TaggedTemplate n -> out.add(n.tag()).add(n.template());
      case Node.ArrayLit n -> out.all(n.elements());
      case Node.ObjectLit n -> out.all(n.properties());
      case Node.FunctionExpr n -> out.add(n.func());
      case Node.ClassExpr n -> out.add(n.node());
      case Node.Unary n -> out.add(n.operand());
      case Node.Update n -> out.add(n.operand());
      case Node.Binary n -> out.add(n.left()).add(n.right());
      case Node.Logical n -> out.add(n.left()).add(n.right());
      case Node.Assign n -> out.add(n.target()).add(n.value());
      case Node.Conditional n -> out.add(n.test()).add(n.then()).add(n.otherwise());
      case Node.Call n -> out.add(n.callee()).all(n.args());
      case Node.New n -> out.add(n.callee()).all(n.args());
      case Node.Member n -> out.add(n.object());
      case Node.Index n -> out.add(n.object()).add(n.key());
      case Node.OptionalChain n -> out.add(n.chain());
      case Node.Spread n -> out.add(n.value());
      case Node.Yield n -> out.add(n.value());
      case Node.Await n -> out.add(n.value());
      case Node.Sequence n -> out.all(n.exprs());
      case Node.ImportCall n -> out.add(n.specifier());
      case Node.Ident n -> {}
      case Node.Str n -> {}
      case Node.Num n -> {}
      case Node.BigInt n -> {}
      case Node.Bool n -> {}
      case Node.Null n -> {}
      case Node.Regex n -> {}
      case Node.This n -> {}
      case Node.Super n -> {}
      case Node.NewTarget n -> {}
      case Node.ImportMeta n -> {}
      case Node.Bad n -> {}
    }
  }

  private static void target(Node.Target target, Children out) {
    switch (target) {
      case Node.Default n -> out.add(n.target()).add(n.value());
      case Node.Rest n -> out.add(n.target());
      case Node.ArrayPattern n -> out.all(n.elements());
      case Node.ObjectPattern n -> out.all(n.properties()).add(n.rest());
      case Node.Ident n -> expression(n, out);
      case Node.Member n -> expression(n, out);
      case Node.Index n -> expression(n, out);
      case Node.Bad n -> {}
    }
  }

  private static void property(Node.Property property, Children out) {
    switch (property) {
      case Node.ValueProperty n -> out.key(n.key(), n.shorthand()).add(n.value());
      case Node.MethodProperty n -> out.add(n.key()).add(n.func());
      case Node.AccessorProperty n -> out.add(n.key()).add(n.func());
      case Node.SpreadProperty n -> out.add(n.value());
    }
  }

  private static void member(Node.ClassMember member, Children out) {
    switch (member) {
      case Node.MethodMember n -> out.add(n.key()).add(n.func());
      case Node.AccessorMember n -> out.add(n.key()).add(n.func());
      case Node.FieldMember n -> out.add(n.key()).add(n.value());
      case Node.StaticBlock n -> out.all(n.body());
    }
  }

  private static void statement(Node.Stmt statement, Children out) {
    switch (statement) {
      case Node.VarDecl n -> out.all(n.declarators());
      case Node.FunctionDecl n -> out.add(n.func());
      case Node.ClassDecl n -> out.add(n.node());
      case Node.ExprStmt n -> out.add(n.expr());
      case Node.Block n -> out.all(n.body());
      case Node.If n -> out.add(n.test()).add(n.then()).add(n.otherwise());
      case Node.For n -> out.add(n.init()).add(n.test()).add(n.update()).add(n.body());
      case Node.ForIn n -> out.add(n.target()).add(n.subject()).add(n.body());
      case Node.ForOf n -> out.add(n.target()).add(n.subject()).add(n.body());
      case Node.While n -> out.add(n.test()).add(n.body());
      case Node.DoWhile n -> out.add(n.body()).add(n.test());
      case Node.Return n -> out.add(n.value());
      case Node.Throw n -> out.add(n.value());
      case Node.Try n -> out.add(n.block()).add(n.param()).add(n.handler()).add(n.finalizer());
      case Node.Switch n -> out.add(n.subject()).all(n.cases());
      case Node.Labeled n -> out.add(n.body());
      case Node.With n -> out.add(n.object()).add(n.body());
      case Node.ImportDecl n -> out.all(n.bindings()).add(n.specifier());
      case Node.ExportDecl n -> out.add(n.declaration()).add(n.value()).add(n.specifier());
      case Node.Empty n -> {}
      case Node.Break n -> {}
      case Node.Continue n -> {}
      case Node.Bad n -> {}
    }
  }

  private static final class Children {
    private final ArrayList<Node> list = new ArrayList<>(4);

    Children add(@Nullable Node node) {
      if (node != null) {
        list.add(node);
      }
      return this;
    }

    Children all(List<? extends @Nullable Node> nodes) {
      for (Node node : nodes) {
        add(node);
      }
      return this;
    }

    /** The key of a shorthand is its value over again. */
    Children key(Node.Key key, boolean shorthand) {
      return shorthand ? this : add(key);
    }
  }
}
