package dev.commonjs.rule;

import dev.commonjs.resolve.Resolution.Reason;
import dev.commonjs.rule.Specifiers.Failure;
import dev.commonjs.rule.Specifiers.Said;
import dev.commonjs.workspace.Ignored;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A path that names nothing, and signs beside it that the file is made where the program runs: a
 * source in another language, a template, a line of a {@code .gitignore}. Such a require fails
 * until somebody has made the file, which is no mistake of the code: a hint, with what to do.
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
    Reason reason = failure.why().reason();
    if (reason != Reason.FILE && reason != Reason.DIRECTORY_WITHOUT_ENTRY) {
      return Optional.empty();
    }
    return module
        .beside(failure.specifier())
        .map(written -> reason == Reason.FILE ? written : written.resolve("index"))
        .filter(target -> target.getFileName() != null)
        .map(target -> new MadeLater(module, failure, target, target.getFileName().toString()))
        .flatMap(made -> made.fromOtherLanguage().or(made::fromTemplate).or(made::ignored));
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
    return Stream.concat(main().stream(), names().stream().map(target::resolveSibling))
        .flatMap(path -> module.snapshot().surroundings().ignored(path).stream())
        .findFirst()
        .map(this::ignored);
  }

  /** What the {@code package.json} of a folder without an entry names as its entry. */
  private Optional<Path> main() {
    return module.snapshot().surroundings().packages(target).stream()
        .filter(folder -> folder.directory().equals(target.getParent()))
        .filter(folder -> failure.why().reason() == Reason.DIRECTORY_WITHOUT_ENTRY)
        .flatMap(folder -> folder.manifest().stream())
        .flatMap(manifest -> Optional.ofNullable(manifest.main()).stream())
        .flatMap(main -> module.beside(failure.specifier() + "/" + main).stream())
        .findFirst();
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
