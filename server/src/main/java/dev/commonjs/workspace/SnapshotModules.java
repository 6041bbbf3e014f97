package dev.commonjs.workspace;

import dev.commonjs.graph.Components;
import dev.commonjs.graph.Edge;
import dev.commonjs.graph.Modules;
import dev.commonjs.graph.Patches;
import dev.commonjs.resolve.NodeSettings;
import dev.commonjs.resolve.Resolution;
import dev.commonjs.shape.ModuleSummary;
import dev.commonjs.shape.RequireSite;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A snapshot as the linker sees it. */
final class SnapshotModules implements Modules {
  private final Snapshot snapshot;
  private final Object cycles = new Object();
  private Components<Path> components = new Components<>(this::loadedBy);

  /**
   * For everybody where both are null.
   *
   * @param reader of its role, where not all of that find the same
   */
  private record PatchesKey(Path file, TestFiles.@Nullable Role role, @Nullable Path reader) {}

  private final Map<PatchesKey, Patches> patches = new ConcurrentHashMap<>();
  private final Map<Path, TestFiles.Role> roles = new ConcurrentHashMap<>();

  private final Importers importers;
  final NativeAdditions natives;
  final LoaderStates loader;
  private final Map<Path, List<Path>> configurations = new ConcurrentHashMap<>();

  /** Without one of these words a file maps no names. */
  private static final List<String> MAPPING =
      List.of("alias", "moduleNameMapper", "modulePaths", "moduleDirectories", "resolve:");

  SnapshotModules(Snapshot snapshot) {
    this.snapshot = snapshot;
    this.importers = new Importers(snapshot);
    this.natives = new NativeAdditions(snapshot, importers::withImporters);
    this.loader =
        new LoaderStates(
            new LoaderStates.Files(
                this::summary,
                this::target,
                importers::withImporters,
                snapshot::isNodeModules,
                this::configurations,
                file -> kind(file) == Kind.COMMONJS));
  }

  @Override
  public Kind kind(Path file) {
    return snapshot.kind(file);
  }

  @Override
  public Optional<ModuleSummary> summary(Path file) {
    return snapshot.summary(file);
  }

  /**
   * By {@code import}, which has its own conditions, or by {@code require()}. Where the file does
   * both and these are two files, that is the ES module, of which nothing is known.
   */
  @Override
  public Resolution resolve(Path from, String specifier) {
    Optional<ModuleSummary> summary = summary(from).filter(ModuleSummary::esmSyntax);
    boolean imports = summary.isPresent() && names(summary.get(), specifier, true);
    if (!imports) {
      return snapshot.resolve(from, specifier, RequireSite.Kind.REQUIRE);
    }
    Resolution imported = snapshot.resolve(from, specifier, RequireSite.Kind.IMPORT);
    if (!names(summary.get(), specifier, false)) {
      return imported;
    }
    Resolution required = snapshot.resolve(from, specifier, RequireSite.Kind.REQUIRE);
    return required instanceof Resolution.Found found
            && kind(found.file()) == Modules.Kind.ES_MODULE
        ? required
        : imported;
  }

  private static boolean names(ModuleSummary summary, String specifier, boolean imports) {
    return summary.requires().stream()
        .anyMatch(
            site ->
                (site.kind() == RequireSite.Kind.IMPORT) == imports
                    && site.specifiers().contains(specifier));
  }

  @Override
  public List<Resolution> leads(Path from, String specifier) {
    return snapshot.universe().generation().leads(from, specifier, snapshot.specifiers(from));
  }

  @Override
  public List<Path> mentioned(Path from) {
    return snapshot.isOpen(from)
        ? Modules.super.mentioned(from)
        : snapshot.universe().generation().mentioned(from, () -> Modules.super.mentioned(from));
  }

  @Override
  public Set<String> mentions(Path file) {
    return snapshot.mentions(file);
  }

  @Override
  public Patches contribution(Path file) {
    return snapshot.contribution(file);
  }

  @Override
  public NodeSettings node() {
    return snapshot.settings().node();
  }

