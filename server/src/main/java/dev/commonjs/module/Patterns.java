package dev.commonjs.module;

import dev.commonjs.module.Slot.Site;
import dev.commonjs.module.Use.Access;
import dev.commonjs.module.Value.Atom;
import dev.commonjs.module.Value.Ref;
import dev.commonjs.syntax.Node;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Destructuring: assigns or binds a value to a target. */
final class Patterns {
  private final Machine machine;

  Patterns(Machine machine) {
    this.machine = machine;
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
          machine.evaluator.assignName(ident, value, context, at, null);
        } else {
          initialize(ident, value, context, frame, at, null);
        }
      }
      case Node.Member member -> {
        Value object = machine.evaluator.eval(member.object(), context);
        Site at =
            site == null
                ? new Site(member.nameSpan(), member.span())
                : new Site(member.nameSpan(), site.whole());
        machine.recorder.exportMember(
            member.nameSpan(), object, member.name(), true, context.situation());
        machine.objects.set(
            object,
            member.name(),
            value,
            at,
            machine.evaluator.through(member.object(), context),
            context.situation());
      }
      case Node.Index index -> {
        Value object = machine.evaluator.eval(index.object(), context);
        Value key = machine.evaluator.eval(index.key(), context);
        Site at =
            site == null
                ? new Site(index.key().span(), index.span())
                : new Site(index.key().span(), site.whole());
        machine.names.setComputed(
            object,
            key,
            value,
            at,
            machine.evaluator.through(index.object(), context),
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

  /**
   * Initialises the name {@code ident} in {@code frame}.
   *
   * @param assigned the expression that stands for the value; null where there is none
   */
  void initialize(
      Node.Ident ident,
      Value value,
      Context context,
      Cell frame,
      Site site,
      Node.@Nullable Expr assigned) {
    machine.recorder.assignWrapperName(ident, frame, value, site, assigned, context.situation());
    machine.evaluator.setVariable(frame, ident.name(), value, site);
    machine.calls.parameterAssigned(frame, ident.name(), value);
    machine.recorder.use(ident.span(), value, Access.BIND, context.situation());
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
      return machine.evaluator.eval(initializer, context);
    }
    Value defined =
        Value.of(value.atoms().stream().filter(a -> !(a instanceof Value.Undefined)).toList());
    return machine.paths.either(() -> defined, () -> machine.evaluator.eval(initializer, context));
  }

  private void bindArray(
      Node.ArrayPattern pattern, Value value, Context context, @Nullable Cell frame) {
    List<Value> known = machine.natives.elements(value);
    Value any = known == null ? machine.natives.anyElement(value) : Values.UNDEFINED;
    for (int i = 0; i < pattern.elements().size(); i++) {
      Node.Target element = pattern.elements().get(i);
      if (element == null) {
        continue;
      }
      if (element instanceof Node.Rest rest) {
        Value tail =
            known == null
                ? machine.newArrayOf(rest, any)
                : machine.newArray(rest, known.subList(Math.min(i, known.size()), known.size()));
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
          member = machine.objects.get(value, key.name(), context.situation());
          machine.recorder.exportMember(key.span(), value, key.name(), false, context.situation());
          Situation reading = defaulted ? context.situation().guard() : context.situation();
          machine.recorder.use(key.span(), member, Access.DESTRUCTURE, reading);
        }
        case Node.ComputedKey key ->
            member =
                machine.objects.getComputed(
                    value, machine.evaluator.eval(key.expr(), context), context.situation());
      }
      bind(property.value(), member, context, null, frame);
    }
    if (pattern.rest() != null) {
      Ref rest = machine.newObject(pattern.rest());
      machine.copies.copyAll(
          rest.cell(), value, taken, true, null, Fact.Through.ALIAS, context.situation());
      bind(pattern.rest().target(), rest, context, null, frame);
    }
  }
}
