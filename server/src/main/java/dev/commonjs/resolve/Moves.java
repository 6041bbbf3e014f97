package dev.commonjs.resolve;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Files and folders that get another path, a folder with all that is in it.
 *
 * @param paths from the old path to the new one; of two that lie in each other the inner one counts
 */
public record Moves(Map<Path, Path> paths) {
  public Moves {
    paths = Map.copyOf(paths);
  }

  /** The new path of {@code old}; itself where it stays. */
  public Path of(Path old) {
    for (@Nullable Path above = old; above != null; above = above.getParent()) {
      Path to = paths.get(above);
      if (to != null) {
        return above.equals(old) ? to : to.resolve(above.relativize(old));
      }
    }
    return old;
  }

  /** Whether {@code old} gets another path. */
  public boolean touch(Path old) {
    return !of(old).equals(old);
  }
}
