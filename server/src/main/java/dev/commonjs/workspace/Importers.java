package dev.commonjs.workspace;

import dev.commonjs.resolve.PackageScope;
import dev.commonjs.resolve.Resolution;
import dev.commonjs.shape.RequireSite;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the modules that may do something to another one's exports, without summarising those that
 * can't: they have to require it, or a module that passes it on. Looked for among the modules of
 * the roots and, for an installed package, among what they load of the packages that may reach it.
 * Thread-safe.
 */
final class Importers {
  /** A module that is passed on through more than these is everybody's. */
  private static final int MOST_PASSING = 500;

  /**
   * In UTF-16 units. To see what they do, the installed modules that require a module are executed,
   * which nobody has asked for: of more text than this nothing is said.
   */
  private static final long MOST_TEXT = 8 << 20;

  /** Modules of one package that computes what it loads, and so may load any of them. */
  private static final int MOST_MODULES = 2_000;

  /** More than stand between a file and the entry of its program. */
  private static final int MOST_IMPORTERS = 64;

  private final Snapshot snapshot;
  private volatile @Nullable Set<Path> reachable;
  private final Map<Path, Optional<Map<String, List<Path>>>> pools = new ConcurrentHashMap<>();
  private final Map<Path, Set<Path>> requiring = new ConcurrentHashMap<>();
  private final Map<Path, Set<Path>> required = new ConcurrentHashMap<>();

