package dev.commonjs.syntax;

import com.google.javascript.jscomp.parsing.parser.IdentifierToken;
import com.google.javascript.jscomp.parsing.parser.TokenType;
import com.google.javascript.jscomp.parsing.parser.trees.*;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Turns the parser's tree into ours: statements here, the rest in the four others, which share this
 * one's places and strictness. Recursive: call it on a {@link DeepStack}.
 */
final class ClosureLowering {
  final Places at;
  final ExpressionLowering expressions;
  final PatternLowering patterns;
  final FunctionLowering functions;
  final EarlyErrors early = new EarlyErrors();
  private final ModuleLowering modules;

  /** Whether the code being lowered is strict; {@link #inStrict} is the only writer. */
  private boolean strict;

  private int functionDepth;

  /** How many functions and classes have been lowered. */
  int closures;

  private boolean importMeta;
  private boolean topLevelAwait;

  private ClosureLowering(String text) {
    at = new Places(text);
    expressions = new ExpressionLowering(this);
    patterns = new PatternLowering(this);
    functions = new FunctionLowering(this);
    modules = new ModuleLowering(this);
  }

  /** A program, and what is wrong with it that the parser lets pass. */
  record Lowered(Node.Program program, List<ParsedFile.SyntaxError> errors) {}

  /**
   * {@code valid}: the parser found no errors, so that an {@code await} outside of functions can be
   * believed to be that of a module (in a broken text a brace may be missing).
   */
  static Lowered program(String text, ProgramTree tree, boolean valid) {
    boolean esm = tree.sourceElements.stream().anyMatch(ModuleLowering::isModuleSyntax);
    ClosureLowering lowering = new ClosureLowering(text);
    Lowered program = lowering.program(tree, text.length(), esm);
    boolean late = lowering.importMeta || valid && lowering.topLevelAwait;
    return late && !esm ? new ClosureLowering(text).program(tree, text.length(), true) : program;
  }

  private Lowered program(ProgramTree tree, int length, boolean esm) {
    strict = esm || hasUseStrict(tree.sourceElements);
    Node.Program program =
        early.checked(new Node.Program(0, length, statements(tree.sourceElements), strict, esm));
    return new Lowered(program, early.found());
  }

  void sawImportMeta() {
    importMeta = true;
  }

  void sawAwait() {
    topLevelAwait |= functionDepth == 0;
  }

  /** Runs {@code lowering} as a function's code. */
  <T> T inFunction(boolean useStrict, Supplier<T> lowering) {
    functionDepth++;
    T result = inStrict(useStrict, lowering);
    functionDepth--;
    closures++;
    return result;
  }

  boolean strict() {
    return strict;
  }

  /**
   * Runs {@code lowering} as strict code if {@code own} says so or it is in strict code already.
   */
  <T> T inStrict(boolean own, Supplier<T> lowering) {
    boolean outer = strict;
    strict = outer || own;
    T result = lowering.get();
    strict = outer;
    return result;
  }

  /**
   * Whether a body begins with directives one of which is {@code 'use strict'}, spelled without
   * escapes.
   */
  boolean hasUseStrict(List<ParseTree> body) {
    for (ParseTree statement : body) {
      if (!(statement instanceof ExpressionStatementTree e)
          || !(e.expression instanceof LiteralExpressionTree literal)
          || literal.literalToken.type != TokenType.STRING) {
        return false;
      }
      String spelling = at.slice(literal.literalToken);
      if (spelling.equals("'use strict'") || spelling.equals("\"use strict\"")) {
        return true;
      }
    }
    return false;
  }

  List<Node.Stmt> statements(List<ParseTree> trees) {
    List<Node.Stmt> out = new ArrayList<>(trees.size());
    for (ParseTree tree : trees) {
      out.add(statement(tree));
    }
    return List.copyOf(out);
  }

  private Node.Stmt statement(ParseTree tree) {
    int start = at.start(tree);
    int end = at.end(tree);
    return switch (tree) {
      case ExpressionStatementTree t -> expressionStatement(t.expression, end);
      case VariableStatementTree t -> declarations(t.declarations, end);
      case ReturnStatementTree t -> new Node.Return(start, end, expressions.orNull(t.expression));
      case IfStatementTree t -> ifStatement(t);
      case BlockTree t -> block(t);
      case FunctionDeclarationTree t -> functionStatement(t);
      case ClassDeclarationTree t -> new Node.ClassDecl(start, end, functions.classNode(t));
      case ThrowStatementTree t -> new Node.Throw(start, end, expressions.orBad(t.value, end));
      case TryStatementTree t -> tryStatement(t);
      case SwitchStatementTree t ->
          early.checked(new Node.Switch(start, end, expressions.lower(t.expression), cases(t)));
      case BreakStatementTree t -> new Node.Break(start, end, label(t.name));
      case ContinueStatementTree t -> new Node.Continue(start, end, label(t.name));
      case LabelledStatementTree t -> labeled(t);
      case EmptyStatementTree t -> new Node.Empty(start, end);
      case DebuggerStatementTree t -> new Node.Empty(start, end);
      case WithStatementTree t ->
          new Node.With(start, end, expressions.lower(t.expression), body(t.body));
      case ImportDeclarationTree t -> modules.importDeclaration(t);
      case ExportDeclarationTree t -> modules.exportDeclaration(t);
      default -> loop(tree);
    };
  }

