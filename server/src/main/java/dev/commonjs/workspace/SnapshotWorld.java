package dev.commonjs.workspace;

import dev.commonjs.graph.Modules;
import dev.commonjs.observe.World;
import dev.commonjs.resolve.FileView;
import dev.commonjs.resolve.ModuleKinds;
import dev.commonjs.resolve.Resolution;
import dev.commonjs.shape.RequireSite;
import dev.commonjs.text.ContentHash;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A snapshot as running code sees it: what {@link Walls} let it look at. Everything else can be
 * named, and is not looked at.
 */
final class SnapshotWorld implements World {
  private final Snapshot snapshot;
  private final FileView view;
  private final Walls walls;
  private final Path folder;
  private final boolean admitted;

  /**
   * @param entry what is run
   */
  SnapshotWorld(Snapshot snapshot, Path entry) {
    this.snapshot = snapshot;
    this.view = snapshot.view();
    this.walls = new Walls(view, snapshot.resolver(), snapshot.roots());
    this.admitted = walls.admit(entry);
    this.folder = walls.root(entry).orElse(folderOf(entry));
  }

  /** Whether the entry may be run at all. */
  boolean admitsEntry() {
    return admitted;
  }

  private static Path folderOf(Path file) {
    Path parent = file.getParent();
    return parent == null ? file : parent;
  }

  private static Format format(Modules.Kind kind) {
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
        walls.reached(from, specifier, found);
        Optional<Path> file = walls.inside(found.file());
        yield new Target.Module(found.file(), file.map(this::format).orElse(Format.OUTSIDE));
      }
      case Resolution.Builtin builtin -> new Target.Builtin(builtin.name());
      case Resolution.NotFound missing -> new Target.Missing(missing.code(), missing.message());
    };
  }

  @Override
  public Optional<String> read(Path file) {
    return walls.inside(file).flatMap(real -> unmoved(real, view.read(real)));
  }

  /**
   * {@code seen}, if what was looked at is what was judged: a folder above it may have become a
   * link since, of which nobody has told.
   */
  private <T> Optional<T> unmoved(Path real, Optional<T> seen) {
    return snapshot.isRealNow(real) ? seen : Optional.empty();
  }

  @Override
  public Optional<ContentHash> hash(Path file) {
    return walls.inside(file).flatMap(snapshot::hash);
  }

  @Override
  public Kind kind(Path path) {
    return walls
        .inside(path)
        .map(
            real ->
                switch (view.kind(real)) {
                  case FILE -> Kind.FILE;
                  case DIRECTORY -> Kind.DIRECTORY;
                  case ABSENT -> Kind.ABSENT;
                })
        .orElse(Kind.OUTSIDE);
  }

  @Override
  public List<String> list(Path directory) {
    return walls
        .inside(directory)
        .flatMap(real -> unmoved(real, Optional.of(view.list(real))))
        .orElse(List.of());
  }

  @Override
  public Path realPath(Path path) {
    return walls.inside(path).orElse(path);
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
