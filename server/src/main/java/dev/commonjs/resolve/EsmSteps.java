package dev.commonjs.resolve;

import dev.commonjs.builtins.Builtins;
import dev.commonjs.resolve.Outcome.At;
import dev.commonjs.resolve.Outcome.Blocked;
import dev.commonjs.resolve.Outcome.Core;
import dev.commonjs.resolve.Outcome.Fail;
import dev.commonjs.resolve.Outcome.Located;
import dev.commonjs.resolve.Outcome.Unmatched;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Node's <em>Modules: ECMAScript modules, Resolution Algorithm Specification</em>. {@code
 * require()} enters it where a package has {@code exports} or {@code imports}.
 */
final class EsmSteps {
  private static final Pattern INVALID_PACKAGE_NAME = Pattern.compile("^\\.|%|\\\\");

  private final Probe probe;
  private final NodeSettings settings;
  private final Mode mode;
  private final PackageMaps maps;

  EsmSteps(Probe probe, NodeSettings settings, Mode mode) {
    this.probe = probe;
    this.settings = settings;
    this.mode = mode;
    this.maps = new PackageMaps(settings.conditions(mode), probe, this::packageResolve);
  }

  /** ESM_RESOLVE, up to the real path. {@code from} is the real path of the importing file. */
  Outcome resolve(String specifier, Path from) {
    if (specifier.isEmpty()) {
      return Failures.emptySpecifier(Mode.IMPORT);
    }
    if (specifier.startsWith("node:")) {
      String name = specifier.substring("node:".length());
      return Builtins.isBuiltin(name, settings.versions())
          ? new Core(name)
          : Failures.unknownBuiltin(name, settings.versions());
    }
    if (specifier.startsWith("data:")) {
      return new Core("data:");
    }
    Located located = locate(specifier, from);
    return switch (located) {
      case At at -> finish(at, specifier, from);
      case Core core -> core;
      case Fail fail -> fail;
      case Blocked blocked -> Failures.notAUrl(specifier);
      case Unmatched unmatched -> Failures.notAUrl(specifier);
    };
  }

  private Located locate(String specifier, Path from) {
    if (specifier.startsWith("//")) {
      return Failures.hostInUrl(specifier);
    }
    if (isRelativeOrAbsolute(specifier)) {
      return new At(UrlPath.resolve(UrlPath.of(from), specifier));
    }
    if (specifier.startsWith("#")) {
      return packageImportsResolve(specifier, from);
    }
    if (specifier.startsWith("file:")) {
      String rest = specifier.substring("file:".length());
      return new At(UrlPath.resolve("/", rest.startsWith("///") ? rest.substring(2) : rest));
    }
    return PackageMaps.isUrl(specifier)
        ? Failures.unsupportedScheme(specifier)
        : packageResolve(specifier, from);
  }

  static boolean isRelativeOrAbsolute(String specifier) {
    return specifier.startsWith("/")
        || specifier.equals(".")
        || specifier.equals("..")
        || specifier.startsWith("./")
        || specifier.startsWith("../");
  }

  /** The last steps of ESM_RESOLVE: a file, exactly as named. */
  private Outcome finish(At at, String specifier, Path from) {
    if (UrlPath.hasEncodedSeparator(at.pathname())) {
      return Failures.encodedSeparator(at.pathname());
    }
    Optional<Path> path = UrlPath.toPath(at.pathname(), from.getFileSystem());
    if (path.isEmpty()) {
      return Failures.notAUrl(specifier);
    }
    Path file = path.get();
    return switch (probe.kind(file)) {
      case FILE ->
          at.pathname().endsWith("/") ? Failures.directoryImport(specifier) : probe.hit(file);
      case DIRECTORY -> {
        probe.note(file + ": a directory, which cannot be imported");
        yield Failures.directoryImport(specifier);
      }
      case ABSENT -> {
        probe.note(file + ": not there");
        yield at.pathname().endsWith("/")
            ? Failures.directoryImport(specifier)
            : missing(file, specifier);
      }
    };
  }

