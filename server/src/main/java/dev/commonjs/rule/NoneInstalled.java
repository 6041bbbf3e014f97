package dev.commonjs.rule;

import dev.commonjs.resolve.FileView;
import dev.commonjs.resolve.PackageNames;
import dev.commonjs.resolve.PackageScope;
import dev.commonjs.rule.Specifiers.Failure;
import dev.commonjs.text.Span;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where none of the packages is installed that a {@code package.json} declares, one act is missing
 * and not a package: it is said at the {@code package.json}, once, and files have a hint each.
 */
final class NoneInstalled {
  private static final Pattern FIELD =
      Pattern.compile("\"((?:d|devD|peerD|optionalD)ependencies)\"\\s*:");

  private NoneInstalled() {}

  /**
   * The folder whose {@code package.json} declares the package that is missing, and of it none is
   * there.
   */
  static Optional<PackageScope> folder(ModuleView module, Failure failure) {
    String name = PackageNames.of(failure.specifier());
    return module.snapshot().surroundings().packages(module.file()).stream()
        .filter(folder -> declares(folder, name))
        .findFirst()
        .filter(folder -> !module.snapshot().surroundings().hasInstalled(folder));
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
    Finding head = head(module, folder, manifest);
    long others = failures.stream().map(f -> PackageNames.of(f.specifier())).distinct().count() - 1;
    for (Failure failure : failures) {
      boolean needed = !Specifiers.expected(module, failure);
      String message =
          "The package `%s`%s is not installed, nor is any other of `%s`."
              .formatted(
                  PackageNames.of(failure.specifier()),
                  others > 0 ? " (and " + others + " more here)" : "",
                  file);
      out.accept(
          new Report(PackageNotInstalled.INFO, failure.site().span(), message)
              .severity(Severity.HINT)
              .related(new Related(manifest, head.span(), "declared here"))
              .group(new Group(file, true, needed ? new Group.Head(manifest, head) : null))
              .finding());
    }
  }

  private static Finding head(ModuleView module, PackageScope folder, Path manifest) {
    String message =
        "None of the packages that `%s` declares is installed. Run `%s install`?"
            .formatted(module.display(manifest), installer(module, folder.directory()));
    return new Report(PackageNotInstalled.INFO, place(module, manifest), message)
        .group(Group.of(module.display(manifest)))
        .finding();
  }

  /** The key of the dependencies: that there are some is certain. */
  private static Span place(ModuleView module, Path manifest) {
    String text = module.snapshot().text(manifest).map(t -> t.text()).orElse("");
    Matcher field = FIELD.matcher(text);
    return field.find() ? new Span(field.start(), field.end(1) + 1) : new Span(0, 0);
  }

  /** By the lock file that lies nearest. */
  private static String installer(ModuleView module, Path folder) {
    FileView files = module.snapshot().view();
    for (Path at = folder; at != null; at = at.getParent()) {
      if (files.kind(at.resolve("package-lock.json")) == FileView.Kind.FILE) {
        return "npm";
      }
      if (files.kind(at.resolve("yarn.lock")) == FileView.Kind.FILE) {
        return "yarn";
      }
      if (files.kind(at.resolve("pnpm-lock.yaml")) == FileView.Kind.FILE) {
        return "pnpm";
      }
    }
    return "npm";
  }
}
