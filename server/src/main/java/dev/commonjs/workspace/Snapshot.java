package dev.commonjs.workspace;

import dev.commonjs.graph.Edge;
import dev.commonjs.graph.Limits;
import dev.commonjs.graph.Linker;
import dev.commonjs.graph.Memo;
import dev.commonjs.graph.ModuleGraph;
import dev.commonjs.graph.Modules;
import dev.commonjs.graph.Patches;
import dev.commonjs.observe.Observation;
import dev.commonjs.resolve.FileView;
import dev.commonjs.resolve.Mode;
import dev.commonjs.resolve.ModuleKind;
import dev.commonjs.resolve.ModuleKinds;
import dev.commonjs.resolve.NodeResolver;
import dev.commonjs.resolve.Resolution;
import dev.commonjs.shape.Fact;
import dev.commonjs.shape.ModuleSummary;
import dev.commonjs.shape.RequireSite;
import dev.commonjs.syntax.ParsedFile;
import dev.commonjs.text.ContentHash;
import dev.commonjs.text.SourceText;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One version of everything, immutable: the whole read API for features and rules. Answers are
 * computed on first use; thread-safe. Paths are absolute, normalised and real: a module is known
 * under the path that Node gives it.
 */
public final class Snapshot {
  private final long version;
  private final Universe universe;
  private final Map<Path, SourceText> open;
  private final SummaryCache cache;
  private final Observations observations;
  private final Limits limits;
  private final Map<Path, SummaryCache.Key> openKeys = new ConcurrentHashMap<>();
  private final @Nullable Linkage basis;
  private volatile @Nullable Linkage linkage;
  private final SnapshotModules modules = new SnapshotModules(this);
  private volatile @Nullable Linker linker;

  private Snapshot(
      long version,
      Universe universe,
      Map<Path, SourceText> open,
      SummaryCache cache,
      Observations observations,
      Limits limits,
      @Nullable Linkage basis) {
    this.version = version;
    this.universe = universe;
    this.open = Map.copyOf(open);
    this.cache = cache;
    this.observations = observations;
    this.limits = limits;
    this.basis = basis;
  }

  static Snapshot first(
      Universe universe, SummaryCache cache, Observations observations, Limits limits) {
    return new Snapshot(1, universe, Map.of(), cache, observations, limits, null);
  }

  Snapshot next(Universe nextUniverse, Map<Path, SourceText> nextOpen) {
    Linkage known = linkage != null ? linkage : basis;
    Snapshot next =
        new Snapshot(version + 1, nextUniverse, nextOpen, cache, observations, limits, known);
    if (nextUniverse == universe) {
      openKeys.forEach(
          (file, key) -> {
            if (Objects.equals(open.get(file), next.open.get(file))) {
              next.openKeys.put(file, key);
            }
          });
    }
    return next;
  }

  /** As if the editor had changed {@code file} to {@code text}; nobody else sees that. */
  public Snapshot withText(Path file, SourceText text) {
    Map<Path, SourceText> changed = new HashMap<>(open);
    changed.put(file, text);
    return next(universe, changed);
  }

  /** Grows with every change. */
  public long version() {
    return version;
  }

  public Settings settings() {
    return universe.settings;
  }

  public List<Path> roots() {
    return universe.roots;
  }

  Universe universe() {
    return universe;
  }

  Map<Path, SourceText> open() {
    return open;
  }

  /** The files that the editor owns. */
  public Set<Path> openFiles() {
    return open.keySet();
  }

  /** Whether the editor owns the text of {@code file}. */
  public boolean isOpen(Path file) {
    return open.containsKey(file);
  }

  /** Open documents over the disk. */
  public FileView view() {
    return new OverlayFiles(open, universe.generation().disk);
  }

  /** See {@link CachedFiles#isRealNow}. */
  boolean isRealNow(Path path) {
    return universe.generation().disk.isRealNow(path);
  }

  /** Empty when there is no such file or it can't be read. */
  public Optional<SourceText> text(Path file) {
    SourceText text = open.get(file);
    return text != null ? Optional.of(text) : universe.generation().disk.text(file);
  }

  /** What the text of {@code file} mentions, see {@link Mentions}. */
  Set<String> mentions(Path file) {
    return specifiers(file).all();
  }

