package dev.commonjs.observe;

import dev.commonjs.syntax.Node;
import dev.commonjs.syntax.Nodes;
import dev.commonjs.syntax.ParsedFile;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Writes modern JavaScript in the language that Rhino 1.9 runs. The source is copied; only what
 * Rhino lacks, or does wrongly, is written differently, on the lines where it stands. What cannot
 * be lowered stays as it is, for Rhino's own syntax error to say so.
 *
 * <p>Every function holds its place in the source as a comment, see {@link #sourceOffset}. An
 * {@code await} never goes on, as nothing does that waits for the end of the load phase.
 */
final class Lowering {
  private static final String MARK = "/*@";
  private static final Pattern DOUBTFUL_REGEX =
      Pattern.compile("\\\\[pP]\\{|\\(\\?[a-z-]+:|/[a-z]*([dv]|u[a-z]*i|i[a-z]*u)[a-z]*$");

  final String source;
  final Tokens tokens;
  final Edits edits;

  /** What every name that is added begins with; the name of the helper object. */
  final String prefix;

  final Functions functions;
  final ClassForms classes;
  final PatternForms patterns;
  final LoopForms loops;
  final CallForms calls;

  private final Deque<Runnable> open = new ArrayDeque<>();
  private final List<Frame> frames = new ArrayList<>();
  private int temporaries;

  private Lowering(ParsedFile file, String prefix) {
    this.source = file.source().text();
    this.prefix = prefix;
    this.tokens = new Tokens(source);
    this.edits = new Edits(source, file.comments());
    this.functions = new Functions(this);
    this.classes = new ClassForms(this);
    this.patterns = new PatternForms(this);
    this.loops = new LoopForms(this);
    this.calls = new CallForms(this);
  }

  /** Total. */
  static Lowered lower(ParsedFile file) {
    String source = file.source().text();
    String prefix = "$cjs";
    for (int i = 1; source.contains(prefix); i++) {
      prefix = "$cjs" + i;
    }
    if (!file.errors().isEmpty() || file.program().esmSyntax()) {
      return new Lowered(source, prefix);
    }
    Lowering lowering = new Lowering(file, prefix);
    lowering.module(file.program());
    return new Lowered(lowering.tokens.lost() ? source : lowering.edits.text(), prefix);
  }

  /**
   * Where a function or class starts in its source, by the lowered text of the function; -1 if that
   * has no mark.
   */
  static int sourceOffset(String rawSource) {
    int start = rawSource.indexOf(MARK);
    int end = start < 0 ? -1 : rawSource.indexOf("*/", start);
    if (end < start + MARK.length() + 1 || end - start > 12) {
      return -1;
    }
    int offset = 0;
    for (int i = start + MARK.length(); i < end; i++) {
      int digit = rawSource.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      offset = offset * 10 + digit;
    }
    return offset;
  }

  static String mark(int offset) {
    return MARK + offset + "*/";
  }

  String temporary() {
    return prefix + "_" + temporaries++;
  }

  Frame frame(Frame frame) {
    frames.add(frame);
    return frame;
  }

  private void module(Node.Program program) {
    int start = 0;
    if (source.startsWith("#!")) {
      edits.replace(0, 2, "//");
      while (start < source.length() && "\n\r\u2028\u2029".indexOf(source.charAt(start)) < 0) {
        start++;
      }
    }
    Edits.Edit begin = edits.open(functions.behindDirectives(program.body(), start));
    Frame frame = frame(new Frame(Frame.Kind.MODULE, null, begin, begin));
    Scope scope = Scope.of(frame, false);
    visitAll(program.body(), scope);
    while (!open.isEmpty()) {
      open.pop().run();
    }
    frames.forEach(f -> f.declare(prefix));
  }

  // ---------------------------------------------------------------- the walk

  /** Nodes are visited before what they hold, in the order of the source, without recursion. */
  void visit(Node node, Scope scope) {
    later(() -> write(node, scope));
  }

  /** Runs {@code task} when what is visited now has been written, before all that waits. */
  void later(Runnable task) {
    open.push(task);
  }

  void visitAll(List<? extends Node> nodes, Scope scope) {
    for (int i = nodes.size() - 1; i >= 0; i--) {
      visit(nodes.get(i), scope);
    }
  }

  void visitChildren(Node node, Scope scope) {
    visitAll(Nodes.children(node), scope.inner());
  }

  private void write(Node node, Scope scope) {
    switch (node) {
      case Node.FunctionExpr n -> functions.function(n.func(), null, scope);
      case Node.FunctionDecl n -> functions.function(n.func(), null, scope);
      case Node.MethodProperty n -> functions.method(n.key(), n.func(), scope);
      case Node.AccessorProperty n -> functions.method(n.key(), n.func(), scope);
      case Node.ClassExpr n -> classes.expression(n.node(), scope);
      case Node.ClassDecl n -> classes.declaration(n.node(), scope);
      case Node.Return n -> functions.returns(n, scope);
      case Node.This n -> keepThis(n, scope);
      case Node.Ident n -> identifier(n, scope);
      case Node.NewTarget n -> newTarget(n, scope);
      case Node.Call n -> {
        n.args().forEach(this::keepKind);
        calls.call(n, scope);
      }
      case Node.New n -> calls.construct(n, scope);
      case Node.Member n -> {
        keepKind(n.object());
        calls.member(n, scope);
      }
      case Node.Index n -> calls.index(n, scope);
      case Node.OptionalChain n -> calls.chain(n, scope);
      case Node.Binary n -> calls.binary(n, scope);
      case Node.Assign n -> patterns.assign(n, scope);
      case Node.VarDecl n -> patterns.declaration(n, scope);
      case Node.Try n -> patterns.caught(n, scope);
      case Node.For n -> loops.forLoop(n, scope);
      case Node.ForIn n -> loops.forIn(n, scope);
      case Node.ForOf n -> loops.forOf(n, scope);
      case Node.Regex n -> regex(n);
      case Node.ExprStmt n -> statement(n, scope);
      case Node.Await n -> {
        edits.replace(n.start(), n.start() + "await".length(), "(yield");
        edits.close(n.end(), ")");
        visitChildren(n, scope);
      }
      case Node.Yield n -> {
        edits.open(n.start(), "(");
        edits.close(n.end(), ")");
        visitChildren(n, scope);
      }
      case Node.ImportCall n -> {
        edits.replace(n.start(), n.start() + "import".length(), prefix + ".import");
        visitChildren(n, scope);
      }
      case Node.ValueProperty n when n.shorthand() && n.value() instanceof Node.Ident ident ->
          shorthand(ident, scope);
      case Node.ValueProperty n when n.key() instanceof Node.NameKey key -> {
        classes.name(n.value(), key.name());
        visitChildren(n, scope);
      }
      default -> visitChildren(node, scope);
    }
  }

  /**
   * {@code Object.getPrototypeOf(async function* () {})}, {@code (async () => {}).constructor}: a
   * function without a name that is asked of what kind it is.
   */
  private void keepKind(Node.Expr expr) {
    if (expr instanceof Node.FunctionExpr n && n.func().async() && n.func().name() == null) {
      String kind = n.func().generator() ? "ofAsyncGenerators" : "ofAsyncFunctions";
      edits.open(n.start(), prefix + "." + kind + "(");
      edits.close(n.end(), ")");
    }
  }

  private void statement(Node.ExprStmt n, Scope scope) {
    if (n.expr() instanceof Node.Yield y) {
      visitChildren(y, scope);
      return;
    }
    if (n.expr().start() == n.start() && beginsDifferently(n.expr())) {
      edits.open(n.start(), "0,");
    }
    visitChildren(n, scope);
  }

  /**
   * Whether an expression, as it is written, would be read on from the line before or as a
   * declaration.
   */
  private static boolean beginsDifferently(Node expr) {
    Node node = expr;
    while (true) {
      if (node instanceof Node.Await
          || node instanceof Node.Yield
          || node instanceof Node.FunctionExpr) {
        return true;
      }
      List<Node> children = Nodes.children(node);
      if (children.isEmpty() || children.get(0).start() != node.start()) {
        return false;
      }
      node = children.get(0);
    }
  }

  // ---------------------------------------------------------------- what a frame owns

  private void keepThis(Node.This n, Scope scope) {
    if (scope.keptThis()) {
      edits.replace(n.start(), n.end(), thisOf(scope));
    }
  }

  /** How {@code this} is written. */
  String thisOf(Scope scope) {
    if (scope.keptThis()) {
      scope.frame().keepThis();
      return prefix + "_this";
    }
    return "this";
  }

  private boolean keepsArguments(Node.Ident n, Scope scope) {
    boolean kept = scope.keptArguments() && n.name().equals("arguments");
    if (kept) {
      scope.frame().keepArguments();
    }
    return kept;
  }

  private void identifier(Node.Ident n, Scope scope) {
    if (keepsArguments(n, scope)) {
      edits.replace(n.start(), n.end(), prefix + "_arguments");
    } else if (isReserved(n.name())) {
      edits.replace(n.start(), n.end(), prefix + "_" + n.name());
    }
  }

  private void shorthand(Node.Ident n, Scope scope) {
    if (keepsArguments(n, scope) || isReserved(n.name())) {
      edits.replace(n.start(), n.end(), n.name() + ": " + prefix + "_" + n.name());
    }
  }

  /** Names of sloppy code that Rhino never takes for names. */
  private static boolean isReserved(String name) {
    return name.equals("await") || name.equals("let") || name.equals("yield");
  }

  private void newTarget(Node.NewTarget n, Scope scope) {
    String target =
        switch (scope.frame().kind) {
          case MODULE, METHOD -> "(void 0)";
          case BASE_CONSTRUCTOR -> prefix + ".target(" + thisOf(scope) + ")";
          case DERIVED_CONSTRUCTOR -> prefix + ".target(" + prefix + "_new)";
          case FUNCTION -> {
            String name = scope.frame().name;
            yield prefix + ".target(" + thisOf(scope) + (name == null ? ")" : ", " + name + ")");
          }
        };
    edits.replace(n.start(), n.end(), target);
  }

  private void regex(Node.Regex n) {
    if (DOUBTFUL_REGEX.matcher(n.text()).find()) {
      int slash = n.text().lastIndexOf('/');
      edits.replace(
          n.start(),
          n.end(),
          prefix
              + ".regex("
              + quoted(n.text().substring(1, slash))
              + ", "
              + quoted(n.text().substring(slash + 1))
              + ")");
    }
  }

  static String quoted(String value) {
    StringBuilder out = new StringBuilder(value.length() + 2).append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ' || c == '\u2028' || c == '\u2029') {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }
}
