package dev.commonjs.rule;

import dev.commonjs.shape.Fact;
import java.util.function.Consumer;

/**
 * An export written after {@code require()} has returned. Node's documentation, <em>Modules:
 * CommonJS modules</em>, "module.exports": "Assignment to module.exports must be done immediately.
 * It cannot be done in any callbacks."
 */
final class LateExport implements Rule {
  private static final RuleInfo INFO =
      new RuleInfo(
          "late-export", Severity.WARNING, "An export is written after `require()` has returned");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public void check(ModuleView module, Consumer<Finding> out) {
    for (Fact.LateExport fact : module.facts(Fact.LateExport.class)) {
      out.accept(
          new Report(INFO, Spots.target(fact.span(), module), message(fact))
              .severity(severity(module, fact))
              .finding());
    }
  }

  private static Severity severity(ModuleView module, Fact.LateExport fact) {
    boolean missed = fact.name() != null && Importers.readAtLoad(module, fact.name());
    return fact.whole() || missed ? Severity.WARNING : Severity.INFORMATION;
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
