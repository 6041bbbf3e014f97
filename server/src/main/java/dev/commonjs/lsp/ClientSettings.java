package dev.commonjs.lsp;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.commonjs.workspace.Settings;
import org.jspecify.annotations.Nullable;

/** The client's settings, in whatever wrapping it sends them. */
final class ClientSettings {
  static final String SECTION = "commonjs";

  private ClientSettings() {}


  /** {@code initializationOptions}, a section that {@code workspace/configuration} answers, or all of a client's settings. */
  static Settings of(@Nullable Object sent) {
    if (!(sent instanceof JsonObject object)) {
      return Settings.DEFAULT;
    }
    JsonElement section = object.get(SECTION);
    JsonObject settings = section instanceof JsonObject inner ? inner : object;
    return Settings.parse(settings.toString(), Settings.DEFAULT);
  }
}
