package dev.commonjs.syntax;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Prints a tree as a compact s-expression: names as they are, strings quoted, a hole or nothing as
 * {@code _}.
 */
final class Sexpr {
  private Sexpr() {}

  static String of(Node.Program program) {
    String flags =
        (program.esmSyntax() ? "esm " : "")
            + (program.strict() && !program.esmSyntax() ? "strict " : "");
    return flags + program.body().stream().map(Sexpr::of).collect(Collectors.joining(" "));
  }

  static String of(@Nullable Node node) {
    return switch (node) {
      case null -> "_";
      case Node.Program n -> of(n);
      case Node.Stmt n -> statement(n);
      case Node.Expr n -> expression(n);
      case Node.Default n -> form("default", n.target(), n.value());
      case Node.Rest n -> form("rest", n.target());
      case Node.ArrayPattern n -> list("[]", n.elements());
      case Node.ObjectPattern n ->
          "({}" + tail(n.properties()) + (n.rest() == null ? "" : " " + of(n.rest())) + ")";
      case Node.PatternProperty n ->
          n.shorthand() ? of(n.value()) : "(: " + of(n.key()) + " " + of(n.value()) + ")";
      case Node.NameKey n -> n.name();
      case Node.ComputedKey n -> "[" + of(n.expr()) + "]";
      case Node.ValueProperty n ->
          n.shorthand() ? of(n.value()) : "(: " + of(n.key()) + " " + of(n.value()) + ")";
      case Node.MethodProperty n -> "(: " + of(n.key()) + " " + of(n.func()) + ")";
      case Node.AccessorProperty n -> "(: " + of(n.key()) + " " + of(n.func()) + ")";
      case Node.SpreadProperty n -> form("...", n.value());
      case Node.Func n -> function(n);
      case Node.ClassNode n ->
          "(class " + of(n.name()) + " " + of(n.parent()) + tail(n.members()) + ")";
      case Node.ClassMember n -> member(n);
      case Node.Declarator n -> n.init() == null ? of(n.target()) : form("=", n.target(), n.init());
      case Node.Case n -> list("case " + of(n.test()), n.body());
      case Node.ImportBinding n -> "(" + n.imported() + " " + of(n.local()) + ")";
    };
  }

  private static String expression(Node.Expr expr) {
    return switch (expr) {
      case Node.Ident n -> n.name();
      case Node.Str n -> quoted(n.value());
      case Node.Num n -> Literals.numberToString(n.value());
      case Node.BigInt n -> n.text() + "n";
      case Node.Bool n -> String.valueOf(n.value());
      case Node.Null n -> "null";
      case Node.Regex n -> n.text();
      case Node.Template n -> template(n);
      case Node.TaggedTemplate n -> form("tag", n.tag(), n.template());
      case Node.ArrayLit n -> list("array", n.elements());
      case Node.ObjectLit n -> list("object", n.properties());
      case Node.FunctionExpr n -> of(n.func());
      case Node.ClassExpr n -> of(n.node());
      case Node.Unary n -> form(n.op(), n.operand());
      case Node.Update n -> form(n.prefix() ? n.op() + "_" : "_" + n.op(), n.operand());
      case Node.Binary n -> form(n.op(), n.left(), n.right());
      case Node.Logical n -> form(n.op(), n.left(), n.right());
      case Node.Assign n -> form(n.op(), n.target(), n.value());
      case Node.Conditional n -> form("?", n.test(), n.then(), n.otherwise());
      case Node.Call n -> list((n.optional() ? "?.call " : "call ") + of(n.callee()), n.args());
      case Node.New n -> list("new " + of(n.callee()), n.args());
      case Node.Member n ->
          "(" + (n.optional() ? "?. " : ". ") + of(n.object()) + " " + n.name() + ")";
      case Node.Index n -> form(n.optional() ? "?.at" : "at", n.object(), n.key());
      case Node.OptionalChain n -> form("chain", n.chain());
      case Node.Spread n -> form("...", n.value());
      case Node.Yield n -> form("yield", n.value());
      case Node.Await n -> form("await", n.value());
      case Node.Sequence n -> list(",", n.exprs());
      case Node.This n -> "this";
      case Node.Super n -> "super";
      case Node.NewTarget n -> "new.target";
      case Node.ImportMeta n -> "import.meta";
      case Node.ImportCall n -> form("import", n.specifier());
      case Node.Bad n -> "BAD";
    };
  }

