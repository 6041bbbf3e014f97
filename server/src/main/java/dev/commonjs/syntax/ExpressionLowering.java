package dev.commonjs.syntax;

import com.google.javascript.jscomp.parsing.parser.Token;
import com.google.javascript.jscomp.parsing.parser.TokenType;
import com.google.javascript.jscomp.parsing.parser.trees.*;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Expressions. Where a node begins with its first operand, it takes the smaller of its own start
 * and the operand's, because the parser's start is late when the operand begins with a template.
 */
final class ExpressionLowering {
  private final ClosureLowering lowering;
  private final Places at;

  ExpressionLowering(ClosureLowering lowering) {
    this.lowering = lowering;
    this.at = lowering.at;
  }

  Node.@Nullable Expr orNull(@Nullable ParseTree tree) {
    return tree == null || tree instanceof NullTree ? null : lower(tree);
  }

  /** For what must be there but may be missing in broken text. */
  Node.Expr orBad(@Nullable ParseTree tree, int at) {
    return tree == null ? new Node.Bad(at, at) : lower(tree);
  }

  Node.Expr lower(ParseTree tree) {
    return switch (tree) {
      case IdentifierExpressionTree t -> identifier(t);
      case MemberExpressionTree t -> member(t, lower(t.operand), t.memberName, false);
      case LiteralExpressionTree t -> literal(t.literalToken);
      case CallExpressionTree t -> call(t, lower(t.operand), t.arguments, false);
      case BinaryOperatorTree t -> binary(t);
      case ParenExpressionTree t -> lower(t.expression);
      case FunctionDeclarationTree t -> functionExpression(t);
      case ObjectLiteralExpressionTree t -> lowering.functions.objectLiteral(t);
      case ThisExpressionTree t -> new Node.This(at.start(t), at.end(t));
      case MemberLookupExpressionTree t -> index(t, lower(t.operand), t.memberExpression, false);
      case UnaryExpressionTree t ->
          new Node.Unary(at.start(t), at.end(t), t.operator.type.toString(), lower(t.operand));
      case ConditionalExpressionTree t -> conditional(t);
      case ArrayLiteralExpressionTree t ->
          new Node.ArrayLit(at.start(t), at.end(t), elements(t.elements));
      case UpdateExpressionTree t -> update(t);
      case CommaExpressionTree t -> sequence(t);
      case NewExpressionTree t -> newExpression(t);
      case TemplateLiteralExpressionTree t -> template(t);
      default -> lowerRare(tree);
    };
  }

  private Node.Expr lowerRare(ParseTree tree) {
    int start = at.start(tree);
    int end = at.end(tree);
    return switch (tree) {
      case OptionalMemberExpressionTree t -> chainEnd(t);
      case OptionalMemberLookupExpressionTree t -> chainEnd(t);
      case OptChainCallExpressionTree t -> chainEnd(t);
      case AwaitExpressionTree t -> {
        lowering.sawAwait();
        yield new Node.Await(start, end, lower(t.expression));
      }
      case YieldExpressionTree t -> new Node.Yield(start, end, orNull(t.expression));
      case IterSpreadTree t -> new Node.Spread(start, end, lower(t.expression));
      case ClassDeclarationTree t ->
          new Node.ClassExpr(start, end, lowering.functions.classNode(t));
      case SuperExpressionTree t -> new Node.Super(start, end);
      case NewTargetExpressionTree t -> new Node.NewTarget(start, end);
      case ImportMetaExpressionTree t -> {
        lowering.sawImportMeta();
        yield new Node.ImportMeta(start, end);
      }
      case DynamicImportTree t -> new Node.ImportCall(start, end, lower(t.argument));
      default -> new Node.Bad(start, end);
    };
  }

  /** A brace is an object literal that the parser was shown as a name. */
  private Node.Expr identifier(IdentifierExpressionTree t) {
    boolean none = t.identifierToken == null || at.charAt(at.start(t)) == '{';
    return none ? new Node.Bad(at.start(t), at.end(t)) : at.ident(t.identifierToken);
  }

  private Node.Expr literal(Token token) {
    int start = at.start(token);
    int end = at.end(token);
    return switch (token.type) {
      case STRING -> new Node.Str(start, end, Literals.string(at.slice(token)));
      case NUMBER -> new Node.Num(start, end, Literals.number(at.slice(token)));
      case BIGINT -> new Node.BigInt(start, end, at.slice(start, Math.max(start, end - 1)));
      case REGULAR_EXPRESSION -> new Node.Regex(start, end, at.slice(token));
      case TRUE, FALSE -> new Node.Bool(start, end, token.type == TokenType.TRUE);
      case NULL -> new Node.Null(start, end);
      default -> new Node.Bad(start, end);
    };
  }

  private Node.Expr binary(BinaryOperatorTree t) {
    String op = t.operator.type.toString();
    if (isAssignment(t.operator.type)) {
      Node.Target target = lowering.patterns.target(t.left);
      return new Node.Assign(first(t, target), at.end(t), op, target, lower(t.right));
    }
    Node.Expr left = lower(t.left);
    Node.Expr right = lower(t.right);
    return switch (t.operator.type) {
      case AND, OR, QUESTION_QUESTION ->
          new Node.Logical(first(t, left), at.end(t), op, left, right);
      default -> new Node.Binary(first(t, left), at.end(t), op, left, right);
    };
  }

