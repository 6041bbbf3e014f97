package dev.commonjs.graph;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who requires whom. Immutable. */
public final class ModuleGraph {
  private ModuleGraph() {}

  public static ModuleGraph of(Map<Path, List<Edge>> edges) {
    throw new UnsupportedOperationException();
  }

  /** The files whose edges are known, sorted. */
  public Set<Path> files() {
    throw new UnsupportedOperationException();
  }

  /** What {@code file} names, in source order, each specifier and kind once. */
  public List<Edge> edges(Path file) {
    throw new UnsupportedOperationException();
  }

  /** The files that {@code file} requires, in source order. */
  public Set<Path> dependencies(Path file) {
    throw new UnsupportedOperationException();
  }

  /** The files that require {@code file}, sorted. */
  public Set<Path> importers(Path file) {
    throw new UnsupportedOperationException();
  }

  /** The files that {@code file} loads at load time and that load it, itself included, sorted; itself alone when there are none. */
  public List<Path> component(Path file) {
    throw new UnsupportedOperationException();
  }

  /** All components of more than one file, and files that require themselves. */
  public List<List<Path>> cycles() {
    throw new UnsupportedOperationException();
  }

  /** This graph with the edges of some files replaced; an empty list of a file that is gone removes it. */
  public ModuleGraph updated(Map<Path, List<Edge>> changed, Set<Path> removed) {
    throw new UnsupportedOperationException();
  }
}
