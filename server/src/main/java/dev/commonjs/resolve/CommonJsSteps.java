package dev.commonjs.resolve;

import dev.commonjs.builtins.Builtins;
import dev.commonjs.resolve.Outcome.Core;
import dev.commonjs.resolve.Outcome.Located;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Node's <em>Modules: CommonJS modules, All together</em>: one method per step, named as there. A
 * step that finds nothing answers empty, and the next one is tried.
 */
final class CommonJsSteps {
  /**
   * Specifiers for which {@code exports} of a package are looked at: a name, perhaps with a scope,
   * and a subpath.
   */
  private static final Pattern NAME_AND_SUBPATH =
      Pattern.compile("((?:@[^/\\\\%]+/)?[^./\\\\%][^/\\\\%]*)(/[^\\n\\r\\u2028\\u2029]*)?");

  private static final boolean BACKSLASH_SEPARATES =
      Path.of("").getFileSystem().getSeparator().equals("\\");

  private final Probe probe;
  private final NodeSettings settings;
  private final EsmSteps esm;

  CommonJsSteps(Probe probe, NodeSettings settings) {
    this.probe = probe;
    this.settings = settings;
    this.esm = new EsmSteps(probe, settings, Mode.REQUIRE);
  }

  /**
   * {@code require(specifier)} from the file {@code from}, a real path; empty for the plain "not
   * found".
   */
  Optional<Outcome> require(String specifier, Path from) {
    if (specifier.isEmpty()) {
      return Optional.of(Failures.emptySpecifier(Mode.REQUIRE));
    }
    Optional<Outcome> builtin = builtin(specifier);
    if (builtin.isPresent()) {
      return builtin;
    }
    Path directory = parent(from);
    if (UrlPath.path(directory, specifier).isEmpty()) {
      return Optional.of(Failures.notAPath(specifier));
    }
    if (isRelative(specifier) || directory.getFileSystem().getPath(specifier).isAbsolute()) {
      return in(directory, specifier);
    }
    Optional<PlugAndPlay.Answer> plugged = plugged(specifier, from);
    return loadPackageImports(specifier, from)
        .or(() -> loadPackageSelf(specifier, from))
        .or(() -> plugged.flatMap(answer -> loadPlugged(answer, specifier)))
        .or(() -> loadNodeModules(specifier, directory))
        .or(() -> loadAlias(specifier, from))
        .or(() -> loadOwnPackage(specifier, directory))
        .or(() -> loadMapped(specifier, directory))
        .or(() -> plugged.map(answer -> Failures.notPlugged(answer, specifier)));
  }

  /** What a table of Yarn's Plug'n'Play says about the package. */
  private Optional<PlugAndPlay.Answer> plugged(String specifier, Path from) {
    return PackageSpecifier.parse(specifier)
        .filter(wanted -> !specifier.startsWith("#"))
        .flatMap(
            wanted ->
                probe.plugAndPlay(parent(from)).flatMap(plug -> plug.locate(wanted.name(), from)));
  }

  private Optional<Outcome> loadPlugged(PlugAndPlay.Answer answer, String specifier) {
    return answer instanceof PlugAndPlay.In in
        ? PackageSpecifier.parse(specifier)
            .flatMap(
                wanted ->
                    PlugAndPlay.archive(in.folder()).isPresent()
                        ? probe.archived(in.folder())
                        : probe.isDirectory(in.folder())
                            ? inPackage(in.folder(), wanted, specifier)
                            : Optional.empty())
        : Optional.empty();
  }

  /**
   * What {@code _moduleAliases} of the nearest {@code package.json} says: whoever writes it there
   * has it done by a package that patches Node's resolution.
   */
  private Optional<Outcome> loadAlias(String specifier, Path from) {
    PackageScope scope = probe.scope(from);
    Map<String, String> aliases = scope.manifest().map(PackageJson::aliases).orElse(Map.of());
    for (Map.Entry<String, String> alias : aliases.entrySet()) {
      String name = alias.getKey();
      if (specifier.equals(name) || specifier.startsWith(name + "/")) {
        probe.note("`_moduleAliases` of package.json has '" + name + "'");
        String path = alias.getValue() + specifier.substring(name.length());
        return UrlPath.path(scope.directory(), path).flatMap(file -> in(scope.directory(), path));
      }
    }
    return Optional.empty();
  }

