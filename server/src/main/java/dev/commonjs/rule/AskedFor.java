package dev.commonjs.rule;

import dev.commonjs.rule.Specifiers.Failure;
import dev.commonjs.shape.Fact;
import dev.commonjs.shape.RequireSite;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Whether a module asks itself for what it requires, at any place: by {@code require.resolve()}
 * where it may throw, or by giving the path to Node's {@code fs}, which also makes files.
 */
final class AskedFor {
  private AskedFor() {}

  static boolean by(ModuleView module, Failure failure) {
    return resolves(module, failure) || looks(module, failure);
  }

  private static boolean resolves(ModuleView module, Failure failure) {
    return module.summary().requires().stream()
        .filter(site -> site.kind() == RequireSite.Kind.RESOLVE && site.guarded())
        .anyMatch(site -> site.specifiers().contains(failure.specifier()));
  }

  private static boolean looks(ModuleView module, Failure failure) {
    Optional<Path> wanted = module.beside(failure.specifier());
    return wanted.isPresent()
        && Fact.of(module.summary(), Fact.FileNamed.class).stream()
            .flatMap(fact -> module.beside(fact.specifier()).stream())
            .anyMatch(path -> isAbout(path, wanted.get()));
  }

  /** The file under one of the names that Node tries. */
  private static boolean isAbout(Path path, Path wanted) {
    String tail = path.toString();
    String stem = wanted.toString();
    return tail.startsWith(stem)
        && switch (tail.substring(stem.length()).replace('\\', '/')) {
          case "", ".js", ".json", ".node", "/index.js", "/index.json", "/package.json" -> true;
          default -> false;
        };
  }
}