  /** Whether the text of {@code file} seems to compute what it requires. */
  public boolean computesRequire(Path file) {
    return specifiers(file).computes();
  }

  /** As {@link #mentions}, told apart. */
  Mentions.Specifiers specifiers(Path file) {
    SourceText text = open.get(file);
    return text != null ? cache.mentions(text) : universe.generation().mentions(file);
  }

  /** Empty where there is no text, no JavaScript, or not enough memory for it. */
  public Optional<ParsedFile> parsed(Path file) {
    if (!isJavaScript(file)) {
      return Optional.empty();
    }
    return hash(file).flatMap(h -> text(file)).flatMap(text -> cache.parsed(file, text));
  }

  private boolean isJavaScript(Path file) {
    return switch (kindBySyntax(file, false)) {
      case COMMONJS, ESM -> true;
      case JSON, ADDON, WASM, OTHER -> false;
    };
  }

  /** Whether Node runs {@code file} as an ES module, whatever is in it. */
  public boolean isSurelyEsModule(Path file) {
    return kindBySyntax(file, false) == ModuleKind.ESM;
  }

  private ModuleKind kindBySyntax(Path file, boolean esmSyntax) {
    return resolver().moduleKind(file, esmSyntax);
  }

  /** For specifiers that nobody has written: it does not remember them. */
  public NodeResolver resolver() {
    return universe.generation().resolver;
  }

  /** Empty where there is no text, or one that is neither JavaScript nor JSON. */
  public Optional<ModuleSummary> summary(Path file) {
    return key(file).flatMap(key -> summarized(file, key, () -> text(file)));
  }

  /** Of {@link #summary}, which need not be there any more. */
  private Optional<SummaryCache.Key> key(Path file) {
    Map<Path, SummaryCache.Key> keys = isOpen(file) ? openKeys : universe.generation().keys;
    SummaryCache.Key known = keys.get(file);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<SummaryCache.Key> made =
        hash(file).flatMap(hash -> keyOf(file, hash, () -> text(file)));
    made.ifPresent(key -> keys.put(file, key));
    return made;
  }

  Optional<ContentHash> hash(Path file) {
    SourceText text = open.get(file);
    return text != null ? cache.hash(file, text) : universe.generation().hash(file);
  }

  /** The text is only asked for when its summary is not there. */
  private Optional<ModuleSummary> summarized(
      Path file, SummaryCache.Key key, Supplier<Optional<SourceText>> text) {
    Optional<ModuleSummary> known = cache.known(key);
    return known.isPresent()
        ? known
        // A file that changed unnoticed must not be taken for what it was.
        : text.get().map(t -> cache.summary(file, t, key.withHash(t.hash()), !isOpen(file)));
  }

  /** Empty when the file is neither JavaScript nor JSON, or has no text. */
  private Optional<SummaryCache.Key> keyOf(
      Path file, ContentHash hash, Supplier<Optional<SourceText>> text) {
    if (kindBySyntax(file, false) == ModuleKind.JSON) {
      return Optional.of(new SummaryCache.Key(hash, true, Map.of()));
    }
    if (!isJavaScript(file)) {
      return Optional.empty();
    }
    Predicate<String> isMissing =
        specifier ->
            resolve(file, specifier, RequireSite.Kind.REQUIRE) instanceof Resolution.NotFound;
    Optional<SummaryCache.Key> known = cache.keyOfStored(hash, isMissing);
    return known.isPresent()
        ? known
        : text.get().map(t -> cache.read(file, t, isMissing, !isOpen(file)));
  }

  public Modules.Kind kind(Path file) {
    boolean ambiguous = ModuleKinds.isAmbiguous(file, resolver().packageScope(file));
    boolean esmSyntax = ambiguous && summary(file).map(ModuleSummary::esmSyntax).orElse(false);
    return switch (kindBySyntax(file, esmSyntax)) {
      case COMMONJS -> isTakenForEsModule(file) ? Modules.Kind.ES_MODULE : Modules.Kind.COMMONJS;
      case ESM -> Modules.Kind.ES_MODULE;
      case JSON -> Modules.Kind.JSON;
      case ADDON, WASM, OTHER -> Modules.Kind.OPAQUE;
    };
  }