  private Fail missing(Path file, String specifier) {
    if (isRelativeOrAbsolute(specifier) || specifier.startsWith("file:")) {
      return Failures.fileMissing(specifier, Failures.ESM_NOT_FOUND);
    }
    PackageScope scope = probe.scope(file);
    boolean mapped =
        specifier.startsWith("#") || scope.manifest().map(PackageJson::exports).isPresent();
    return mapped
        ? Failures.targetMissing(scope.directory(), file, specifier, Failures.ESM_NOT_FOUND)
        : PackageSpecifier.parse(specifier)
            .map(wanted -> Failures.subpathMissing(wanted, Failures.ESM_NOT_FOUND))
            .orElseGet(() -> Failures.fileMissing(specifier, Failures.ESM_NOT_FOUND));
  }

  /**
   * PACKAGE_RESOLVE: a bare specifier. {@code base} is a file in the directory that the search
   * starts from.
   */
  Located packageResolve(String specifier, Path base) {
    if (Builtins.isBuiltin(specifier, settings.versions()) && !Builtins.needsPrefix(specifier)) {
      return new Core(specifier);
    }
    Optional<PackageSpecifier> parsed = PackageSpecifier.parse(specifier);
    if (parsed.isEmpty() || INVALID_PACKAGE_NAME.matcher(parsed.get().name()).find()) {
      return Failures.invalidPackageName(specifier);
    }
    PackageSpecifier wanted = parsed.get();
    return packageSelfResolve(wanted, base)
        .or(() -> plugged(wanted, base))
        .or(() -> installed(wanted, base))
        .orElseGet(() -> Failures.notInstalled(wanted.name(), Failures.ESM_NOT_FOUND));
  }

  /** PACKAGE_SELF_RESOLVE: a package may use its own name, if it has {@code exports}. */
  Optional<Located> packageSelfResolve(PackageSpecifier wanted, Path base) {
    PackageScope scope = probe.scope(base);
    if (scope.manifest().isEmpty()) {
      return Optional.empty();
    }
    PackageJson manifest = scope.manifest().get();
    @Nullable PackageTarget exports = manifest.exports();
    if (exports == null || !wanted.name().equals(manifest.name())) {
      return Optional.empty();
    }
    probe.note("`" + wanted.name() + "` is the package of this file itself");
    return Optional.of(packageExportsResolve(scope.directory(), wanted.subpath(), exports));
  }

  /** Where a table of Yarn's Plug'n'Play says that the package is. */
  private Optional<Located> plugged(PackageSpecifier wanted, Path base) {
    Optional<Path> folder =
        Optional.ofNullable(base.getParent())
            .flatMap(probe::plugAndPlay)
            .flatMap(plug -> plug.locate(wanted.name(), base))
            .filter(PlugAndPlay.In.class::isInstance)
            .map(answer -> ((PlugAndPlay.In) answer).folder());
    Optional<Located> archive =
        folder
            .flatMap(PlugAndPlay::archive)
            .filter(probe::isFile)
            .map(path -> new At(UrlPath.of(path)));
    return archive.or(() -> folder.filter(probe::isDirectory).map(at -> inPackage(at, wanted)));
  }

  private Optional<Located> installed(PackageSpecifier wanted, Path base) {
    for (@Nullable Path directory = base.getParent();
        directory != null;
        directory = directory.getParent()) {
      Optional<Path> packageDirectory =
          UrlPath.path(directory.resolve("node_modules"), wanted.name());
      if (packageDirectory.isPresent() && probe.isDirectory(packageDirectory.get())) {
        return Optional.of(inPackage(packageDirectory.get(), wanted));
      }
    }
    probe.note("no node_modules upwards holds `" + wanted.name() + "`");
    return Optional.ofNullable(base.getParent())
        .flatMap(directory -> OwnPackages.folder(wanted.name(), directory, probe))
        .map(folder -> inPackage(folder, wanted));
  }

  private Located inPackage(Path directory, PackageSpecifier wanted) {
    Optional<PackageJson> manifest = probe.manifest(directory);
    probe.note("the package stands in " + directory);
    if (manifest.isPresent() && manifest.get().broken() != null) {
      return Failures.brokenManifest(directory, manifest.get().broken());
    }
    @Nullable PackageTarget exports = manifest.map(PackageJson::exports).orElse(null);
    if (exports != null) {
      return packageExportsResolve(directory, wanted.subpath(), exports);
    }
    return wanted.subpath().equals(".")
        ? legacyMain(directory, manifest.map(PackageJson::main).orElse(null), wanted)
        : new At(UrlPath.resolve(UrlPath.ofDirectory(directory), wanted.subpath()));
  }

