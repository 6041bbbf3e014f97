package dev.commonjs.workspace;

import dev.commonjs.shape.ModuleSummary;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which files are tests, or help them: by name or folder, as test runners look for them, or because
 * they declare tests. They stub and mock what they like, and the program does not load them.
 */
final class TestFiles {
  private static final Pattern FOLDER =
      Pattern.compile(
          "tests?|specs?|__tests__|__mocks__|e2e|unit_tests|cypress|mocha|jest",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern NAME =
      Pattern.compile(
          "(?:.*[._-])?(?:tests?|specs?|mocks?|e2e)\\.[cm]?[jt]sx?|(?:test|spec)[._-].*",
          Pattern.CASE_INSENSITIVE);

  private TestFiles() {}

  enum Role {
    PROGRAM,
    /** What tests share: what it does, it does for all of them. */
    HELPER,
    /** It declares tests: what it does, it does for itself. */
    TESTS
  }

  /**
   * @param roots of the workspace: the names of folders around them say nothing
   */
  static Role role(Path file, List<Path> roots, Snapshot snapshot) {
    Path inside = inside(file, roots);
    for (Path folder : inside) {
      if (folder.toString().equals("node_modules")) {
        return Role.PROGRAM;
      }
    }
    return role(inside, file, snapshot);
  }

  private static Path inside(Path file, List<Path> roots) {
    return roots.stream()
        .filter(file::startsWith)
        .map(root -> root.relativize(file))
        .findFirst()
        .orElse(file);
  }

  /** Whether {@code file} is one of them; those of an installed package are looked at in it. */
  static boolean are(Path file, Snapshot snapshot) {
    Path inside =
        Packages.folderOf(file)
            .map(folder -> folder.relativize(file))
            .orElseGet(() -> inside(file, snapshot.roots()));
    return role(inside, file, snapshot) != Role.PROGRAM;
  }

  private static Role role(Path inside, Path file, Snapshot snapshot) {
    if (snapshot.summary(file).map(ModuleSummary::test).orElse(false)) {
      return Role.TESTS;
    }
    for (int i = 0; i < inside.getNameCount() - 1; i++) {
      if (FOLDER.matcher(inside.getName(i).toString()).matches()) {
        return Role.HELPER;
      }
    }
    boolean named = NAME.matcher(String.valueOf(inside.getFileName())).matches();
    return named ? Role.HELPER : Role.PROGRAM;
  }
}
