package dev.commonjs.workspace;

import dev.commonjs.resolve.FileView;
import java.nio.file.Path;
import java.util.List;

/** The one mutable object of the core. */
public final class Workspace {
  private Workspace() {}

  public static Workspace open(List<Path> roots, Settings settings, FileView disk) {
    throw new UnsupportedOperationException();
  }

  /** The only writer. Neither parses nor reads; takes less than a millisecond for an edit. */
  public synchronized Snapshot apply(Change change) {
    throw new UnsupportedOperationException();
  }

  public Snapshot current() {
    throw new UnsupportedOperationException();
  }
}
