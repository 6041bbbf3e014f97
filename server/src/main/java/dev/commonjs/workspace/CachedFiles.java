package dev.commonjs.workspace;

import dev.commonjs.resolve.FileView;
import dev.commonjs.text.ContentHash;
import dev.commonjs.text.SourceText;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * The disk as one generation of snapshots sees it: every answer is asked for once. What changed on
 * disk since and was not told is not seen. Texts are many and large: they may be forgotten and read
 * again.
 */
final class CachedFiles implements FileView {
  private static final long MAX_TEXT_CHARS = 16L << 20;

  private final FileView disk;
  private final MemoryGuard memory;
  private final Map<Path, Kind> kinds = new ConcurrentHashMap<>();
  private final Map<Path, Path> realPaths = new ConcurrentHashMap<>();
  private final Map<Path, List<String>> listings = new ConcurrentHashMap<>();
  private final Recent<Path, Optional<SourceText>> texts =
      new Recent<>(MAX_TEXT_CHARS, text -> 64 + text.map(SourceText::length).orElse(0));

  CachedFiles(FileView disk, MemoryGuard memory) {
    this.disk = disk;
    this.memory = memory;
  }

  /**
   * This generation without what {@code changed} paths, their folders and all below them were seen
   * as. What was absent is looked for again: it may have been looked for through a link that led
   * nowhere, which no path shows.
   */
  CachedFiles without(Set<Path> changed) {
    CachedFiles next = new CachedFiles(disk, memory);
    Predicate<Path> stale = stale(changed);
    copy(kinds, next.kinds, stale);
    next.kinds.values().removeIf(kind -> kind == Kind.ABSENT);
    copy(realPaths, next.realPaths, stale.or(this::mayBecomeLink));
    copy(listings, next.listings, stale);
    texts.forEach((path, text) -> putUnless(stale, next, path, text));
    return next;
  }

  /** Where nothing was, its own path stands for the real one. */
  private boolean mayBecomeLink(Path path) {
    return path.equals(realPaths.get(path)) && kinds.getOrDefault(path, Kind.ABSENT) == Kind.ABSENT;
  }

  private static void putUnless(
      Predicate<Path> stale, CachedFiles next, Path path, Optional<SourceText> text) {
    if (!stale.test(path)) {
      next.texts.put(path, text);
    }
  }

  private static <V> void copy(Map<Path, V> from, Map<Path, V> to, Predicate<Path> stale) {
    from.forEach(
        (path, value) -> {
          if (!stale.test(path)) {
            to.put(path, value);
          }
        });
  }

  /**
   * The paths whose answers a change may change, as {@link #without} forgets them: the folders
   * above come and go with what is in them, and of a folder that came or went only itself may have
   * been told.
   */
  Predicate<Path> stale(Set<Path> changed) {
    Set<Path> exact = new HashSet<>();
    Set<Path> trees = new HashSet<>();
    for (Path path : withAliases(changed)) {
      for (Path above = path; above != null && exact.add(above); above = above.getParent()) {}
      if (kinds.getOrDefault(path, Kind.DIRECTORY) != Kind.FILE) {
        trees.add(path);
      }
    }
    return path -> exact.contains(path) || isBelow(path, trees);
  }

  private static boolean isBelow(Path path, Set<Path> trees) {
    if (trees.size() <= 4) {
      return trees.stream().anyMatch(path::startsWith);
    }
    for (Path above = path; above != null; above = above.getParent()) {
      if (trees.contains(above)) {
        return true;
      }
    }
    return false;
  }

  /** Files are looked for under the names of links, and changes are told under real names. */
  private Set<Path> withAliases(Set<Path> changed) {
    Set<Path> all = new HashSet<>(changed);
    realPaths.forEach(
        (link, real) -> {
          if (!link.equals(real)) {
            addAliases(link, real, changed, all);
          }
        });
    return all;
  }

  private static void addAliases(Path link, Path real, Set<Path> changed, Set<Path> all) {
    Path linkHead = link;
    Path realHead = real;
    while (linkHead.getParent() != null
        && realHead.getParent() != null
        && linkHead.getNameCount() > 1
        && realHead.getNameCount() > 1
        && linkHead.getFileName().equals(realHead.getFileName())
        && !linkHead.getParent().equals(realHead.getParent())) {
      linkHead = linkHead.getParent();
      realHead = realHead.getParent();
    }
    for (Path path : changed) {
      if (path.startsWith(realHead)) {
        all.add(linkHead.resolve(realHead.relativize(path)).normalize());
      }
    }
  }

  /** What {@code path} is, if that has been asked before. */
  boolean isKnownFile(Path path) {
    return kinds.get(path) == Kind.FILE;
  }

  @Override
  public Kind kind(Path path) {
    Kind known = kinds.get(path);
    if (known != null) {
      return known;
    }
    Kind kind = disk.kind(path);
    kinds.put(path, kind);
    if (kind != Kind.ABSENT) {
      noteLink(path);
    }
    return kind;
  }

  /**
   * Installed packages may be links to folders elsewhere: the usual way in which a file has two
   * paths.
   */
  private void noteLink(Path path) {
    for (int i = path.getNameCount() - 2; i >= 0; i--) {
      if (path.getName(i).toString().equals("node_modules")) {
        boolean scoped = path.getName(i + 1).toString().startsWith("@");
        int end = Math.min(path.getNameCount(), i + (scoped ? 3 : 2));
        realPath(path.getRoot().resolve(path.subpath(0, end)));
        return;
      }
    }
  }

  @Override
  public Optional<String> read(Path path) {
    return text(path).map(SourceText::text);
  }

  /** {@link #read}; as long as it is kept it is one object, so that its hash is made once. */
  Optional<SourceText> text(Path path) {
    Optional<SourceText> known = texts.get(path);
    return known != null ? known : load(path);
  }

  /** Outside of the cache's locks: it may have to be dropped to make room. */
  private Optional<SourceText> load(Path path) {
    Optional<SourceText> read = memory.loading(path, () -> disk.read(path).map(SourceText::new));
    Optional<SourceText> text = texts.putIfAbsent(path, read);
    if (text.isPresent() && !kinds.containsKey(path)) {
      kind(path);
    }
    return text;
  }

  /** Of {@link #text}; what there is no memory for has no text from then on. */
  Optional<ContentHash> hash(Path path) {
    Optional<ContentHash> hash = memory.loading(path, () -> text(path).map(SourceText::hash));
    if (hash.isEmpty()) {
      texts.put(path, Optional.empty());
    }
    return hash;
  }

  /** What could not be read is remembered. */
  void dropTexts() {
    texts.removeIf(Optional::isPresent);
  }

  @Override
  public Path realPath(Path path) {
    return realPaths.computeIfAbsent(path, disk::realPath);
  }

  /** Whether no link has come into {@code path} since: asks the disk again. */
  boolean isRealNow(Path path) {
    return disk.realPath(path).equals(path);
  }

  @Override
  public List<String> list(Path directory) {
    return listings.computeIfAbsent(directory, d -> disk.list(d).stream().sorted().toList());
  }
}
