package dev.commonjs.rule;

import dev.commonjs.resolve.FileView;
import dev.commonjs.resolve.PackageJson;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What decides whether a file is CommonJS (Node's documentation, <em>Modules: Packages</em>,
 * "Determining module system").
 */
enum KindReason {
  /** {@code .cjs}, {@code .mjs}. */
  EXTENSION,
  /** {@code "type"} in the nearest package.json. */
  TYPE,
  /** Nothing says it: CommonJS, unless the syntax is an ES module's. */
  SYNTAX;

  static KindReason of(Path file, FileView view) {
    String name = String.valueOf(file.getFileName());
    if (name.endsWith(".cjs") || name.endsWith(".mjs")) {
      return EXTENSION;
    }
    for (Path folder = file.getParent();
        folder != null && !folder.endsWith("node_modules");
        folder = folder.getParent()) {
      Optional<String> manifest = view.read(folder.resolve("package.json"));
      if (manifest.isPresent()) {
        boolean silent = PackageJson.parse(manifest.get()).type() == PackageJson.Type.NONE;
        return silent ? SYNTAX : TYPE;
      }
    }
    return SYNTAX;
  }
}
