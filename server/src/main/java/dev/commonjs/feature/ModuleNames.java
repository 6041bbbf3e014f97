package dev.commonjs.feature;

import dev.commonjs.graph.Modules;
import dev.commonjs.resolve.PackageJson;
import dev.commonjs.workspace.Snapshot;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;

/** How a person calls a file. */
public final class ModuleNames {
  private static final Path NODE_MODULES = Path.of("node_modules");

  private ModuleNames() {}

  /**
   * {@code src/user.js} in a workspace, {@code express@4.19.2} or {@code
   * express@4.19.2/lib/view.js} in a package.
   */
  public static String of(Snapshot snapshot, Path file) {
    if (snapshot.isNodeModules(file)) {
      Optional<String> name = packaged(snapshot, file);
      if (name.isPresent()) {
        return name.get();
      }
    }
    return snapshot.roots().stream()
        .filter(file::startsWith)
        .max(Comparator.comparingInt(Path::getNameCount))
        .map(root -> slashes(root.relativize(file)))
        .orElseGet(() -> slashes(file));
  }

  private static Optional<String> packaged(Snapshot snapshot, Path file) {
    for (Path folder = file.getParent(); folder != null; folder = folder.getParent()) {
      if (NODE_MODULES.equals(folder.getFileName())) {
        return Optional.empty();
      }
      Optional<PackageJson> json =
          snapshot.view().read(folder.resolve("package.json")).map(PackageJson::parse);
      if (json.isPresent() && json.get().name() != null) {
        String version = json.get().version() == null ? "" : "@" + json.get().version();
        return Optional.of(json.get().name() + version + "/" + slashes(folder.relativize(file)));
      }
    }
    return Optional.empty();
  }

  /** As a file in the same package would name it, or as a package where it is another one. */
  static String seenFrom(Snapshot snapshot, Path from, Path file) {
    boolean foreign =
        snapshot.isNodeModules(file) && !packageFolder(file).equals(packageFolder(from));
    return foreign ? of(snapshot, file) : relative(from, file);
  }

  /**
   * What stands up to the last {@code node_modules} and the package's name; all of it outside of
   * packages.
   */
  private static Path packageFolder(Path file) {
    for (int i = file.getNameCount() - 2; i >= 0; i--) {
      if (file.getName(i).equals(NODE_MODULES)) {
        boolean scoped = file.getName(i + 1).toString().startsWith("@");
        return file.subpath(0, Math.min(file.getNameCount(), i + (scoped ? 3 : 2)));
      }
    }
    return file;
  }

  /** What an installed file belongs to, by its path; empty outside of packages. */
  static Optional<String> packageName(Path file) {
    Path folder = packageFolder(file);
    Path named = folder.getFileName();
    Path scope = folder.getNameCount() < 2 ? null : folder.getName(folder.getNameCount() - 2);
    if (folder.equals(file) || named == null) {
      return Optional.empty();
    }
    boolean scoped = scope != null && scope.toString().startsWith("@");
    return Optional.of(scoped ? scope + "/" + named : named.toString());
  }

  static String kind(Modules.Kind kind) {
    return switch (kind) {
      case COMMONJS -> "CommonJS";
      case JSON -> "JSON";
      case ES_MODULE -> "ES module";
      case OPAQUE -> "not JavaScript";
    };
  }

  /** As a specifier would name it: {@code ./parse.js}, {@code ../lib/a.js}. */
  public static String relative(Path from, Path to) {
    Path folder = from.getParent();
    if (folder == null || !folder.getRoot().equals(to.getRoot())) {
      return slashes(to);
    }
    String path = slashes(folder.relativize(to));
    return path.startsWith(".") ? path : "./" + path;
  }

  static String slashes(Path path) {
    return path.toString().replace(path.getFileSystem().getSeparator(), "/");
  }
}
