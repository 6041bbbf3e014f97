package dev.commonjs.workspace;

import dev.commonjs.graph.Memo;
import dev.commonjs.graph.ModuleGraph;
import dev.commonjs.text.SourceText;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How the modules of some version hang together, for later versions to start from. Refers to no
 * snapshot.
 *
 * @see Snapshot
 */
final class Linkage {
  final Universe universe;
  final Map<Path, SourceText> open;
  final Memo memo;
  private volatile @Nullable ModuleGraph graph;

  Linkage(Universe universe, Map<Path, SourceText> open, Memo memo, @Nullable ModuleGraph graph) {
    this.universe = universe;
    this.open = open;
    this.memo = memo;
    this.graph = graph;
  }

  @Nullable ModuleGraph knownGraph() {
    return graph;
  }

  ModuleGraph graph(Supplier<ModuleGraph> compute) {
    ModuleGraph known = graph;
    if (known == null) {
      known = compute.get();
      graph = known;
    }
    return known;
  }

  /** The files whose text may not be what it was. */
  Set<Path> differing(Map<Path, SourceText> now) {
    Set<Path> files = new HashSet<>();
    now.forEach(
        (file, text) -> {
          if (!text.equals(open.get(file))) {
            files.add(file);
          }
        });
    open.keySet().stream().filter(file -> !now.containsKey(file)).forEach(files::add);
    return files;
  }
}
