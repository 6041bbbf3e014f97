package dev.commonjs.rule;

import dev.commonjs.resolve.PackageJson;
import dev.commonjs.resolve.PackageNames;
import dev.commonjs.resolve.PackageScope;
import dev.commonjs.rule.Specifiers.Failure;
import dev.commonjs.workspace.Deployment;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Programs that run modules and have some of their own for them, which nobody installs: they need
 * not be declared, and in plain Node they are missing.
 */
final class Hosts {
  /** Electron's documentation: <em>API</em>, and <em>ASAR Archives</em> for the second. */
  private static final Set<String> OF_ELECTRON = Set.of("electron", "original-fs");

  /**
   * Its own client is in all runtimes for Node (<em>OpenWhisk, Creating JavaScript actions</em>).
   */
  private static final String OPENWHISK = "openwhisk";

  /** The first with version 3 of the SDK (<em>AWS Lambda, Building with Node.js</em>). */
  private static final int FIRST_WITH_VERSION_3 = 18;

  private Hosts() {}

  /** Whether {@code engines} of a {@code package.json} names the host that the module is. */
  static boolean isDeclared(ModuleView module, Failure failure) {
    return around(module)
        .anyMatch(manifest -> manifest.engines().contains(PackageNames.of(failure.specifier())));
  }

  /** The host that is known to have the package; empty where a {@code package.json} has it. */
  static Optional<String> of(ModuleView module, Failure failure) {
    String name = PackageNames.of(failure.specifier());
    if (around(module).anyMatch(manifest -> manifest.dependencies().contains(name))) {
      return Optional.empty();
    }
    if (OF_ELECTRON.contains(name)) {
      return Optional.of("Electron");
    }
    if (name.equals("aws-sdk") || name.startsWith("@aws-sdk/")) {
      return lambda(module, name.startsWith("@"));
    }
    if (name.equals(OPENWHISK) && deployment(module).providers().contains(OPENWHISK)) {
      return Optional.of("Apache OpenWhisk");
    }
    return isItself(module, name) ? Optional.of(name) : Optional.empty();
  }

  /** What else is to be known of a package that some versions of a host have; or nothing. */
  static String note(ModuleView module, Failure failure) {
    String name = PackageNames.of(failure.specifier());
    boolean version3 = name.startsWith("@aws-sdk/");
    return !version3 && !name.equals("aws-sdk") || deployment(module).node().isEmpty()
        ? ""
        : " AWS Lambda has it %s only."
            .formatted(version3 ? "from `nodejs18.x` on" : "up to `nodejs16.x`");
  }

  /** AWS Lambda, where all functions of the nearest deployment run where that SDK is. */
  private static Optional<String> lambda(ModuleView module, boolean version3) {
    List<Integer> runtimes = deployment(module).node();
    boolean all = runtimes.stream().allMatch(node -> node >= FIRST_WITH_VERSION_3 == version3);
    return !runtimes.isEmpty() && all ? Optional.of("AWS Lambda") : Optional.empty();
  }

  private static Deployment deployment(ModuleView module) {
    return module.snapshot().surroundings().deployment(module.file());
  }

  /** A host's own repository: what lies in it and is written for it says so in {@code engines}. */
  private static boolean isItself(ModuleView module, String name) {
    return module.snapshot().surroundings().packages(module.file()).stream()
        .filter(scope -> scope.manifest().map(PackageJson::name).filter(name::equals).isPresent())
        .flatMap(scope -> module.snapshot().surroundings().workspace(scope.directory()).stream())
        .flatMap(own -> module.snapshot().surroundings().packages(own).stream())
        .flatMap(member -> member.manifest().stream())
        .anyMatch(manifest -> manifest.engines().contains(name));
  }

  /** Whether the package is the one that the module is in itself. */
  static boolean isOwnName(ModuleView module, Failure failure) {
    return around(module)
        .map(PackageJson::name)
        .filter(Objects::nonNull)
        .anyMatch(PackageNames.of(failure.specifier())::equals);
  }

  private static Stream<PackageJson> around(ModuleView module) {
    return module.snapshot().surroundings().packages(module.file()).stream()
        .map(PackageScope::manifest)
        .flatMap(Optional::stream);
  }
}
