package dev.commonjs.resolve;

import dev.commonjs.resolve.PlugAndPlay.In;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a file can name with a bare specifier: resolution the other way round, for people who are
 * still writing. Lists are bounded, and an item is a candidate: what lies in its way (a package
 * without entry, a broken {@code package.json}) is found by resolving it. Of one thread.
 */
public final class PackagesInReach {
  /** Names of packages. */
  private static final int MOST = 4_000;

  private final Probe probe;
  private final NodeSettings settings;
  private final Path from;
  private final EsmSteps esm;
  private final SubpathListing listing;

  /**
   * @param from a real path
   */
  PackagesInReach(Probe probe, NodeSettings settings, Path from, Mode mode) {
    this.probe = probe;
    this.settings = settings;
    this.from = from;
    this.esm = new EsmSteps(probe, settings, mode);
    this.listing =
        new SubpathListing(
            probe, new PackageMaps(settings.conditions(mode), probe, esm::packageResolve));
  }

  /** The package that the file belongs to. */
  public PackageScope scope() {
    return probe.scope(from);
  }

  /**
   * The folders in each {@code node_modules} upwards (NODE_MODULES_PATHS), the nearest first, {@code
   * @scope/name} for those of a scope. Without {@code @types}, which holds no modules, and without
   * names that start with a dot, which are no packages.
   */
  public List<String> installed() {
    Set<String> names = new LinkedHashSet<>();
    for (Path modules : CommonJsSteps.nodeModulesPaths(CommonJsSteps.parent(from))) {
      if (probe.isDirectory(modules)) {
        addInstalled(modules, "", names);
      }
    }
    return List.copyOf(names);
  }

  private void addInstalled(Path folder, String scope, Set<String> names) {
    for (String name : probe.list(folder)) {
      if (names.size() >= MOST) {
        return;
      }
      boolean hidden = name.startsWith(".") || name.equals("node_modules") || name.equals("@types");
      if (hidden || !probe.isDirectory(folder.resolve(name))) {
        continue;
      }
      if (scope.isEmpty() && name.startsWith("@")) {
        addInstalled(folder.resolve(name), name + "/", names);
      } else {
        names.add(scope + name);
      }
    }
  }

  /**
   * Where the package {@code name} stands for the file: itself by its own name
   * (PACKAGE_SELF_RESOLVE), by a table of Plug'n'Play and not in an archive, in a {@code
   * node_modules}, or as one of the repository's own that is not linked yet.
   */
  public Optional<Path> folder(String name) {
    if (!isName(name)) {
      return Optional.empty();
    }
    Path directory = CommonJsSteps.parent(from);
    return self(name)
        .or(() -> plugged(directory, name))
        .or(() -> installed(directory, name))
        .or(() -> OwnPackages.folder(name, directory, probe));
  }

  /** Other names lead out of the folder of packages. */
  private static boolean isName(String name) {
    return !name.isEmpty() && !name.startsWith(".") && !name.contains("/.") && !name.endsWith("/");
  }

  private Optional<Path> self(String name) {
    PackageScope scope = scope();
    return scope
        .manifest()
        .filter(manifest -> manifest.exports() != null && name.equals(manifest.name()))
        .map(manifest -> scope.directory());
  }

  private Optional<Path> plugged(Path directory, String name) {
    return probe
        .plugAndPlay(directory)
        .flatMap(plug -> plug.locate(name, from))
        .flatMap(answer -> answer instanceof In in ? Optional.of(in.folder()) : Optional.empty())
        .filter(probe::isDirectory);
  }

  private Optional<Path> installed(Path directory, String name) {
    return CommonJsSteps.nodeModulesPaths(directory).stream()
        .flatMap(modules -> UrlPath.path(modules, name).stream())
        .filter(probe::isDirectory)
        .findFirst();
  }

  /**
   * The subpaths that the package in {@code folder} lets out, those that start with {@code prefix}:
   * see {@link SubpathListing}. None where its {@code package.json} is broken; empty when it has no
   * {@code exports}, which lets out every file.
   *
   * @param prefix {@code ./}, or longer with a slash at the end
   */
  public Optional<List<String>> exported(Path folder, String prefix) {
    Optional<PackageJson> manifest = probe.manifest(folder);
    if (manifest.map(PackageJson::broken).isPresent()) {
      return Optional.of(List.of());
    }
    return manifest
        .map(PackageJson::exports)
        .map(exports -> listing.exports(folder, exports, prefix));
  }

  /**
   * The names in {@code imports} of the file's own package that start with {@code prefix}, as
   * {@link #exported}.
   *
   * @param prefix {@code #}, or longer with a slash at the end
   */
  public List<String> imported(String prefix) {
    PackageScope scope = scope();
    @Nullable PackageTarget imports = scope.manifest().map(PackageJson::imports).orElse(null);
    boolean invalid = prefix.startsWith("#/") && !settings.importsMayStartWithSlash();
    return imports == null || invalid
        ? List.of()
        : listing.imports(scope.directory(), imports, prefix);
  }
}
