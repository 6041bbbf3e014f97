package dev.commonjs.workspace;

import dev.commonjs.resolve.FileView;
import dev.commonjs.resolve.NodeSettings;
import dev.commonjs.resolve.Resolution;
import dev.commonjs.shape.ModuleShape;
import dev.commonjs.shape.Shape;
import dev.commonjs.text.SourceText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a snapshot depends on but the texts of open modules. Making one is cheap, so that
 * {@code apply} is; the {@link Generation} behind it is made when somebody asks.
 */
final class Universe {
  final List<Path> roots;
  final Settings settings;
  private final Map<Path, SourceText> structure;
  private final FileView disk;
  private final MemoryGuard memory;

  /* The last generation that was made, and all that changed since: never a chain of universes. */
  private @Nullable Generation before;
  private final Settings beforeSettings;
  private final Set<Path> changed;
  private volatile @Nullable Generation generation;
  private volatile @Nullable Listing listing;
  private volatile @Nullable Map<String, List<Path>> mentioning;

  private volatile @Nullable List<Path> computing;

  /**
   * Who seems to name a module by a specifier with a tail, by that module; by tail, of those that
   * have been asked for.
   */
  private final Map<String, Map<Path, List<Path>>> naming = new ConcurrentHashMap<>();

  private final Map<Path, PassedOn> passedOn = new ConcurrentHashMap<>();

  /**
   * @param specifiers of the modules of which parts are in {@code shape}
   */
  private record PassedOn(ModuleShape shape, Set<String> specifiers) {}

  private Universe(
      List<Path> roots,
      Settings settings,
      Map<Path, SourceText> structure,
      FileView disk,
      MemoryGuard memory,
      @Nullable Generation before,
      Settings beforeSettings,
      Set<Path> changed) {
    this.roots = List.copyOf(roots);
    this.settings = settings;
    this.structure = Map.copyOf(structure);
    this.disk = disk;
    this.memory = memory;
    this.before = before;
    this.beforeSettings = beforeSettings;
    this.changed = Set.copyOf(changed);
  }

  static Universe first(List<Path> roots, Settings settings, FileView disk, MemoryGuard memory) {
    return new Universe(roots, settings, Map.of(), disk, memory, null, settings, Set.of());
  }

  Universe with(List<Path> newRoots, Settings newSettings) {
    return after(newRoots, newSettings, structure, Set.of());
  }

  /**
   * @param paths what may differ: on disk, or in the structure
   */
  Universe withStructure(Map<Path, SourceText> newStructure, Set<Path> paths) {
    return after(roots, settings, newStructure, paths);
  }

  private synchronized Universe after(
      List<Path> newRoots,
      Settings newSettings,
      Map<Path, SourceText> newStructure,
      Set<Path> paths) {
    Generation made = generation;
    if (made != null) {
      return new Universe(newRoots, newSettings, newStructure, disk, memory, made, settings, paths);
    }
    Set<Path> all = new HashSet<>(changed);
    all.addAll(paths);
    return new Universe(
        newRoots, newSettings, newStructure, disk, memory, before, beforeSettings, all);
  }

  Map<Path, SourceText> structure() {
    return structure;
  }

  /**
   * Whether opening or editing {@code file} changes more than its own text, as far as can be said
   * without looking.
   */
  boolean isStructural(Path file) {
    if (structure.containsKey(file) || file.endsWith("package.json")) {
      return true;
    }
    Generation known = generation != null ? generation : before;
    return known == null || !known.disk.isKnownFile(file) || changed.contains(file);
  }

  Generation generation() {
    Generation made = generation;
    return made != null ? made : make();
  }

  private synchronized Generation make() {
    Generation made = generation;
    if (made == null) {
      NodeSettings node = settings.node();
      Generation start = before == null ? Generation.first(disk, node, memory) : before;
      made = start.next(structure, node, node.equals(beforeSettings.node()), changed);
      generation = made;
      before = null;
    }
    return made;
  }

  void dropTexts() {
    Generation known = generation;
    if (known != null) {
      known.disk.dropTexts();
    }
  }

  /** Whether {@code file} is one of {@link #files}. */
  boolean lists(Path file) {
    return Collections.binarySearch(files(), file) >= 0;
  }

  /**
   * Those of {@link #files} whose text on disk seems to require or import {@code target} by a
   * specifier with this tail, see {@link Mentions}. Executes nothing.
   */
  List<Path> naming(String tail, Path target) {
    return naming(tail).getOrDefault(target, List.of());
  }

  /**
   * The specifiers of the modules of which parts are in {@code shape}, the shape of {@code file};
   * kept for that very shape.
   */
  @SuppressWarnings(
      "ReferenceEquality") // Shapes are large; one that is made anew is looked at anew.
  Set<String> passedOn(Path file, ModuleShape shape) {
    PassedOn known = passedOn.get(file);
    if (known == null || known.shape() != shape) {
      known =
          new PassedOn(
              shape,
              Requirements.of(shape).stream()
                  .map(Shape.Required::specifier)
                  .collect(Collectors.toUnmodifiableSet()));
      passedOn.put(file, known);
    }
    return known.specifiers();
  }

  /** The modules of the roots that seem to compute what they require. */
  List<Path> computing() {
    List<Path> known = computing;
    if (known == null) {
      known = files().stream().filter(file -> generation().mentions(file).computes()).toList();
      computing = known;
    }
    return known;
  }

  private Map<Path, List<Path>> naming(String tail) {
    Map<Path, List<Path>> known = naming.get(tail);
    if (known == null) {
      known = namingOf(tail);
      naming.put(tail, known);
    }
    return known;
  }

  private Map<Path, List<Path>> namingOf(String tail) {
    Map<Path, List<Path>> byTarget = new HashMap<>();
    for (Path file : mentioning().getOrDefault(tail, List.of())) {
      Mentions.Specifiers specifiers = generation().mentions(file);
      specifiers.all().stream()
          .filter(specifier -> Mentions.tail(specifier).equals(tail))
          .flatMap(specifier -> generation().leads(file, specifier, specifiers).stream())
          .flatMap(Resolution::target)
          .distinct()
          .forEach(target -> byTarget.computeIfAbsent(target, t -> new ArrayList<>(1)).add(file));
    }
    return byTarget;
  }

  private Map<String, List<Path>> mentioning() {
    Map<String, List<Path>> known = mentioning;
    if (known == null) {
      known = new HashMap<>();
      for (Path file : files()) {
        for (String tail : tails(generation().mentions(file))) {
          known.computeIfAbsent(tail, t -> new ArrayList<>(1)).add(file);
        }
      }
      mentioning = known;
    }
    return known;
  }

  private static Set<String> tails(Mentions.Specifiers specifiers) {
    return specifiers.all().stream().map(Mentions::tail).collect(Collectors.toSet());
  }

  /** The modules of the roots, sorted. */
  List<Path> files() {
    return listing().files();
  }

  /** Folders of the roots in which nothing is, or that can't be listed; sorted. */
  List<Path> emptyFolders() {
    return listing().emptyFolders();
  }

  private Listing listing() {
    Listing known = listing;
    if (known == null) {
      FileWalk walk = new FileWalk(generation().view, settings);
      List<Path> files = walk.modules(new LinkedHashSet<>(roots));
      known = new Listing(files, walk.emptyFolders());
      listing = known;
    }
    return known;
  }

  private record Listing(List<Path> files, List<Path> emptyFolders) {}
}
