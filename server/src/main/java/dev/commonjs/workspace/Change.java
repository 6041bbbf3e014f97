package dev.commonjs.workspace;

import dev.commonjs.text.SourceText;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Everything that can happen to a workspace. Paths are absolute and normalised. */
public sealed interface Change {
  /** From now on the editor owns the text of {@code file}. */
  record Opened(Path file, SourceText text) implements Change {}

  /** {@code text} is the whole new text of an open file. */
  record Edited(Path file, SourceText text) implements Change {}

  /** The disk owns the text again. */
  record Closed(Path file) implements Change {}

  /** These files or folders were created, changed or deleted on disk. */
  record FilesChanged(Set<Path> paths) implements Change {
    public FilesChanged {
      paths = Set.copyOf(paths);
    }
  }

  record RootsChanged(List<Path> roots) implements Change {
    public RootsChanged {
      roots = List.copyOf(roots);
    }
  }

  record SettingsChanged(Settings settings) implements Change {}
}