  private Node.Stmt loop(ParseTree tree) {
    int start = at.start(tree);
    int end = at.end(tree);
    return switch (tree) {
      case ForStatementTree t -> forStatement(t);
      case ForInStatementTree t ->
          new Node.ForIn(
              start,
              end,
              kind(t.initializer),
              head(t.initializer),
              expressions.lower(t.collection),
              body(t.body));
      case ForOfStatementTree t -> forOf(tree, t.initializer, t.collection, t.body, false);
      case ForAwaitOfStatementTree t -> {
        sawAwait();
        yield forOf(tree, t.initializer, t.collection, t.body, true);
      }
      case WhileStatementTree t ->
          new Node.While(start, end, expressions.lower(t.condition), body(t.body));
      case DoWhileStatementTree t ->
          new Node.DoWhile(start, end, body(t.body), expressions.lower(t.condition));
      default -> new Node.Bad(start, end);
    };
  }

  private Node.Stmt forOf(
      ParseTree tree, ParseTree head, ParseTree subject, ParseTree body, boolean await) {
    return new Node.ForOf(
        at.start(tree),
        at.end(tree),
        kind(head),
        head(head),
        expressions.lower(subject),
        body(body),
        await);
  }

  /** A body may be missing in broken text. */
  private Node.Stmt body(@Nullable ParseTree tree) {
    return tree == null ? new Node.Empty(0, 0) : statement(tree);
  }

  private Node.Stmt expressionStatement(ParseTree tree, int end) {
    Node.Expr expr = expressions.lower(tree);
    int start = Math.min(at.start(tree), expr.start());
    if (expr instanceof Node.Bad) {
      return new Node.Bad(start, Math.max(start, end));
    }
    return new Node.ExprStmt(start, end, expr);
  }

  private Node.Stmt functionStatement(FunctionDeclarationTree tree) {
    Node.Func func = functions.function(tree);
    return new Node.FunctionDecl(func.start(), func.end(), func);
  }

  Node.VarDecl declarations(VariableDeclarationListTree tree, int end) {
    List<Node.Declarator> out = new ArrayList<>(tree.declarations.size());
    for (VariableDeclarationTree declaration : tree.declarations) {
      Node.Target target = patterns.target(declaration.lvalue);
      Node.Expr init = expressions.orNull(declaration.initializer);
      out.add(new Node.Declarator(at.start(declaration), at.end(declaration), target, init));
    }
    return new Node.VarDecl(at.start(tree), end, kind(tree.declarationType), List.copyOf(out));
  }

  private static Node.DeclKind kind(TokenType type) {
    return switch (type) {
      case LET -> Node.DeclKind.LET;
      case CONST -> Node.DeclKind.CONST;
      default -> Node.DeclKind.VAR;
    };
  }

  private static Node.@Nullable DeclKind kind(ParseTree head) {
    return head instanceof VariableDeclarationListTree list ? kind(list.declarationType) : null;
  }

  private Node.Target head(ParseTree head) {
    if (head instanceof VariableDeclarationListTree list && !list.declarations.isEmpty()) {
      return patterns.target(list.declarations.get(0).lvalue);
    }
    return patterns.target(head);
  }

  private Node.Stmt ifStatement(IfStatementTree t) {
    Node.Expr test = expressions.lower(t.condition);
    Node.Stmt then = body(t.ifClause);
    Node.Stmt otherwise = t.elseClause == null ? null : statement(t.elseClause);
    return new Node.If(at.start(t), at.end(t), test, then, otherwise);
  }

  private Node.Stmt forStatement(ForStatementTree t) {
    Node.Stmt init =
        switch (t.initializer) {
          case null -> null;
          case NullTree none -> null;
          case VariableDeclarationListTree list -> declarations(list, at.end(list));
          default -> expressionStatement(t.initializer, at.end(t.initializer));
        };
    return new Node.For(
        at.start(t),
        at.end(t),
        init,
        expressions.orNull(t.condition),
        expressions.orNull(t.increment),
        body(t.body));
  }

  Node.Block block(ParseTree tree) {
    List<Node.Stmt> body =
        tree instanceof BlockTree block ? statements(block.statements) : List.of();
    return early.checked(new Node.Block(at.start(tree), at.end(tree), body));
  }

  private Node.Stmt tryStatement(TryStatementTree t) {
    Node.Target param = null;
    Node.Block handler = null;
    if (t.catchBlock instanceof CatchTree c) {
      param = c.exception instanceof EmptyStatementTree ? null : patterns.target(c.exception);
      handler = block(c.catchBody);
    }
    Node.Block finalizer = t.finallyBlock instanceof FinallyTree f ? block(f.block) : null;
    return new Node.Try(at.start(t), at.end(t), block(t.body), param, handler, finalizer);
  }

  private List<Node.Case> cases(SwitchStatementTree t) {
    List<Node.Case> out = new ArrayList<>(t.caseClauses.size());
    for (ParseTree clause : t.caseClauses) {
      if (clause instanceof CaseClauseTree c) {
        out.add(oneCase(c, expressions.lower(c.expression), statements(c.statements)));
      } else if (clause instanceof DefaultClauseTree d) {
        out.add(oneCase(d, null, statements(d.statements)));
      }
    }
    return List.copyOf(out);
  }

  /** The parser ends a default clause at its colon. */
  private Node.Case oneCase(ParseTree tree, Node.@Nullable Expr test, List<Node.Stmt> body) {
    int end =
        body.isEmpty() ? at.end(tree) : Math.max(at.end(tree), body.get(body.size() - 1).end());
    return new Node.Case(at.start(tree), end, test, body);
  }

  private @Nullable String label(@Nullable IdentifierToken name) {
    return name == null ? null : at.name(name);
  }

  /** The parser ends a labelled statement at its colon. */
  private Node.Stmt labeled(LabelledStatementTree t) {
    Node.Stmt body = body(t.statement);
    return new Node.Labeled(at.start(t), Math.max(at.end(t), body.end()), at.name(t.name), body);
  }
}
