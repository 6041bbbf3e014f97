package dev.commonjs.rule;

import dev.commonjs.resolve.FileView;
import dev.commonjs.resolve.PackageJson;
import dev.commonjs.resolve.PackageNames;
import dev.commonjs.resolve.Resolution.Reason;
import dev.commonjs.rule.Specifiers.Failure;
import dev.commonjs.rule.Specifiers.Said;
import dev.commonjs.workspace.Ignored;
import dev.commonjs.workspace.Surroundings;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A path that names nothing, and signs beside it that the file is made where the program runs: a
 * source in another language, a template, a line of a {@code .gitignore} or a {@code README}. Such
 * a require fails until somebody has made the file, which is no mistake of the code: a hint, with
 * what to do.
 */
final class MadeLater {
  /** What is translated to JavaScript, or loaded by somebody who does. */
  private static final Set<String> LANGUAGES =
      Set.of("coffee", "litcoffee", "ls", "ts", "mts", "cts", "tsx", "jsx", "es6", "vue", "svelte");

  /** Of these Node takes the types away where the whole name is written (24.0, 22.18). */
  private static final Set<String> STRIPPED = Set.of("ts", "mts", "cts");

  private static final Pattern TEMPLATE =
      Pattern.compile(
          "^(?:example|sample|template|default)s?[._-]"
              + "|[._-](?:example|sample|template|tmpl|tpl|dist|defaults?)(?=[._-]|$)");

  private static final Pattern README =
      Pattern.compile("readme(?:\\.\\w+)?", Pattern.CASE_INSENSITIVE);

  private final ModuleView module;
  private final Failure failure;
  private final Path target;
  private final String name;

  private MadeLater(ModuleView module, Failure failure, Path target, String name) {
    this.module = module;
    this.failure = failure;
    this.target = target;
    this.name = name;
  }

  /** Empty where nothing tells that the file is to come. */
  static Optional<Said> said(ModuleView module, Failure failure) {
    return targets(module, failure).stream()
        .filter(target -> target.getFileName() != null)
        .map(target -> new MadeLater(module, failure, target, target.getFileName().toString()))
        .flatMap(made -> made.said().stream())
        .findFirst();
  }

  /** What is missing: the path that is written, or what may be the entry of a folder. */
  private static List<Path> targets(ModuleView module, Failure failure) {
    List<Path> written =
        module.beside(failure.specifier()).map(List::of).orElseGet(() -> own(module, failure));
    return switch (failure.why().reason()) {
      case Reason.FILE, Reason.SUBPATH_MISSING -> written;
      case Reason.DIRECTORY_WITHOUT_ENTRY ->
          written.stream()
              .flatMap(
                  folder ->
                      Stream.concat(
                          main(module, folder).stream(), Stream.of(folder.resolve("index"))))
              .toList();
      default -> List.of();
    };
  }

  /** In a package of one's own, which is asked for by name. */
  private static List<Path> own(ModuleView module, Failure failure) {
    String name = PackageNames.of(failure.specifier());
    Surroundings surroundings = module.snapshot().surroundings();
    return surroundings.packages(module.file()).stream()
        .flatMap(scope -> surroundings.workspace(scope.directory()).stream())
        .flatMap(workspace -> surroundings.packages(workspace).stream())
        .filter(scope -> scope.manifest().map(PackageJson::name).filter(name::equals).isPresent())
        .findFirst()
        .map(
            scope ->
                scope.manifest().map(PackageJson::exports).isPresent()
                    ? missing(module, failure, scope.directory())
                    : inside(scope.directory(), failure.specifier().substring(name.length()))
                        .stream()
                        .toList())
        .orElse(List.of());
  }

  /**
   * What was looked for in {@code folder}: by {@code exports} that is something else than asked.
   */
  private static List<Path> missing(ModuleView module, Failure failure, Path folder) {
    return failure.why().probed().stream()
        .filter(path -> path.startsWith(folder))
        .filter(path -> module.snapshot().view().kind(path) == FileView.Kind.ABSENT)
        .sorted()
        .toList();
  }

