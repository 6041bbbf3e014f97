package dev.commonjs.workspace;

import dev.commonjs.resolve.FileView;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The disk. Total: what can't be read is absent. Keeps nothing. */
public final class DiskFiles implements FileView {
  @Override
  public Kind kind(Path path) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<String> read(Path path) {
    throw new UnsupportedOperationException();
  }

  /** Why {@link #read} is empty, for people; empty when it is not. */
  public Optional<String> whyUnreadable(Path path) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Path realPath(Path path) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<String> list(Path directory) {
    throw new UnsupportedOperationException();
  }
}
