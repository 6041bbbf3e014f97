package dev.commonjs.workspace;

import dev.commonjs.resolve.FileView;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.eclipse.jgit.ignore.IgnoreNode;
import org.jspecify.annotations.Nullable;

/**
 * What git leaves alone in a repository (<em>gitignore(5)</em>): by the {@code .gitignore} of each
 * folder and by {@code info/exclude}. Where there is no repository, the outermost folder with a
 * {@code package.json} is taken for one, or else the nearest with a {@code .gitignore}. A person's
 * own {@code core.excludesFile} is nobody else's business and not read. Thread-safe.
 */
final class IgnoreFiles {
  private static final String NAME = ".gitignore";

  /** In a line: each may be tried with each part of a path, and with all that the others take. */
  private static final int MOST_STARS = 8;

  private record Rules(Path file, IgnoreNode node) {}

  private final FileView view;
  private final Map<Path, Optional<Rules>> read = new ConcurrentHashMap<>();
  private final Map<Path, Optional<Path>> tops = new ConcurrentHashMap<>();

  IgnoreFiles(FileView view) {
    this.view = view;
  }

  /**
   * What of {@code path}, which need not be there, is ignored: itself, or the outermost folder of
   * those that it is in. What is in an ignored folder can't be taken back.
   *
   * @param folder whether {@code path} is meant as a folder
   */
  Optional<Ignored> ignored(Path path, boolean folder) {
    @Nullable Path parent = path.getParent();
    @Nullable Path top = parent == null ? null : top(parent).orElse(null);
    if (top == null) {
      return Optional.empty();
    }
    for (int count = top.getNameCount() + 1; count <= path.getNameCount(); count++) {
      Path part = top.resolve(path.subpath(top.getNameCount(), count));
      boolean isFolder = count < path.getNameCount() || folder;
      @Nullable Rules by = ignoring(top, part, isFolder);
      if (by != null) {
        return Optional.of(new Ignored(part, by.file()));
      }
    }
    return Optional.empty();
  }

  /** The rules of the nearest file that says something of {@code path}, if they ignore it. */
  private @Nullable Rules ignoring(Path top, Path path, boolean folder) {
    List<Rules> inOrder = new ArrayList<>();
    for (@Nullable Path at = path.getParent(); at != null; at = at.getParent()) {
      rules(at.resolve(NAME)).ifPresent(inOrder::add);
      if (at.equals(top)) {
        break;
      }
    }
    rules(gitFolder(top).resolve("info/exclude")).ifPresent(inOrder::add);
    for (Rules rules : inOrder) {
      @Nullable Path base = rules.file().endsWith(NAME) ? rules.file().getParent() : top;
      String relative = (base == null ? path : base.relativize(path)).toString().replace('\\', '/');
      @Nullable Boolean ignored = rules.node().checkIgnored(relative, folder);
      if (ignored != null) {
        return ignored ? rules : null;
      }
    }
    return null;
  }

  private Optional<Rules> rules(Path file) {
    Optional<Rules> known = read.get(file);
    if (known == null) {
      known = view.read(file).map(text -> new Rules(file, parse(text)));
      read.put(file, known);
    }
    return known;
  }

  /** Lines that are no patterns are passed over, and those that it takes too long to match. */
  private static IgnoreNode parse(String text) {
    IgnoreNode node = new IgnoreNode();
    String lines =
        text.lines()
            .filter(line -> line.chars().filter(c -> c == '*').count() <= MOST_STARS)
            .collect(Collectors.joining("\n"));
    try {
      node.parse(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new AssertionError("memory can be read", e);
    }
    return node;
  }

  /** The folder of the repository that {@code folder} is in. */
  private Optional<Path> top(Path folder) {
    Optional<Path> known = tops.get(folder);
    if (known == null) {
      known = findTop(folder);
      tops.put(folder, known);
    }
    return known;
  }

  private Optional<Path> findTop(Path folder) {
    @Nullable Path outermost = null;
    @Nullable Path nearest = null;
    for (@Nullable Path at = folder; at != null; at = at.getParent()) {
      if (view.kind(at.resolve(".git")) != FileView.Kind.ABSENT) {
        return Optional.of(at);
      }
      if (view.kind(at.resolve("package.json")) == FileView.Kind.FILE) {
        outermost = at;
      }
      if (nearest == null && view.kind(at.resolve(NAME)) == FileView.Kind.FILE) {
        nearest = at;
      }
    }
    return Optional.ofNullable(outermost == null ? nearest : outermost);
  }

  /**
   * Where git keeps what all working trees share: {@code .git}, or where that file and {@code
   * commondir} lead (<em>gitrepository-layout(5)</em>).
   */
  private Path gitFolder(Path top) {
    Path git = top.resolve(".git");
    Optional<Path> folder =
        view.read(git)
            .filter(text -> text.startsWith("gitdir:"))
            .flatMap(text -> path(top, text.substring("gitdir:".length())));
    Path own = folder.orElse(git);
    return view.read(own.resolve("commondir")).flatMap(text -> path(own, text)).orElse(own);
  }

  private static Optional<Path> path(Path base, String text) {
    try {
      return Optional.of(base.resolve(text.strip()).normalize());
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
