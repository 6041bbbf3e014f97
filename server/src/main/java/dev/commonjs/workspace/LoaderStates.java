package dev.commonjs.workspace;

import dev.commonjs.shape.Fact;
import dev.commonjs.shape.Fact.LoaderPart;
import dev.commonjs.shape.ModuleSummary;
import dev.commonjs.shape.RequireSite;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the program around a file does to Node's way of finding modules: what changes it holds for
 * all that is loaded afterwards. Asked only when something is about to be called missing.
 * Thread-safe.
 */
final class LoaderStates {
  /** How many own files are looked at: more than load before one file in most programs. */
  private static final int MOST_FILES = 400;

  /** How many of an installed package. */
  private static final int FILES_OF_PACKAGE = 12;

  private final Files files;
  private final Map<Path, LoaderState> byFile = new ConcurrentHashMap<>();
  private final Map<Path, LoaderState> byEntry = new ConcurrentHashMap<>();

  /**
   * What is asked of the program.
   *
   * @param target the file that a specifier names in a file; empty where there is none
   * @param withImporters a file and those that load it, directly or not: what they load besides
   *     runs before it
   * @param isInstalled whether a file is not one's own
   * @param configurations the files of the same package that may be configuration
   * @param isCommonJs whether a file can be read as a CommonJS module
   */
  record Files(
      Function<Path, Optional<ModuleSummary>> summary,
      BiFunction<Path, String, Optional<Path>> target,
      Function<Path, Set<Path>> withImporters,
      Predicate<Path> isInstalled,
      Function<Path, List<Path>> configurations,
      Predicate<Path> isCommonJs) {}

  LoaderStates(Files files) {
    this.files = files;
  }

  void dropAnswers() {
    byFile.clear();
    byEntry.clear();
  }

  LoaderState around(Path file) {
    LoaderState known = byFile.get(file);
    if (known == null) {
      known = gather(file);
      byFile.put(file, known);
    }
    return known;
  }

  private LoaderState gather(Path file) {
    boolean own = parts(file).stream().anyMatch(f -> f.part() == LoaderPart.OWN_FOLDERS);
    LoaderState state = own ? LoaderState.FINDS_MORE : LoaderState.PLAIN;
    for (Path configuration : files.configurations().apply(file)) {
      for (Fact.NamesMapped names : facts(configuration, Fact.NamesMapped.class)) {
        state = state.and(LoaderState.mapped(configuration, names));
      }
    }
    Set<Path> seen = new LinkedHashSet<>(files.withImporters().apply(file));
    Deque<Path> queue = new ArrayDeque<>(seen);
    Set<Path> entries = new LinkedHashSet<>();
    for (Path next = queue.poll(); next != null; next = queue.poll()) {
      state = state.and(ofOwn(next));
      for (Path target : required(next)) {
        if (files.isInstalled().test(target)) {
          entries.add(target);
        } else if (seen.size() < MOST_FILES && seen.add(target)) {
          queue.add(target);
        }
      }
    }
    for (Path entry : entries) {
      state = state.and(ofPackage(entry));
    }
    return state;
  }

  private LoaderState ofOwn(Path file) {
    LoaderState state = LoaderState.PLAIN;
    for (Fact.LoaderChanged fact : parts(file)) {
      state =
          state.and(
              switch (fact.part()) {
                case FINDING, LOADING -> LoaderState.FINDS_MORE;
                case HANDED_OVER -> handedOver(file, fact.name());
                case EXTENSIONS -> extensions(fact);
                case OWN_FOLDERS -> LoaderState.PLAIN;
              });
    }
    return state;
  }

  private LoaderState handedOver(Path file, @Nullable String specifier) {
    if (specifier == null) {
      return LoaderState.FINDS_MORE;
    }
    return isKnown(file, specifier) ? LoaderState.PLAIN : LoaderState.patchedBy(specifier);
  }

  /** Whether what the module does can be read: then it is seen there. */
  private boolean isKnown(Path file, String specifier) {
    return files.target().apply(file, specifier).filter(files.isCommonJs()).isPresent();
  }

  /** To load something else is one of many things that a package can do, when it is told to. */
  private LoaderState ofPackage(Path entry) {
    LoaderState known = byEntry.get(entry);
    if (known == null) {
      known = LoaderState.PLAIN;
      Set<Path> seen = new HashSet<>();
      Deque<Path> queue = new ArrayDeque<>(List.of(entry));
      for (Path file = queue.poll(); file != null; file = queue.poll()) {
        if (!seen.add(file) || seen.size() > FILES_OF_PACKAGE) {
          continue;
        }
        for (Fact.LoaderChanged fact : parts(file)) {
          boolean finds = fact.part() == LoaderPart.FINDING;
          known = known.and(finds ? LoaderState.FINDS_MORE : extensions(fact));
        }
        relative(file, queue);
      }
      byEntry.put(entry, known);
    }
    return known;
  }

  private void relative(Path file, Deque<Path> queue) {
    files.summary().apply(file).stream()
        .flatMap(summary -> summary.requires().stream())
        .flatMap(site -> site.specifiers().stream())
        .filter(next -> next.startsWith("."))
        .forEach(next -> files.target().apply(file, next).ifPresent(queue::add));
  }

  private static LoaderState extensions(Fact.LoaderChanged fact) {
    if (fact.part() != LoaderPart.EXTENSIONS) {
      return LoaderState.PLAIN;
    }
    return fact.name() == null ? LoaderState.ANY_EXTENSION : LoaderState.withExtension(fact.name());
  }

  private List<Fact.LoaderChanged> parts(Path file) {
    return facts(file, Fact.LoaderChanged.class);
  }

  private <F extends Fact> List<F> facts(Path file, Class<F> type) {
    return files.summary().apply(file).map(summary -> Fact.of(summary, type)).orElse(List.of());
  }

  private Set<Path> required(Path file) {
    Set<Path> targets = new LinkedHashSet<>();
    files.summary().apply(file).stream()
        .flatMap(summary -> summary.requires().stream())
        .filter(site -> site.kind() != RequireSite.Kind.RESOLVE)
        .flatMap(site -> site.specifiers().stream())
        .forEach(specifier -> files.target().apply(file, specifier).ifPresent(targets::add));
    return targets;
  }
}
