package dev.commonjs.rule;

import dev.commonjs.shape.Fact;
import java.util.function.Consumer;

/**
 * A declaration of {@code exports}, {@code require}, {@code module}, {@code __filename} or {@code
 * __dirname} that clashes with the wrapper's parameter of that name (Node's documentation,
 * <em>Modules: CommonJS modules</em>, "The module wrapper"; ECMA-262, <em>Function Definitions:
 * Static Semantics: Early Errors</em>).
 */
final class WrapperRedeclared implements Rule {
  private static final RuleInfo INFO =
      new RuleInfo(
          "wrapper-redeclared",
          Severity.ERROR,
          "A declaration clashes with a parameter of Node's module wrapper");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public void check(ModuleView module, Consumer<Finding> out) {
    for (Fact.WrapperRedeclared fact : module.facts(Fact.WrapperRedeclared.class)) {
      out.accept(
          new Report(INFO, Spots.named(fact.span(), fact.name(), module), message(module, fact))
              .finding());
    }
  }

  private static String message(ModuleView module, Fact.WrapperRedeclared fact) {
    String name = "`" + fact.name() + "`";
    if (fact.hoisted()) {
      return "This function replaces Node's %s before the first line runs. Give it another name."
          .formatted(name);
    }
    if (module.kindReason() == KindReason.SYNTAX) {
      return "`require()` of this file throws or returns an empty object: Node already declares %s here, so it takes the file for an ES module. Give it another name."
          .formatted(name);
    }
    return "This file can't be loaded: Node already declares %s around every CommonJS module. Give it another name."
        .formatted(name);
  }
}
