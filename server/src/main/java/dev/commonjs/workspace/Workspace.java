package dev.commonjs.workspace;

import dev.commonjs.graph.Limits;
import dev.commonjs.resolve.FileView;
import dev.commonjs.store.SummaryStore;
import dev.commonjs.text.SourceText;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The one mutable object of the core: the current snapshot. Documents and the disk are told of
 * through {@link #apply}, in the order in which things happened; everything is read from snapshots.
 */
public final class Workspace {
  private final Observations observations;
  private final MemoryGuard memory;
  private volatile Snapshot current;

  private Workspace(Snapshot first, Observations observations, MemoryGuard memory) {
    this.current = first;
    this.observations = observations;
    this.memory = memory;
  }

  /**
   * @param disk the files under the open documents; {@link DiskFiles}, or a map in tests
   */
  public static Workspace open(List<Path> roots, Settings settings, FileView disk) {
    return open(roots, settings, disk, new MemoryGuard(), null);
  }

  /**
   * @param memory asks this workspace alone to drop what can be made again
   * @param store has what was read before, and is given what is read; null for none
   */
  public static Workspace open(
      List<Path> roots,
      Settings settings,
      FileView disk,
      MemoryGuard memory,
      @Nullable SummaryStore store) {
    return open(roots, settings, disk, Analysis.JAVASCRIPT, memory, Limits.DEFAULT, store);
  }

  /**
   * @param limits what is followed from module to module
   */
  public static Workspace open(List<Path> roots, Settings settings, FileView disk, Limits limits) {
    return open(roots, settings, disk, Analysis.JAVASCRIPT, new MemoryGuard(), limits, null);
  }

  static Workspace open(
      List<Path> roots, Settings settings, FileView disk, Analysis analysis, MemoryGuard memory) {
    return open(roots, settings, disk, analysis, memory, Limits.DEFAULT, null);
  }

  static Workspace open(
      List<Path> roots,
      Settings settings,
      FileView disk,
      Analysis analysis,
      MemoryGuard memory,
      Limits limits,
      @Nullable SummaryStore store) {
    Universe universe = Universe.first(roots, settings, disk, memory);
    Observations observations = new Observations();
    SummaryCache cache = new SummaryCache(analysis, memory, store);
    Workspace made =
        new Workspace(Snapshot.first(universe, cache, observations, limits), observations, memory);
    memory.onShortage(
        () -> {
          cache.drop();
          made.current.dropAnswers();
        });
    return made;
  }

  MemoryGuard memory() {
    return memory;
  }

  /** Of all versions. */
  public Observations observations() {
    return observations;
  }

  public Snapshot current() {
    return current;
  }

  /** The only writer. Neither parses nor reads; takes less than a millisecond for an edit. */
  public synchronized Snapshot apply(Change change) {
    Snapshot now = current;
    current =
        switch (change) {
          case Change.Opened c -> shown(now, c.file(), c.text());
          case Change.Edited c -> shown(now, c.file(), c.text());
          case Change.Closed c -> closed(now, c.file());
          case Change.FilesChanged c -> filesChanged(now, c);
          case Change.RootsChanged c ->
              now.next(now.universe().with(c.roots(), now.settings()), now.open());
          case Change.SettingsChanged c ->
              now.next(now.universe().with(now.roots(), c.settings()), now.open());
        };
    return current;
  }

  private static Snapshot shown(Snapshot now, Path file, SourceText text) {
    Map<Path, SourceText> open = new HashMap<>(now.open());
    open.put(file, text);
    Universe universe = now.universe();
    boolean present = universe.structure().containsKey(file) && !file.endsWith("package.json");
    if (present
        || (now.isOpen(file) && !file.endsWith("package.json"))
        || !universe.isStructural(file)) {
      return now.next(universe, open);
    }
    Map<Path, SourceText> structure = new HashMap<>(universe.structure());
    structure.put(file, text);
    return now.next(universe.withStructure(structure, Set.of(file)), open);
  }

  /** An open document may now be all there is of its file. */
  private static Snapshot filesChanged(Snapshot now, Change.FilesChanged change) {
    Map<Path, SourceText> structure = new HashMap<>(now.universe().structure());
    now.open()
        .forEach(
            (file, text) -> {
              if (change.paths().stream().anyMatch(file::startsWith)) {
                structure.putIfAbsent(file, text);
              }
            });
    return now.next(now.universe().withStructure(structure, change.paths()), now.open());
  }

  private static Snapshot closed(Snapshot now, Path file) {
    Map<Path, SourceText> open = new HashMap<>(now.open());
    open.remove(file);
    Universe universe = now.universe();
    if (!universe.structure().containsKey(file)) {
      return now.next(universe, open);
    }
    Map<Path, SourceText> structure = new HashMap<>(universe.structure());
    structure.remove(file);
    return now.next(universe.withStructure(structure, Set.of(file)), open);
  }
}
