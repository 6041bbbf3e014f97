package dev.commonjs.workspace;

import dev.commonjs.graph.Components;
import dev.commonjs.resolve.FileView;
import dev.commonjs.resolve.PackageJson;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which installed package may reach which: by what their {@code package.json} files declare,
 * without reading a module. A package that requires what it does not declare is not seen here.
 * Thread-safe.
 */
final class Packages {
  /** What may be the name of a package, and of a folder anywhere. */
  private static final Pattern NAME = Pattern.compile("(@[\\w.~-]+/)?[\\w.~-]+");

  private final Generation generation;
  private final Map<Path, Set<Path>> dependencies = new ConcurrentHashMap<>();
  private final Components<Path> components = new Components<>(this::dependencies);

  Packages(Generation generation) {
    this.generation = generation;
  }

  /**
   * The folder of the innermost installed package that {@code file} is in; empty outside of {@code
   * node_modules}.
   */
  static Optional<Path> folderOf(Path file) {
    for (int i = file.getNameCount() - 2; i >= 0; i--) {
      if (file.getName(i).toString().equals("node_modules")) {
        boolean scoped = file.getName(i + 1).toString().startsWith("@");
        int end = i + (scoped ? 3 : 2);
        @Nullable Path root = file.getRoot();
        return root == null || end > file.getNameCount()
            ? Optional.empty()
            : Optional.of(root.resolve(file.subpath(0, end)));
      }
    }
    return Optional.empty();
  }

  /** {@code name} or {@code @scope/name} of an installed package's folder. */
  static String nameOf(Path folder) {
    int count = folder.getNameCount();
    String name = folder.getName(count - 1).toString();
    String above = count > 1 ? folder.getName(count - 2).toString() : "";
    return above.startsWith("@") ? above + "/" + name : name;
  }

  /** The installed packages that the one in {@code folder} declares. */
  Set<Path> dependencies(Path folder) {
    Set<Path> known = dependencies.get(folder);
    if (known == null) {
      known = new LinkedHashSet<>();
      for (String name : declared(folder)) {
        installed(folder, name).ifPresent(known::add);
      }
      dependencies.put(folder, known);
    }
    return known;
  }

  private Set<String> declared(Path folder) {
    return generation.resolver.manifest(folder).map(PackageJson::dependencies).orElse(Set.of());
  }

  /**
   * The modules in {@code folder}, without those of packages that are installed in it; empty when
   * there are more than {@code most}.
   */
  Optional<List<Path>> modules(Path folder, int most) {
    List<Path> found = new ArrayList<>();
    Deque<Path> folders = new ArrayDeque<>(List.of(folder));
    while (!folders.isEmpty()) {
      Path next = folders.remove();
      for (String name : generation.view.list(next)) {
        Path entry = next.resolve(name);
        boolean module = name.endsWith(".js") || name.endsWith(".cjs");
        switch (generation.view.kind(entry)) {
          case FILE -> {
            if (module) {
              found.add(entry);
            }
          }
          case DIRECTORY -> {
            // What a link leads to lies elsewhere, or is on the way already.
            if (!name.equals("node_modules") && entry.equals(generation.view.realPath(entry))) {
              folders.add(entry);
            }
          }
          case ABSENT -> {}
        }
      }
      if (found.size() > most) {
        return Optional.empty();
      }
    }
    return Optional.of(found);
  }

  /** As Node looks for it: in the nearest {@code node_modules} upwards. */
  Optional<Path> installed(Path from, String name) {
    return installedIn(from, name)
        .map(folder -> generation.view.realPath(folder.resolve("node_modules").resolve(name)));
  }

  /** The folder, {@code from} or one above it, whose {@code node_modules} has it. */
  Optional<Path> installedIn(Path from, String name) {
    if (!NAME.matcher(name).matches()) {
      return Optional.empty();
    }
    for (@Nullable Path folder = from; folder != null; folder = folder.getParent()) {
      Path candidate = folder.resolve("node_modules").resolve(name);
      if (!folder.endsWith("node_modules")
          && generation.view.kind(candidate) == FileView.Kind.DIRECTORY) {
        return Optional.of(folder);
      }
    }
    return Optional.empty();
  }

  /** Whether each of two packages may reach the other; true for the same. */
  boolean reachEachOther(Path a, Path b) {
    if (a.equals(b)) {
      return true;
    }
    synchronized (components) {
      return components.visit(a).contains(b);
    }
  }

  /** {@code start} and all that they may reach. */
  Set<Path> reachable(Collection<Path> start) {
    Set<Path> reached = new LinkedHashSet<>(start);
    Deque<Path> waiting = new ArrayDeque<>(reached);
    while (!waiting.isEmpty()) {
      for (Path next : dependencies(waiting.remove())) {
        if (reached.add(next)) {
          waiting.add(next);
        }
      }
    }
    return reached;
  }

  /**
   * Those of {@code folders} that may reach {@code target}, itself included; {@code folders} with
   * all that they reach.
   */
  Set<Path> reaching(Set<Path> folders, Path target) {
    Map<Path, Set<Path>> dependents = new HashMap<>();
    for (Path folder : folders) {
      for (Path next : dependencies(folder)) {
        dependents.computeIfAbsent(next, n -> new LinkedHashSet<>()).add(folder);
      }
    }
    Set<Path> reached = new LinkedHashSet<>(Set.of(target));
    Deque<Path> waiting = new ArrayDeque<>(reached);
    while (!waiting.isEmpty()) {
      for (Path next : dependents.getOrDefault(waiting.remove(), Set.of())) {
        if (reached.add(next)) {
          waiting.add(next);
        }
      }
    }
    return reached;
  }
}
