package dev.commonjs.lsp;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests in a folder of their own. */
abstract class InFolder {
  @TempDir private Path folder;

  /** The folder, without links on the way. */
  Path root;

  @BeforeEach
  void resolveLinks() throws IOException {
    root = folder.toRealPath();
  }

  String uri(String name) {
    return Uris.toUri(root.resolve(name));
  }
}
