package dev.commonjs.workspace;

import dev.commonjs.graph.Modules;
import dev.commonjs.observe.World;
import dev.commonjs.resolve.FileView;
import dev.commonjs.resolve.ModuleKinds;
import dev.commonjs.resolve.Resolution;
import dev.commonjs.shape.RequireSite;
import dev.commonjs.text.ContentHash;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A snapshot as running code sees it: the folders of the workspace, what is in any {@code
 * node_modules}, and the folders of the modules that are being loaded. Everything else is absent.
 */
final class SnapshotWorld implements World {
  private final Snapshot snapshot;
  private final FileView view;
  private final Path folder;
  private final Set<Path> loaded = ConcurrentHashMap.newKeySet();

  /**
   * @param entry what is run
   */
  SnapshotWorld(Snapshot snapshot, Path entry) {
    this.snapshot = snapshot;
    this.view = snapshot.view();
    this.folder =
        snapshot.roots().stream()
            .filter(entry::startsWith)
            .max(Comparator.comparingInt(Path::getNameCount))
            .orElse(folderOf(entry));
    loaded.add(folderOf(entry));
  }

  private static Path folderOf(Path file) {
    Path parent = file.getParent();
    return parent == null ? file : parent;
  }

  static Format format(Modules.Kind kind) {
    return switch (kind) {
      case COMMONJS -> Format.COMMONJS;
      case JSON -> Format.JSON;
      case ES_MODULE -> Format.ES_MODULE;
      case OPAQUE -> Format.OPAQUE;
    };
  }

  /** CommonJS where the syntax decides, which the sandbox parses anyway. */
  private Format format(Path file) {
    return ModuleKinds.isAmbiguous(file, snapshot.resolver().packageScope(file))
        ? Format.COMMONJS
        : format(snapshot.kind(file));
  }

  @Override
  public Target resolve(Path from, String specifier) {
    return switch (snapshot.resolve(from, specifier, RequireSite.Kind.REQUIRE)) {
      case Resolution.Found found -> {
        loaded.add(folderOf(found.file()));
        yield new Target.Module(found.file(), format(found.file()));
      }
      case Resolution.Builtin builtin -> new Target.Builtin(builtin.name());
      case Resolution.NotFound missing -> new Target.Missing(missing.code(), missing.message());
    };
  }

  private boolean isVisible(Path path) {
    return snapshot.roots().stream().anyMatch(path::startsWith)
        || snapshot.isNodeModules(path)
        || loaded.stream().anyMatch(path::startsWith);
  }

  /** A link inside may lead outside. */
  private boolean mayRead(Path path) {
    return isVisible(path) && isVisible(view.realPath(path));
  }

  @Override
  public Optional<String> read(Path file) {
    return mayRead(file) ? view.read(file) : Optional.empty();
  }

  @Override
  public Optional<ContentHash> hash(Path file) {
    return mayRead(file) ? snapshot.hash(file) : Optional.empty();
  }

  @Override
  public FileView.Kind kind(Path path) {
    boolean above = snapshot.roots().stream().anyMatch(root -> root.startsWith(path));
    return above || mayRead(path) ? view.kind(path) : FileView.Kind.ABSENT;
  }

  @Override
  public List<String> list(Path directory) {
    return mayRead(directory) ? view.list(directory) : List.of();
  }

  @Override
  public Path realPath(Path path) {
    return isVisible(path) ? view.realPath(path) : path;
  }

  @Override
  public Path folder() {
    return folder;
  }

  @Override
  public String nodeVersion() {
    return snapshot.settings().nodeRelease();
  }
}