  private static String statement(Node.Stmt statement) {
    return switch (statement) {
      case Node.ExprStmt n -> of(n.expr());
      case Node.VarDecl n -> list(lower(n.kind()), n.declarators());
      case Node.FunctionDecl n -> of(n.func());
      case Node.ClassDecl n -> of(n.node());
      case Node.Block n -> list("block", n.body());
      case Node.Empty n -> "empty";
      case Node.If n ->
          n.otherwise() == null
              ? form("if", n.test(), n.then())
              : form("if", n.test(), n.then(), n.otherwise());
      case Node.For n -> form("for", n.init(), n.test(), n.update(), n.body());
      case Node.ForIn n ->
          "(for-in "
              + lower(n.kind())
              + " "
              + of(n.target())
              + " "
              + of(n.subject())
              + " "
              + of(n.body())
              + ")";
      case Node.ForOf n ->
          "(for-"
              + (n.await() ? "await-" : "")
              + "of "
              + lower(n.kind())
              + " "
              + of(n.target())
              + " "
              + of(n.subject())
              + " "
              + of(n.body())
              + ")";
      case Node.While n -> form("while", n.test(), n.body());
      case Node.DoWhile n -> form("do", n.body(), n.test());
      case Node.Return n -> n.value() == null ? "(return)" : form("return", n.value());
      case Node.Throw n -> form("throw", n.value());
      case Node.Try n -> form("try", n.block(), n.param(), n.handler(), n.finalizer());
      case Node.Switch n -> list("switch " + of(n.subject()), n.cases());
      case Node.Break n -> n.label() == null ? "(break)" : "(break " + n.label() + ")";
      case Node.Continue n -> n.label() == null ? "(continue)" : "(continue " + n.label() + ")";
      case Node.Labeled n -> "(label " + n.label() + " " + of(n.body()) + ")";
      case Node.With n -> form("with", n.object(), n.body());
      case Node.ImportDecl n -> list("import " + of(n.specifier()), n.bindings());
      case Node.ExportDecl n -> exported(n);
      case Node.Bad n -> "BAD";
    };
  }

  private static String exported(Node.ExportDecl n) {
    String what = n.declaration() == null ? "" : " " + of(n.declaration());
    String value = n.value() == null ? "" : " = " + of(n.value());
    return "(export" + what + value + (n.specifier() == null ? "" : " " + of(n.specifier())) + ")";
  }

  private static String member(Node.ClassMember member) {
    String text =
        switch (member) {
          case Node.MethodMember n -> "(" + of(n.key()) + " " + of(n.func()) + ")";
          case Node.AccessorMember n -> "(" + of(n.key()) + " " + of(n.func()) + ")";
          case Node.FieldMember n -> "(field " + of(n.key()) + " " + of(n.value()) + ")";
          case Node.StaticBlock n -> list("block", n.body());
        };
    return (member.isStatic() ? "static:" : "") + text;
  }

  /**
   * {@code (kind[*][!] name (params) body…)}; a star for a generator, an exclamation mark for
   * strict code.
   */
  private static String function(Node.Func n) {
    String head =
        (n.async() ? "async-" : "")
            + (n.kind() == Node.FuncKind.NORMAL ? "function" : lower(n.kind()))
            + (n.generator() ? "*" : "")
            + (n.strict() ? "!" : "");
    String name = n.name() == null ? "" : " " + of(n.name());
    String params = n.params().stream().map(Sexpr::of).collect(Collectors.joining(" ", "(", ")"));
    return "(" + head + name + " " + params + tail(n.body()) + ")";
  }

  private static String template(Node.Template n) {
    StringBuilder out = new StringBuilder("(template");
    for (int i = 0; i < n.quasis().size(); i++) {
      String quasi = n.quasis().get(i);
      out.append(' ').append(quasi == null ? "_" : quoted(quasi));
      if (i < n.exprs().size()) {
        out.append(' ').append(of(n.exprs().get(i)));
      }
    }
    return out.append(')').toString();
  }

  private static String quoted(String value) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      out.append(c < ' ' || c > 126 ? String.format("\\u%04x", (int) c) : String.valueOf(c));
    }
    return out.append('"').toString();
  }

  private static String form(String head, @Nullable Node... parts) {
    StringBuilder out = new StringBuilder("(").append(head);
    for (Node part : parts) {
      out.append(' ').append(of(part));
    }
    return out.append(')').toString();
  }

  private static String list(String head, List<? extends @Nullable Node> parts) {
    return "(" + head + tail(parts) + ")";
  }

  private static String tail(List<? extends @Nullable Node> parts) {
    StringBuilder out = new StringBuilder();
    for (Node part : parts) {
      out.append(' ').append(of(part));
    }
    return out.toString();
  }

  private static String lower(@Nullable Enum<?> value) {
    return value == null ? "_" : value.name().toLowerCase(Locale.ROOT);
  }
}
