package dev.commonjs.rule;

import dev.commonjs.resolve.NodeSettings;
import dev.commonjs.resolve.PackageNames;
import dev.commonjs.resolve.Resolution.Reason;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A bare specifier that no {@code node_modules} has (Node's documentation, <em>Modules: CommonJS
 * modules</em>, "Loading from node_modules folders").
 */
final class PackageNotInstalled implements Rule {
  private static final RuleInfo INFO =
      new RuleInfo("package-not-installed", Severity.ERROR, "A required package is not installed");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public void check(ModuleView module, Consumer<Finding> out) {
    Specifiers.check(
        module, INFO, Set.of(Reason.PACKAGE_NOT_INSTALLED), PackageNotInstalled::message, out);
  }

  private static String message(ModuleView module, Specifiers.Failure failure) {
    String name = PackageNames.of(failure.specifier());
    boolean installable =
        failure.why().suggestions().isEmpty()
            && !NodeSettings.isBuiltinSomewhere(failure.specifier())
            && PackageNames.isInstallable(name);
    return Specifiers.said(failure) + (installable ? " Run `npm install " + name + "`?" : "");
  }
}
