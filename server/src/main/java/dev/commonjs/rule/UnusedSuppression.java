package dev.commonjs.rule;

import java.util.List;
import java.util.function.Consumer;

/**
 * A comment that asks for silence where nothing speaks. What was silenced is known only after all
 * other rules.
 */
final class UnusedSuppression implements Rule {
  static final RuleInfo INFO =
      new RuleInfo(
          "unused-suppression", Severity.HINT, "A `commonjs-disable` comment suppresses nothing");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public void check(ModuleView module, Consumer<Finding> out) {
    // Reported by Rules, after the others have run.
  }

  static Finding report(Suppressions.Suppression unused) {
    return new Finding(
        INFO.id(),
        INFO.severity(),
        unused.span(),
        "This comment suppresses nothing. Delete it.",
        List.of(),
        List.of(Tag.UNNECESSARY),
        List.of(),
        null);
  }
}
