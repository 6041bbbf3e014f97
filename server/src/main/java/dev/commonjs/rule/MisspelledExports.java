package dev.commonjs.rule;

import dev.commonjs.shape.Fact;
import dev.commonjs.text.Span;
import java.util.List;
import java.util.function.Consumer;

/** {@code module.exprots = …}, {@code exprots.a = …}. */
final class MisspelledExports implements Rule {
  private static final RuleInfo INFO =
      new RuleInfo(
          "misspelled-exports", Severity.ERROR, "A misspelt `exports` or `module` exports nothing");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public void check(ModuleView module, Consumer<Finding> out) {
    for (Fact.MisspelledExports fact : module.facts(Fact.MisspelledExports.class)) {
      Span span = Spots.named(fact.span(), fact.written(), module);
      Report report = new Report(INFO, span, message(fact));
      if (module.text(span).equals(fact.written())) {
        report.fix(
            new Fix(
                "Change to `" + fact.meant() + "`",
                List.of(module.edit(span, fact.meant())),
                true));
      }
      out.accept(report.finding());
    }
  }

  private static String message(Fact.MisspelledExports fact) {
    return fact.throwsAtLoad()
        ? "Loading this file throws: `%s` is not defined. Did you mean `%s`?"
            .formatted(fact.written(), fact.meant())
        : "Callers never get this: Node doesn't read `module.%s`. Did you mean `module.%s`?"
            .formatted(fact.written(), fact.meant());
  }
}
