package dev.commonjs.rule;

import dev.commonjs.resolve.Resolution.Reason;
import java.util.Set;
import java.util.function.Consumer;

/**
 * {@code ERR_PACKAGE_PATH_NOT_EXPORTED} (Node's documentation, <em>Modules: Packages</em>, "Subpath
 * exports").
 */
final class SubpathNotExported implements Rule {
  private static final RuleInfo INFO =
      new RuleInfo(
          "subpath-not-exported", Severity.ERROR, "A package does not export this subpath");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public void check(ModuleView module, Consumer<Finding> out) {
    Specifiers.check(
        module,
        INFO,
        Set.of(Reason.SUBPATH_NOT_EXPORTED),
        (m, f) -> new Specifiers.Said(Specifiers.said(f)),
        out);
  }
}