  /**
   * Whether a file that Node would refuse, because its package says CommonJS, is an ES module for
   * whoever does load it: a bundler or the runner of tests.
   */
  private boolean isTakenForEsModule(Path file) {
    return !file.toString().endsWith(".cjs")
        && summary(file).map(ModuleSummary::esmSyntax).orElse(false);
  }

  public Resolution resolve(Path from, String specifier, RequireSite.Kind kind) {
    return universe.generation().resolve(from, specifier, mode(kind));
  }

  /** The steps of {@link #resolve}, for people. */
  public List<String> steps(Path from, String specifier, RequireSite.Kind kind) {
    return resolver().steps(from, specifier, mode(kind));
  }

  public static Mode mode(RequireSite.Kind kind) {
    return switch (kind) {
      case REQUIRE, RESOLVE -> Mode.REQUIRE;
      case IMPORT, DYNAMIC_IMPORT -> Mode.IMPORT;
    };
  }

  /** What {@code specifier} stands for in {@code file}, as the file names it. */
  public Resolution resolve(Path file, String specifier) {
    return modules.resolve(file, specifier);
  }

  /** See {@link Modules#leads}. */
  List<Resolution> leads(Path file, String specifier) {
    return modules.leads(file, specifier);
  }

  /**
   * What running {@code file} showed, as far as it has been run by now: evidence for people, not
   * for rules. Where it has not, it is run when there is time; never outside of the workspace and
   * of what it has installed.
   */
  public Optional<Observation> observation(Path file) {
    if (!settings().observe()) {
      return Optional.empty();
    }
    Optional<Observation> known = observations.of(this, file);
    if (known.isEmpty()
        && kind(file) == Modules.Kind.COMMONJS
        && new SnapshotWorld(this, file).admitsEntry()) {
      observations.want(file);
    }
    return known;
  }

  /** Of {@link #files}; other files are there as targets only. */
  public ModuleGraph graph() {
    return linkage().graph(this::wholeGraph);
  }

  /**
   * {@link #graph} where it is there already; empty while the files are still being read. Never
   * waits for that.
   */
  public Optional<ModuleGraph> graphIfKnown() {
    return Optional.ofNullable(linkage().knownGraph());
  }

  /**
   * Whether two files require each other, directly or not, while they load; true for the same file.
   */
  public boolean inCycle(Path a, Path b) {
    return modules.inCycle(a, b);
  }

  /** Whether {@code file} loads, while it is loaded itself, another file that loads it again. */
  public boolean inCycle(Path file) {
    return modules.inCycle(file);
  }

  /**
   * The modules of the roots that require or import {@code file}, sorted, as {@link #graph} has
   * them. Reads only what mentions it, and what computes specifiers.
   */
  public Set<Path> importers(Path file) {
    return modules.importers(file);
  }

  /** The modules that require {@code file} or what passes it on; empty: too many to tell. */
  public Optional<Set<Path>> reaching(Path file) {
    return modules.reaching(file);
  }

  /**
   * What the program that {@code file} is a part of puts on the prototypes of the language, for all
   * files at once: asked only when something is about to be called absent.
   */
  public List<Fact.NativeAddition> nativeAdditions(Path file) {
    return modules.natives.around(file);
  }

  /** Packages that the program around {@code file} wants, and that are not installed. */
  public Set<String> missingPackages(Path file) {
    return modules.natives.missingPackages(file);
  }

  /** See {@link NodeResolver#isPluggedUnread}. */
  public boolean isPluggedUnread(Path file) {
    return resolver().isPluggedUnread(file);
  }

  /** See {@link NodeResolver#isPlugged}. */
  public boolean isPlugged(Path file) {
    return resolver().isPlugged(file);
  }

  /** How the program that {@code file} is a part of may find modules otherwise than Node does. */
  public LoaderState loaderState(Path file) {
    return modules.loader.around(file);
  }

  private ModuleGraph wholeGraph() {
    Map<Path, List<Edge>> edges = new TreeMap<>();
    for (Path file : files()) {
      edges.put(file, edges(file));
    }
    return ModuleGraph.of(edges);
  }

