package dev.commonjs.resolve;

import java.util.Optional;

/**
 * A bare specifier in its two parts.
 *
 * @param name of the package, with its scope
 * @param subpath {@code .} or starting with {@code ./}
 */
record PackageSpecifier(String name, String subpath) {

  /** Empty for a scope without a name. */
  static Optional<PackageSpecifier> parse(String specifier) {
    int slash = specifier.indexOf('/');
    if (specifier.startsWith("@")) {
      if (slash < 0) {
        return Optional.empty();
      }
      slash = specifier.indexOf('/', slash + 1);
    }
    return Optional.of(
        slash < 0
            ? new PackageSpecifier(specifier, ".")
            : new PackageSpecifier(
                specifier.substring(0, slash), "." + specifier.substring(slash)));
  }

  /** The specifier of another subpath of the same package. */
  String with(String otherSubpath) {
    return name + otherSubpath.substring(1);
  }
}
