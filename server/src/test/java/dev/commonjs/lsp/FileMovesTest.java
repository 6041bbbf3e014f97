package dev.commonjs.lsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the server says before files move, and knows when they have. */
class FileMovesTest {
  private static final String CAPABILITIES =
      """
      {"workspace":{"workspaceEdit":{"documentChanges":true},
        "fileOperations":{"willRename":true,"didRename":true}}}
      """;

  @TempDir private Path folder;
  private Path root;

  @BeforeEach
  void writeProject() throws IOException {
    root = folder.toRealPath();
    write("main.js", "require('./lib/a');\n");
    write("other.js", "require('./lib/a').missing;\n");
    write("lib/a.js", "exports.a = require('../main');\n");
  }

  private void write(String name, String text) throws IOException {
    Files.createDirectories(root.resolve(name).getParent());
    Files.writeString(root.resolve(name), text);
  }

  private String uri(String name) {
    return Uris.toUri(root.resolve(name));
  }

  private List<String> edits(JsonElement answer) {
    JsonArray documents = answer.getAsJsonObject().getAsJsonArray("documentChanges");
    return StreamSupport.stream(documents.spliterator(), false)
        .map(JsonElement::getAsJsonObject)
        .map(
            one -> {
              JsonObject document = one.getAsJsonObject("textDocument");
              JsonObject edit = one.getAsJsonArray("edits").get(0).getAsJsonObject();
              return "%s@%s %s %s"
                  .formatted(
                      document.get("uri").getAsString().substring(uri("").length() + 1),
                      document.get("version"),
                      TestClient.text(edit.getAsJsonObject("range")),
                      edit.get("newText").getAsString());
            })
        .toList();
  }

  private List<String> answer(TestClient client, String from, String to) {
    return edits(client.request("workspace/willRenameFiles", TestClient.move(uri(from), uri(to))));
  }

  @Test
  void open_and_closed_files_are_edited_by_their_old_names() {
    try (TestClient client = Servers.inProcess()) {
      client.initialize(root, CAPABILITIES);
      client.open(uri("main.js"), "\n\nrequire('./lib/a');\n");

      assertEquals(
          List.of(
              "lib/a.js@null 0:21-0:28 ../../main",
              "main.js@1 2:9-2:16 ./src/lib/b",
              "other.js@null 0:9-0:16 ./src/lib/b"),
          answer(client, "lib/a.js", "src/lib/b.js"));
      assertEquals(
          List.of(
              "lib/a.js@null 0:21-0:28 ../../main",
              "main.js@1 2:9-2:16 ./src/lib/a",
              "other.js@null 0:9-0:16 ./src/lib/a"),
          answer(client, "lib", "src/lib"));
    }
  }

  @Test
  void what_changes_nothing_is_answered_with_null() {
    try (TestClient client = Servers.inProcess()) {
      client.initialize(root, CAPABILITIES);
      for (String move :
          List.of(
              TestClient.move(uri("free.js"), uri("lib/free.js")),
              TestClient.move(uri("lib/a.js"), uri("lib/a.js")),
              TestClient.move(uri("lib/a.js"), uri("node_modules/a/index.js")),
              TestClient.move(uri("lib/a.js"), Uris.toUri(root.resolveSibling("outside.js"))),
              TestClient.move("untitled:1", "untitled:2"),
              "{\"files\":[]}")) {
        assertEquals(JsonNull.INSTANCE, client.request("workspace/willRenameFiles", move), move);
      }
    }
  }

  @Test
  void afterwards_the_files_are_known_by_their_new_names() throws IOException {
    try (TestClient client = Servers.inProcess()) {
      client.initialize(root, CAPABILITIES);
      client.open(uri("other.js"), "require('./b').missing;\n");
      assertEquals(
          "cannot-resolve",
          client.awaitDiagnostics(uri("other.js"), 1).getFirst().get("code").getAsString());

      Files.move(root.resolve("lib/a.js"), root.resolve("b.js"));
      client.notify("workspace/didRenameFiles", TestClient.move(uri("lib/a.js"), uri("b.js")));
      client.edit(uri("other.js"), "0:0-0:0", " ");

      assertEquals(
          "missing-member",
          client.awaitDiagnostics(uri("other.js"), 2).getFirst().get("code").getAsString());
    }
  }

  @Test
  void a_link_moves_and_what_it_leads_to_stays() throws IOException {
    Files.createSymbolicLink(root.resolve("link.js"), root.resolve("lib/a.js"));
    write("main.js", "require('./link'); require('./lib/a');\n");
    try (TestClient client = Servers.inProcess()) {
      client.initialize(root, CAPABILITIES);

      assertEquals(List.of("main.js@null 0:9-0:15 ./moved"), answer(client, "link.js", "moved.js"));
    }
  }

  @Test
  void a_place_that_can_not_be_changed_is_told() throws IOException {
    write("main.js", "for (const n of ['a', 'b']) require('./lib/' + n);\n");
    write("lib/b.js", "");
    try (TestClient client = Servers.inProcess()) {
      client.initialize(root, CAPABILITIES);
      answer(client, "lib/a.js", "lib/c.js");

      JsonObject message =
          client.await(
              "a message",
              one ->
                  one.has("method")
                      && one.get("method").getAsString().equals("window/showMessage"));
      assertEquals(
          "`main.js` (line 1) may name another file then, in a way that can't be changed safely.",
          message.getAsJsonObject("params").get("message").getAsString());
    }
  }

  @Test
  void it_is_announced_to_those_who_ask() {
    try (TestClient client = Servers.inProcess()) {
      JsonObject workspace = client.initialize(root, CAPABILITIES).getAsJsonObject("workspace");
      assertEquals(
          Set.of("willRename", "didRename"), workspace.getAsJsonObject("fileOperations").keySet());
    }
    try (TestClient client = Servers.inProcess()) {
      JsonObject workspace = client.initialize(root, "{}").getAsJsonObject("workspace");
      assertFalse(workspace.has("fileOperations"), workspace::toString);
    }
  }
}
