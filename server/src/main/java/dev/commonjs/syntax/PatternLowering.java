package dev.commonjs.syntax;

import com.google.javascript.jscomp.parsing.parser.trees.*;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Assignment targets, parameters and binding patterns. */
final class PatternLowering {
  private final ClosureLowering lowering;
  private final Places at;

  PatternLowering(ClosureLowering lowering) {
    this.lowering = lowering;
    this.at = lowering.at;
  }

  Node.Target target(@Nullable ParseTree tree) {
    return switch (tree) {
      case null -> new Node.Bad(0, 0);
      case DefaultParameterTree t ->
          new Node.Default(
              at.start(t), at.end(t), target(t.lhs), lowering.expressions.lower(t.defaultValue));
      case IterRestTree t -> new Node.Rest(at.start(t), at.end(t), target(t.assignmentTarget));
      case ObjectRestTree t -> new Node.Rest(at.start(t), at.end(t), target(t.assignmentTarget));
      case ArrayPatternTree t ->
          new Node.ArrayPattern(at.start(t), at.end(t), elements(t.elements));
      case ObjectPatternTree t -> objectPattern(t);
      case ParenExpressionTree t -> target(t.expression);
      case IdentifierExpressionTree t -> simple(t);
      case MemberExpressionTree t -> simple(t);
      case MemberLookupExpressionTree t -> simple(t);
      default -> new Node.Bad(at.start(tree), at.end(tree));
    };
  }

  private Node.Target simple(ParseTree tree) {
    Node.Expr expr = lowering.expressions.lower(tree);
    return expr instanceof Node.Target target ? target : new Node.Bad(expr.start(), expr.end());
  }

  List<Node.Target> parameters(FormalParameterListTree tree) {
    List<Node.Target> out = new ArrayList<>(tree.parameters.size());
    for (ParseTree parameter : tree.parameters) {
      out.add(target(parameter));
    }
    return List.copyOf(out);
  }

  private List<Node.@Nullable Target> elements(List<ParseTree> trees) {
    List<Node.@Nullable Target> out = new ArrayList<>(trees.size());
    for (ParseTree tree : trees) {
      out.add(tree == null || tree instanceof NullTree ? null : target(tree));
    }
    return Collections.unmodifiableList(out);
  }

  private Node.Target objectPattern(ObjectPatternTree tree) {
    List<Node.PatternProperty> properties = new ArrayList<>(tree.fields.size());
    Node.Rest rest = null;
    for (ParseTree field : tree.fields) {
      if (field instanceof ObjectRestTree t) {
        rest = new Node.Rest(at.start(t), at.end(t), target(t.assignmentTarget));
      } else {
        properties.add(property(field));
      }
    }
    return new Node.ObjectPattern(at.start(tree), at.end(tree), List.copyOf(properties), rest);
  }

  private Node.PatternProperty property(ParseTree field) {
    int start = at.start(field);
    int end = at.end(field);
    return switch (field) {
      case PropertyNameAssignmentTree t when t.value != null ->
          new Node.PatternProperty(
              start, end, lowering.functions.nameKey(t.name), target(t.value), false);
      case PropertyNameAssignmentTree t ->
          shorthand(start, end, new Node.Ident(start, end, at.name(t.name)));
      case DefaultParameterTree t -> shorthand(start, end, target(t));
      case ComputedPropertyDefinitionTree t ->
          new Node.PatternProperty(
              start, end, lowering.functions.computedKey(t.property, t), target(t.value), false);
      default -> shorthand(start, end, target(field));
    };
  }

  /** {@code {a}} or {@code {a = 1}}: the key is the name that is bound. */
  private Node.PatternProperty shorthand(int start, int end, Node.Target value) {
    Node.Target bound = value instanceof Node.Default d ? d.target() : value;
    String name = bound instanceof Node.Ident ident ? ident.name() : "";
    return new Node.PatternProperty(
        start, end, new Node.NameKey(bound.start(), bound.end(), name), value, true);
  }
}
