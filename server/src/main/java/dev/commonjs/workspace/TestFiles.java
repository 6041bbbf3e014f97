package dev.commonjs.workspace;

import dev.commonjs.shape.ModuleSummary;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which files are tests. They stub and mock what they like, and the program does not load them. A
 * file is one by its name or folder, as test runners look for them, or because it declares tests.
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

  /**
   * @param roots of the workspace: the names of folders around them say nothing
   */
  static boolean isTest(Path file, List<Path> roots, Snapshot snapshot) {
    Path inside =
        roots.stream()
            .filter(file::startsWith)
            .map(root -> root.relativize(file))
            .findFirst()
            .orElse(file);
    for (int i = 0; i < inside.getNameCount() - 1; i++) {
      String folder = inside.getName(i).toString();
      if (folder.equals("node_modules")) {
        return false;
      }
      if (FOLDER.matcher(folder).matches()) {
        return true;
      }
    }
    return NAME.matcher(String.valueOf(inside.getFileName())).matches()
        || snapshot.summary(file).map(ModuleSummary::test).orElse(false);
  }
}