  Importers(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  private Packages packages() {
    return snapshot.universe().generation().packages;
  }

  /**
   * The modules that require {@code target} or what passes it on, sorted; empty when there are too
   * many to tell.
   */
  Optional<Set<Path>> of(Path target) {
    Set<Path> found = new TreeSet<>();
    Set<Path> asked = new LinkedHashSet<>();
    Deque<Path> waiting = new ArrayDeque<>(List.of(target));
    long text = 0;
    while (!waiting.isEmpty()) {
      Path next = waiting.remove();
      if (!asked.add(next)) {
        continue;
      }
      if (asked.size() > MOST_PASSING) {
        return Optional.empty();
      }
      Optional<Set<Path>> direct = direct(next);
      if (direct.isEmpty()) {
        return Optional.empty();
      }
      Set<Path> importers = direct.get();
      for (Path importer : importers) {
        text +=
            found.add(importer) && Packages.folderOf(importer).isPresent() ? length(importer) : 0;
      }
      if (text > MOST_TEXT) {
        return Optional.empty();
      }
      Set<String> tails = tailsOf(next);
      for (Path importer : importers) {
        if (passesOn(importer, tails, next)) {
          waiting.add(importer);
        }
      }
    }
    return Optional.of(found);
  }

  private long length(Path file) {
    return snapshot.text(file).map(text -> text.text().length()).orElse(0);
  }

  /**
   * {@code file} and those of the roots that require it, directly or not, the nearest first: of
   * very many some.
   */
  Set<Path> withImporters(Path file) {
    Set<Path> found = new LinkedHashSet<>(Set.of(file));
    Deque<Path> queue = new ArrayDeque<>(found);
    for (Path to = queue.poll(); to != null && found.size() < MOST_IMPORTERS; to = queue.poll()) {
      for (Path importer : requiring(to)) {
        if (found.add(importer)) {
          queue.add(importer);
        }
      }
    }
    return found;
  }

  /** The modules of the roots that require or import {@code target} itself, sorted. */
  Set<Path> requiring(Path target) {
    Set<Path> known = requiring.get(target);
    if (known == null) {
      Set<String> tails = tailsOf(target);
      known = new TreeSet<>(naming(target, tails));
      known.removeIf(file -> !required(file).contains(target));
      known.addAll(computing(target));
      requiring.put(target, known);
    }
    return known;
  }

  /** What {@code file} requires or imports, as its execution shows. */
  private Set<Path> required(Path file) {
    Set<Path> known = required.get(file);
    if (known == null) {
      known =
          snapshot.edges(file).stream()
              .filter(edge -> edge.kind() != RequireSite.Kind.RESOLVE)
              .flatMap(edge -> edge.resolution().target())
              .collect(Collectors.toUnmodifiableSet());
      required.put(file, known);
    }
    return known;
  }

  void dropAnswers() {
    requiring.clear();
    required.clear();
  }

  private Set<String> tailsOf(Path target) {
    Optional<Path> installed = Packages.folderOf(target);
    PackageScope scope = snapshot.resolver().packageScope(target);
    Path top = installed.orElse(scope.directory());
    String name =
        installed
            .map(Packages::nameOf)
            .orElse(scope.manifest().flatMap(m -> Optional.ofNullable(m.name())).orElse(null));
    return Mentions.of(target, top, name);
  }

  /** The modules of the roots whose text seems to name {@code target}, in any order. */
  private Set<Path> naming(Path target, Set<String> tails) {
    Set<Path> found = new HashSet<>();
    for (String tail : tails) {
      found.addAll(snapshot.universe().naming(tail, target));
    }
    found.removeIf(snapshot::isOpen);
    for (Path file : snapshot.openFiles()) {
      if (snapshot.universe().lists(file) && names(file, tails, target)) {
        found.add(file);
      }
    }
    return found;
  }

  /**
   * The modules of the roots that require {@code target} by a specifier that they compute. The text
   * need not show a part of it ({@code path.join(__dirname, name)}), so all that compute one are
   * executed: they are few.
   */
  private Set<Path> computing(Path target) {
    Set<Path> found = new HashSet<>(snapshot.universe().computing());
    found.removeIf(snapshot::isOpen);
    for (Path file : snapshot.openFiles()) {
      if (snapshot.universe().lists(file) && snapshot.computesRequire(file)) {
        found.add(file);
      }
    }
    found.removeIf(file -> !required(file).contains(target));
    return found;
  }

  /** Empty when there are too many to tell. */
  private Optional<Set<Path>> direct(Path target) {
    Optional<Path> installed = Packages.folderOf(target);
    Set<String> tails = tailsOf(target);
    if (installed.isEmpty() || snapshot.settings().includeNodeModules()) {
      Set<Path> all = naming(target, tails);
      all.addAll(computing(target));
      return Optional.of(all);
    }
    return pools
        .computeIfAbsent(installed.get(), folder -> loadedOnTheWayTo(folder).map(this::byTail))
        .map(
            index ->
                tails.stream()
                    .flatMap(tail -> index.getOrDefault(tail, List.of()).stream())
                    .distinct()
                    .filter(file -> names(file, tails, target))
                    .collect(Collectors.toSet()));
  }

  private Map<String, List<Path>> byTail(Collection<Path> files) {
    Map<String, List<Path>> index = new HashMap<>();
    for (Path file : files) {
      snapshot.mentions(file).stream()
          .map(Mentions::tail)
          .distinct()
          .forEach(tail -> index.computeIfAbsent(tail, t -> new ArrayList<>()).add(file));
    }
    return index;
  }

  /**
   * The modules of the roots, and what they load of packages that may reach the one in {@code
   * folder}; empty when there are too many to tell.
   */
  private Optional<Set<Path>> loadedOnTheWayTo(Path folder) {
    Set<Path> between = packages().reaching(reachablePackages(), folder);
    Set<String> names = new HashSet<>();
    between.forEach(f -> names.add(Packages.nameOf(f)));
    Set<Path> loaded = new LinkedHashSet<>(snapshot.files());
    Deque<Path> waiting = new ArrayDeque<>(loaded);
    Set<Path> whole = new HashSet<>();
    while (!waiting.isEmpty()) {
      Path file = waiting.remove();
      Optional<Path> own = Packages.folderOf(file);
      boolean inside = own.isPresent();
      if (inside && snapshot.computesRequire(file) && whole.add(own.get())) {
        Optional<List<Path>> modules = packages().modules(own.get(), MOST_MODULES);
        if (modules.isEmpty()) {
          return Optional.empty();
        }
        modules.get().stream().filter(loaded::add).forEach(waiting::add);
      }
      for (String specifier : snapshot.mentions(file)) {
        boolean path =
            specifier.startsWith(".") || specifier.startsWith("/") || specifier.startsWith("#");
        if (path ? inside : names.contains(Mentions.tail(specifier))) {
          targets(file, specifier)
              .filter(t -> Packages.folderOf(t).filter(between::contains).isPresent())
              .filter(loaded::add)
              .forEach(waiting::add);
        }
      }
    }
    return Optional.of(loaded);
  }

  /** From what the modules of the roots seem to require. */
  private Set<Path> reachablePackages() {
    Set<Path> known = reachable;
    if (known == null) {
      Set<Path> start = new LinkedHashSet<>();
      for (Path file : snapshot.files()) {
        Path folder = Optional.ofNullable(file.getParent()).orElse(file);
        for (String specifier : snapshot.mentions(file)) {
          if (!specifier.startsWith(".")) {
            packages().installed(folder, Mentions.tail(specifier)).ifPresent(start::add);
          }
        }
      }
      known = packages().reachable(start);
      reachable = known;
    }
    return known;
  }

  private boolean names(Path file, Set<String> tails, Path target) {
    return snapshot.mentions(file).stream()
        .filter(specifier -> tails.contains(Mentions.tail(specifier)))
        .anyMatch(specifier -> names(file, specifier, target));
  }

  private boolean names(Path file, String specifier, Path target) {
    return targets(file, specifier).anyMatch(target::equals);
  }

  /** Executes nothing: most of those that are asked name something else of the same tail. */
  private Stream<Path> targets(Path file, String specifier) {
    return snapshot.leads(file, specifier).stream().flatMap(Resolution::target);
  }

  /** Whether what {@code target} exports is a part of what {@code file} exports. */
  private boolean passesOn(Path file, Set<String> tails, Path target) {
    return snapshot
        .summary(file)
        .map(summary -> snapshot.universe().passedOn(file, summary.shape()))
        .stream()
        .flatMap(Set::stream)
        .filter(specifier -> tails.contains(Mentions.tail(specifier)))
        .anyMatch(specifier -> names(file, specifier, target));
  }
}
