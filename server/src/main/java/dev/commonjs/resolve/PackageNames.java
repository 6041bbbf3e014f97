package dev.commonjs.resolve;

import dev.commonjs.builtins.Builtins;
import java.util.regex.Pattern;

/** What may be the name of a package that somebody can install. */
public final class PackageNames {
  /**
   * Names that npm takes, old ones too: a shell takes nothing in them for itself, and npm takes
   * them for no folder.
   */
  private static final Pattern INSTALLABLE =
      Pattern.compile("(?:@[\\w.~-]+/)?[A-Za-z0-9_][\\w.~-]*");

  private PackageNames() {}

  /** {@code name} or {@code @scope/name} of what a specifier asks for. */
  public static String of(String specifier) {
    String[] parts = specifier.split("/", 3);
    return specifier.startsWith("@") && parts.length > 1 ? parts[0] + "/" + parts[1] : parts[0];
  }

  /** Whether {@code npm install name} is good advice. Node's own modules are never a package. */
  public static boolean isInstallable(String name) {
    return INSTALLABLE.matcher(name).matches() && !Builtins.isBuiltin(name);
  }
}
