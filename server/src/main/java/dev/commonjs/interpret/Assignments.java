package dev.commonjs.interpret;

import dev.commonjs.heap.Cell;
import dev.commonjs.heap.Operators;
import dev.commonjs.heap.Slot.Site;
import dev.commonjs.heap.Value;
import dev.commonjs.heap.Value.Atom;
import dev.commonjs.heap.Value.Ref;
import dev.commonjs.heap.Values;
import dev.commonjs.shape.Fact;
import dev.commonjs.shape.Use.Access;
import dev.commonjs.syntax.Node;
import dev.commonjs.text.Span;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Assignments and bindings, patterns included (ECMA-262, Assignment Operators). */
final class Assignments {
  private final Interpreter interpreter;

  Assignments(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  // ---------------------------------------------------------------- operators

  Value assign(Node.Assign node, Context context) {
    return switch (node.op()) {
      case "=" -> assignPlain(node, context);
      case "&&=", "||=", "??=" -> assignLogical(node, context);
      default -> {
        Place place = place(node.target(), node.span(), context);
        String op = node.op().substring(0, node.op().length() - 1);
        Value after =
            interpreter.expressions.operated(
                op, place.value(), interpreter.eval(node.value(), context), context);
        place.set().accept(after, context);
        yield after;
      }
    };
  }

  private Value assignPlain(Node.Assign node, Context context) {
    switch (node.target()) {
      case Node.Member member -> {
        Value object = interpreter.eval(member.object(), context);
        interpreter.expressions.freeMember(member, context, true);
        Value value = interpreter.eval(node.value(), context);
        setMember(member, object, value, context, new Site(member.nameSpan(), node.span()));
        return value;
      }
      case Node.Index index -> {
        Value object = interpreter.eval(index.object(), context);
        Value key = interpreter.eval(index.key(), context);
        Value value = interpreter.eval(node.value(), context);
        setIndex(index, object, key, value, context, new Site(index.key().span(), node.span()));
        return value;
      }
      case Node.Ident ident -> {
        Value value = interpreter.eval(node.value(), context);
        Site site = new Site(ident.span(), node.span());
        interpreter.environments.assign(ident, value, context, site, node.value());
        return value;
      }
      default -> {
        Value value = interpreter.eval(node.value(), context, Access.READ);
        assign(node.target(), value, context, new Site(node.target().span(), node.span()));
        return value;
      }
    }
  }

  private Value assignLogical(Node.Assign node, Context context) {
    Place place = place(node.target(), node.span(), context.guarded());
    return interpreter.conditions.decide(
        node.op().substring(0, 2),
        place.value(),
        node.value(),
        context,
        inside -> {
          Value value = interpreter.eval(node.value(), inside);
          place.set().accept(value, inside);
          return value;
        });
  }

  Value update(Node.Update node, Context context) {
    if (!(node.operand() instanceof Node.Target target)) {
      return interpreter.expressions.number(interpreter.eval(node.operand(), context), context);
    }
    Place place = place(target, node.span(), context);
    Value before = interpreter.expressions.number(place.value(), context);
    Value after =
        Operators.binary(
            "+", Operators.unary("+", before), new Value.Num(node.op().equals("++") ? 1 : -1));
    place.set().accept(after, context);
    return node.prefix() ? after : Operators.unary("+", before);
  }

  /** A target that was evaluated (ECMA-262, Reference Records), and the value that it had then. */
  private record Place(Value value, BiConsumer<Value, Context> set) {}

  /**
   * @param whole the assignment
   * @param read where the value is read
   */
  private Place place(Node.Target target, Span whole, Context read) {
    Site site = new Site(target.span(), whole);
    switch (target) {
      case Node.Member member when !(member.object() instanceof Node.Super) -> {
        Value object = interpreter.eval(member.object(), read);
        interpreter.expressions.freeMember(member, read, false);
        return new Place(
            interpreter.expressions.readMember(object, member, read, Access.READ),
            (value, at) -> setMember(member, object, value, at, site));
      }
      case Node.Index index -> {
        Value object = interpreter.eval(index.object(), read);
        Value key = interpreter.eval(index.key(), read);
        return new Place(
            interpreter.expressions.readIndex(object, key, index, read, Access.READ),
            (value, at) -> setIndex(index, object, key, value, at, site));
      }
      default -> {
        Value before =
            target instanceof Node.Expr expr ? interpreter.eval(expr, read) : Values.UNDEFINED;
        return new Place(before, (value, at) -> assign(target, value, at, site));
      }
    }
  }

  // ---------------------------------------------------------------- patterns

  /** {@code target = value}. {@code site} is where the write is for a target without a pattern. */
  void assign(Node.Target target, Value value, Context context, @Nullable Site site) {
    bind(target, value, context, site, null);
  }

  /** Initialises the names of {@code target} in {@code frame}. */
  void declare(Node.Target target, Value value, Context context, Cell frame, @Nullable Site site) {
    bind(target, value, context, site, frame);
  }

  private void bind(
      Node.Target target, Value value, Context context, @Nullable Site site, @Nullable Cell frame) {
    switch (target) {
      case Node.Ident ident -> {
        Site at = site == null ? new Site(ident.span(), ident.span()) : site;
        if (frame == null) {
          interpreter.environments.assign(ident, value, context, at, null);
        } else {
          interpreter.environments.initialize(ident, value, context, frame, at, null);
        }
      }
      case Node.Member member ->
          setMember(member, interpreter.eval(member.object(), context), value, context, site);
      case Node.Index index -> {
        Value object = interpreter.eval(index.object(), context);
        setIndex(index, object, interpreter.eval(index.key(), context), value, context, site);
      }
      case Node.Default node ->
          bind(node.target(), orDefault(value, node.value(), context), context, site, frame);
      case Node.Rest node -> bind(node.target(), value, context, site, frame);
      case Node.ArrayPattern node -> bindArray(node, value, context, frame);
      case Node.ObjectPattern node -> bindObject(node, value, context, frame);
      case Node.Bad bad -> {}
    }
  }

  private void setMember(
      Node.Member member, Value object, Value value, Context context, @Nullable Site site) {
    Site at =
        site == null
            ? new Site(member.nameSpan(), member.span())
            : new Site(member.nameSpan(), site.whole());
    if (member.object() instanceof Node.Super) {
      interpreter.classes.setSuperMember(Expressions.key(member), value, at, context);
      return;
    }
    interpreter.events.exportMember(
        member.nameSpan(), object, member.name(), true, context.situation());
    interpreter.properties.set(
        object,
        Expressions.key(member),
        value,
        at,
        interpreter.environments.through(member.object(), context),
        context.situation());
  }

  private void setIndex(
      Node.Index index,
      Value object,
      Value key,
      Value value,
      Context context,
      @Nullable Site site) {
    Site at =
        site == null
            ? new Site(index.key().span(), index.span())
            : new Site(index.key().span(), site.whole());
    interpreter.indirect.set(
        object,
        key,
        value,
        at,
        interpreter.environments.through(index.object(), context),
        context.situation());
    if (index.object() instanceof Node.Ident ident && ident.name().equals("arguments")) {
      interpreter.environments.argumentAssigned(key, value, context);
    }
  }

  private Value orDefault(Value value, Node.Expr initializer, Context context) {
    boolean maybeUndefined = false;
    boolean maybeDefined = false;
    for (Atom atom : value.atoms()) {
      boolean unknown =
          atom instanceof Value.Unknown
              || atom instanceof Value.Symbolic
              || atom instanceof Value.EachValue
              || atom instanceof Value.EachElement;
      maybeUndefined |= unknown || atom instanceof Value.Undefined;
      maybeDefined |= !(atom instanceof Value.Undefined);
    }
    if (!maybeUndefined) {
      return value;
    }
    if (!maybeDefined) {
      return interpreter.eval(initializer, context);
    }
    Value defined =
        Value.of(value.atoms().stream().filter(a -> !(a instanceof Value.Undefined)).toList());
    return interpreter.paths.either(() -> defined, () -> interpreter.eval(initializer, context));
  }

  private void bindArray(
      Node.ArrayPattern pattern, Value value, Context context, @Nullable Cell frame) {
    interpreter.implicit.iterate(value, context.situation());
    List<Value> known = interpreter.enumeration.elements(value);
    Value any = known == null ? interpreter.enumeration.anyElement(value) : Values.UNDEFINED;
    for (int i = 0; i < pattern.elements().size(); i++) {
      Node.Target element = pattern.elements().get(i);
      if (element == null) {
        continue;
      }
      if (element instanceof Node.Rest rest) {
        Value tail =
            known == null
                ? interpreter.heap.newArrayOf(rest, any)
                : interpreter.heap.newArray(
                    rest, known.subList(Math.min(i, known.size()), known.size()));
        bind(rest.target(), tail, context, null, frame);
      } else {
        Value one = known == null ? any : i < known.size() ? known.get(i) : Values.UNDEFINED;
        bind(element, one, context, null, frame);
      }
    }
  }

  private void bindObject(
      Node.ObjectPattern pattern, Value value, Context context, @Nullable Cell frame) {
    Set<String> taken = new HashSet<>();
    for (Node.PatternProperty property : pattern.properties()) {
      Value member;
      boolean defaulted = property.value() instanceof Node.Default;
      switch (property.key()) {
        case Node.NameKey key -> {
          taken.add(key.name());
          member = interpreter.properties.get(value, key.name(), context.situation());
          interpreter.events.exportMember(
              key.span(), value, key.name(), false, context.situation());
          Situation reading =
              defaulted ? context.situation().with(Guard.HERE) : context.situation();
          interpreter.uses.member(
              key.span(), value, key.name(), member, Access.DESTRUCTURE, reading);
        }
        case Node.ComputedKey key ->
            member =
                interpreter.indirect.get(
                    value, interpreter.eval(key.expr(), context), context.situation());
      }
      bind(property.value(), member, context, null, frame);
    }
    if (pattern.rest() != null) {
      Ref rest = interpreter.heap.newObject(pattern.rest());
      interpreter.indirect.copyAll(
          rest.cell(), value, taken, true, null, Fact.Through.ALIAS, context.situation());
      bind(pattern.rest().target(), rest, context, null, frame);
    }
  }
}
