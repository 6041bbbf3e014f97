package dev.commonjs.resolve;

import dev.commonjs.builtins.Builtins;
import dev.commonjs.builtins.Entry;
import dev.commonjs.builtins.Versions;
import dev.commonjs.resolve.Outcome.Fail;
import dev.commonjs.resolve.Resolution.Reason;
import dev.commonjs.text.EditDistance;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Why a specifier names nothing, in words. Messages hold no absolute path: the reader knows where
 * the file is.
 */
final class Failures {
  private Failures() {}

  static final String NOT_FOUND = "MODULE_NOT_FOUND";
  static final String ESM_NOT_FOUND = "ERR_MODULE_NOT_FOUND";

  static Fail fileMissing(String specifier, String code) {
    return new Fail(Reason.FILE, code, "Cannot find `" + specifier + "`.");
  }

  static Fail subpathMissing(PackageSpecifier wanted, String code) {
    return new Fail(
        Reason.SUBPATH_MISSING,
        code,
        "The package `" + wanted.name() + "` has no file `" + wanted.subpath() + "`.");
  }

  static Fail notInstalled(String packageName, String code) {
    return new Fail(
        Reason.PACKAGE_NOT_INSTALLED, code, "The package `" + packageName + "` is not installed.");
  }

  /** Not where a table of Yarn's Plug'n'Play says, or not in the table. */
  static Fail notPlugged(PlugAndPlay.Answer answer, String specifier) {
    String name = PackageSpecifier.parse(specifier).map(PackageSpecifier::name).orElse(specifier);
    if (!(answer instanceof PlugAndPlay.Undeclared undeclared)) {
      return notInstalled(name, NOT_FOUND);
    }
    String owner = undeclared.owner() == null ? "this package" : "`" + undeclared.owner() + "`";
    String why =
        undeclared.peer()
            ? " is a peer dependency of " + owner + " that nobody provides."
            : " is not installed: it is no dependency of " + owner + ".";
    return new Fail(Reason.PACKAGE_NOT_INSTALLED, NOT_FOUND, "The package `" + name + "`" + why);
  }

  /** {@code target} is what the configuration of a tool makes of {@code specifier}. */
  static Fail mappedMissing(String specifier, String target, boolean surely) {
    return new Fail(
        surely ? Reason.SUBPATH_MISSING : Reason.MAPPED,
        NOT_FOUND,
        "`" + specifier + "` stands for `" + target + "` in this project, which is not there.");
  }

  static Fail directoryWithoutEntry(String specifier) {
    return new Fail(
        Reason.DIRECTORY_WITHOUT_ENTRY,
        NOT_FOUND,
        "`"
            + specifier
            + "` is a directory without an entry: it has no `index.js` and names no `main`.");
  }

  static Fail packageWithoutEntry(String packageName, String code) {
    return new Fail(
        Reason.DIRECTORY_WITHOUT_ENTRY,
        code,
        "The package `"
            + packageName
            + "` has no entry: neither its `main` nor an `index.js` is there.");
  }

  static Fail emptySpecifier(Mode mode) {
    return new Fail(
        Reason.INVALID,
        mode == Mode.REQUIRE ? "ERR_INVALID_ARG_VALUE" : "ERR_INVALID_MODULE_SPECIFIER",
        "An empty specifier names no module.");
  }

  static Fail unknownBuiltin(String name, Versions versions) {
    Entry elsewhere = Builtins.module(name);
    if (elsewhere != null) {
      return new Fail(
          Reason.UNKNOWN_BUILTIN,
          "ERR_UNKNOWN_BUILTIN_MODULE",
          "There is no built-in module `node:%s` in %s (%s)."
              .formatted(name, versions, elsewhere.where()));
    }
    List<String> near =
        EditDistance.nearest(name, Builtins.names(versions), 3).stream()
            .map(builtin -> "node:" + builtin)
            .toList();
    return new Fail(
        Reason.UNKNOWN_BUILTIN,
        "ERR_UNKNOWN_BUILTIN_MODULE",
        "Node has no built-in module `node:" + name + "`.",
        near);
  }

  static Fail brokenManifest(Path directory, @Nullable String why) {
    return new Fail(
        Reason.INVALID,
        "ERR_INVALID_PACKAGE_CONFIG",
        PackageMaps.manifestOf(directory)
            + " cannot be read: "
            + (why == null ? "it is broken" : why)
            + ".");
  }

  static Fail notAPath(String specifier) {
    return new Fail(
        Reason.INVALID, NOT_FOUND, "`" + printable(specifier) + "` cannot be the name of a file.");
  }

  static Fail notAUrl(String specifier) {
    return new Fail(
        Reason.INVALID,
        "ERR_INVALID_MODULE_SPECIFIER",
        "`" + printable(specifier) + "` is not a valid URL of a file.");
  }

  static Fail hostInUrl(String specifier) {
    return new Fail(
        Reason.INVALID,
        "ERR_INVALID_FILE_URL_HOST",
        "`" + specifier + "` names a host, not a file of this machine.");
  }

  static Fail encodedSeparator(String pathname) {
    return new Fail(
        Reason.INVALID,
        "ERR_INVALID_MODULE_SPECIFIER",
        "`" + lastSegment(pathname) + "` hides a `/` or `\\` behind `%`.");
  }

