package dev.commonjs.workspace;

import dev.commonjs.resolve.FileView;
import dev.commonjs.resolve.Mode;
import dev.commonjs.resolve.NodeResolver;
import dev.commonjs.resolve.NodeSettings;
import dev.commonjs.resolve.PackageJson;
import dev.commonjs.resolve.Resolution;
import dev.commonjs.text.ContentHash;
import dev.commonjs.text.SourceText;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What all versions share between which no file came, went, or changed the way others are found:
 * the disk as seen, the resolutions, and for files on disk the keys of their summaries. Filled by
 * need; thread-safe.
 */
final class Generation {
  final CachedFiles disk;
  final FileView view;
  final NodeResolver resolver;
  final Map<Path, SummaryCache.Key> keys = new ConcurrentHashMap<>();
  final Resolutions resolutions;
  final Packages packages = new Packages(this);
  final Surroundings surroundings;

  /** What files on disk mention, see {@link Mentions}. */
  private final Map<Path, Mentions.Specifiers> mentions = new ConcurrentHashMap<>();

  private final Map<Path, List<Path>> mentioned = new ConcurrentHashMap<>();
  private final Map<Path, ContentHash> hashes = new ConcurrentHashMap<>();

  /** Of files on disk that have been read, see {@link NamesInFiles#known}. */
  final Map<Path, ExportedNames> names = new ConcurrentHashMap<>();

  private final PackageJson.Cache manifests;

  private Generation(
      CachedFiles disk,
      Map<Path, SourceText> structure,
      NodeSettings settings,
      Resolutions resolutions,
      PackageJson.Cache manifests) {
    this.disk = disk;
    this.view = new OverlayFiles(structure, disk);
    this.resolver = new NodeResolver(view, settings, manifests);
    this.resolutions = resolutions;
    this.manifests = manifests;
    this.surroundings = new Surroundings(this);
  }

  static Generation first(FileView disk, NodeSettings settings, MemoryGuard memory) {
    return new Generation(
        new CachedFiles(disk, memory),
        Map.of(),
        settings,
        new Resolutions(),
        new PackageJson.Cache());
  }

  /**
   * @param structure open documents whose text or existence resolution depends on
   * @param changed what may differ since, on disk or in {@code structure}
   */
  Generation next(
      Map<Path, SourceText> structure,
      NodeSettings settings,
      boolean sameSettings,
      Set<Path> changed) {
    Predicate<Path> stale = disk.stale(changed);
    Resolutions kept = sameSettings ? resolutions.without(stale) : new Resolutions();
    Generation next = new Generation(disk.without(changed), structure, settings, kept, manifests);
    copy(mentions, next.mentions, stale);
    copy(hashes, next.hashes, stale);
    copy(names, next.names, stale);
    return next;
  }

  private static <V> void copy(Map<Path, V> from, Map<Path, V> to, Predicate<Path> stale) {
    from.forEach(
        (path, value) -> {
          if (!stale.test(path)) {
            to.put(path, value);
          }
        });
  }

  Mentions.Specifiers mentions(Path file) {
    Mentions.Specifiers known = mentions.get(file);
    if (known == null) {
      known = disk.read(file).map(Mentions::in).orElse(Mentions.Specifiers.NONE);
      mentions.put(file, known);
    }
    return known;
  }

  /** The files that a file on disk mentions. */
  List<Path> mentioned(Path file, Supplier<List<Path>> find) {
    List<Path> known = mentioned.get(file);
    if (known == null) {
      known = find.get();
      mentioned.put(file, known);
    }
    return known;
  }

  /** Of the text on disk: kept longer than the text. */
  Optional<ContentHash> hash(Path file) {
    ContentHash known = hashes.get(file);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<ContentHash> hash = disk.hash(file);
    hash.ifPresent(h -> hashes.put(file, h));
    return hash;
  }

  Resolution resolve(Path from, String specifier, Mode mode) {
    Resolutions.Query query = query(from, specifier, mode);
    return resolutions.get(query, () -> resolver.resolve(from, specifier, mode));
  }

  /**
   * What {@code specifier} may stand for in {@code from}: as it is required, and where it seems to
   * be imported, as it is imported.
   */
  List<Resolution> leads(Path from, String specifier, Mentions.Specifiers text) {
    Resolution required = lead(from, specifier, Mode.REQUIRE);
    return text.imported().contains(specifier)
        ? List.of(required, lead(from, specifier, Mode.IMPORT))
        : List.of(required);
  }

  /** As {@link #resolve}; kept only where it found something: what people are told is more. */
  private Resolution lead(Path from, String specifier, Mode mode) {
    Resolutions.Query query = query(from, specifier, mode);
    return resolutions.found(query, () -> resolver.lead(from, specifier, mode));
  }

  private static Resolutions.Query query(Path from, String specifier, Mode mode) {
    @Nullable Path directory = from.getParent();
    return new Resolutions.Query(directory == null ? from : directory, specifier, mode);
  }
}
