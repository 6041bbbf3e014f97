package dev.commonjs.lsp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Refactorings as code actions; what they change is {@code feature.RefactoringsTest}'s. */
class RefactoringsTest {
  private static final String LITERAL =
      "\"codeActionLiteralSupport\":{\"codeActionKind\":{\"valueSet\":[\"refactor\"]}}";
  private static final String RICH =
      "{\"textDocument\":{\"codeAction\":{\"disabledSupport\":true,"
          + LITERAL
          + "}},\"workspace\":{\"workspaceEdit\":"
          + "{\"documentChanges\":true,\"resourceOperations\":[\"create\",\"rename\"],\"changeAnnotationSupport\":{}}}}";
  private static final String POOR = "{\"textDocument\":{\"codeAction\":{" + LITERAL + "}}}";
  private static final String TEXT =
      """
      exports.a = 1;
      function moved() {}
      function kept() { return exports; }
      exports.moved = moved;
      """;

  @TempDir private Path folder;
  private Path root = Path.of("");

  @BeforeEach
  void open() throws IOException {
    root = folder.toRealPath();
  }

  /** A line for each action at {@code place}. */
  private List<String> actions(String capabilities, String place, String only) {
    return actions("main.js", capabilities, place, only);
  }

  private List<String> actions(String name, String capabilities, String place, String only) {
    List<String> lines = new ArrayList<>();
    try (TestClient client = Servers.inProcess()) {
      client.initialize(root, capabilities);
      String uri = Uris.toUri(root.resolve(name));
      client.open(
          uri,
          name.equals("main.js") ? TEXT : "'use strict';\nconst a = 1;\nmodule.exports = { a };\n");
      JsonElement found =
          client.request(
              "textDocument/codeAction",
              "{\"textDocument\":{\"uri\":\"%s\"},\"range\":%s,\"context\":{\"diagnostics\":[]%s}}"
                  .formatted(uri, TestClient.range(place + "-" + place), only));
      for (JsonElement action : found.getAsJsonArray()) {
        lines.add(line(action.getAsJsonObject()));
      }
    }
    return lines;
  }

  private static String line(JsonObject action) {
    String outcome =
        action.has("disabled")
            ? action.getAsJsonObject("disabled").get("reason").getAsString()
            : changes(action.getAsJsonObject("edit").getAsJsonArray("documentChanges"));
    return action.get("kind").getAsString()
        + ": "
        + action.get("title").getAsString()
        + ": "
        + outcome;
  }

  private static String changes(JsonArray changes) {
    List<String> all = new ArrayList<>();
    for (JsonElement change : changes) {
      JsonObject one = change.getAsJsonObject();
      String uri =
          one.has("kind")
              ? one.get(one.has("uri") ? "uri" : "newUri").getAsString()
              : one.getAsJsonObject("textDocument").get("uri").getAsString();
      String asks = one.has("annotationId") ? "ask to " : "";
      String what = one.has("kind") ? one.get("kind").getAsString() : "edit";
      all.add(asks + what + " " + uri.substring(uri.lastIndexOf('/') + 1));
    }
    return String.join(", ", all);
  }

  @Test
  void what_can_be_done_has_its_changes() {
    assertEquals(
        List.of(
            "refactor.move: Move `moved` to a new file: create moved.js, edit moved.js, edit main.js"),
        actions(RICH, "1:10", ""));
  }

  @Test
  void what_can_not_be_done_says_why() {
    assertEquals(
        List.of(
            "refactor.rewrite: Export all names with one `module.exports = { … }`:"
                + " The exports are used elsewhere too (line 3)."),
        actions(RICH, "0:2", ""));
    assertEquals(
        List.of("refactor.move: Move `kept` to a new file: `exports` is the file's own (line 3)."),
        actions(RICH, "2:10", ",\"only\":[\"refactor\"]"));
  }

  @Test
  void who_requires_a_file_that_is_renamed_is_asked_about() throws IOException {
    Files.writeString(
        root.resolve("lib.js"), "'use strict';\nconst a = 1;\nmodule.exports = { a };\n");
    Files.writeString(root.resolve("use.js"), "require('./lib').a;\n");
    assertEquals(
        List.of(
            "refactor.rewrite: Convert to an ES module, `lib.mjs`, which 1 module requires:"
                + " edit lib.js, edit use.js, ask to rename lib.mjs"),
        actions("lib.js", RICH, "0:2", ""));
  }

  @Test
  void a_client_is_offered_what_it_can_do_and_asks_for() {
    assertEquals(List.of(), actions(POOR, "0:2", ""));
    assertEquals(List.of(), actions(POOR, "1:10", ""));
    assertEquals(List.of(), actions(RICH, "1:10", ",\"only\":[\"refactor.rewrite\"]"));
    assertEquals(1, actions(RICH, "1:10", ",\"only\":[\"refactor.move\"]").size());
  }
}
