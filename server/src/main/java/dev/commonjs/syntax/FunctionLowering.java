package dev.commonjs.syntax;

import com.google.javascript.jscomp.parsing.parser.Token;
import com.google.javascript.jscomp.parsing.parser.trees.*;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions, classes, object literals and their keys. */
final class FunctionLowering {
  private final ClosureLowering lowering;
  private final Places at;

  FunctionLowering(ClosureLowering lowering) {
    this.lowering = lowering;
    this.at = lowering.at;
  }

  // ---------------------------------------------------------------- functions

  /** A declaration, a function expression or an arrow. */
  Node.Func function(FunctionDeclarationTree t) {
    boolean arrow = t.kind == FunctionDeclarationTree.Kind.ARROW;
    Node.Ident name = t.name == null ? null : at.ident(t.name);
    return build(at.start(t), t, name, arrow ? Node.FuncKind.ARROW : Node.FuncKind.NORMAL);
  }

  private Node.Func method(FunctionDeclarationTree t, int start, Node.FuncKind kind) {
    return build(start, t, null, kind);
  }

  private Node.Func build(
      int start, FunctionDeclarationTree t, Node.@Nullable Ident name, Node.FuncKind kind) {
    boolean own =
        t.functionBody instanceof BlockTree block && lowering.hasUseStrict(block.statements);
    Node.Func function =
        lowering.inFunction(
            own,
            () -> {
              int before = lowering.closures;
              return new Node.Func(
                  start,
                  at.end(t),
                  name,
                  lowering.patterns.parameters(t.formalParameterList),
                  body(t.functionBody),
                  kind,
                  t.isAsync,
                  t.isGenerator,
                  lowering.strict(),
                  !(t.functionBody instanceof BlockTree),
                  lowering.closures > before);
            });
    return lowering.early.checked(function);
  }

  private List<Node.Stmt> body(ParseTree tree) {
    if (tree instanceof BlockTree block) {
      return lowering.statements(block.statements);
    }
    Node.Expr value = lowering.expressions.lower(tree);
    return List.of(new Node.Return(Math.min(at.start(tree), value.start()), at.end(tree), value));
  }

  /** {@code parameters} is null for a getter. */
  private Node.Func accessor(
      ParseTree t, int start, @Nullable FormalParameterListTree parameters, BlockTree body) {
    Node.Func function =
        lowering.inFunction(
            lowering.hasUseStrict(body.statements),
            () -> {
              int before = lowering.closures;
              return new Node.Func(
                  start,
                  at.end(t),
                  null,
                  parameters == null ? List.of() : lowering.patterns.parameters(parameters),
                  lowering.statements(body.statements),
                  parameters == null ? Node.FuncKind.GETTER : Node.FuncKind.SETTER,
                  false,
                  false,
                  lowering.strict(),
                  false,
                  lowering.closures > before);
            });
    return lowering.early.checked(function);
  }

  // ---------------------------------------------------------------- keys

  Node.NameKey nameKey(Token token) {
    String name =
        switch (token.type) {
          case STRING -> Literals.string(at.slice(token));
          case NUMBER, BIGINT -> Literals.numericKey(at.slice(token));
          default -> at.name(token);
        };
    boolean literal =
        switch (token.type) {
          case STRING, NUMBER, BIGINT -> true;
          default -> false;
        };
    return new Node.NameKey(at.start(token), at.end(token), name, !literal && name.startsWith("#"));
  }

  /** {@code owner}: the tree that the key is part of. */
  Node.ComputedKey computedKey(ParseTree property, ParseTree owner) {
    Node.Expr expr = lowering.expressions.lower(property);
    int first = Math.min(at.start(property), expr.start());
    int last = at.skipTrivia(at.end(property));
    boolean closed = at.charAt(last) == ']' && last < at.end(owner);
    int end = closed ? last + 1 : at.end(property);
    return new Node.ComputedKey(at.before(first, "["), end, expr);
  }

  /**
   * The parser treats a string or a number in a method's or field's name as if it stood in
   * brackets.
   */
  private Node.Key key(ParseTree property, ParseTree owner) {
    boolean literal =
        property instanceof LiteralExpressionTree
            && at.charAt(at.skipTrivia(at.end(property))) != ']';
    return literal
        ? nameKey(((LiteralExpressionTree) property).literalToken)
        : computedKey(property, owner);
  }

  // ---------------------------------------------------------------- object literals

  Node.ObjectLit objectLiteral(ObjectLiteralExpressionTree t) {
    List<Node.Property> out = new ArrayList<>(t.propertyNameAndValues.size());
    for (ParseTree property : t.propertyNameAndValues) {
      out.add(property(property));
    }
    return new Node.ObjectLit(at.start(t), at.end(t), List.copyOf(out));
  }

  private Node.Property property(ParseTree tree) {
    int start = at.start(tree);
    int end = at.end(tree);
    return switch (tree) {
      case PropertyNameAssignmentTree t -> valueProperty(t);
      case FunctionDeclarationTree t when t.name != null -> method(nameKey(t.name), t);
      case ComputedPropertyMethodTree t when t.method instanceof FunctionDeclarationTree f ->
          method(key(t.property, t), f);
      case GetAccessorTree t ->
          new Node.AccessorProperty(
              start, end, nameKey(t.propertyName), accessor(t, start, null, t.body), true);
      case SetAccessorTree t ->
          new Node.AccessorProperty(
              start, end, nameKey(t.propertyName), accessor(t, start, t.parameter, t.body), false);
      case ComputedPropertyGetterTree t ->
          new Node.AccessorProperty(
              start, end, key(t.property, t), accessor(t, start, null, t.body), true);
      case ComputedPropertySetterTree t ->
          new Node.AccessorProperty(
              start, end, key(t.property, t), accessor(t, start, t.parameter, t.body), false);
      case ComputedPropertyDefinitionTree t ->
          new Node.ValueProperty(
              start, end, computedKey(t.property, t), lowering.expressions.lower(t.value), false);
      case ObjectSpreadTree t ->
          new Node.SpreadProperty(start, end, lowering.expressions.lower(t.expression));
      case DefaultParameterTree t -> coverInitializer(t);
      default -> new Node.SpreadProperty(start, end, lowering.expressions.lower(tree));
    };
  }

