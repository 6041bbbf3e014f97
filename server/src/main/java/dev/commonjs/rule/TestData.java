package dev.commonjs.rule;

import dev.commonjs.workspace.Snapshot;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Modules that tests have as data: they lie where such things are kept, and no module requires them
 * that lies elsewhere. What they require is often missing on purpose.
 */
final class TestData {
  private static final Pattern FOLDER =
      Pattern.compile(
          "(?:__)?fixtures?(?:__)?|(?:__)?test[-_]?data(?:__)?", Pattern.CASE_INSENSITIVE);

  private static final Pattern NAME =
      Pattern.compile(".*[._-]fixtures?\\.[cm]?js", Pattern.CASE_INSENSITIVE);

  /** Among more of them nobody looks on: something is taken to require them. */
  private static final int MOST = 64;

  private TestData() {}

  static boolean is(ModuleView module) {
    Snapshot snapshot = module.snapshot();
    Set<Path> seen = new HashSet<>();
    Deque<Path> open = new ArrayDeque<>(List.of(module.file()));
    while (!open.isEmpty()) {
      Path file = open.remove();
      module.cancel().check();
      if (!isKept(file, snapshot.roots()) || seen.size() > MOST) {
        return false;
      }
      if (seen.add(file)) {
        open.addAll(snapshot.importers(file));
      }
    }
    return true;
  }

  /** The names of the folders around the roots say nothing. */
  private static boolean isKept(Path file, List<Path> roots) {
    Path inside =
        roots.stream()
            .filter(file::startsWith)
            .map(root -> root.relativize(file))
            .findFirst()
            .orElse(file);
    for (int i = 0; i < inside.getNameCount() - 1; i++) {
      if (FOLDER.matcher(inside.getName(i).toString()).matches()) {
        return true;
      }
    }
    return NAME.matcher(String.valueOf(inside.getFileName())).matches();
  }
}
