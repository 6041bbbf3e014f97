package dev.commonjs.workspace;

import dev.commonjs.graph.Memo;
import dev.commonjs.graph.ModuleGraph;
import dev.commonjs.graph.Patches;
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

  /** Of files that are still read as they were, as long as {@link #memo} is. */
  final Map<Path, Contribution> contributions;

  private volatile @Nullable ModuleGraph graph;

  /** What one file does to the objects of others; its summary is not kept for that. */
  record Contribution(SummaryCache.Key key, Patches patches) {}

  Linkage(
      Universe universe,
      Map<Path, SourceText> open,
      Memo memo,
      Map<Path, Contribution> contributions,
      @Nullable ModuleGraph graph) {
    this.universe = universe;
    this.open = open;
    this.memo = memo;
    this.contributions = contributions;
    this.graph = graph;
  }

  /** The graph stays: it is small, and everything would have to be read for another. */
  void dropAnswers() {
    memo.clear();
    contributions.clear();
  }

  /** What {@code importer} does to the objects of others, made once for each of its summaries. */
  Patches contribution(Path importer, SummaryCache.Key key, Supplier<Patches> make) {
    Contribution before = contributions.get(importer);
    if (before != null && before.key().equals(key)) {
      return before.patches();
    }
    Patches made = make.get();
    contributions.put(importer, new Contribution(key, made));
    return made;
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
