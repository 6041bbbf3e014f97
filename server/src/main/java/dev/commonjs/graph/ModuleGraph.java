package dev.commonjs.graph;

import dev.commonjs.resolve.Resolution;
import dev.commonjs.shape.RequireSite;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Who requires whom. Immutable; the reverse direction is computed on first use. Two graphs are
 * equal when their edges are.
 */
public final class ModuleGraph {
  public static final ModuleGraph EMPTY = new ModuleGraph(new TreeMap<>());

  private final SortedMap<Path, List<Edge>> edges;
  private volatile @Nullable Map<Path, SortedSet<Path>> reverse;

  private ModuleGraph(SortedMap<Path, List<Edge>> edges) {
    this.edges = edges;
  }

  public static ModuleGraph of(Map<Path, List<Edge>> edges) {
    SortedMap<Path, List<Edge>> copy = new TreeMap<>();
    edges.forEach((file, list) -> copy.put(file, List.copyOf(list)));
    return new ModuleGraph(copy);
  }

  /** The files whose edges are known, sorted. */
  public Set<Path> files() {
    return Collections.unmodifiableSet(edges.keySet());
  }

  /** What {@code file} names, in source order, each specifier and kind once. */
  public List<Edge> edges(Path file) {
    return edges.getOrDefault(file, List.of());
  }

  /** The files that {@code file} requires or imports, in source order. */
  public Set<Path> dependencies(Path file) {
    Set<Path> found = new LinkedHashSet<>();
    for (Edge edge : edges(file)) {
      if (edge.kind() != RequireSite.Kind.RESOLVE
          && edge.resolution() instanceof Resolution.Found target) {
        found.add(target.file());
      }
    }
    return Collections.unmodifiableSet(found);
  }

  /** The files that require or import {@code file}, sorted. */
  public Set<Path> importers(Path file) {
    Map<Path, SortedSet<Path>> known = reverse;
    if (known == null) {
      known = reversed();
      reverse = known;
    }
    return Collections.unmodifiableSortedSet(
        known.getOrDefault(file, Collections.emptySortedSet()));
  }

  private Map<Path, SortedSet<Path>> reversed() {
    Map<Path, SortedSet<Path>> found = new HashMap<>();
    for (Path from : edges.keySet()) {
      for (Path to : dependencies(from)) {
        found.computeIfAbsent(to, t -> new TreeSet<>()).add(from);
      }
    }
    return found;
  }

  /** This graph with the edges of some files replaced and some files gone. */
  public ModuleGraph updated(Map<Path, List<Edge>> changed, Set<Path> removed) {
    SortedMap<Path, List<Edge>> copy = new TreeMap<>(edges);
    removed.forEach(copy::remove);
    changed.forEach((file, list) -> copy.put(file, List.copyOf(list)));
    return new ModuleGraph(copy);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ModuleGraph graph && edges.equals(graph.edges);
  }

  @Override
  public int hashCode() {
    return edges.hashCode();
  }

  @Override
  public String toString() {
    return edges.toString();
  }
}