  /** What the {@code package.json} of {@code folder} names as its entry. */
  private static Optional<Path> main(ModuleView module, Path folder) {
    return module.snapshot().surroundings().packages(folder.resolve("index")).stream()
        .filter(scope -> scope.directory().equals(folder))
        .flatMap(scope -> scope.manifest().stream())
        .flatMap(manifest -> Stream.ofNullable(manifest.main()))
        .flatMap(main -> inside(folder, main).stream())
        .findFirst();
  }

  private static Optional<Path> inside(Path folder, String path) {
    try {
      return Optional.of(folder.resolve("./" + path).normalize());
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private Optional<Said> said() {
    return fromOtherLanguage().or(this::fromTemplate).or(this::ignored).or(this::fromReader);
  }

  private Optional<Said> fromOtherLanguage() {
    String stem = name.replaceFirst("\\.[cm]?jsx?$", "");
    return siblings()
        .filter(file -> file.startsWith(stem + "."))
        .filter(file -> LANGUAGES.contains(file.substring(stem.length() + 1)))
        .findFirst()
        .map(
            file -> {
              String language = file.substring(stem.length() + 1);
              String other =
                  STRIPPED.contains(language)
                      ? "write its whole name (from Node 22.18 on)"
                      : "load first what translates it";
              return hint(
                  "Node does not look for `%s`: compile it, or %s.".formatted(file, other),
                  module.display(target.resolveSibling(file)));
            });
  }

  private Optional<Said> fromTemplate() {
    return siblings()
        .filter(file -> TEMPLATE.matcher(file).find())
        .filter(file -> names().contains(TEMPLATE.matcher(file).replaceFirst("")))
        .findFirst()
        .map(
            file ->
                hint(
                    "Copy `%s` to `%s`, and adapt it?"
                        .formatted(file, TEMPLATE.matcher(file).replaceFirst("")),
                    module.display(target.resolveSibling(file))));
  }

  /**
   * Where the file that asks is ignored itself, the folder has been built, and this is missing in
   * it.
   */
  private Optional<Said> ignored() {
    if (module.snapshot().surroundings().ignored(module.file()).isPresent()) {
      return Optional.empty();
    }
    return names().stream()
        .map(target::resolveSibling)
        .flatMap(path -> module.snapshot().surroundings().ignored(path).stream())
        .findFirst()
        .map(this::ignored);
  }

  /**
   * Data that whoever reads {@code README} is told to put there, such as keys. Code that is named
   * there and missing is rather forgotten.
   */
  private Optional<Said> fromReader() {
    if (!name.endsWith(".json") || name.equals("package.json")) {
      return Optional.empty();
    }
    Pattern whole = Pattern.compile("(?<![\\w.-])" + Pattern.quote(name) + "(?![\\w-])");
    return Stream.iterate(target.getParent(), Objects::nonNull, Path::getParent)
        .filter(folder -> module.snapshot().roots().stream().anyMatch(folder::startsWith))
        .flatMap(folder -> readmes(folder))
        .filter(
            file ->
                module
                    .snapshot()
                    .view()
                    .read(file)
                    .filter(t -> whole.matcher(t).find())
                    .isPresent())
        .findFirst()
        .map(
            file ->
                hint(
                    "`%s` speaks of it: it may be for those to make who use this."
                        .formatted(module.display(file)),
                    module.display(target)));
  }

  private Stream<Path> readmes(Path folder) {
    return module.snapshot().view().list(folder).stream()
        .sorted()
        .filter(file -> README.matcher(file).matches())
        .map(folder::resolve);
  }

  private Said ignored(Ignored what) {
    String path = module.display(what.path());
    return hint(
        "`%s` keeps `%s` out of the repository: it may be made where the program runs."
            .formatted(module.display(what.by()), path),
        path);
  }

  private Said hint(String why, String group) {
    String message =
        "Cannot find `%s` from `%s`. %s"
            .formatted(failure.specifier(), module.display(module.file()), why);
    return new Said(message, Severity.HINT, Group.of(group));
  }

  /** What the missing file may be called, as Node tries them. */
  private List<String> names() {
    return name.matches(".*\\.(?:[cm]?js|json|node)")
        ? List.of(name)
        : List.of(name + ".js", name + ".json", name + "/index.js");
  }

  private Stream<String> siblings() {
    Path folder = target.getParent();
    return folder == null
        ? Stream.empty()
        : module.snapshot().view().list(folder).stream().sorted();
  }
}