  /** What the tools of the project, that load the file instead of Node, are told in JSON files. */
  private Optional<Outcome> loadMapped(String specifier, Path directory) {
    Optional<Outcome> missing = Optional.empty();
    for (@Nullable Path at = directory; at != null; at = at.getParent()) {
      if (at.endsWith("node_modules")) {
        return Optional.empty();
      }
      Path folder = at;
      Mappings mappings = probe.mappings(at);
      for (Mappings.Mapping mapping : mappings.names()) {
        if (mapping.pattern().isUnsureOf(specifier)) {
          String source = mapping.pattern().source();
          missing = missing.or(() -> Optional.of(Failures.mappedMissing(specifier, source, false)));
        }
        for (String target : mapping.targetsOf(specifier)) {
          probe.note("`" + mapping.field() + "` of " + at + " makes it " + target);
          Optional<Outcome> found =
              mapping.isForPages() ? Optional.empty() : mapped(folder, target);
          if (found.isPresent()) {
            return found;
          }
          boolean surely = !mapping.isForPages() && isInFolder(folder, target);
          missing =
              missing.or(() -> Optional.of(Failures.mappedMissing(specifier, target, surely)));
        }
      }
      for (String name : mappings.folders()) {
        Optional<Outcome> found =
            UrlPath.path(folder, name).flatMap(in -> withAnyExtension(in, specifier));
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return missing;
  }

  /** Whether a file is missing in a folder that is there: the folder of a build may not be. */
  private boolean isInFolder(Path folder, String target) {
    return isRelative(target)
        && UrlPath.path(folder, target)
            .map(CommonJsSteps::parent)
            .filter(probe::isDirectory)
            .isPresent();
  }

  private Optional<Outcome> mapped(Path folder, String target) {
    return isRelative(target) || target.startsWith("/")
        ? withAnyExtension(folder, target)
        : builtin(target)
            .filter(outcome -> outcome instanceof Core)
            .or(() -> loadNodeModules(target, folder));
  }

  /** Tools know more kinds of files than Node. */
  private Optional<Outcome> withAnyExtension(Path folder, String path) {
    if (UrlPath.path(folder, path).isEmpty()) {
      return Optional.empty();
    }
    Path base = folder.resolve(path).normalize();
    return in(folder, path)
        .filter(outcome -> outcome instanceof Outcome.Hit)
        .or(() -> named(base))
        .or(() -> named(base.resolve("index")));
  }

  private Optional<Outcome> named(Path base) {
    @Nullable Path folder = base.getParent();
    return folder == null || !probe.isDirectory(folder)
        ? Optional.empty()
        : probe.list(folder).stream()
            .filter(name -> name.startsWith(base.getFileName() + "."))
            .map(folder::resolve)
            .filter(probe::isFile)
            .findFirst()
            .map(probe::hit);
  }

  /** A package of one's own repository, which is not linked yet. */
  private Optional<Outcome> loadOwnPackage(String specifier, Path directory) {
    return PackageSpecifier.parse(specifier)
        .flatMap(
            wanted ->
                OwnPackages.folder(wanted.name(), directory, probe)
                    .flatMap(folder -> inPackage(folder, wanted, specifier)));
  }

  /** A package that is known to be in {@code folder}. */
  private Optional<Outcome> inPackage(Path folder, PackageSpecifier wanted, String specifier) {
    probe.note("`" + wanted.name() + "` is in " + folder);
    @Nullable PackageTarget exports = probe.manifest(folder).map(PackageJson::exports).orElse(null);
    if (exports != null) {
      Located located = esm.packageExportsResolve(folder, wanted.subpath(), exports);
      return Optional.of(esm.finishForRequire(located, folder, specifier));
    }
    return wanted.subpath().equals(".")
        ? loadAsDirectory(folder, specifier)
            .or(() -> Optional.of(Failures.packageWithoutEntry(wanted.name(), Failures.NOT_FOUND)))
        : in(folder, wanted.subpath())
            .or(() -> Optional.of(Failures.subpathMissing(wanted, Failures.NOT_FOUND)));
  }

  /** Step 1: built-in modules come before everything else. */
  private Optional<Outcome> builtin(String specifier) {
    if (specifier.startsWith("node:")) {
      String name = specifier.substring("node:".length());
      return Optional.of(
          Builtins.isBuiltin(name, settings.versions())
              ? new Core(name)
              : Failures.unknownBuiltin(name, settings.versions()));
    }
    return Builtins.isBuiltin(specifier, settings.versions()) && !Builtins.needsPrefix(specifier)
        ? Optional.of(new Core(specifier))
        : Optional.empty();
  }

  /**
   * Whether Node looks beside the requiring file and nowhere else; {@code .x} is a package, {@code
   * ..x} is not.
   */
  static boolean isRelative(String specifier) {
    return specifier.equals(".")
        || specifier.startsWith("./")
        || specifier.startsWith("..")
        || (specifier.startsWith(".\\") && BACKSLASH_SEPARATES);
  }

  /**
   * Steps 2 and 3: a path, seen from {@code directory}. LOAD_AS_FILE unless it ends like a
   * directory, then LOAD_AS_DIRECTORY.
   */
  private Optional<Outcome> in(Path directory, String specifier) {
    Path base = directory.resolve(specifier).normalize();
    FileView.Kind kind = probe.kind(base);
    if (!namesDirectory(specifier)) {
      if (kind == FileView.Kind.FILE) {
        return Optional.of(probe.hit(base));
      }
      Optional<Outcome> file = withExtensions(base, true);
      if (file.isPresent()) {
        return file;
      }
    }
    return kind == FileView.Kind.DIRECTORY ? loadAsDirectory(base, specifier) : Optional.empty();
  }

  private static boolean namesDirectory(String specifier) {
    return specifier.endsWith("/")
        || specifier.equals(".")
        || specifier.equals("..")
        || specifier.endsWith("/.")
        || specifier.endsWith("/..");
  }

  /** LOAD_AS_FILE after the exact name: {@code X.js}, {@code X.json}, {@code X.node}. */
  private Optional<Outcome> withExtensions(Path base, boolean triedExactName) {
    @Nullable Path directory = base.getParent();
    @Nullable Path name = base.getFileName();
    if (directory == null || name == null) {
      return Optional.empty();
    }
    List<String> tried = new ArrayList<>();
    if (triedExactName) {
      tried.add(base.toString());
    }
    for (String extension : settings.extensions()) {
      Path candidate = directory.resolve(name + extension);
      if (probe.isFile(candidate)) {
        return Optional.of(probe.hit(candidate));
      }
      tried.add(tried.isEmpty() ? candidate.toString() : extension);
    }
    probe.note(String.join(", ", tried) + ": no such file");
    return Optional.empty();
  }

  /**
   * LOAD_AS_DIRECTORY: what {@code main} names, as file or as directory with an index; else the
   * index (DEP0128).
   */
  private Optional<Outcome> loadAsDirectory(Path directory, String specifier) {
    Optional<PackageJson> manifest = probe.manifest(directory);
    @Nullable String broken = manifest.map(PackageJson::broken).orElse(null);
    if (broken != null) {
      return Optional.of(Failures.brokenManifest(directory, broken));
    }
    @Nullable String main = manifest.map(PackageJson::main).orElse(null);
    if (main == null || main.isEmpty()) {
      probe.note(directory + " is a directory, its package.json names no main");
      return loadIndex(directory);
    }
    probe.note(directory + "/package.json has main '" + main + "'");
    Optional<Outcome> found =
        UrlPath.path(directory, main)
            .flatMap(
                target ->
                    exactFile(target)
                        .or(() -> withExtensions(target, true))
                        .or(() -> loadIndex(target)));
    return found
        .or(() -> loadIndex(directory))
        .or(() -> Optional.of(Failures.mainMissing(directory, specifier, main)));
  }

  private Optional<Outcome> exactFile(Path path) {
    return probe.isFile(path) ? Optional.of(probe.hit(path)) : Optional.empty();
  }

  /** LOAD_INDEX: {@code X/index.js}, {@code .json}, {@code .node}. */
  private Optional<Outcome> loadIndex(Path directory) {
    return withExtensions(directory.resolve("index"), false);
  }

  /** LOAD_PACKAGE_IMPORTS: {@code #name}, if the package of the file has {@code imports}. */
  private Optional<Outcome> loadPackageImports(String specifier, Path from) {
    if (!specifier.startsWith("#")) {
      return Optional.empty();
    }
    PackageScope scope = probe.scope(from);
    boolean concerns =
        scope.manifest().filter(m -> m.imports() != null || m.broken() != null).isPresent();
    return concerns
        ? Optional.of(
            esm.finishForRequire(
                esm.packageImportsResolve(specifier, from), scope.directory(), specifier))
        : Optional.empty();
  }

  /**
   * LOAD_PACKAGE_SELF. A broken {@code package.json} of one's own is no reason to find nothing: it
   * is reported itself.
   */
  private Optional<Outcome> loadPackageSelf(String specifier, Path from) {
    PackageScope scope = probe.scope(from);
    @Nullable String name = scope.manifest().map(PackageJson::name).orElse(null);
    if (name == null || !(specifier.equals(name) || specifier.startsWith(name + "/"))) {
      return Optional.empty();
    }
    PackageSpecifier wanted = new PackageSpecifier(name, "." + specifier.substring(name.length()));
    Optional<Located> self = esm.packageSelfResolve(wanted, from);
    return self.map(located -> esm.finishForRequire(located, scope.directory(), specifier));
  }

  /**
   * LOAD_NODE_MODULES: in each {@code node_modules} upwards, {@code exports} first, then as file,
   * then as directory.
   */
  private Optional<Outcome> loadNodeModules(String specifier, Path start) {
    List<Path> missing = new ArrayList<>();
    for (Path nodeModules : nodeModulesPaths(start)) {
      if (!probe.isDirectory(nodeModules)) {
        missing.add(parent(nodeModules));
        continue;
      }
      noteMissing(missing);
      Optional<Outcome> found =
          loadPackageExports(nodeModules, specifier).or(() -> in(nodeModules, specifier));
      if (found.isPresent()) {
        return found;
      }
    }
    noteMissing(missing);
    return Optional.empty();
  }

  private void noteMissing(List<Path> directories) {
    if (!directories.isEmpty()) {
      probe.note(
          "no node_modules in "
              + String.join(", ", directories.stream().map(Path::toString).toList()));
      directories.clear();
    }
  }

  /**
   * NODE_MODULES_PATHS: upwards to the root, leaving out what would be {@code
   * node_modules/node_modules}.
   */
  static List<Path> nodeModulesPaths(Path start) {
    List<Path> paths = new ArrayList<>();
    for (@Nullable Path directory = start; directory != null; directory = directory.getParent()) {
      if (!directory.endsWith("node_modules")) {
        paths.add(directory.resolve("node_modules"));
      }
    }
    return paths;
  }

  /** LOAD_PACKAGE_EXPORTS: a package with {@code exports} answers for good, yes or no. */
  private Optional<Outcome> loadPackageExports(Path nodeModules, String specifier) {
    Matcher parts = NAME_AND_SUBPATH.matcher(specifier);
    if (!parts.matches()) {
      return Optional.empty();
    }
    Path directory = nodeModules.resolve(parts.group(1)).normalize();
    Optional<PackageJson> manifest = probe.manifest(directory);
    @Nullable String broken = manifest.map(PackageJson::broken).orElse(null);
    if (broken != null) {
      return Optional.of(Failures.brokenManifest(directory, broken));
    }
    @Nullable PackageTarget exports = manifest.map(PackageJson::exports).orElse(null);
    if (exports == null) {
      return Optional.empty();
    }
    probe.note(directory + "/package.json has exports");
    String subpath = parts.group(2) == null ? "." : "." + parts.group(2);
    Located located = esm.packageExportsResolve(directory, subpath, exports);
    return Optional.of(esm.finishForRequire(located, directory, specifier));
  }

  static Path parent(Path file) {
    @Nullable Path parent = file.getParent();
    return parent == null ? file : parent;
  }
}
