package dev.commonjs.resolve;

import dev.commonjs.builtins.Builtins;
import dev.commonjs.builtins.Entry;
import dev.commonjs.resolve.Outcome.Fail;
import dev.commonjs.resolve.Resolution.Reason;
import dev.commonjs.text.EditDistance;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What somebody may have meant whose specifier names nothing. Each suggested specifier was tried
 * and resolves, except names of packages that are only declared.
 *
 * @param from the real path of the file that asks
 * @param resolves whether a specifier would resolve from there
 */
record Suggestions(Probe probe, NodeSettings settings, Path from, Predicate<String> resolves) {
  private static final int MOST = 3;
  private static final int MOST_SUBPATHS = 8;

  /**
   * A path that names no file: another case, a slip of the fingers, a forgotten extension, a wrong
   * number of dots.
   */
  Fail forPath(Fail fail, Path start, String prefix, String path) {
    Optional<String> respelled =
        Spelling.inRightCase(probe, start, path, settings.extensions())
            .map(prefix::concat)
            .filter(resolves);
    if (respelled.isPresent()) {
      String right = respelled.get();
      return new Fail(
          Reason.WRONG_CASE,
          fail.code(),
          "`"
              + prefix
              + path
              + "` differs from `"
              + right
              + "` in the case of letters; some systems do not mind, this one does.",
          List.of(right));
    }
    Stream<String> candidates =
        Stream.concat(
            neighbours(start, path).stream().map(prefix::concat), otherSteps(prefix + path));
    return withSuggestions(fail, candidates.filter(resolves).distinct().limit(MOST).toList());
  }

  private static Fail withSuggestions(Fail fail, List<String> suggestions) {
    return new Fail(fail.reason(), fail.code(), fail.message(), suggestions);
  }

  /** Paths that differ in the first segment that is not there. */
  private List<String> neighbours(Path start, String path) {
    String[] segments = path.split("/", -1);
    Path directory = start;
    for (int i = 0; i < segments.length; i++) {
      boolean last = i == segments.length - 1;
      if (Spelling.isStep(segments[i])) {
        directory = directory.resolve(segments[i]).normalize();
        continue;
      }
      List<String> names = probe.list(directory);
      if (!last && names.contains(segments[i])) {
        directory = directory.resolve(segments[i]);
        continue;
      }
      List<String> result = new ArrayList<>();
      for (String name :
          last ? lastNames(segments[i], names) : EditDistance.nearest(segments[i], names, MOST)) {
        String[] other = segments.clone();
        other[i] = name;
        result.add(String.join("/", other));
      }
      return result;
    }
    return List.of();
  }

  /** The same name with what must be written out behind it; else names that look alike. */
  private List<String> lastNames(String written, List<String> names) {
    List<String> result = new ArrayList<>();
    names.stream().filter(name -> name.startsWith(written + ".")).forEach(result::add);
    if (names.contains(written)) {
      result.add(written + "/index.js");
    }
    if (!result.isEmpty()) {
      return result;
    }
    Set<String> alike = new LinkedHashSet<>();
    for (String name : names) {
      alike.add(written.contains(".") ? name : withoutExtension(name));
      alike.add(name);
    }
    result.addAll(EditDistance.nearest(written, alike, MOST * 2));
    return result;
  }

  private String withoutExtension(String name) {
    return settings.extensions().stream()
        .filter(name::endsWith)
        .findFirst()
        .map(extension -> name.substring(0, name.length() - extension.length()))
        .orElse(name);
  }

  /** The same path from one directory further up or down. */
  private static Stream<String> otherSteps(String specifier) {
    if (specifier.startsWith("../../")) {
      return Stream.of(specifier.substring(3), "../" + specifier);
    }
    if (specifier.startsWith("../")) {
      return Stream.of("./" + specifier.substring(3), "../" + specifier);
    }
    return specifier.startsWith("./") ? Stream.of("../" + specifier.substring(2)) : Stream.empty();
  }

  /** A directory without an entry: the files in it that could be meant. */
  Fail forDirectory(Fail fail, Path directory, String specifier) {
    String base = specifier.endsWith("/") ? specifier : specifier + "/";
    String own = String.valueOf(directory.getFileName());
    List<String> likely = List.of("index", own, "main", "lib", "src", "dist");
    List<String> names =
        probe.list(directory).stream()
            .filter(name -> name.matches(".*\\.[cm]?js(on)?") && !name.equals(Manifests.NAME))
            .map(this::withoutExtension)
            .distinct()
            .sorted(Comparator.comparingInt(name -> rank(likely, name)))
            .limit(MOST_SUBPATHS)
            .toList();
    Stream<String> candidates =
        names.stream()
            .flatMap(name -> Stream.of(base + name, base + name + ".js").filter(resolves).limit(1));
    return withSuggestions(fail, candidates.limit(MOST).toList());
  }

