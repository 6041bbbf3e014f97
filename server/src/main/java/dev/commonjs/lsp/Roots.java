package dev.commonjs.lsp;

import dev.commonjs.resolve.FileView;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The workspace's folders. Node, and so the workspace, knows files by their real paths; a client
 * that opened a folder through a symbolic link knows them by other names. This is the only place
 * that translates.
 */
record Roots(List<Root> roots) {
  static final Roots NONE = new Roots(List.of());

  /** {@code spelled} as the client says it, {@code real} with links resolved. */
  record Root(Path spelled, Path real) {}

  Roots {
    roots = List.copyOf(roots);
  }

  static Roots of(List<String> uris, FileView disk) {
    return new Roots(
        uris.stream()
            .flatMap(uri -> Uris.toPath(uri).stream())
            .distinct()
            .map(path -> new Root(path, disk.realPath(path)))
            .toList());
  }

  List<Path> real() {
    return roots.stream().map(Root::real).toList();
  }

  /** By name only; nothing is looked up, so that it also serves files that are gone. */
  Path toReal(Path spelled) {
    return move(spelled, root -> root.spelled, root -> root.real).orElse(spelled);
  }

  Path toSpelled(Path real) {
    return move(real, root -> root.real, root -> root.spelled).orElse(real);
  }

  private interface Side {
    Path of(Root root);
  }

  private Optional<Path> move(Path path, Side from, Side to) {
    return roots.stream()
        .filter(root -> path.startsWith(from.of(root)))
        .findFirst()
        .map(root -> to.of(root).resolve(from.of(root).relativize(path)));
  }
}