  private Node.Property valueProperty(PropertyNameAssignmentTree t) {
    Node.NameKey key = nameKey(t.name);
    Node.Expr value = lowering.expressions.orNull(t.value);
    if (value != null) {
      return new Node.ValueProperty(at.start(t), at.end(t), key, value, false);
    }
    Node.Ident shorthand = new Node.Ident(key.start(), key.end(), key.name());
    return new Node.ValueProperty(key.start(), key.end(), key, shorthand, true);
  }

  /** {@code {a = 1}} is an error unless it turns out to be a pattern, which never gets here. */
  private Node.Property coverInitializer(DefaultParameterTree t) {
    Node.Target target = lowering.patterns.target(t.lhs);
    String name = target instanceof Node.Ident ident ? ident.name() : "";
    Node.Bad value = new Node.Bad(at.start(t), at.end(t));
    return new Node.ValueProperty(
        at.start(t), at.end(t), new Node.NameKey(target.start(), target.end(), name), value, false);
  }

  private Node.Property method(Node.Key key, FunctionDeclarationTree f) {
    int start = methodStart(key, f);
    return new Node.MethodProperty(start, at.end(f), key, method(f, start, Node.FuncKind.METHOD));
  }

  /** Where a method begins, {@code async} and {@code *} included, {@code static} not. */
  private int methodStart(Node.Key key, FunctionDeclarationTree f) {
    int star = f.isGenerator ? at.before(key.start(), "*") : key.start();
    return f.isAsync ? at.before(star, "async") : star;
  }

  // ---------------------------------------------------------------- classes

  Node.ClassNode classNode(ClassDeclarationTree t) {
    Node.ClassNode made = lowering.inStrict(true, () -> strictClassNode(t));
    lowering.closures++;
    return made;
  }

  private Node.ClassNode strictClassNode(ClassDeclarationTree t) {
    Node.Ident name = t.name == null ? null : at.ident(t.name);
    Node.Expr parent = lowering.expressions.orNull(t.superClass);
    List<Node.ClassMember> members = new ArrayList<>(t.elements.size());
    for (ParseTree element : t.elements) {
      Node.ClassMember member = member(element);
      if (member != null) {
        members.add(member);
      }
    }
    return new Node.ClassNode(at.start(t), at.end(t), name, parent, List.copyOf(members));
  }

  private Node.@Nullable ClassMember member(ParseTree tree) {
    return switch (tree) {
      case FunctionDeclarationTree t when t.name != null -> methodMember(nameKey(t.name), t);
      case ComputedPropertyMethodTree t when t.method instanceof FunctionDeclarationTree f ->
          methodMember(key(t.property, t), f);
      case GetAccessorTree t ->
          accessorMember(t, nameKey(t.propertyName), t.isStatic, null, t.body);
      case SetAccessorTree t ->
          accessorMember(t, nameKey(t.propertyName), t.isStatic, t.parameter, t.body);
      case ComputedPropertyGetterTree t ->
          accessorMember(t, key(t.property, t), t.isStatic, null, t.body);
      case ComputedPropertySetterTree t ->
          accessorMember(t, key(t.property, t), t.isStatic, t.parameter, t.body);
      case FieldDeclarationTree t -> field(t, nameKey(t.name), t.initializer, t.isStatic);
      case ComputedPropertyFieldTree t -> field(t, key(t.property, t), t.initializer, t.isStatic);
      case BlockTree t ->
          lowering.early.checked(
              new Node.StaticBlock(
                  at.before(at.start(t), "static"), at.end(t), lowering.statements(t.statements)));
      default -> null;
    };
  }

  private Node.ClassMember methodMember(Node.Key key, FunctionDeclarationTree f) {
    int start = methodStart(key, f);
    boolean constructor =
        !f.isStatic && key instanceof Node.NameKey named && named.name().equals("constructor");
    Node.FuncKind kind = constructor ? Node.FuncKind.CONSTRUCTOR : Node.FuncKind.METHOD;
    int from = f.isStatic ? at.before(start, "static") : start;
    return new Node.MethodMember(from, at.end(f), key, method(f, start, kind), f.isStatic);
  }

  private Node.ClassMember accessorMember(
      ParseTree t,
      Node.Key key,
      boolean isStatic,
      @Nullable FormalParameterListTree parameters,
      BlockTree body) {
    int start = isStatic ? at.behind(at.start(t), "static") : at.start(t);
    Node.Func func = accessor(t, start, parameters, body);
    return new Node.AccessorMember(at.start(t), at.end(t), key, func, parameters == null, isStatic);
  }

  private Node.ClassMember field(
      ParseTree t, Node.Key key, @Nullable ParseTree initializer, boolean isStatic) {
    Node.Expr value = lowering.expressions.orNull(initializer);
    return new Node.FieldMember(
        Math.min(at.start(t), key.start()), at.end(t), key, value, isStatic);
  }
}
