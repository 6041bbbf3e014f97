package dev.commonjs.rule;

import dev.commonjs.resolve.Resolution.Reason;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A path that names nothing: {@code MODULE_NOT_FOUND} (Node's documentation, <em>Modules: CommonJS
 * modules</em>, "All together").
 */
final class CannotResolve implements Rule {
  private static final RuleInfo INFO =
      new RuleInfo("cannot-resolve", Severity.ERROR, "A required file does not exist");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public void check(ModuleView module, Consumer<Finding> out) {
    Specifiers.check(
        module,
        INFO,
        Set.of(Reason.FILE, Reason.SUBPATH_MISSING, Reason.IMPORT_NOT_DEFINED, Reason.INVALID),
        (m, f) -> MadeLater.said(m, f).orElseGet(() -> new Specifiers.Said(message(m, f))),
        out);
  }

  private static String message(ModuleView module, Specifiers.Failure failure) {
    if (failure.why().reason() != Reason.FILE) {
      return Specifiers.said(failure);
    }
    return "Cannot find `%s` from `%s`.%s"
        .formatted(
            failure.specifier(),
            module.display(module.file()),
            Specifiers.didYouMean(failure.why().suggestions()));
  }
}
