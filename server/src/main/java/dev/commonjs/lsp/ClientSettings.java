package dev.commonjs.lsp;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.commonjs.resolve.FileView;
import dev.commonjs.workspace.Settings;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The client's settings, in whatever wrapping it sends them. */
final class ClientSettings {
  static final String SECTION = "commonjs";

  private ClientSettings() {}

  /**
   * What the project says, with the client's settings on top.
   *
   * @param sent {@code initializationOptions}, the section that {@code workspace/configuration}
   *     answers, or all of a client's settings with the section under its name; anything else says
   *     nothing
   * @param view where the project's own settings are read
   */
  static Settings of(@Nullable Object sent, Roots roots, FileView view) {
    Settings project =
        roots.real().stream()
            .findFirst()
            .map(root -> Settings.ofProject(view, root, Settings.DEFAULT))
            .orElse(Settings.DEFAULT);
    if (!(sent instanceof JsonObject object)) {
      return project;
    }
    JsonElement section = object.get(SECTION);
    JsonObject settings = section instanceof JsonObject inner ? inner : object;
    return Settings.parse(settings.toString(), project);
  }

  /** Whether a project's settings may be in this file. */
  static boolean mayBeIn(Path file) {
    return file.endsWith(Settings.FILE) || file.endsWith("package.json");
  }
}