  /**
   * The entry of a package without {@code exports}, with the extensions that {@code require()}
   * would try.
   */
  private Located legacyMain(Path directory, @Nullable String main, PackageSpecifier wanted) {
    String base = UrlPath.ofDirectory(directory);
    if (main != null) {
      probe.note("package.json has main '" + main + "'");
      for (String end :
          List.of("", ".js", ".json", ".node", "/index.js", "/index.json", "/index.node")) {
        Optional<At> found = fileAt(base, "./" + main + end, directory);
        if (found.isPresent()) {
          return found.get();
        }
      }
    }
    for (String index : List.of("./index.js", "./index.json", "./index.node")) {
      Optional<At> found = fileAt(base, index, directory);
      if (found.isPresent()) {
        return found.get();
      }
    }
    return Failures.packageWithoutEntry(wanted.name(), Failures.ESM_NOT_FOUND);
  }

  private Optional<At> fileAt(String base, String relative, Path directory) {
    String pathname = UrlPath.resolve(base, relative);
    return UrlPath.toPath(pathname, directory.getFileSystem())
        .filter(probe::isFile)
        .map(path -> new At(pathname));
  }

  /** PACKAGE_EXPORTS_RESOLVE, with "nothing" turned into the error that Node throws. */
  Located packageExportsResolve(Path directory, String subpath, PackageTarget exports) {
    Located located = maps.exports(directory, subpath, exports);
    return located instanceof Blocked || located instanceof Unmatched
        ? Failures.notExported(directory, subpath, exports, settings, mode)
        : located;
  }

  /** PACKAGE_IMPORTS_RESOLVE. */
  Located packageImportsResolve(String name, Path base) {
    boolean slash = name.startsWith("#/") && !settings.importsMayStartWithSlash();
    if (name.equals("#") || slash || name.endsWith("/")) {
      return Failures.invalidImportName(name);
    }
    PackageScope scope = probe.scope(base);
    @Nullable String broken = scope.manifest().map(PackageJson::broken).orElse(null);
    if (broken != null) {
      return Failures.brokenManifest(scope.directory(), broken);
    }
    @Nullable PackageTarget imports = scope.manifest().map(PackageJson::imports).orElse(null);
    Located located =
        imports == null ? new Unmatched() : maps.imports(scope.directory(), name, imports);
    return located instanceof Blocked || located instanceof Unmatched
        ? Failures.importNotDefined(
            name,
            scope.manifest().map(manifest -> scope.directory()),
            Failures.keys(imports),
            "ERR_PACKAGE_IMPORT_NOT_DEFINED")
        : located;
  }

  /**
   * What {@code require()} makes of a target of {@code exports} or {@code imports}: a file exactly
   * as named (RESOLVE_ESM_MATCH).
   */
  Outcome finishForRequire(Located located, Path packageDirectory, String specifier) {
    return switch (located) {
      case Core core -> core;
      case Fail fail ->
          fail.code().equals(Failures.ESM_NOT_FOUND) ? fail.withCode(Failures.NOT_FOUND) : fail;
      case Blocked blocked -> Failures.notAPath(specifier);
      case Unmatched unmatched -> Failures.notAPath(specifier);
      case At at -> fileForRequire(at, packageDirectory, specifier);
    };
  }

  private Outcome fileForRequire(At at, Path packageDirectory, String specifier) {
    if (UrlPath.hasEncodedSeparator(at.pathname())) {
      return Failures.encodedSeparator(at.pathname());
    }
    Optional<Path> file = UrlPath.toPath(at.pathname(), packageDirectory.getFileSystem());
    if (file.isEmpty()) {
      return Failures.notAUrl(specifier);
    }
    if (!at.pathname().endsWith("/") && probe.isFile(file.get())) {
      return probe.hit(file.get());
    }
    probe.note(file.get() + ": not there");
    return Failures.targetMissing(packageDirectory, file.get(), specifier, Failures.NOT_FOUND);
  }
}