  private static boolean isAssignment(TokenType type) {
    return switch (type) {
      case EQUAL,
          PLUS_EQUAL,
          MINUS_EQUAL,
          STAR_EQUAL,
          STAR_STAR_EQUAL,
          SLASH_EQUAL,
          PERCENT_EQUAL ->
          true;
      case LEFT_SHIFT_EQUAL, RIGHT_SHIFT_EQUAL, UNSIGNED_RIGHT_SHIFT_EQUAL -> true;
      case AMPERSAND_EQUAL, BAR_EQUAL, CARET_EQUAL, AND_EQUAL, OR_EQUAL, QUESTION_QUESTION_EQUAL ->
          true;
      default -> false;
    };
  }

  private Node.Expr functionExpression(FunctionDeclarationTree t) {
    Node.Func func = lowering.functions.function(t);
    return new Node.FunctionExpr(func.start(), func.end(), func);
  }

  private Node.Expr conditional(ConditionalExpressionTree t) {
    Node.Expr test = lower(t.condition);
    return new Node.Conditional(first(t, test), at.end(t), test, lower(t.left), lower(t.right));
  }

  private Node.Expr update(UpdateExpressionTree t) {
    Node.Expr operand = lower(t.operand);
    boolean prefix = t.operatorPosition == UpdateExpressionTree.OperatorPosition.PREFIX;
    return new Node.Update(
        first(t, operand), at.end(t), t.operator.type.toString(), prefix, operand);
  }

  private Node.Expr sequence(CommaExpressionTree t) {
    List<Node.Expr> exprs = list(t.expressions);
    int start = exprs.isEmpty() ? at.start(t) : first(t, exprs.get(0));
    return new Node.Sequence(start, at.end(t), exprs);
  }

  private Node.Expr newExpression(NewExpressionTree t) {
    List<Node.Expr> args = t.arguments == null ? List.of() : list(t.arguments.arguments);
    return new Node.New(at.start(t), at.end(t), lower(t.operand), args);
  }

  // ---------------------------------------------------------------- member access and calls

  private Node.Member member(
      ParseTree t, Node.Expr object, @Nullable Token name, boolean optional) {
    if (name == null) {
      return new Node.Member(first(t, object), at.end(t), object, "", at.end(t), optional);
    }
    return new Node.Member(
        first(t, object), at.end(name), object, at.name(name), at.start(name), optional);
  }

  private Node.Index index(ParseTree t, Node.Expr object, ParseTree key, boolean optional) {
    return new Node.Index(first(t, object), at.end(t), object, lower(key), optional);
  }

  private Node.Expr call(
      ParseTree t, Node.Expr callee, ArgumentListTree arguments, boolean optional) {
    List<Node.Expr> args = list(arguments.arguments);
    if (callee instanceof Node.Ident ident && ident.name().equals("eval")) {
      lowering.closures++; // What it runs may make some.
    }
    if (callee instanceof Node.Ident ident && ident.name().equals("import") && !args.isEmpty()) {
      return new Node.ImportCall(ident.start(), at.end(t), args.get(0));
    }
    return new Node.Call(first(t, callee), at.end(t), callee, args, optional);
  }

  private Node.Expr chainEnd(ParseTree tree) {
    Node.Expr chain = chain(tree);
    return new Node.OptionalChain(chain.start(), chain.end(), chain);
  }

  /**
   * One link of an optional chain and the links before it; the chain begins where the tree is no
   * link.
   */
  private Node.Expr chain(ParseTree tree) {
    return switch (tree) {
      case OptionalMemberExpressionTree t ->
          member(t, chain(t.operand), t.memberName, t.isStartOfOptionalChain);
      case OptionalMemberLookupExpressionTree t ->
          index(t, chain(t.operand), t.memberExpression, t.isStartOfOptionalChain);
      case OptChainCallExpressionTree t ->
          call(t, chain(t.operand), t.arguments, t.isStartOfOptionalChain);
      default -> lower(tree);
    };
  }

  // ---------------------------------------------------------------- lists and templates

  List<Node.Expr> list(List<ParseTree> trees) {
    List<Node.Expr> out = new ArrayList<>(trees.size());
    for (ParseTree tree : trees) {
      out.add(lower(tree));
    }
    return List.copyOf(out);
  }

  private List<Node.@Nullable Expr> elements(List<ParseTree> trees) {
    List<Node.@Nullable Expr> out = new ArrayList<>(trees.size());
    for (ParseTree tree : trees) {
      out.add(orNull(tree));
    }
    return Collections.unmodifiableList(out);
  }

  /** The parser's template starts behind its back quote. */
  private Node.Expr template(TemplateLiteralExpressionTree t) {
    Node.Expr tag = orNull(t.operand);
    List<@Nullable String> quasis = new ArrayList<>();
    List<Node.Expr> exprs = new ArrayList<>();
    int start = -1;
    for (ParseTree element : t.elements) {
      if (element instanceof TemplateLiteralPortionTree portion) {
        start = start < 0 ? Math.max(0, at.start(portion) - 1) : start;
        quasis.add(quasi(portion.value));
      } else if (element instanceof TemplateSubstitutionTree substitution) {
        exprs.add(lower(substitution.expression));
      }
    }
    while (quasis.size() <= exprs.size()) {
      quasis.add(null);
    }
    int from = start < 0 ? at.start(t) : start;
    List<@Nullable String> cooked =
        Collections.unmodifiableList(quasis.subList(0, exprs.size() + 1));
    Node.Template template = new Node.Template(from, at.end(t), cooked, List.copyOf(exprs));
    return tag == null
        ? template
        : new Node.TaggedTemplate(first(t, tag), at.end(t), tag, template);
  }

  private @Nullable String quasi(Token token) {
    int start = at.start(token);
    int length = token.asLiteral().value.length();
    return Literals.template(
        at.slice(start, Math.min(start + length, Math.max(start, at.end(token)))));
  }

  private int first(ParseTree tree, Node operand) {
    return Math.min(at.start(tree), operand.start());
  }
}
