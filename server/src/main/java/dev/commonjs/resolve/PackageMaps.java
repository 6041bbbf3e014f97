package dev.commonjs.resolve;

import dev.commonjs.resolve.Outcome.At;
import dev.commonjs.resolve.Outcome.Blocked;
import dev.commonjs.resolve.Outcome.Fail;
import dev.commonjs.resolve.Outcome.Located;
import dev.commonjs.resolve.Outcome.Unmatched;
import dev.commonjs.resolve.PackageTarget.Choice;
import dev.commonjs.resolve.PackageTarget.Invalid;
import dev.commonjs.resolve.PackageTarget.Keyed;
import dev.commonjs.resolve.PackageTarget.Nothing;
import dev.commonjs.resolve.PackageTarget.Text;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * {@code exports} and {@code imports} of a {@code package.json}: PACKAGE_EXPORTS_RESOLVE,
 * PACKAGE_IMPORTS_RESOLVE and what they call in Node's <em>Modules: ECMAScript modules, Resolution
 * Algorithm Specification</em>. Both loaders share them.
 *
 * @param conditions those that hold, without {@code default}
 * @param packageResolve PACKAGE_RESOLVE of a specifier seen from a file, for {@code imports} that
 *     name a package
 */
record PackageMaps(
    Set<String> conditions, Probe probe, BiFunction<String, Path, Located> packageResolve) {

  /** Where a target stands: what the steps below hand down unchanged. */
  private record Site(Path directory, String key, @Nullable String match, Field field) {
    String text(String target) {
      return match == null ? target : target.replace("*", match);
    }
  }

  private enum Field {
    EXPORTS,
    IMPORTS
  }

  /** PACKAGE_EXPORTS_RESOLVE. {@code subpath} is {@code .} or starts with {@code ./}. */
  Located exports(Path directory, String subpath, PackageTarget exports) {
    Optional<Map<String, PackageTarget>> subpaths = subpaths(exports);
    if (subpaths.isEmpty()) {
      return new Fail(
          Resolution.Reason.INVALID,
          "ERR_INVALID_PACKAGE_CONFIG",
          "`exports` of "
              + manifestOf(directory)
              + " mixes subpaths (starting with `.`) and conditions.");
    }
    boolean exact = !subpath.contains("*") && !subpath.endsWith("/");
    return match(subpaths.get(), directory, subpath, exact, Field.EXPORTS);
  }

  /** PACKAGE_IMPORTS_RESOLVE, from the point where the package is known. */
  Located imports(Path directory, String name, PackageTarget imports) {
    Map<String, PackageTarget> entries =
        imports instanceof Keyed keyed ? keyed.entries() : Map.of();
    return match(entries, directory, name, !name.contains("*"), Field.IMPORTS);
  }

  /**
   * What {@code target}, that {@code exports} have under the pattern {@code key}, makes of a text
   * in place of the star, which is left in.
   */
  Located exportsPattern(Path directory, String key, PackageTarget target) {
    return target(target, new Site(directory, key, null, Field.EXPORTS));
  }

  /** The same for {@code imports}. */
  Located importsPattern(Path directory, String key, PackageTarget target) {
    return target(target, new Site(directory, key, null, Field.IMPORTS));
  }

  /**
   * {@code exports} as a map of subpaths: a string, an array or an object of conditions stands for
   * the subpath {@code .} alone. Empty when keys of both kinds are mixed.
   */
  static Optional<Map<String, PackageTarget>> subpaths(PackageTarget exports) {
    return switch (exports) {
      case Text text -> Optional.of(Map.of(".", text));
      case Choice choice -> Optional.of(Map.of(".", choice));
      case Keyed keyed -> {
        long dotted = keyed.entries().keySet().stream().filter(key -> key.startsWith(".")).count();
        yield dotted == keyed.entries().size()
            ? Optional.of(keyed.entries())
            : dotted == 0 ? Optional.of(Map.of(".", keyed)) : Optional.empty();
      }
      case Nothing nothing -> Optional.of(Map.of());
      case Invalid invalid -> Optional.of(Map.of());
    };
  }

  /** PACKAGE_IMPORTS_EXPORTS_RESOLVE: the key itself, else the pattern that fits best. */
  private Located match(
      Map<String, PackageTarget> entries, Path directory, String key, boolean exact, Field field) {
    @Nullable PackageTarget own = exact ? entries.get(key) : null;
    if (own != null) {
      return noted(key, target(own, new Site(directory, key, null, field)));
    }
    Optional<String> pattern =
        entries.keySet().stream()
            .filter(candidate -> matches(candidate, key))
            .min(PackageMaps::patternKeyCompare);
    if (pattern.isEmpty()) {
      return new Unmatched();
    }
    String best = pattern.get();
    int star = best.indexOf('*');
    String match = key.substring(star, key.length() - (best.length() - star - 1));
    PackageTarget target = entries.getOrDefault(best, new Nothing());
    return noted(best, target(target, new Site(directory, best, match, field)));
  }

  private Located noted(String key, Located located) {
    switch (located) {
      case Blocked blocked -> probe.note("'" + key + "' is mapped to null");
      case Unmatched unmatched -> probe.note("no condition of '" + key + "' holds");
      case At at -> probe.note("'" + key + "' is mapped to " + at.pathname());
      case Outcome.Core core ->
          probe.note("'" + key + "' is mapped to the built-in " + core.name());
      case Fail fail -> probe.note("'" + key + "': " + fail.message());
    }
    return located;
  }

  private static boolean matches(String pattern, String key) {
    int star = pattern.indexOf('*');
    return star >= 0
        && star == pattern.lastIndexOf('*')
        && key.length() >= pattern.length()
        && key.startsWith(pattern.substring(0, star))
        && key.endsWith(pattern.substring(star + 1));
  }

  /**
   * PATTERN_KEY_COMPARE: the longer text before the star is the more specific one, then the longer
   * key.
   */
  static int patternKeyCompare(String a, String b) {
    int byBase = Integer.compare(b.indexOf('*'), a.indexOf('*'));
    return byBase != 0 ? byBase : Integer.compare(b.length(), a.length());
  }

  /** PACKAGE_TARGET_RESOLVE. */
  private Located target(PackageTarget target, Site site) {
    return switch (target) {
      case Text text -> text(text.text(), site);
      case Choice choice -> firstOf(choice, site);
      case Keyed keyed -> conditional(keyed, site);
      case Nothing nothing -> new Blocked();
      case Invalid invalid -> invalid(invalid.json(), site);
    };
  }

  private Located text(String target, Site site) {
    if (!target.startsWith("./")) {
      boolean mayNamePackage =
          site.field == Field.IMPORTS && !target.startsWith("/") && !target.startsWith("../");
      return mayNamePackage && !isUrl(target)
          ? packageResolve.apply(site.text(target), site.directory.resolve(Manifests.NAME))
          : invalid(target, site);
    }
    if (hasForbiddenSegment(target.substring(2))) {
      return invalid(target, site);
    }
    String base = UrlPath.ofDirectory(site.directory);
    String resolved = UrlPath.resolve(base, target);
    if (!resolved.startsWith(base)) {
      return invalid(target, site);
    }
    if (site.match == null) {
      return new At(resolved);
    }
    if (hasForbiddenSegment(site.match)) {
      return new Fail(
          Resolution.Reason.INVALID,
          "ERR_INVALID_MODULE_SPECIFIER",
          "`"
              + site.key.replace("*", site.match)
              + "` leaves the folder that `"
              + site.key
              + "` stands for.");
    }
    return new At(UrlPath.resolve("/", site.text(resolved)));
  }

  /**
   * An array: the next item counts when one is invalid, excluded or has no condition that holds.
   */
  private Located firstOf(Choice choice, Site site) {
    Located last = choice.targets().isEmpty() ? new Blocked() : new Unmatched();
    for (PackageTarget item : choice.targets()) {
      Located result = target(item, site);
      switch (result) {
        case Unmatched unmatched -> {}
        case Blocked blocked -> last = blocked;
        case Fail fail when fail.code().equals("ERR_INVALID_PACKAGE_TARGET") -> last = fail;
        default -> {
          return result;
        }
      }
    }
    return last;
  }

  private Located conditional(Keyed keyed, Site site) {
    if (keyed.entries().keySet().stream().anyMatch(PackageMaps::isArrayIndex)) {
      return new Fail(
          Resolution.Reason.INVALID,
          "ERR_INVALID_PACKAGE_CONFIG",
          "`" + site.key + "` in " + manifestOf(site.directory) + " has a number as a condition.");
    }
    for (Map.Entry<String, PackageTarget> entry : keyed.entries().entrySet()) {
      if (entry.getKey().equals("default") || conditions.contains(entry.getKey())) {
        Located result = target(entry.getValue(), site);
        if (!(result instanceof Unmatched)) {
          return result;
        }
      }
    }
    return new Unmatched();
  }

  private static Fail invalid(String target, Site site) {
    String field = site.field == Field.EXPORTS ? "exports" : "imports";
    return new Fail(
        Resolution.Reason.INVALID,
        "ERR_INVALID_PACKAGE_TARGET",
        "`%s` of %s maps `%s` to `%s`, which Node refuses: a target starts with `./` and stays inside the package."
            .formatted(field, manifestOf(site.directory), site.key, target));
  }

  /** How people call the {@code package.json} in {@code directory}. */
  static String manifestOf(Path directory) {
    @Nullable Path name = directory.getFileName();
    return "`" + (name == null ? "" : name + "/") + Manifests.NAME + "`";
  }

  /** Whether a segment is {@code .}, {@code ..} or {@code node_modules}, escaped or not. */
  static boolean hasForbiddenSegment(String path) {
    for (String segment : path.split("[/\\\\]", -1)) {
      String plain = UrlPath.decode(segment).orElse(segment).toLowerCase(Locale.ROOT);
      if (plain.equals(".") || plain.equals("..") || plain.equals("node_modules")) {
        return true;
      }
    }
    return false;
  }

  static boolean isUrl(String text) {
    int colon = text.indexOf(':');
    return colon > 0 && text.substring(0, colon).matches("[A-Za-z][A-Za-z0-9+.-]*");
  }

  private static boolean isArrayIndex(String key) {
    return key.matches("0|[1-9][0-9]{0,9}") && Long.parseLong(key) < 0xFFFF_FFFFL;
  }
}
