package dev.commonjs.lsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

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

/** Code lenses and inlay hints, with the settings and commands that they depend on. */
class LooksTest {
  private static final String CLIENT =
      "{\"textDocument\":{\"codeLens\":{},\"inlayHint\":{}},\"experimental\":"
          + "{\"commands\":{\"commands\":[\"commonjs.references\",\"commonjs.importers\"]}}}";
  private static final String PLAIN = "{\"textDocument\":{\"codeLens\":{},\"inlayHint\":{}}}";
  private static final String ON =
      "{\"settings\":{\"commonjs\":{\"codeLens\":true,\"inlayHints\":true}}}";

  @TempDir private Path folder;
  private Path root = Path.of("");

  @BeforeEach
  void write() throws IOException {
    root = folder.toRealPath();
    Files.writeString(root.resolve("lib.js"), "exports.a = () => 1;\nexports.b = 2;\n");
    Files.writeString(
        root.resolve("main.js"), "const lib = require('./lib');\nlib.a();\nlib.a();\n");
  }

  private String uri(String name) {
    return Uris.toUri(root.resolve(name));
  }

  private List<String> lenses(TestClient client, String name) {
    List<String> lines = new ArrayList<>();
    for (JsonElement lens :
        client.request("textDocument/codeLens", TestClient.document(uri(name))).getAsJsonArray()) {
      assertFalse(lens.getAsJsonObject().has("command"), "what it says is asked for later");
      JsonObject told = client.request("codeLens/resolve", lens.toString()).getAsJsonObject();
      JsonObject command = told.getAsJsonObject("command");
      JsonObject start = told.getAsJsonObject("range").getAsJsonObject("start");
      int places =
          command.has("arguments")
              ? command.getAsJsonArray("arguments").get(2).getAsJsonArray().size()
              : 0;
      lines.add(
          "%s: %s %s %d"
              .formatted(
                  start.get("line"),
                  command.get("title").getAsString(),
                  command.get("command").getAsString(),
                  places));
    }
    return lines;
  }

  private List<String> hints(TestClient client, String name) {
    List<String> lines = new ArrayList<>();
    String asked =
        "{\"textDocument\":{\"uri\":\"%s\"},\"range\":%s}"
            .formatted(uri(name), TestClient.range("0:0-9:0"));
    for (JsonElement hint : client.request("textDocument/inlayHint", asked).getAsJsonArray()) {
      JsonObject one = hint.getAsJsonObject();
      JsonObject at = one.getAsJsonObject("position");
      lines.add(at.get("line") + ":" + at.get("character") + one.get("label").getAsString());
    }
    return lines;
  }

  @Test
  void off_unless_they_are_wanted() {
    try (TestClient client = Servers.inProcess()) {
      client.initialize(root, CLIENT);
      assertEquals(List.of(), lenses(client, "lib.js"));
      assertEquals(List.of(), hints(client, "main.js"));
      client.notify("workspace/didChangeConfiguration", ON);
      assertEquals(3, lenses(client, "lib.js").size());
      assertEquals(1, hints(client, "main.js").size());
    }
  }

  @Test
  void a_client_that_shows_places_is_given_them() {
    try (TestClient client = Servers.inProcess()) {
      client.initialize(root, CLIENT);
      client.notify("workspace/didChangeConfiguration", ON);
      assertEquals(
          List.of(
              "0: required by 1 module commonjs.importers 1",
              "0: 2 references commonjs.references 2",
              "1: 0 references  0"),
          lenses(client, "lib.js"));
      assertEquals(List.of("0:28: { a(), b: 2 }"), hints(client, "main.js"));
    }
  }

  @Test
  void any_other_is_given_words() {
    try (TestClient client = Servers.inProcess()) {
      client.initialize(root, PLAIN);
      client.notify("workspace/didChangeConfiguration", ON);
      assertEquals(
          List.of("0: required by 1 module  0", "0: 2 references  0", "1: 0 references  0"),
          lenses(client, "lib.js"));
    }
  }

  @Test
  void announced_only_to_who_can_ask() {
    try (TestClient client = Servers.inProcess()) {
      JsonObject capabilities = client.initialize(root, "{}");
      assertFalse(capabilities.has("codeLensProvider"));
      assertFalse(capabilities.has("inlayHintProvider"));
    }
  }
}
