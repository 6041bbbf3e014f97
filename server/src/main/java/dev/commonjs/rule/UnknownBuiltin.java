package dev.commonjs.rule;

import dev.commonjs.resolve.Resolution.Reason;
import java.util.Set;
import java.util.function.Consumer;

/**
 * {@code node:} with an unknown name: {@code ERR_UNKNOWN_BUILTIN_MODULE} (Node's documentation,
 * <em>Modules: CommonJS modules</em>, "Built-in modules").
 */
final class UnknownBuiltin implements Rule {
  private static final RuleInfo INFO =
      new RuleInfo(
          "unknown-builtin", Severity.ERROR, "A specifier with `node:` names no built-in module");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public void check(ModuleView module, Consumer<Finding> out) {
    Specifiers.check(
        module,
        INFO,
        Set.of(Reason.UNKNOWN_BUILTIN),
        (m, f) -> new Specifiers.Said(message(f)),
        out);
  }

  private static String message(Specifiers.Failure failure) {
    return failure.why().message() + Specifiers.didYouMean(failure.why().suggestions());
  }
}
