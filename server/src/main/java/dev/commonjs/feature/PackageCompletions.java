package dev.commonjs.feature;

import dev.commonjs.feature.SpecifierCompletions.Item;
import dev.commonjs.feature.SpecifierCompletions.ItemKind;
import dev.commonjs.resolve.PackageJson;
import dev.commonjs.resolve.PackageNames;
import dev.commonjs.resolve.PackagesInReach;
import dev.commonjs.resolve.Resolution;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Packages, what they let out, and what the own package calls by a name with {@code #}. */
final class PackageCompletions {
  private static final int SUBPATH_RANK = 0;
  private static final int DECLARED_RANK = 1;
  private static final int OWN_RANK = 2;
  private static final int PRESENT_RANK = 4;
  private static final int IMPORT_RANK = 5;

  /**
   * Packages that are there and not declared: each has to be looked into, and most are what others
   * depend on.
   */
  private static final int MOST_PRESENT = 300;

  /** What nobody requires by name: every package lets it out or not. */
  private static final int MANIFEST_RANK = 1;

  private static final String MANIFEST = "package.json";

  private final SpecifierQuestion question;
  private final PackagesInReach reach;

  PackageCompletions(SpecifierQuestion question) {
    this.question = question;
    this.reach = question.inReach();
  }

  /** What a bare specifier goes on with: names of packages, or what is in one. */
  List<Item> bare(FileCompletions files) {
    String typed = question.typed();
    if (typed.indexOf(':') >= 0) {
      return List.of();
    }
    String name = PackageNames.of(typed);
    return typed.length() == name.length() ? names() : inside(name, files);
  }

  private List<Item> names() {
    Map<String, Integer> ranks = new LinkedHashMap<>();
    Optional<PackageJson> manifest = reach.scope().manifest();
    manifest.stream()
        .flatMap(m -> m.dependencies().stream())
        .filter(PackageNames::isInstallable)
        .filter(this::isWanted)
        .forEach(name -> ranks.put(name, DECLARED_RANK));
    manifest
        .filter(m -> m.exports() != null)
        .flatMap(m -> Optional.ofNullable(m.name()))
        .filter(this::isWanted)
        .ifPresent(name -> ranks.putIfAbsent(name, OWN_RANK));
    List<String> present =
        reach.installed().stream()
            .filter(this::isWanted)
            .filter(name -> !ranks.containsKey(name))
            .toList();
    question
        .best(present, question.typed(), MOST_PRESENT)
        .forEach(name -> ranks.put(name, PRESENT_RANK));
    return question.best(ranks.keySet(), question.typed(), SpecifierCompletions.MOST).stream()
        .flatMap(name -> named(name, ranks.getOrDefault(name, PRESENT_RANK)).stream())
        .toList();
  }

  /** Whether {@code name} is in the scope that is typed, and may hold modules. */
  private boolean isWanted(String name) {
    return name.startsWith(question.folderPart()) && !name.startsWith("@types/");
  }

  private Optional<Item> named(String name, int rank) {
    if (!SpecifierQuestion.isPlain(name)) {
      return Optional.empty();
    }
    int replaced = question.typed().length();
    return switch (question.resolve(name)) {
      case Resolution.Found found -> question.tried(name, replaced, ItemKind.PACKAGE, rank);
      // Node takes its own module, which is offered as that.
      case Resolution.Builtin builtin -> Optional.empty();
      case Resolution.NotFound missing ->
          rank == DECLARED_RANK && missing.reason() == Resolution.Reason.PACKAGE_NOT_INSTALLED
              ? Optional.of(
                  SpecifierQuestion.item(
                      name, replaced, ItemKind.PACKAGE, SpecifierCompletions.NOT_INSTALLED, rank))
              : Optional.empty();
    };
  }

  private List<Item> inside(String name, FileCompletions files) {
    String path = question.folderPart().substring(name.length() + 1);
    if (isLeaving(path)) {
      return List.of();
    }
    return reach
        .folder(name)
        .map(
            folder ->
                reach
                    .exported(folder, "./" + path)
                    .map(subpaths -> subpaths(subpaths, path))
                    .orElseGet(() -> unrestricted(folder, path, files)))
        .orElse(List.of());
  }

  /** Whether {@code path}, with a slash at its end, goes elsewhere than it says. */
  private static boolean isLeaving(String path) {
    return Stream.of("//", "/./", "/../", "/node_modules/").anyMatch(("/" + path)::contains);
  }

  private static List<Item> unrestricted(Path folder, String path, FileCompletions files) {
    return FileCompletions.below(folder, path).map(files::in).orElse(List.of());
  }

  private List<Item> subpaths(List<String> subpaths, String path) {
    List<Item> items = new ArrayList<>();
    for (String subpath : subpaths) {
      String insert = subpath.substring("./".length() + path.length());
      int rank = insert.equals(MANIFEST) ? MANIFEST_RANK : SUBPATH_RANK;
      mapped(insert, ItemKind.SUBPATH, "exports", rank).ifPresent(items::add);
    }
    return items;
  }

  /** What the nearest {@code package.json} has under {@code imports}. */
  List<Item> imports() {
    String folder = question.folderPart();
    List<Item> items = new ArrayList<>();
    for (String name : reach.imported(folder.isEmpty() ? "#" : folder)) {
      String insert = name.substring(folder.length());
      mapped(insert, ItemKind.IMPORT_NAME, "imports", IMPORT_RANK).ifPresent(items::add);
    }
    return items;
  }

  /** An item of {@code field}, or a step in it. */
  private Optional<Item> mapped(String insert, ItemKind kind, String field, int rank) {
    int replaced = question.segment().length();
    if (!insert.endsWith("/")) {
      return question.tried(insert, replaced, kind, rank);
    }
    return SpecifierQuestion.isPlain(question.completed(insert, replaced))
        ? Optional.of(SpecifierQuestion.item(insert, replaced, ItemKind.FOLDER, field, rank))
        : Optional.empty();
  }
}
