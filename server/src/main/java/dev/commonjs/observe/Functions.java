package dev.commonjs.observe;

import dev.commonjs.syntax.Node;
import dev.commonjs.syntax.Nodes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Functions: marks, rest parameters, {@code async}.
 *
 * <p>An asynchronous function gives a generator to {@code async}, which runs it to its first {@code
 * yield}. An arrow function with a rest parameter becomes an ordinary one, since it lacks {@code
 * arguments}.
 */
final class Functions {
  private static final String ASYNC = "async";

  private final Lowering lowering;
  private final Edits edits;
  private final Tokens tokens;

  Functions(Lowering lowering) {
    this.lowering = lowering;
    this.edits = lowering.edits;
    this.tokens = lowering.tokens;
  }

  void method(Node.Key key, Node.Func f, Scope scope) {
    function(f, key, scope);
    if (key instanceof Node.ComputedKey) {
      lowering.visit(key, scope.inner());
    }
  }

  /** {@code key}: the name of a method, which stands before its parameters. */
  void function(Node.Func f, Node.@Nullable Key key, Scope scope) {
    if (f.kind() == Node.FuncKind.ARROW) {
      arrow(f, scope);
    } else {
      Frame.Kind kind = key == null ? Frame.Kind.FUNCTION : Frame.Kind.METHOD;
      ordinary(f, key, kind);
    }
  }

  void ordinary(Node.Func f, Node.@Nullable Key key, Frame.Kind kind) {
    int open = openParenthesis(f, key);
    int close = closeParenthesis(f, open);
    int brace = tokens.find(close + 1, "{");
    Edits.Edit home = null;
    if (f.async()) {
      home = async(f, key, open);
    } else {
      if (key != null && f.generator() && returnsFromMethod(f)) {
        edits.replace(f.start(), tokens.find(f.start(), "*") + 1, "");
        edits.open(open, ": function*");
      }
      edits.open(open + 1, Lowering.mark(f.start()));
    }
    Edits.Edit start = edits.open(behindDirectives(f.body(), brace + 1));
    String name = f.name() == null ? null : f.name().name();
    Frame frame = new Frame(kind, name, start, home == null ? start : home);
    Scope scope = Scope.of(lowering.frame(frame), f.async());
    parameters(f, open, start);
    if (kind == Frame.Kind.DERIVED_CONSTRUCTOR) {
      edits.open(f.end() - 1, ";return " + lowering.prefix + "_this;");
    }
    lowering.visitAll(f.body(), scope);
    lowering.visitAll(f.params(), scope.inner());
  }

  /**
   * Whether Rhino, which takes a method for a generator of its own old sort at first, would object
   * to its {@code return}. A method with {@code super} has to stay one.
   */
  private static boolean returnsFromMethod(Node.Func f) {
    boolean[] found = {false, false};
    for (Node.Stmt statement : f.body()) {
      Nodes.walkWhile(
          statement,
          node -> {
            found[0] |= node instanceof Node.Return r && r.value() != null;
            found[1] |= node instanceof Node.Super;
            return !(node instanceof Node.Func);
          });
    }
    return found[0] && !found[1];
  }

  /** The parameters go to the generator, with all that happens when they are bound. */
  private Edits.Edit async(Node.Func f, Node.@Nullable Key key, int open) {
    edits.replace(f.start(), f.start() + ASYNC.length(), "");
    if (f.generator()) {
      int from = tokens.skip(f.start() + ASYNC.length());
      int star = key == null ? tokens.find(from + "function".length(), "*") : from;
      edits.replace(star, star + 1, "");
    }
    String outer = "(" + Lowering.mark(f.start()) + dummies(f.params()) + ") {";
    edits.replace(open, open + 1, outer);
    Edits.Edit home = edits.open(open + 1);
    String helper = f.generator() ? ".asyncGenerator" : ".async";
    edits.open(open + 1, "return " + lowering.prefix + helper + "(this, arguments, function*(");
    edits.close(f.end(), ")}");
    return home;
  }

  private void arrow(Node.Func f, Scope scope) {
    int open = openParenthesis(f, null);
    int afterParameters = open < 0 ? f.params().get(0).end() : closeParenthesis(f, open) + 1;
    int arrow = tokens.find(afterParameters, "=>");
    int body = arrow + 2;
    int brace = f.expressionBody() ? body : tokens.find(body, "{");
    boolean ordinary = patterns().firstLowered(f.params()) >= 0;
    if (f.async()) {
      edits.replace(f.start(), f.start() + ASYNC.length(), "");
    }
    if (ordinary) {
      edits.open(f.start(), "function");
      edits.replace(arrow, body, "");
    }
    if (open < 0) {
      edits.close(afterParameters, Lowering.mark(f.start()));
    } else {
      edits.open(open + 1, Lowering.mark(f.start()));
    }
    f.params().forEach(this::spellOut);
    arrowBody(f, open, body, brace, ordinary);
    Scope outside = ordinary ? scope.moved() : scope.arrow();
    Scope inside = f.async() ? scope.moved() : outside;
    if (f.expressionBody() && f.body().get(0) instanceof Node.Return value) {
      lowering.visitChildren(value, inside);
    } else {
      lowering.visitAll(f.body(), inside);
    }
    lowering.visitAll(f.params(), outside.inner());
  }

