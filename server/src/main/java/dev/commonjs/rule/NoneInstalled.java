package dev.commonjs.rule;

import dev.commonjs.resolve.FileView;
import dev.commonjs.resolve.OwnWorkspace;
import dev.commonjs.resolve.PackageNames;
import dev.commonjs.resolve.PackageScope;
import dev.commonjs.rule.Specifiers.Failure;
import dev.commonjs.text.Span;
import dev.commonjs.workspace.Surroundings.Installed;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where none of the packages is installed that a {@code package.json} declares, those left out that
 * another further up has for itself, one act is missing and not a package: it is said at the {@code
 * package.json}, once, and files have a hint each.
 */
final class NoneInstalled {
  /** Dependencies that there are; where there are none, what belongs together. */
  private static final List<Pattern> FIELDS =
      List.of(
          Pattern.compile(
              "(\"(?:dependencies|(?:dev|peer|optional)Dependencies)\")\\s*:\\s*\\{\\s*\""),
          Pattern.compile("(\"workspaces\")\\s*:"),
          Pattern.compile("(?m)^(packages)\\s*:"),
          Pattern.compile("(\"packages\")\\s*:"));

  /** Files of which one tells who installs, in the order in which they are believed. */
  private static final Map<String, String> SIGNS = signs();

  private NoneInstalled() {}

  private static Map<String, String> signs() {
    Map<String, String> signs = new LinkedHashMap<>();
    signs.put("package-lock.json", "npm install");
    signs.put("yarn.lock", "yarn install");
    signs.put("pnpm-lock.yaml", "pnpm install");
    signs.put("pnpm-workspace.yaml", "pnpm install");
    return signs;
  }

  /**
   * The folder whose {@code package.json} declares the package that is missing, and of it none is
   * there.
   */
  static Optional<PackageScope> folder(ModuleView module, Failure failure) {
    String name = PackageNames.of(failure.specifier());
    return module.snapshot().surroundings().packages(module.file()).stream()
        .filter(folder -> declares(folder, name))
        .findFirst()
        .filter(folder -> module.snapshot().surroundings().installed(folder) != Installed.SOME);
  }

  private static boolean declares(PackageScope folder, String name) {
    return folder.manifest().filter(m -> m.dependencies().contains(name)).isPresent();
  }

  /**
   * Each place may be suppressed for itself; of the others a file shows one.
   *
   * @param failures of packages that the {@code package.json} in {@code folder} declares; not empty
   */
  static void report(
      ModuleView module, PackageScope folder, List<Failure> failures, Consumer<Finding> out) {
    Path manifest = folder.directory().resolve("package.json");
    String file = module.display(manifest);
    Group.Head head = head(module, folder);
    String group = module.display(head.file());
    boolean lent = isLent(module, folder);
    long others = failures.stream().map(f -> PackageNames.of(f.specifier())).distinct().count() - 1;
    for (Failure failure : failures) {
      boolean needed = !Specifiers.expected(module, failure);
      String message =
          "The package `%s`%s is not installed, nor is any other %s`%s`%s."
              .formatted(
                  PackageNames.of(failure.specifier()),
                  others > 0 ? " (and " + others + " more here)" : "",
                  lent ? "that only " : "of ",
                  file,
                  lent ? " declares" : "");
      out.accept(
          new Report(PackageNotInstalled.INFO, failure.site().span(), message)
              .severity(Severity.HINT)
              .related(new Related(manifest, place(module, manifest), "declared here"))
              .group(new Group(group, true, needed ? head : null))
              .finding());
    }
  }

  /**
   * At the {@code package.json} of {@code folder}; where the whole workspace has nothing, at the
   * file that holds it together, equal for all in it.
   */
  private static Group.Head head(ModuleView module, PackageScope folder) {
    Optional<OwnWorkspace> bare =
        module
            .snapshot()
            .surroundings()
            .workspace(folder.directory())
            .filter(w -> isBare(module, w));
    Path file = bare.map(OwnWorkspace::file).orElse(folder.directory().resolve("package.json"));
    Path root = bare.map(OwnWorkspace::root).orElse(folder.directory());
    String message =
        "None of the packages that %s`%s` declares is installed. Run `%s`?"
            .formatted(
                bare.isPresent() ? "the workspace of " : isLent(module, folder) ? "only " : "",
                module.display(file),
                command(module, root));
    return new Group.Head(
        file,
        new Report(PackageNotInstalled.INFO, place(module, file), message)
            .group(Group.of(module.display(file)))
            .finding());
  }

  /** Whether some are there, for another {@code package.json}. */
  private static boolean isLent(ModuleView module, PackageScope folder) {
    return module.snapshot().surroundings().installed(folder) == Installed.LENT;
  }

  private static boolean isBare(ModuleView module, OwnWorkspace workspace) {
    return module.snapshot().surroundings().packages(workspace).stream()
        .allMatch(member -> module.snapshot().surroundings().installed(member) == Installed.NONE);
  }

  /** A key, of which it is certain that something is behind it. */
  private static Span place(ModuleView module, Path file) {
    String text = module.snapshot().text(file).map(t -> t.text()).orElse("");
    return FIELDS.stream()
        .map(field -> field.matcher(text))
        .filter(Matcher::find)
        .map(field -> new Span(field.start(1), field.end(1)))
        .findFirst()
        .orElse(new Span(0, 0));
  }

  /** By the lock file that lies nearest. */
  private static String command(ModuleView module, Path folder) {
    FileView files = module.snapshot().view();
    for (Path at = folder; at != null; at = at.getParent()) {
      for (Map.Entry<String, String> sign : SIGNS.entrySet()) {
        if (files.kind(at.resolve(sign.getKey())) == FileView.Kind.FILE) {
          return sign.getValue();
        }
      }
    }
    return "npm install";
  }
}
