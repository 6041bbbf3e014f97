package dev.commonjs.resolve;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The files as they will be when some have moved. What stood at a new path is gone, symbolic links
 * lead to where their targets have moved to. Thread-safe.
 */
public final class MovedFiles implements FileView {
  private final FileView before;
  private final Moves moves;
  private final Map<Path, Path> olds;
  private final Map<Path, String> texts;
  private final Map<Path, Place> places = new ConcurrentHashMap<>();

  /**
   * @param moves of real paths, but that the last name may be a link
   * @param texts what will be in files that change at the same time, by their new paths
   */
  public MovedFiles(FileView before, Moves moves, Map<Path, String> texts) {
    this.before = before;
    this.moves = moves;
    this.olds =
        moves.paths().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey, (a, b) -> b));
    this.texts = Map.copyOf(texts);
  }

  /**
   * @param now the path with links resolved
   * @param old the real path of the same thing before; null where nothing of before is
   */
  private record Place(Path now, @Nullable Path old) {}

  private Place place(Path path) {
    Place known = places.get(path);
    if (known == null) {
      known = located(path);
      places.put(path, known);
    }
    return known;
  }

  private Place located(Path path) {
    Path parent = path.getParent();
    Path name = path.getFileName();
    if (parent == null || name == null) {
      return new Place(path, path);
    }
    Place folder = place(parent);
    Path now = folder.now().resolve(name);
    Path moved = olds.get(now);
    Path old = moved != null ? moved : folder.old() == null ? null : folder.old().resolve(name);
    if (old == null || moved == null && moves.paths().containsKey(old)) {
      return new Place(now, null);
    }
    Path real = before.realPath(old);
    return real.equals(old) ? new Place(now, old) : new Place(moves.of(real), real);
  }

  @Override
  public Kind kind(Path path) {
    Place place = place(path);
    Kind kind = place.old() == null ? Kind.ABSENT : before.kind(place.old());
    return kind == Kind.ABSENT && isMadeByMoves(place.now()) ? Kind.DIRECTORY : kind;
  }

  /** Whoever moves a file into a folder that is not there makes the folder. */
  private boolean isMadeByMoves(Path folder) {
    return olds.keySet().stream().anyMatch(to -> to.startsWith(folder) && !to.equals(folder));
  }

  @Override
  public Optional<String> read(Path path) {
    Place place = place(path);
    String text = texts.get(place.now());
    return text != null
        ? Optional.of(text)
        : place.old() == null ? Optional.empty() : before.read(place.old());
  }

  @Override
  public Path realPath(Path path) {
    return place(path).now();
  }

  @Override
  public List<String> list(Path directory) {
    Place place = place(directory);
    Set<String> names = new LinkedHashSet<>();
    if (place.old() != null) {
      for (String name : before.list(place.old())) {
        if (!moves.paths().containsKey(place.old().resolve(name))) {
          names.add(name);
        }
      }
    }
    for (Path to : olds.keySet()) {
      if (to.startsWith(place.now()) && !to.equals(place.now())) {
        names.add(to.getName(place.now().getNameCount()).toString());
      }
    }
    return List.copyOf(names);
  }
}
