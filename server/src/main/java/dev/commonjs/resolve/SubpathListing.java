package dev.commonjs.resolve;

import dev.commonjs.resolve.Outcome.At;
import dev.commonjs.resolve.Outcome.Core;
import dev.commonjs.resolve.Outcome.Located;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What {@code exports} and {@code imports} of a {@code package.json} allow (<em>Modules: Packages,
 * Package entry points</em>, "Subpath exports", "Subpath imports", "Subpath patterns", "Conditional
 * exports"): PACKAGE_IMPORTS_EXPORTS_RESOLVE the other way round.
 *
 * <p>A list has the keys without a star in full, and what patterns stand for by steps: the next
 * segment, with a slash at its end where more follows. Each item was looked up by {@link
 * PackageMaps} under its conditions and leads to a file or a built-in module, so that what a {@code
 * null} excludes is not there; of patterns only files that Node loads. A step leads to one such
 * item at least, unless there are too many files to see that ({@link PatternWalk#MOST_LOOKS}).
 * Names of files and folders that start with a dot are left out. Sorted.
 */
record SubpathListing(Probe probe, PackageMaps maps) {
  /** Items of a list. */
  static final int MOST = 1_000;

  /**
   * One of the two fields.
   *
   * @param resolve what a whole key is mapped to
   * @param pattern what the target of a key is, with its star
   */
  private record Field(
      Path directory,
      Map<String, PackageTarget> entries,
      Function<String, Located> resolve,
      BiFunction<String, PackageTarget, Located> pattern) {}

  /**
   * The subpaths of the package in {@code directory} that start with {@code prefix} and are longer.
   *
   * @param prefix {@code ./}, or longer with a slash at the end
   */
  List<String> exports(Path directory, PackageTarget exports, String prefix) {
    return list(
        new Field(
            directory,
            PackageMaps.subpaths(exports).orElse(Map.of()),
            subpath -> maps.exports(directory, subpath, exports),
            (key, target) -> maps.exportsPattern(directory, key, target)),
        prefix);
  }

  /**
   * The names that start with {@code prefix} and are longer.
   *
   * @param prefix {@code #}, or longer with a slash at the end
   */
  List<String> imports(Path directory, PackageTarget imports, String prefix) {
    return list(
        new Field(
            directory,
            imports instanceof PackageTarget.Keyed keyed ? keyed.entries() : Map.of(),
            name -> maps.imports(directory, name, imports),
            (key, target) -> maps.importsPattern(directory, key, target)),
        prefix);
  }

  private List<String> list(Field field, String prefix) {
    SortedSet<String> found = new TreeSet<>();
    List<PatternWalk> patterns = new ArrayList<>();
    field
        .entries()
        .forEach(
            (key, target) -> {
              int star = key.indexOf('*');
              if (star >= 0) {
                pattern(field, key, star, target, prefix, patterns);
              } else if (isLonger(key, prefix) && leadsSomewhere(field, key)) {
                found.add(key);
              }
            });
    PatternWalk.Looks looks = new PatternWalk.Looks();
    for (PatternWalk pattern : patterns) {
      found.addAll(pattern.list(MOST, looks));
    }
    return found.stream().limit(MOST).toList();
  }

  private static boolean isLonger(String key, String prefix) {
    return key.startsWith(prefix) && key.length() > prefix.length() && !key.endsWith("/");
  }

  private void pattern(
      Field field,
      String key,
      int star,
      PackageTarget target,
      String prefix,
      List<PatternWalk> patterns) {
    String before = key.substring(0, star);
    boolean concerns = before.startsWith(prefix) || prefix.startsWith(before);
    if (concerns
        && star == key.lastIndexOf('*')
        && field.pattern().apply(key, target) instanceof At at) {
      PatternWalk.of(
              probe,
              new PatternWalk.Key(before, key.substring(star + 1), prefix),
              at.pathname(),
              field.directory().getFileSystem(),
              subpath -> leadsSomewhere(field, subpath))
          .ifPresent(patterns::add);
    }
  }

  private boolean leadsSomewhere(Field field, String key) {
    return switch (field.resolve().apply(key)) {
      case Core core -> true;
      case At at ->
          UrlPath.toPath(at.pathname(), field.directory().getFileSystem())
              .filter(probe::isFile)
              .isPresent();
      case Outcome.Fail fail -> false;
      case Outcome.Blocked blocked -> false;
      case Outcome.Unmatched unmatched -> false;
    };
  }
}
