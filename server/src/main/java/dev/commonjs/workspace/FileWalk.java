package dev.commonjs.workspace;

import dev.commonjs.resolve.FileView;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Lists the modules below folders: each real folder once, so that no circle of links is followed.
 */
final class FileWalk {
  private static final Set<String> EXTENSIONS = Set.of("js", "cjs", "mjs");

  private final FileView view;
  private final Settings settings;
  private final Set<Path> visited = new HashSet<>();
  private final Set<Path> found = new TreeSet<>();
  private final Set<Path> empty = new TreeSet<>();

  FileWalk(FileView view, Settings settings) {
    this.view = view;
    this.settings = settings;
  }

  /** Sorted, by their real paths as far as folders go; a root that is a file stands for itself. */
  List<Path> modules(Set<Path> roots) {
    for (Path root : roots) {
      Path real = view.realPath(root);
      if (view.kind(real) == FileView.Kind.FILE) {
        found.add(real);
      } else {
        walk(real, excluded(real));
      }
    }
    return List.copyOf(found);
  }

  /** Folders that were walked and have nothing in them, or can't be listed; sorted. */
  List<Path> emptyFolders() {
    return List.copyOf(empty);
  }

  private List<PathMatcher> excluded(Path root) {
    return settings.exclude().stream()
        .flatMap(glob -> Globs.matchers(root.getFileSystem(), glob).stream())
        .toList();
  }

  private void walk(Path root, List<PathMatcher> excluded) {
    Deque<Path> folders = new ArrayDeque<>();
    folders.push(root);
    while (!folders.isEmpty()) {
      Path folder = view.realPath(folders.pop());
      if (!visited.add(folder)) {
        continue;
      }
      List<String> names = view.list(folder);
      if (names.isEmpty()) {
        empty.add(folder);
      }
      for (String name : names) {
        Path entry = folder.resolve(name);
        if (isExcluded(root, entry, excluded)) {
          continue;
        }
        switch (view.kind(entry)) {
          case FILE -> addModule(entry, name);
          case DIRECTORY -> addFolder(folders, entry, name);
          case ABSENT -> {}
        }
      }
    }
  }

  private static boolean isExcluded(Path root, Path entry, List<PathMatcher> excluded) {
    if (excluded.isEmpty() || !entry.startsWith(root)) {
      return false;
    }
    Path relative = root.relativize(entry);
    return excluded.stream().anyMatch(matcher -> matcher.matches(relative));
  }

  private void addModule(Path file, String name) {
    int dot = name.lastIndexOf('.');
    if (dot > 0 && EXTENSIONS.contains(name.substring(dot + 1))) {
      found.add(file);
    }
  }

  private void addFolder(Deque<Path> folders, Path folder, String name) {
    boolean packages = name.equals("node_modules");
    // Where pnpm keeps what the links in node_modules stand for.
    boolean hidden =
        name.startsWith(".") && !(settings.includeNodeModules() && name.equals(".pnpm"));
    if (!hidden && (!packages || settings.includeNodeModules())) {
      folders.push(folder);
    }
  }
}
