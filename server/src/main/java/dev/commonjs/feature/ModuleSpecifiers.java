package dev.commonjs.feature;

import dev.commonjs.resolve.Mode;
import dev.commonjs.resolve.NodeResolver;
import dev.commonjs.resolve.PackageJson;
import dev.commonjs.resolve.PackageScope;
import dev.commonjs.resolve.Resolution;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How one file would require others that it does not require yet: by relative paths in its own
 * package, by name in another one. Of one thread.
 */
final class ModuleSpecifiers {
  private static final String JS = ".js";
  private static final String INDEX = "index.js";

  private final NodeResolver resolver;
  private final Path file;
  private final boolean extension;
  private final Map<Path, Home> homes = new HashMap<>();

  /** The nearest folder above whose {@code package.json} has a name; without one the root. */
  private record Home(Path folder, @Nullable String name) {}

  /**
   * @param extension names are written with {@code .js}
   */
  ModuleSpecifiers(NodeResolver resolver, Path file, boolean extension) {
    this.resolver = resolver;
    this.file = file;
    this.extension = extension;
  }

  /** The shortest one in the file's style that leads to the very {@code module}. */
  Optional<String> of(Path module) {
    Home home = home(module);
    return candidates(module, home).stream()
        .filter(
            specifier ->
                resolver.resolve(file, specifier, Mode.REQUIRE) instanceof Resolution.Found found
                    && found.file().equals(module))
        .findFirst();
  }

  private List<String> candidates(Path module, Home home) {
    List<String> candidates = new ArrayList<>();
    boolean own = home.equals(home(file));
    if (!own && home.name() != null) {
      candidates.add(home.name());
      String below = ModuleNames.slashes(home.folder().relativize(module));
      spellings(home.name() + "/" + below).forEach(candidates::add);
    } else if (own) {
      candidates.addAll(spellings(ModuleNames.relative(file, module)));
    }
    return candidates;
  }

  private List<String> spellings(String path) {
    List<String> all = new ArrayList<>();
    if (!extension && path.endsWith("/" + INDEX)) {
      all.add(path.substring(0, path.length() - INDEX.length() - 1));
    }
    if (!extension && path.endsWith(JS)) {
      all.add(path.substring(0, path.length() - JS.length()));
    }
    all.add(path);
    return all;
  }

  private Home home(Path module) {
    Path folder = module.getParent();
    return folder == null ? new Home(module, null) : homes.computeIfAbsent(folder, this::above);
  }

  private Home above(Path folder) {
    Path at = folder;
    while (true) {
      PackageScope scope = resolver.packageScope(at.resolve(INDEX));
      String name = scope.manifest().map(PackageJson::name).orElse(null);
      Path parent = scope.directory().getParent();
      if (name != null || scope.manifest().isEmpty() || parent == null) {
        return new Home(scope.directory(), name);
      }
      at = parent;
    }
  }
}