  static Fail invalidPackageName(String specifier) {
    return new Fail(
        Reason.INVALID,
        "ERR_INVALID_MODULE_SPECIFIER",
        "`" + printable(specifier) + "` is not a valid package name.");
  }

  static Fail unsupportedScheme(String specifier) {
    return new Fail(
        Reason.INVALID,
        "ERR_UNSUPPORTED_ESM_URL_SCHEME",
        "Node imports from `file:`, `data:` and `node:` URLs only, not `"
            + printable(specifier)
            + "`.");
  }

  static Fail directoryImport(String specifier) {
    return new Fail(
        Reason.DIRECTORY_WITHOUT_ENTRY,
        "ERR_UNSUPPORTED_DIR_IMPORT",
        "`" + specifier + "` is a directory; `import` needs a file.");
  }

  /**
   * A {@code #name} that {@code imports} says nothing about, or nothing under the conditions that
   * hold.
   */
  static Fail importNotDefined(
      String name, Optional<Path> packageDirectory, List<String> defined, String code) {
    String where = packageDirectory.map(PackageMaps::manifestOf).orElse("any `package.json`");
    String message =
        defined.contains(name)
            ? "`" + name + "` in `imports` of " + where + " has no target here."
            : "`" + name + "` is not defined in `imports` of " + where + ".";
    List<String> others =
        defined.stream().filter(key -> !key.equals(name) && !key.contains("*")).toList();
    return new Fail(
        Reason.IMPORT_NOT_DEFINED, code, message, EditDistance.nearest(name, others, 3));
  }

  static Fail invalidImportName(String name) {
    return new Fail(
        Reason.INVALID,
        "ERR_INVALID_MODULE_SPECIFIER",
        "`" + name + "` is not a name that `imports` can define.");
  }

  /** The package is there, its {@code exports} do not let this subpath out. */
  static Fail notExported(
      Path directory, String subpath, PackageTarget exports, NodeSettings settings, Mode mode) {
    String name = packageName(directory);
    Optional<PackageTarget> own =
        PackageMaps.subpaths(exports).map(subpaths -> subpaths.get(subpath));
    String call = mode == Mode.REQUIRE ? "`require()`" : "`import`";
    String what = subpath.equals(".") ? "a main entry" : "`" + subpath + "`";
    String why =
        own.isPresent() && own.get() instanceof PackageTarget.Keyed keyed
            ? " (it does for " + conditions(keyed) + ")"
            : "";
    return new Fail(
        Reason.SUBPATH_NOT_EXPORTED,
        "ERR_PACKAGE_PATH_NOT_EXPORTED",
        "The package `" + name + "` does not export " + what + " to " + call + why + ".");
  }

  /** {@code exports} or {@code imports} name a file that is not there. */
  static Fail targetMissing(Path packageDirectory, Path file, String specifier, String code) {
    String shown =
        file.startsWith(packageDirectory)
            ? "./" + packageDirectory.relativize(file).toString().replace('\\', '/')
            : String.valueOf(file.getFileName());
    return new Fail(
        Reason.SUBPATH_MISSING,
        code,
        "`"
            + specifier
            + "` stands for `"
            + shown
            + "` in the package `"
            + packageName(packageDirectory)
            + "`, which is not there.");
  }

  /** A directory whose {@code main} names nothing, with no index file to fall back to. */
  static Fail mainMissing(Path directory, String specifier, String main) {
    return new Fail(
        Reason.DIRECTORY_WITHOUT_ENTRY,
        NOT_FOUND,
        "`"
            + specifier
            + "` is a directory whose `main`, `"
            + main
            + "`, is not there, and it has no `index.js`.");
  }

  /** The name that people know the package in {@code directory} by. */
  static String packageName(Path directory) {
    int count = directory.getNameCount();
    for (int i = count - 2; i >= 0 && i >= count - 3; i--) {
      if (directory.getName(i).toString().equals("node_modules")) {
        return directory.subpath(i + 1, count).toString().replace('\\', '/');
      }
    }
    return String.valueOf(directory.getFileName());
  }

  private static String conditions(PackageTarget.Keyed keyed) {
    return String.join(
        ", ",
        new TreeSet<>(keyed.entries().keySet()).stream().map(key -> "`" + key + "`").toList());
  }

  private static String lastSegment(String pathname) {
    return pathname.substring(pathname.lastIndexOf('/') + 1);
  }

  private static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", "\uFFFD");
  }

  /** Keys of {@code imports}. */
  static List<String> keys(@Nullable PackageTarget target) {
    return target instanceof PackageTarget.Keyed keyed
        ? keyed.entries().keySet().stream().filter(key -> key.startsWith("#")).toList()
        : List.of();
  }

  /** Subpaths that {@code exports} names one by one, without patterns. */
  static List<String> literalSubpaths(PackageTarget exports) {
    return PackageMaps.subpaths(exports).map(Map::keySet).stream()
        .flatMap(keys -> keys.stream())
        .filter(key -> !key.contains("*") && !key.endsWith("/"))
        .toList();
  }
}
