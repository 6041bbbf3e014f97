package dev.commonjs.rule;

import dev.commonjs.resolve.Resolution.Reason;
import java.util.Set;
import java.util.function.Consumer;

/** A path that only a file system without upper and lower case finds. */
final class WrongCase implements Rule {
  private static final RuleInfo INFO =
      new RuleInfo(
          "wrong-case",
          Severity.ERROR,
          "A specifier differs from the file only in upper and lower case");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public void check(ModuleView module, Consumer<Finding> out) {
    Specifiers.check(
        module, INFO, Set.of(Reason.WRONG_CASE), (m, f) -> new Specifiers.Said(message(f)), out);
  }

  private static String message(Specifiers.Failure failure) {
    return "`%s` is written differently on disk: this fails on Linux, and elsewhere it loads a second copy.%s"
        .formatted(failure.specifier(), Specifiers.didYouMean(failure.why().suggestions()));
  }
}
