package dev.commonjs.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.commonjs.workspace.DiskFiles;
import dev.commonjs.workspace.Settings;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a folder's own files say about how it wants to be looked at. */
final class Project {
  private static final String SETTINGS_FILE = ".commonjsrc.json";
  private static final String PACKAGE_FILE = "package.json";
  private static final String PACKAGE_KEY = "commonjs";

  private Project() {}

  /** {@code path} itself when it is a folder, else the folder that it is in. */
  static Path folderOf(DiskFiles disk, Path path) {
    @Nullable Path parent = path.getParent();
    return parent == null || disk.kind(path) == DiskFiles.Kind.DIRECTORY ? path : parent;
  }

  /** The nearest folder with a package.json, upwards from {@code folder}; else {@code folder}. */
  static Path rootOf(DiskFiles disk, Path folder) {
    for (@Nullable Path at = folder; at != null; at = at.getParent()) {
      if (disk.kind(at.resolve(PACKAGE_FILE)) == DiskFiles.Kind.FILE) {
        return at;
      }
    }
    return folder;
  }

  /**
   * The settings of the nearest folder that has any, upwards from {@code folder}: {@code
   * .commonjsrc.json}, or {@code commonjs} in package.json.
   */
  static Settings settings(DiskFiles disk, Path folder) {
    for (@Nullable Path at = folder; at != null; at = at.getParent()) {
      Path own = at.resolve(SETTINGS_FILE);
      Optional<String> text = disk.read(own);
      if (text.isPresent()) {
        return Settings.parse(object(own, text.get()).toString(), Settings.DEFAULT);
      }
      Optional<JsonElement> inPackage =
          disk.read(at.resolve(PACKAGE_FILE)).flatMap(Project::inPackage);
      if (inPackage.isPresent()) {
        return Settings.parse(inPackage.get().toString(), Settings.DEFAULT);
      }
    }
    return Settings.DEFAULT;
  }

  private static JsonObject object(Path file, String text) {
    try {
      JsonElement json = JsonParser.parseString(text);
      if (json.isJsonObject()) {
        return json.getAsJsonObject();
      }
    } catch (JsonParseException e) {
      throw new CannotRun(file + " is not JSON: " + e.getMessage());
    }
    throw new CannotRun(file + " is not a JSON object.");
  }

  /** A package.json that can't be read is none of our business here. */
  private static Optional<JsonElement> inPackage(String text) {
    try {
      JsonElement json = JsonParser.parseString(text);
      return json.isJsonObject()
          ? Optional.ofNullable(json.getAsJsonObject().get(PACKAGE_KEY))
          : Optional.empty();
    } catch (JsonParseException e) {
      return Optional.empty();
    }
  }
}
