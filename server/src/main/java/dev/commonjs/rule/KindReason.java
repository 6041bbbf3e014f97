package dev.commonjs.rule;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.commonjs.resolve.FileView;
import java.nio.file.Path;
import java.util.Optional;

/** What decides whether a file is CommonJS (Node's documentation, <em>Modules: Packages</em>, "Determining module system"). */
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
    for (Path folder = file.getParent(); folder != null; folder = folder.getParent()) {
      Optional<String> manifest = view.read(folder.resolve("package.json"));
      if (manifest.isPresent()) {
        return hasType(manifest.get()) ? TYPE : SYNTAX;
      }
    }
    return SYNTAX;
  }

  private static boolean hasType(String manifest) {
    try {
      JsonElement json = JsonParser.parseString(manifest);
      return json.isJsonObject() && json.getAsJsonObject().has("type");
    } catch (JsonParseException broken) {
      return false;
    }
  }
}
