package dev.commonjs.rule;

import dev.commonjs.module.Fact;
import java.util.function.Consumer;

/**
 * An export written after {@code require()} has returned. Node's documentation, <em>Modules: CommonJS modules</em>,
 * "module.exports": "Assignment to module.exports must be done immediately. It cannot be done in any callbacks."
 */
final class LateExport implements Rule {
  static final RuleInfo INFO =
      new RuleInfo(
          "late-export",
          Severity.WARNING,
          "An export is written after `require()` has returned");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public void check(ModuleView module, Consumer<Finding> out) {
    for (Fact.LateExport fact : module.facts(Fact.LateExport.class)) {
      out.accept(
          new Report(INFO, Spots.assigned(fact.span(), module), message(fact))
              .severity(fact.whole() ? Severity.WARNING : Severity.INFORMATION)
              .finding());
    }
  }

  private static String message(Fact.LateExport fact) {
    if (fact.whole()) {
      return "Callers never get this value: `require()` has returned the old `module.exports` before this runs. Export"
          + " a function or a promise instead.";
    }
    String name = fact.name() == null ? "this export" : "`" + fact.name() + "`";
    return "Callers don't see " + name + " at first: `require()` has returned before this runs.";
  }
}