  /** Rhino reads {@code ({a = 1}) =>} as an object first, and stops. */
  private void spellOut(Node.Target param) {
    Nodes.walkWhile(
        param,
        node -> {
          if (node instanceof Node.PatternProperty p
              && p.shorthand()
              && p.value() instanceof Node.Default
              && p.key() instanceof Node.NameKey key) {
            edits.open(p.start(), key.name() + ": ");
          }
          return !(node instanceof Node.Expr);
        });
  }

  /** Written: {@code (…) => async(generator)}, {@code function (…) { var rest; … }} or both. */
  private void arrowBody(Node.Func f, int open, int body, int brace, boolean ordinary) {
    boolean wrapped = ordinary && (f.async() || f.expressionBody());
    if (wrapped) {
      edits.open(body, "{");
    }
    if (open >= 0) {
      boolean inBlock = !wrapped && ordinary;
      parameters(f, open, edits.open(inBlock ? behindDirectives(f.body(), brace + 1) : body));
    }
    String end = wrapped ? "}" : "";
    if (f.async()) {
      String call = lowering.prefix + ".async(null, null, function*() ";
      edits.open(body, (wrapped ? "return " : "") + call + (f.expressionBody() ? "{return (" : ""));
      end = (f.expressionBody() ? ")})" : ")") + end;
    } else if (wrapped) {
      edits.open(body, "return (");
      end = ")" + end;
    }
    if (!end.isEmpty()) {
      edits.close(f.end(), end);
    }
  }

  /** What {@code return} leaves in a derived class's constructor. */
  void returns(Node.Return n, Scope scope) {
    if (scope.constructor()) {
      int behind = n.start() + "return".length();
      String made = lowering.prefix + "_this";
      if (n.value() == null) {
        edits.open(behind, " " + made);
      } else {
        edits.open(behind, " " + lowering.prefix + ".result(");
        edits.close(tokens.withoutSemicolon(n.start(), n.end()), ", " + made + ")");
      }
    }
    lowering.visitChildren(n, scope);
  }

  // ---------------------------------------------------------------- parameters

  private void parameters(Node.Func f, int open, Edits.Edit start) {
    List<Node.Target> params = f.params();
    if (params.isEmpty()) {
      return;
    }
    int end = params.get(params.size() - 1).end();
    int comma = tokens.skip(end);
    if (tokens.at(comma) == ',') {
      edits.replace(comma, comma + 1, "");
    }
    int first = patterns().firstLowered(params);
    if (first < 0) {
      return;
    }
    int from = first == 0 ? open + 1 : params.get(first - 1).end();
    String arguments = lowering.prefix + ".rest(arguments, " + first + ")";
    if (params.get(first) instanceof Node.Rest r && r.target() instanceof Node.Ident ident) {
      edits.replace(first == 0 ? r.start() : from, r.end(), "");
      start.add(";var " + ident.name() + " = " + arguments + ";");
      return;
    }
    List<Edits.Piece> specification = patterns().list(params.subList(first, params.size()));
    String kept = dummies(params.subList(first, params.size()));
    if (first > 0 && kept.isEmpty()) {
      int separator = tokens.find(from, ",");
      edits.replace(separator, separator + 1, "");
    }
    Edits.Piece moved = edits.move(params.get(first).start(), end, kept);
    start.add(";var [").add(List.of(moved));
    start.add("] = " + lowering.prefix + ".pattern(" + arguments + ", ").add(specification);
    start.add(");");
  }

  /** Parameters without a meaning, as many as {@code length} counts. */
  String dummies(List<Node.Target> params) {
    StringBuilder out = new StringBuilder();
    for (Node.Target param : params) {
      if (param instanceof Node.Default || param instanceof Node.Rest) {
        break;
      }
      out.append(out.isEmpty() ? "" : ", ").append(lowering.temporary());
    }
    return out.toString();
  }

  private PatternForms patterns() {
    return lowering.patterns;
  }

  // ---------------------------------------------------------------- places

  /** -1 for an arrow function's single parameter without parentheses. */
  private int openParenthesis(Node.Func f, Node.@Nullable Key key) {
    if (key != null) {
      return tokens.find(key.end(), "(");
    }
    int start = f.async() ? tokens.skip(f.start() + ASYNC.length()) : f.start();
    if (f.kind() == Node.FuncKind.ARROW) {
      return tokens.at(start) == '(' ? start : -1;
    }
    if (f.name() != null) {
      return tokens.find(f.name().end(), "(");
    }
    int behind = tokens.skip(start + "function".length());
    return tokens.find(tokens.at(behind) == '*' ? behind + 1 : behind, "(");
  }

  private int closeParenthesis(Node.Func f, int open) {
    int behind =
        tokens.skip(f.params().isEmpty() ? open + 1 : f.params().get(f.params().size() - 1).end());
    int close = tokens.at(behind) == ',' ? tokens.skip(behind + 1) : behind;
    return tokens.find(close, ")");
  }

  /** Where code may be added: directives have to stay first. */
  int behindDirectives(List<Node.Stmt> body, int start) {
    int behind = start;
    for (Node.Stmt statement : body) {
      if (!(statement instanceof Node.ExprStmt e)
          || !(e.expr() instanceof Node.Str)
          || e.start() != e.expr().start()) {
        break;
      }
      behind = e.end();
    }
    return behind;
  }
}
