package dev.commonjs.interpret;

import dev.commonjs.heap.Cell;
import dev.commonjs.heap.PropertyKey;
import dev.commonjs.heap.Slot.Site;
import dev.commonjs.heap.Value;
import dev.commonjs.heap.Value.Atom;
import dev.commonjs.heap.Value.Ref;
import dev.commonjs.heap.Values;
import dev.commonjs.shape.Fact;
import dev.commonjs.shape.Use.Access;
import dev.commonjs.syntax.Node;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Destructuring: assigns or binds a value to a target. */
final class Patterns {
  private final Interpreter interpreter;

  Patterns(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

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
      case Node.Member member -> {
        Value object = interpreter.eval(member.object(), context);
        Site at =
            site == null
                ? new Site(member.nameSpan(), member.span())
                : new Site(member.nameSpan(), site.whole());
        interpreter.events.exportMember(
            member.nameSpan(), object, member.name(), true, context.situation());
        interpreter.properties.set(
            object,
            PropertyKey.ofIdentifier(member.name()),
            value,
            at,
            interpreter.environments.through(member.object(), context),
            context.situation());
      }
      case Node.Index index -> {
        Value object = interpreter.eval(index.object(), context);
        Value key = interpreter.eval(index.key(), context);
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
      }
      case Node.Default node ->
          bind(node.target(), orDefault(value, node.value(), context), context, site, frame);
      case Node.Rest node -> bind(node.target(), value, context, site, frame);
      case Node.ArrayPattern node -> bindArray(node, value, context, frame);
      case Node.ObjectPattern node -> bindObject(node, value, context, frame);
      case Node.Bad bad -> {}
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
          interpreter.uses.use(key.span(), member, Access.DESTRUCTURE, reading);
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
