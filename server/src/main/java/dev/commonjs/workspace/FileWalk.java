package dev.commonjs.workspace;

import dev.commonjs.resolve.FileView;
import dev.commonjs.resolve.PackageJson;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Lists the modules below folders: each real folder once, so that no circle of links is followed.
 */
final class FileWalk {
  private static final Set<String> EXTENSIONS = Set.of("js", "cjs", "mjs");

  /** What version control, package managers and builds keep beside the code. */
  private static final Set<String> OF_TOOLS =
      Set.of(
          ".git",
          ".hg",
          ".svn",
          ".jj",
          ".yarn",
          ".pnpm",
          ".pnpm-store",
          ".npm",
          ".cache",
          ".parcel-cache",
          ".next",
          ".nuxt",
          ".output",
          ".svelte-kit",
          ".docusaurus",
          ".angular",
          ".expo",
          ".turbo",
          ".nyc_output",
          ".vercel",
          ".netlify",
          ".serverless",
          ".webpack",
          ".vscode-test",
          ".venv");

  /** What Yarn writes for Plug'n'Play. */
  private static final Set<String> FILES_OF_TOOLS =
      Set.of(".pnp.cjs", ".pnp.js", ".pnp.loader.mjs");

  private final FileView view;
  private final Settings settings;
  private final IgnoreFiles ignoreFiles;
  private final Set<Path> visited = new HashSet<>();
  private final Set<Path> found = new TreeSet<>();
  private final Set<Path> empty = new TreeSet<>();

  FileWalk(FileView view, Settings settings) {
    this.view = view;
    this.settings = settings;
    this.ignoreFiles = new IgnoreFiles(view);
  }

  /** Sorted, by their real paths, as Node has them; a root that is a file stands for itself. */
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
          case DIRECTORY -> addFolder(folders, root, entry, name);
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

  /** What a link stands for is loaded, and looks around, where it really is. */
  private void addModule(Path file, String name) {
    int dot = name.lastIndexOf('.');
    if (dot > 0 && EXTENSIONS.contains(name.substring(dot + 1)) && !FILES_OF_TOOLS.contains(name)) {
      found.add(view.realPath(file));
    }
  }

  private void addFolder(Deque<Path> folders, Path root, Path folder, String name) {
    boolean listed =
        name.equals("node_modules")
            ? settings.includeNodeModules() || isOwn(root, folder)
            : !name.startsWith(".") || isKept(folder, name);
    if (listed) {
      folders.push(folder);
    }
  }

  /** A folder with a dot is as good as any other, unless tools have made it for themselves. */
  private boolean isKept(Path folder, String name) {
    // Where pnpm keeps what the links in node_modules stand for.
    if (settings.includeNodeModules() && name.equals(".pnpm")) {
      return true;
    }
    return !OF_TOOLS.contains(name) && ignoreFiles.ignored(folder, true).isEmpty();
  }

  /** Whether {@code workspaces} says that own packages are kept in this {@code node_modules}. */
  private boolean isOwn(Path root, Path folder) {
    return above(root, folder)
        .anyMatch(
            above ->
                view.read(above.resolve("package.json")).map(PackageJson::parse).stream()
                    .flatMap(manifest -> manifest.workspaces().stream())
                    .map(glob -> glob.replaceFirst("^\\./", "") + "/")
                    .anyMatch(glob -> glob.startsWith(slashed(above.relativize(folder)) + "/")));
  }

  private static String slashed(Path path) {
    return path.toString().replace('\\', '/');
  }

  /** The folders that {@code folder} is in, from the nearest to {@code root}. */
  private static Stream<Path> above(Path root, Path folder) {
    return Stream.iterate(
        folder.getParent(), above -> above != null && above.startsWith(root), Path::getParent);
  }
}
