package dev.commonjs.lsp;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.commonjs.resolve.FileView;
import dev.commonjs.workspace.Settings;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The client's settings, in whatever wrapping it sends them. */
final class ClientSettings {
  static final String SECTION = "commonjs";

  /** Whether there are code lenses: references of each export, and importers of the file. */
  static final String CODE_LENS = "codeLens";

  /** Whether there are inlay hints behind what is required. */
  static final String INLAY_HINTS = "inlayHints";

  private ClientSettings() {}

  /** Of which files findings are shown ({@code diagnostics.scope}). */
  enum Scope {
    /** Of open documents, and of all files to a client that asks for them. */
    ASKED,
    /** Of open documents. */
    OPEN,
    /** Of all files of the workspace. */
    WORKSPACE
  }

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
    return section(sent).map(own -> Settings.parse(own.toString(), project)).orElse(project);
  }

  private static Optional<JsonObject> section(@Nullable Object sent) {
    if (!(sent instanceof JsonObject object)) {
      return Optional.empty();
    }
    return Optional.of(object.get(SECTION) instanceof JsonObject inner ? inner : object);
  }

  /** Of the client alone: it is no matter of the project. */
  static Scope scope(@Nullable Object sent) {
    JsonElement scope =
        section(sent)
            .map(own -> own.get("diagnostics"))
            .map(all -> all instanceof JsonObject diagnostics ? diagnostics.get("scope") : null)
            .orElse(JsonNull.INSTANCE);
    if (scope.equals(new JsonPrimitive("open"))) {
      return Scope.OPEN;
    }
    return scope.equals(new JsonPrimitive("workspace")) ? Scope.WORKSPACE : Scope.ASKED;
  }

  /** Of the client alone, too; false where it says nothing. */
  static boolean isOn(@Nullable Object sent, String name) {
    return section(sent)
        .map(own -> own.get(name))
        .filter(new JsonPrimitive(true)::equals)
        .isPresent();
  }

  /** Whether a project's settings may be in this file. */
  static boolean mayBeIn(Path file) {
    return file.endsWith(Settings.FILE) || file.endsWith("package.json");
  }
}
