package dev.commonjs.resolve;

import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The files that one pattern of {@code exports} or {@code imports} reaches (<em>Modules: Packages,
 * Subpath patterns</em>): the star stands for the same text in the key and wherever the target has
 * one, over slashes, too.
 */
final class PatternWalk {
  /** Entries of folders that one list looks at. */
  static final int MOST_LOOKS = 5_000;

  /** Folders in folders: links can go round. */
  private static final int DEEPEST = 16;

  /** Names with these are other ones in URLs. */
  private static final String OTHER_IN_URLS = "%?#\\*";

  /**
   * The key around its star, and what the items wanted start with; one of {@code before} and {@code
   * prefix} starts with the other.
   */
  record Key(String before, String after, String prefix) {
    /** What the star has to start with. */
    String start() {
      return before.length() < prefix.length() ? prefix.substring(before.length()) : "";
    }

    /**
     * The step that all items start with in which {@code match} starts what the star stands for.
     */
    Optional<String> step(String match) {
      String all = before + match;
      int slash = all.length() < prefix.length() ? -1 : all.indexOf('/', prefix.length());
      return slash < 0 ? Optional.empty() : Optional.of(all.substring(0, slash + 1));
    }
  }

  /** How many looks are left. */
  static final class Looks {
    private int left = MOST_LOOKS;

    boolean take() {
      return left > 0 && left-- > 0;
    }
  }

  /**
   * @param name from the folder where the walk starts: empty, or with a slash at its end
   */
  private record Folder(Path path, String name, int depth) {}

  private final Probe probe;
  private final Key key;
  private final Path base;
  private final List<String> parts;
  private final Predicate<String> allowed;
  private final Set<String> found = new LinkedHashSet<>();

  /**
   * @param base the folder that is in the target before the first star
   * @param parts of the target from there, around its stars
   */
  private PatternWalk(
      Probe probe, Key key, Path base, List<String> parts, Predicate<String> allowed) {
    this.probe = probe;
    this.key = key;
    this.base = base;
    this.parts = parts;
    this.allowed = allowed;
  }

  /**
   * @param target the pathname of a URL, with stars; empty for one without, which is one file under
   *     any name
   * @param allowed whether a whole key leads somewhere: another entry may fit it better
   */
  static Optional<PatternWalk> of(
      Probe probe, Key key, String target, FileSystem fileSystem, Predicate<String> allowed) {
    int star = target.indexOf('*');
    int folder = target.lastIndexOf('/', star) + 1;
    if (star < 0 || folder == 0) {
      return Optional.empty();
    }
    return UrlPath.decode(target.substring(folder))
        .flatMap(
            rest ->
                UrlPath.toPath(target.substring(0, folder), fileSystem)
                    .map(base -> new PatternWalk(probe, key, base, around(rest), allowed)));
  }

  private static List<String> around(String pattern) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    for (int star = pattern.indexOf('*'); star >= 0; star = pattern.indexOf('*', from)) {
      parts.add(pattern.substring(from, star));
      from = star + 1;
    }
    parts.add(pattern.substring(from));
    return parts;
  }

  /** See {@link SubpathListing}; at most {@code most} items. */
  Set<String> list(int most, Looks looks) {
    String start = parts.getFirst() + key.start();
    String name = start.substring(0, start.lastIndexOf('/') + 1);
    Deque<Folder> folders = new ArrayDeque<>();
    UrlPath.path(base, name).ifPresent(path -> folders.add(new Folder(path, name, 0)));
    // The nearer folders come first: what is left out for a step lies deeper than all it hides.
    while (!folders.isEmpty() && found.size() < most) {
      Folder folder = folders.remove();
      Optional<String> step = match(folder.name()).flatMap(key::step);
      if (step.isEmpty() || !found.contains(step.get())) {
        visit(folder, step, most, looks, folders);
      }
    }
    return found;
  }

  private void visit(
      Folder folder, Optional<String> step, int most, Looks looks, Deque<Folder> folders) {
    for (String name : probe.list(folder.path())) {
      if (found.size() >= most || step.filter(found::contains).isPresent()) {
        return;
      }
      if (!looks.take()) {
        step.ifPresent(found::add);
        return;
      }
      if (!isLeftOut(name)) {
        visit(folder.path().resolve(name), folder, name, folders);
      }
    }
  }

  private static boolean isLeftOut(String name) {
    return name.startsWith(".")
        || name.equals("node_modules")
        || name.chars().anyMatch(c -> OTHER_IN_URLS.indexOf(c) >= 0);
  }

  private void visit(Path path, Folder folder, String name, Deque<Folder> folders) {
    String relative = folder.name() + name;
    switch (probe.kind(path)) {
      case FILE -> {
        if (ModuleKinds.isLoadable(path)) {
          subpath(relative).filter(allowed).ifPresent(this::add);
        }
      }
      case DIRECTORY -> {
        if (folder.depth() < DEEPEST && match(relative + "/").isPresent()) {
          folders.add(new Folder(path, relative + "/", folder.depth() + 1));
        }
      }
      case ABSENT -> {}
    }
  }

  private void add(String subpath) {
    found.add(key.step(subpath.substring(key.before().length())).orElse(subpath));
  }

  /** What the star starts with in all that is in {@code folder}; empty where nothing fits. */
  private Optional<String> match(String folder) {
    String first = parts.getFirst();
    return folder.isEmpty()
        ? Optional.of("")
        : folder.startsWith(first)
            ? Optional.of(folder.substring(first.length()))
            : Optional.empty();
  }

  /** The key that stands for the file {@code name}. */
  private Optional<String> subpath(String name) {
    int fixed = parts.stream().mapToInt(String::length).sum();
    int stars = parts.size() - 1;
    int all = name.length() - fixed;
    if (all < stars || all % stars != 0 || !name.startsWith(parts.getFirst())) {
      return Optional.empty();
    }
    int start = parts.getFirst().length();
    String match = name.substring(start, start + all / stars);
    return Optional.of(key.before() + match + key.after())
        .filter(subpath -> String.join(match, parts).equals(name))
        .filter(subpath -> subpath.startsWith(key.prefix()));
  }
}