  List<Edge> edges(Path file) {
    return summary(file).map(summary -> edges(file, summary)).orElse(List.of());
  }

  private List<Edge> edges(Path file, ModuleSummary summary) {
    return Edges.of(summary, (specifier, kind) -> resolve(file, specifier, kind));
  }

  public Linker linker() {
    Linker known = linker;
    if (known == null) {
      known = new Linker(modules, linkage().memo, limits);
      linker = known;
    }
    return known;
  }

  /** What {@code importer} does to the objects of others. */
  Patches contribution(Path importer) {
    Supplier<Patches> made = () -> Patches.by(List.of(importer), modules, linker()::follow);
    return key(importer)
        .map(key -> linkage().contribution(importer, key, made))
        .orElse(Patches.NONE);
  }

  /** Forgets what can be made again, and makes nothing for it. */
  void dropAnswers() {
    universe.dropTexts();
    modules.dropAnswers();
    for (Linkage known : new @Nullable Linkage[] {basis, linkage}) {
      if (known != null) {
        known.dropAnswers();
      }
    }
  }

  private Linkage linkage() {
    Linkage known = linkage;
    return known != null ? known : makeLinkage();
  }

  private synchronized Linkage makeLinkage() {
    Linkage known = linkage;
    if (known == null) {
      boolean fresh = basis == null || basis.universe != universe;
      known =
          fresh
              ? new Linkage(universe, open, new Memo(), new ConcurrentHashMap<>(), null)
              : linkageAfter(Objects.requireNonNull(basis));
      linkage = known;
    }
    return known;
  }

  /** Early cut-off: what an edit left equal, everybody else keeps. */
  private Linkage linkageAfter(Linkage before) {
    Set<Path> differing = before.differing(open);
    Memo memo = before.memo;
    Map<Path, List<Edge>> changed = new HashMap<>();
    for (Path file : differing) {
      Optional<ModuleSummary> then = summaryOf(file, before.open.get(file));
      Optional<ModuleSummary> now = summary(file);
      if (!then.map(Snapshot::seenByOthers).equals(now.map(Snapshot::seenByOthers))) {
        memo = new Memo();
      }
      List<Edge> edges = now.map(s -> edges(file, s)).orElse(List.of());
      if (!then.map(s -> edges(file, s)).orElse(List.of()).equals(edges)) {
        changed.put(file, edges);
      }
    }
    ModuleGraph graph = before.knownGraph();
    if (graph != null) {
      changed.keySet().retainAll(graph.files());
      graph = changed.isEmpty() ? graph : graph.updated(changed, Set.of());
    }
    // What a file does to others is what it names, linked: as good as the memo, for the same
    // summary.
    Map<Path, Linkage.Contribution> kept =
        memo == before.memo ? before.contributions : new ConcurrentHashMap<>();
    return new Linkage(universe, open, memo, kept, graph);
  }

  /** As it was when {@code text} was open, or nothing was (null). */
  private Optional<ModuleSummary> summaryOf(Path file, @Nullable SourceText text) {
    Optional<SourceText> then =
        text == null ? universe.generation().disk.text(file) : Optional.of(text);
    return then.flatMap(t -> keyOf(file, t.hash(), () -> then))
        .flatMap(key -> summarized(file, key, () -> then));
  }

  private static List<Object> seenByOthers(ModuleSummary summary) {
    return List.of(summary.shape(), summary.esmSyntax());
  }

  /**
   * The modules of the roots, sorted; those in {@code node_modules} only when the settings include
   * them.
   */
  public List<Path> files() {
    return universe.files();
  }

  /** Folders of the roots in which nothing is, or that can't be listed; sorted. */
  public List<Path> emptyFolders() {
    return universe.emptyFolders();
  }

  /** What belongs beside the files and need not be there. */
  public Surroundings surroundings() {
    return universe.generation().surroundings;
  }

  /** Whether {@code file} is installed, not one's own: kept where packages are installed. */
  public boolean isNodeModules(Path file) {
    for (Path part : file) {
      if (part.toString().equals("node_modules")) {
        return settings().includeNodeModules() || !universe.lists(file);
      }
    }
    return false;
  }
}
