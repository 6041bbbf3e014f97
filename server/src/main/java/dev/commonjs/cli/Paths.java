package dev.commonjs.cli;

import dev.commonjs.text.Visible;
import dev.commonjs.workspace.DiskFiles;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Paths as the core wants them (absolute, real) and as people read them (relative, forward
 * slashes).
 */
final class Paths {
  private final DiskFiles disk;
  private final Path base;

  /** {@code base}: what printed paths are relative to. */
  Paths(DiskFiles disk, Path base) {
    this.disk = disk;
    this.base = disk.realPath(base);
  }

  Path base() {
    return base;
  }

  /** What {@code path} means in {@code directory}. */
  static Path absolute(Path directory, String path) {
    try {
      return directory.resolve(path).normalize();
    } catch (InvalidPathException e) {
      throw new CannotRun("not a path: " + Visible.line(path));
    }
  }

  Path real(Path path) {
    return disk.realPath(path);
  }

  /** Relative to the base where {@code path} lies below it or close to it. */
  String shown(Path path) {
    boolean relative =
        path.startsWith(base) || (base.getRoot() != null && base.getRoot().equals(path.getRoot()));
    Path shown = relative ? base.relativize(path) : path;
    return shown.toString().replace(path.getFileSystem().getSeparator(), "/");
  }
}
