package dev.commonjs.workspace;

import java.nio.file.Path;
import java.util.Optional;

/** What the modules of a workspace export by name, for questions that come at every key. */
public final class NamesInFiles {
  private NamesInFiles() {}

  /** Reads {@code file}, and notes for {@link #known} what it has. */
  static Optional<ExportedNames> read(Snapshot snapshot, Path file) {
    Optional<ExportedNames> names = snapshot.summary(file).map(ExportedNames::of);
    Generation disk = snapshot.universe().generation();
    if (names.isPresent()
        && (!snapshot.isOpen(file) || snapshot.hash(file).equals(disk.hash(file)))) {
      disk.names.put(file, names.get());
    }
    return names;
  }

  /**
   * The names of {@code file} if it has been read: of an open document as it is now, of any other
   * when the workspace was indexed. Never reads a file.
   */
  public static Optional<ExportedNames> known(Snapshot snapshot, Path file) {
    return snapshot.isOpen(file)
        ? snapshot.summary(file).map(ExportedNames::of)
        : Optional.ofNullable(snapshot.universe().generation().names.get(file));
  }
}