  @Override
  public List<Path> files() {
    return snapshot.files();
  }

  @Override
  public boolean inCycle(Path a, Path b) {
    if (!a.equals(b) && !mayReachEachOther(a, b)) {
      return false;
    }
    synchronized (cycles) {
      // A search that was broken off can't be gone on with: then the next begins anew.
      Components<Path> found = components;
      components = new Components<>(this::loadedBy);
      boolean together = found.visit(a).contains(b);
      components = found;
      return together;
    }
  }

  /**
   * Whether another file is in a cycle with {@code file}: then one that {@code file} loads itself
   * is.
   */
  boolean inCycle(Path file) {
    for (Path loaded : loadedBy(file)) {
      if (!loaded.equals(file) && inCycle(file, loaded)) {
        return true;
      }
    }
    return false;
  }

  Set<Path> importers(Path file) {
    return importers.requiring(file);
  }

  Optional<Set<Path>> reaching(Path file) {
    return importers.of(file);
  }

  /** Those of the package that {@code file} is in; only these are executed for what they tell. */
  private List<Path> configurations(Path file) {
    Path top = snapshot.resolver().packageScope(file).directory();
    return configurations.computeIfAbsent(
        top,
        folder ->
            snapshot.files().stream()
                .filter(path -> path.startsWith(folder))
                .filter(path -> snapshot.text(path).filter(t -> mayMap(t.text())).isPresent())
                .toList());
  }

  private static boolean mayMap(String text) {
    return MAPPING.stream().anyMatch(text::contains);
  }

  private Optional<Path> target(Path from, String specifier) {
    return resolve(from, specifier) instanceof Resolution.Found found
        ? Optional.of(found.file())
        : Optional.empty();
  }

  void dropAnswers() {
    patches.clear();
    importers.dropAnswers();
    natives.dropAnswers();
    loader.dropAnswers();
    configurations.clear();
  }

  private Collection<Path> loadedBy(Path file) {
    Set<Path> targets = new LinkedHashSet<>();
    for (Edge edge : snapshot.edges(file)) {
      if (edge.runsTarget()
          && edge.resolution() instanceof Resolution.Found found
          && mayReachEachOther(file, found.file())) {
        targets.add(found.file());
      }
    }
    return targets;
  }

  /** Nothing installed requires what is outside; what it requires elsewhere, it declares. */
  private boolean mayReachEachOther(Path a, Path b) {
    Optional<Path> ofA = Packages.folderOf(a);
    Optional<Path> ofB = Packages.folderOf(b);
    return ofA.isPresent() && ofB.isPresent()
        ? snapshot.universe().generation().packages.reachEachOther(ofA.get(), ofB.get())
        : ofA.isPresent() == ofB.isPresent();
  }

  @Override
  public Patches patches(Path file) {
    return patches(new PatchesKey(file, null, null), importer -> true);
  }

  @Override
  public Patches patches(Path file, Path reader) {
    TestFiles.Role role = role(reader);
    return switch (role) {
      case PROGRAM -> patches(new PatchesKey(file, role, null), importer -> role(importer) == role);
      case HELPER ->
          patches(
              new PatchesKey(file, role, null), importer -> role(importer) != TestFiles.Role.TESTS);
      case TESTS ->
          patches(
              new PatchesKey(file, role, reader),
              importer -> role(importer) != TestFiles.Role.TESTS || importer.equals(reader));
    };
  }

  private Patches patches(PatchesKey key, Predicate<Path> counts) {
    Patches known = patches.get(key);
    if (known == null) {
      known =
          importers
              .of(key.file())
              .map(
                  files ->
                      Patches.all(
                          files.stream().filter(counts).map(snapshot::contribution).toList()))
              .orElse(Patches.UNKNOWN);
      patches.put(key, known);
    }
    return known;
  }

  private TestFiles.Role role(Path file) {
    TestFiles.Role known = roles.get(file);
    if (known == null) {
      known = TestFiles.role(file, snapshot.roots(), snapshot);
      roles.put(file, known);
    }
    return known;
  }
}