  private static int rank(List<String> likely, String name) {
    int index = likely.indexOf(name);
    return index < 0 ? likely.size() : index;
  }

  /**
   * A package that is nowhere: installed and declared packages and built-ins with such a name, or a
   * file of that name.
   */
  Fail forPackage(Fail fail, PackageSpecifier wanted, String specifier) {
    if (Builtins.needsPrefix(specifier)) {
      return withSuggestions(fail, List.of("node:" + specifier));
    }
    Entry builtin = Builtins.module(wanted.name());
    if (builtin != null && builtin.mayBeIn(settings.versions()) && !wanted.subpath().equals(".")) {
      // With a slash at the end Node looks for a package; nearly always it is one too many.
      List<String> others =
          EditDistance.nearest(specifier, Builtins.names(settings.versions()), MOST).stream()
              .filter(name -> name.startsWith(wanted.name()))
              .toList();
      return withSuggestions(fail, others);
    }
    if (builtin != null && specifier.equals(wanted.name())) {
      String message =
          "There is no built-in module `%s` in %s (%s), and no package of that name is installed."
              .formatted(specifier, settings.versions(), builtin.where());
      return new Fail(fail.reason(), fail.code(), message);
    }
    Set<String> declared =
        probe.scope(from).manifest().map(PackageJson::dependencies).orElse(Set.of());
    if (declared.contains(wanted.name())) {
      String message =
          "The package `" + wanted.name() + "` is in `package.json`, but not installed.";
      return new Fail(fail.reason(), fail.code(), message);
    }
    Set<String> names = installed(wanted.name());
    names.addAll(declared);
    names.addAll(Builtins.names(settings.versions()));
    List<String> suggestions = new ArrayList<>();
    Stream.of("./" + specifier, "../" + specifier)
        .filter(resolves)
        .findFirst()
        .ifPresent(suggestions::add);
    EditDistance.nearest(wanted.name(), names, MOST).stream()
        .map(name -> new PackageSpecifier(name, wanted.subpath()).with(wanted.subpath()))
        .filter(
            other ->
                resolves.test(other) || (wanted.subpath().equals(".") && declared.contains(other)))
        .forEach(suggestions::add);
    return withSuggestions(fail, suggestions.stream().limit(MOST).toList());
  }

  private Set<String> installed(String wanted) {
    Set<String> names = new LinkedHashSet<>();
    for (Path nodeModules : CommonJsSteps.nodeModulesPaths(CommonJsSteps.parent(from))) {
      if (!probe.isDirectory(nodeModules)) {
        continue;
      }
      for (String name : probe.list(nodeModules)) {
        if (!name.startsWith("@") && !name.startsWith(".")) {
          names.add(name);
        } else if (name.startsWith("@") && wanted.startsWith("@") && sameScope(name, wanted)) {
          probe.list(nodeModules.resolve(name)).forEach(inScope -> names.add(name + "/" + inScope));
        }
      }
    }
    return names;
  }

  private static boolean sameScope(String scope, String wanted) {
    int slash = wanted.indexOf('/');
    return slash < 0 || EditDistance.between(scope, wanted.substring(0, slash)) <= 2;
  }

  /** A subpath that {@code exports} keep in: those that they let out, closest first. */
  Fail forSubpath(Fail fail, Path packageDirectory, PackageSpecifier wanted) {
    @Nullable PackageTarget exports =
        probe.manifest(packageDirectory).map(PackageJson::exports).orElse(null);
    if (exports == null) {
      return fail;
    }
    String subpath = wanted.subpath();
    Stream<String> variants =
        Stream.of(subpath + ".js", subpath + "/index.js", subpath.replaceFirst("\\.[cm]?js$", ""))
            .filter(variant -> !variant.equals(subpath) && !subpath.equals("."));
    Stream<String> named =
        Failures.literalSubpaths(exports).stream()
            .filter(key -> !key.equals(subpath))
            .sorted(
                Comparator.comparingInt((String key) -> EditDistance.between(key, subpath))
                    .thenComparing(key -> key));
    return withSuggestions(
        fail,
        Stream.concat(variants, named)
            .distinct()
            .map(wanted::with)
            .filter(resolves)
            .limit(MOST_SUBPATHS)
            .toList());
  }
}
