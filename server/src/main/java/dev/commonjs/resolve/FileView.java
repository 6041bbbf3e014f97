package dev.commonjs.resolve;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The files that resolution may look at: the disk, a map in tests, open documents over the disk.
 * Paths are absolute and normalised. Implementations answer "absent" for whatever they cannot read
 * and never throw.
 */
public interface FileView {
  enum Kind {
    FILE,
    DIRECTORY,
    ABSENT
  }

  /** What stands at {@code path}, symbolic links followed. */
  Kind kind(Path path);

  /** The text of a file, decoded as UTF-8 with replacement; empty when it can't be read. */
  Optional<String> read(Path path);

  /** {@code path} with every symbolic link resolved; {@code path} itself when that fails. */
  Path realPath(Path path);

  /** The names in a directory, in no particular order; empty when it can't be listed. */
  List<String> list(Path directory);
}
