package dev.commonjs.rule;

import dev.commonjs.resolve.Resolution.Reason;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * A bare specifier that no {@code node_modules} has (Node's documentation, <em>Modules: CommonJS
 * modules</em>, "Loading from node_modules folders").
 */
final class PackageNotInstalled implements Rule {
  private static final RuleInfo INFO =
      new RuleInfo("package-not-installed", Severity.ERROR, "A required package is not installed");

  /** Names that npm takes, old ones too: a shell takes nothing in them for itself. */
  private static final Pattern INSTALLABLE =
      Pattern.compile("(?:@[\\w.~-]+/)?[A-Za-z0-9_~.][\\w.~-]*");

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
    String name = packageName(failure.specifier());
    boolean suggested = !failure.why().suggestions().isEmpty();
    boolean installable = !suggested && INSTALLABLE.matcher(name).matches();
    return Specifiers.said(failure) + (installable ? " Run `npm install " + name + "`?" : "");
  }

  /** {@code name} or {@code @scope/name}. */
  private static String packageName(String specifier) {
    String[] parts = specifier.split("/", 3);
    return specifier.startsWith("@") && parts.length > 1 ? parts[0] + "/" + parts[1] : parts[0];
  }
}
