package dev.commonjs.rule;

import dev.commonjs.shape.Fact;
import dev.commonjs.syntax.Node;
import dev.commonjs.text.Span;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * {@code module = …}. Node's documentation, <em>Modules: CommonJS modules</em>, "The module
 * wrapper": {@code module} is a parameter; the loader keeps its own reference.
 */
final class ModuleReassigned implements Rule {
  private static final RuleInfo INFO =
      new RuleInfo(
          "module-reassigned", Severity.ERROR, "An assignment to `module` exports nothing");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public void check(ModuleView module, Consumer<Finding> out) {
    for (Fact.ModuleReassigned fact : module.facts(Fact.ModuleReassigned.class)) {
      String message =
          "Callers never get this: the assignment makes the variable `module` point elsewhere, but Node keeps its own"
              + " module object. Assign to `module.exports`.";
      out.accept(new Report(INFO, fact.name(), message).fix(assign(module, fact)).finding());
    }
  }

  /** {@code module = { exports: X }} becomes {@code module.exports = X}. */
  private static @Nullable Fix assign(ModuleView module, Fact.ModuleReassigned fact) {
    Span value = fact.value();
    if (value == null || !(literal(module, value) instanceof Node.ObjectLit object)) {
      return null;
    }
    if (object.properties().size() != 1
        || !(object.properties().get(0) instanceof Node.ValueProperty property)
        || !(property.key() instanceof Node.NameKey key)
        || !key.name().equals("exports")) {
      return null;
    }
    Span before = new Span(fact.name().end(), property.value().start());
    Span after = new Span(property.value().end(), object.end());
    if (!module.isBare(before) || !module.isBare(after)) {
      return null;
    }
    return new Fix(
        "Assign to `module.exports`",
        List.of(
            module.edit(new Span(fact.name().start(), before.end()), "module.exports = "),
            module.edit(after, "")),
        true);
  }

  /** The expression that stands there. */
  private static Node.@Nullable Expr literal(ModuleView module, Span value) {
    for (Node node : module.nodesAround(value)) {
      if (node instanceof Node.Expr expr && expr.span().equals(value)) {
        return expr;
      }
    }
    return null;
  }
}
