package dev.commonjs.cli;

import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.commonjs.workspace.DiskFiles;
import dev.commonjs.workspace.Settings;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a project begins, and what it says about how it wants to be looked at. */
final class Project {
  private Project() {}

  /** {@code path} itself when it is a folder, else the folder that it is in. */
  static Path folderOf(DiskFiles disk, Path path) {
    @Nullable Path parent = path.getParent();
    return parent == null || disk.kind(path) == DiskFiles.Kind.DIRECTORY ? path : parent;
  }

  /** The nearest folder with a package.json, upwards from {@code folder}; else {@code folder}. */
  static Path rootOf(DiskFiles disk, Path folder) {
    for (@Nullable Path at = folder; at != null; at = at.getParent()) {
      if (disk.kind(at.resolve("package.json")) == DiskFiles.Kind.FILE) {
        return at;
      }
    }
    return folder;
  }

  /** As the workspace reads them, but a settings file that is not JSON is not passed over. */
  static Settings settings(DiskFiles disk, Path folder) {
    for (@Nullable Path at = folder; at != null; at = at.getParent()) {
      Path file = at.resolve(Settings.FILE);
      Optional<String> text = disk.read(file);
      if (text.isPresent()) {
        requireObject(file, text.get());
        break;
      }
    }
    return Settings.ofProject(disk, folder, Settings.DEFAULT);
  }

  private static void requireObject(Path file, String text) {
    try {
      if (!JsonParser.parseString(text).isJsonObject()) {
        throw new CannotRun(file + " is not a JSON object.");
      }
    } catch (JsonParseException e) {
      throw new CannotRun(file + " is not JSON: " + e.getMessage());
    }
  }
}
