package dev.commonjs.workspace;

import dev.commonjs.resolve.FileView;
import dev.commonjs.resolve.NodeResolver;
import dev.commonjs.resolve.PackageJson;
import dev.commonjs.resolve.Resolution;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decides what code that is run may look at: what lies in the workspace's roots, and in the folders
 * of the packages that it has reached. Judges real paths only, so that no link leads around it.
 *
 * <p>A package is reached by its entry in a {@code node_modules}: when Node, asked for a bare
 * specifier by a file that may be looked at, finds it there; or when a path leads through the entry
 * and the {@code node_modules} stands where may be looked. The entry, or what it is a link to, must
 * have a {@code package.json} with a name. Any other specifier, and any other link, opens nothing.
 *
 * <p>One run of a module has one of these: what it reaches stays open until it ends. Thread-safe.
 */
final class Walls {
  private static final String MODULES = "node_modules";

  /** Climbs: not a name in a {@code node_modules}, or not only that. */
  private static final Pattern CLIMBS = Pattern.compile("(^|.*[/\\\\])\\.\\.([/\\\\].*|$)");

  private final FileView view;
  private final NodeResolver resolver;
  private final List<Path> roots;
  private final Set<Path> packages = ConcurrentHashMap.newKeySet();
  private final Map<Path, Path> realPaths = new ConcurrentHashMap<>();

  Walls(FileView view, NodeResolver resolver, List<Path> roots) {
    this.view = view;
    this.resolver = resolver;
    this.roots = roots.stream().map(this::real).toList();
  }

  /** {@code folder} is an entry of the {@code node_modules} in the folder {@code above}. */
  private record Entry(Path above, Path folder) {}

  /**
   * What to look at for {@code path}, absolute: its real path. Empty when it may not be looked at,
   * whether there is something or not.
   */
  Optional<Path> inside(Path path) {
    Path real = real(path);
    if (!isOpen(real)) {
      for (Entry entry : entries(path)) {
        if (isOpen(real(entry.above))) {
          open(entry, real);
        }
      }
    }
    return isOpen(real) ? Optional.of(real) : Optional.empty();
  }

  /** The root that {@code path} lies in, the innermost; empty when it lies in none. */
  Optional<Path> root(Path path) {
    Path real = real(path);
    return roots.stream()
        .filter(real::startsWith)
        .reduce((a, b) -> a.getNameCount() < b.getNameCount() ? b : a);
  }

  /** {@code require(specifier)} in {@code from} has found something. */
  void reached(Path from, String specifier, Resolution.Found found) {
    Path real = real(found.file());
    if (isOpen(real) || !isBare(specifier, from)) {
      return;
    }
    Optional<Path> asking = inside(from).map(Path::getParent);
    if (asking.isEmpty()) {
      return;
    }
    for (Path probed : found.probed()) {
      for (Entry entry : entries(probed)) {
        if (asking.get().startsWith(entry.above)) { // where Node looks for a bare specifier
          open(entry, real);
        }
      }
    }
  }

  /**
   * Whether {@code file} may be run first: it lies in a root, or in a package that modules of the
   * roots may reach, which is open then.
   */
  boolean admit(Path file) {
    Path real = real(file);
    if (!isOpen(real)) {
      packageOf(real).filter(this::mayBeReached).ifPresent(this::open);
    }
    return isOpen(real);
  }

  private static boolean isBare(String specifier, Path from) {
    return !specifier.startsWith(".")
        && !CLIMBS.matcher(specifier).matches()
        && (specifier.startsWith("#") || !from.getFileSystem().getPath(specifier).isAbsolute());
  }

  private boolean isOpen(Path real) {
    return roots.stream().anyMatch(real::startsWith) || isIn(packages, real);
  }

  private static boolean isIn(Set<Path> folders, Path path) {
    if (folders.isEmpty()) {
      return false;
    }
    for (@Nullable Path above = path; above != null; above = above.getParent()) {
      if (folders.contains(above)) {
        return true;
      }
    }
    return false;
  }

  /** Opens the package that an entry leads to, if {@code wanted} is in it. */
  private void open(Entry entry, Path wanted) {
    Path folder = real(entry.folder);
    if (wanted.startsWith(folder) && isPackage(folder)) {
      open(folder);
    }
  }

  /** A workspace must not open what it lies in, by a link that leads upwards. */
  private void open(Path folder) {
    if (roots.stream().noneMatch(root -> root.startsWith(folder))) {
      packages.add(folder);
    }
  }

  private Optional<String> name(Path folder) {
    return resolver.manifest(folder).map(PackageJson::name).filter(name -> !name.isEmpty());
  }

  private boolean isPackage(Path folder) {
    return name(folder).isPresent();
  }

  /**
   * The folder of the installed package that {@code real} is in; outside of any {@code
   * node_modules} that of the nearest {@code package.json} with a name.
   */
  private Optional<Path> packageOf(Path real) {
    List<Entry> entries = entries(real);
    for (Entry entry : entries.reversed()) {
      if (isPackage(entry.folder)) {
        return Optional.of(entry.folder);
      }
    }
    for (@Nullable Path above = real.getParent();
        above != null && entries.isEmpty();
        above = above.getParent()) {
      if (isPackage(above)) {
        return Optional.of(above);
      }
    }
    return Optional.empty();
  }

  /**
   * Whether Node, asked by modules of the roots and by what they require, may find the package: it
   * is installed at or above a root, or linked from there, or installed in what is linked so.
   */
  private boolean mayBeReached(Path folder) {
    List<Entry> entries = entries(folder);
    if (entries.isEmpty()) {
      return name(folder).filter(name -> isLinked(folder, name)).isPresent();
    }
    Path above = entries.getFirst().above;
    return roots.stream().anyMatch(root -> root.startsWith(above))
        || packageOf(above.resolve(MODULES)).filter(this::mayBeReached).isPresent();
  }

  private boolean isLinked(Path folder, String name) {
    for (Path root : roots) {
      for (@Nullable Path above = root; above != null; above = above.getParent()) {
        if (real(above.resolve(MODULES).resolve(name)).equals(folder)) {
          return true;
        }
      }
    }
    return false;
  }

  /** The entries of {@code node_modules} that {@code path} leads through, the outermost first. */
  private static List<Entry> entries(Path path) {
    List<Entry> entries = new ArrayList<>();
    @Nullable Path root = path.getRoot();
    for (int i = 0; root != null && i + 1 < path.getNameCount(); i++) {
      if (path.getName(i).toString().equals(MODULES)) {
        int end = path.getName(i + 1).toString().startsWith("@") ? i + 3 : i + 2;
        if (end <= path.getNameCount()) {
          Path above = i == 0 ? root : root.resolve(path.subpath(0, i));
          entries.add(new Entry(above, root.resolve(path.subpath(0, end))));
        }
      }
    }
    return entries;
  }

  /** What can't be followed to its end is followed as far as it can be. */
  private Path real(Path path) {
    Path known = realPaths.get(path);
    if (known == null) {
      known = realOf(path);
      realPaths.put(path, known);
    }
    return known;
  }

  private Path realOf(Path path) {
    Path real = view.realPath(path);
    @Nullable Path above = path.getParent();
    @Nullable Path name = path.getFileName();
    // The view gives the path back where there is no link, and where there is nothing.
    return !real.equals(path) || above == null || name == null ? real : real(above).resolve(name);
  }
}
