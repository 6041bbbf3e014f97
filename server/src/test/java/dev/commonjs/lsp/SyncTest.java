package dev.commonjs.lsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The server's texts, folders, files and settings are the client's. Seen through what it reports.
 */
class SyncTest extends InFolder {
  private static List<String> seen(List<JsonObject> diagnostics) {
    return diagnostics.stream()
        .map(d -> TestClient.text(d.getAsJsonObject("range")) + " " + d.get("code").getAsString())
        .toList();
  }

  // ---------------------------------------------------------------- texts

  @ParameterizedTest
  @CsvSource({
    "utf-8, 0:21-0:29, 0:22-0:28, 0:21-0:30",
    "utf-16, 0:18-0:26, 0:19-0:25, 0:18-0:27",
    "utf-32, 0:17-0:25, 0:18-0:24, 0:17-0:26",
  })
  void positions_count_in_the_unit_agreed_on(
      String encoding, String literal, String inside, String longer) {
    try (TestClient client = Servers.inProcess()) {
      String offer =
          "{\"general\":{\"positionEncodings\":[\"utf-7\",\"" + encoding + "\",\"utf-16\"]}}";
      JsonObject capabilities = client.initialize(root, offer);
      assertEquals(encoding, capabilities.get("positionEncoding").getAsString());
      client.open(uri("a.js"), "f('ö😀'); require('./nope');\n");
      assertEquals(
          List.of(literal + " cannot-resolve"), seen(client.awaitDiagnostics(uri("a.js"), 1)));
      int version = client.edit(uri("a.js"), inside, "./gone2");
      List<JsonObject> diagnostics = client.awaitDiagnostics(uri("a.js"), version);
      assertEquals(List.of(longer + " cannot-resolve"), seen(diagnostics));
      assertTrue(diagnostics.toString().contains("./gone2"), diagnostics::toString);
    }
  }

  @Test
  void lines_end_at_cr_lf_and_at_each_alone() {
    try (TestClient client = Servers.inProcess()) {
      client.initialize(root, "{}");
      client.open(uri("a.js"), "1\r\n2\r3\nrequire('./nope');\r\n");
      assertEquals(
          List.of("3:8-3:16 cannot-resolve"), seen(client.awaitDiagnostics(uri("a.js"), 1)));
      int version = client.edit(uri("a.js"), "0:1-2:0", "\r\r\n\n");
      assertEquals(
          List.of("4:8-4:16 cannot-resolve"), seen(client.awaitDiagnostics(uri("a.js"), version)));
    }
  }

  @Test
  void many_small_edits_make_the_same_text_as_one() {
    try (TestClient client = Servers.inProcess()) {
      client.initialize(root, "{}");
      client.open(uri("a.js"), "\n");
      client.awaitDiagnostics(uri("a.js"), 1);
      String typed = "require('./nope');";
      int version = 1;
      for (int turn = 0; turn < 20; turn++) {
        for (int i = 0; i < typed.length(); i++) {
          version = client.edit(uri("a.js"), "0:" + i + "-0:" + i, typed.substring(i, i + 1));
        }
        if (turn < 19) {
          version = client.edit(uri("a.js"), "0:0-0:" + typed.length(), "");
        }
      }
      assertEquals(
          List.of("0:8-0:16 cannot-resolve"), seen(client.awaitDiagnostics(uri("a.js"), version)));
    }
  }

  @Test
  void several_changes_of_one_message_build_on_each_other() {
    try (TestClient client = Servers.inProcess()) {
      client.initialize(root, "{}");
      client.open(uri("a.js"), "");
      client.awaitDiagnostics(uri("a.js"), 1);
      client.notify(
          "textDocument/didChange",
          "{\"textDocument\":{\"uri\":\""
              + uri("a.js")
              + "\",\"version\":7},\"contentChanges\":["
              + "{\"text\":\"require('./a');\\n\"},"
              + "{\"range\":"
              + TestClient.range("0:11-0:12")
              + ",\"text\":\"nope\"},"
              + "{\"range\":"
              + TestClient.range("0:0-0:0")
              + ",\"text\":\"\\n\"}]}");
      assertEquals(
          List.of("1:8-1:16 cannot-resolve"), seen(client.awaitDiagnostics(uri("a.js"), 7)));
    }
  }

  @Test
  void an_edit_in_an_open_file_reaches_its_open_importers() {
    try (TestClient client = Servers.inProcess()) {
      client.initialize(root, "{}");
      client.open(uri("lib.js"), "exports.a = 1;\n");
      client.open(uri("main.js"), "console.log(require('./lib').a);\n");
      assertEquals(List.of(), seen(client.awaitDiagnostics(uri("main.js"), 1)));
      client.edit(uri("lib.js"), "0:8-0:9", "b");
      assertEquals(
          List.of("0:29-0:30 missing-member"), seen(client.awaitDiagnostics(uri("main.js"))));
    }
  }

  @Test
  void a_closed_document_has_no_findings_and_its_text_is_the_files_again() throws IOException {
    Files.writeString(root.resolve("lib.js"), "exports.a = 1;\n");
    try (TestClient client = Servers.inProcess()) {
      client.initialize(root, "{}");
      client.open(uri("lib.js"), "exports = { b: 1 };\n");
      assertEquals(1, client.awaitDiagnostics(uri("lib.js"), 1).size());
      client.open(uri("main.js"), "console.log(require('./lib').a);\n");
      assertEquals(1, client.awaitDiagnostics(uri("main.js"), 1).size());
      client.close(uri("lib.js"));
      assertEquals(List.of(), client.awaitDiagnostics(uri("lib.js")));
      assertEquals(List.of(), client.awaitDiagnostics(uri("main.js")));
    }
  }

  // ---------------------------------------------------------------- files

  @Test
  void a_file_that_appears_or_goes_is_noticed() throws IOException {
    try (TestClient client = Servers.inProcess()) {
      client.initialize(
          root, "{\"workspace\":{\"didChangeWatchedFiles\":{\"dynamicRegistration\":true}}}");
      JsonObject asked =
          client.await("registration", m -> m.toString().contains("client/registerCapability"));
      assertTrue(asked.toString().contains("workspace/didChangeWatchedFiles"), asked::toString);
      client.open(uri("a.js"), "require('./sub/late');\n");
      assertEquals(1, client.awaitDiagnostics(uri("a.js"), 1).size());
      Files.createDirectory(root.resolve("sub"));
      Files.writeString(root.resolve("sub/late.js"), "");
      changed(client, "sub/late.js", 1);
      assertEquals(List.of(), client.awaitDiagnostics(uri("a.js")));
      Files.delete(root.resolve("sub/late.js"));
      Files.delete(root.resolve("sub"));
      changed(client, "sub", 3);
      assertEquals(1, client.awaitDiagnostics(uri("a.js")).size());
    }
  }

  private void changed(TestClient client, String name, int type) {
    client.notify(
        "workspace/didChangeWatchedFiles",
        "{\"changes\":[{\"uri\":\"" + uri(name) + "\",\"type\":" + type + "}]}");
  }

  @Test
  void a_folder_opened_through_a_link_keeps_the_name_that_the_client_gave_it() throws IOException {
    Path real = Files.createDirectory(root.resolve("real"));
    Path link = Files.createSymbolicLink(root.resolve("link"), real);
    Files.writeString(real.resolve("lib.js"), "exports.a = 1;\n");
    try (TestClient client = Servers.inProcess()) {
      client.initialize(link, "{}");
      String main = Uris.toUri(link.resolve("main.js"));
      client.open(main, "console.log(require('./lib').a);\n");
      assertEquals(List.of(), client.awaitDiagnostics(main, 1));
      JsonArray found =
          client.request("textDocument/definition", TestClient.at(main, "0:29")).getAsJsonArray();
      assertEquals(
          Uris.toUri(link.resolve("lib.js")),
          found.get(0).getAsJsonObject().get("uri").getAsString(),
          found::toString);
    }
  }

  // ---------------------------------------------------------------- settings, folders, progress

  @Test
  void settings_are_asked_for_and_asked_again_when_they_change() {
    JsonArray settings =
        JsonParser.parseString("[{\"rules\":{\"cannot-resolve\":\"off\"}}]").getAsJsonArray();
    JsonArray other =
        JsonParser.parseString("[{\"rules\":{\"cannot-resolve\":\"hint\"}}]").getAsJsonArray();
    try (TestClient client =
        Servers.inProcess().answering("workspace/configuration", params -> settings)) {
      client.initialize(
          root,
          "{\"workspace\":{\"configuration\":true,\"didChangeConfiguration\":{\"dynamicRegistration\":true}}}");
      client.open(uri("a.js"), "require('./nope');\n");
      assertEquals(List.of(), client.awaitDiagnostics(uri("a.js"), 1));
      client.answering("workspace/configuration", params -> other);
      client.notify("workspace/didChangeConfiguration", "{\"settings\":null}");
      assertEquals(4, client.awaitDiagnostics(uri("a.js")).getFirst().get("severity").getAsInt());
    }
  }

  @Test
  void a_client_that_cannot_be_asked_sends_its_settings() {
    try (TestClient client = Servers.inProcess()) {
      client.initialize(root, "{}");
      client.open(uri("a.js"), "require('./nope');\n");
      assertEquals(1, client.awaitDiagnostics(uri("a.js"), 1).size());
      client.notify(
          "workspace/didChangeConfiguration",
          "{\"settings\":{\"commonjs\":{\"rules\":{\"cannot-resolve\":\"off\"}}}}");
      assertEquals(List.of(), client.awaitDiagnostics(uri("a.js")));
    }
  }

  @Test
  void indexing_is_shown_where_the_client_can_show_it_and_again_for_a_new_folder()
      throws IOException {
    Path first = Files.createDirectory(root.resolve("first"));
    Path second = Files.createDirectory(root.resolve("second"));
    for (int i = 0; i < 50; i++) {
      Files.writeString(first.resolve("m" + i + ".js"), "exports.a = " + i + ";\n");
      Files.writeString(second.resolve("m" + i + ".js"), "exports.a = " + i + ";\n");
    }
    try (TestClient client = Servers.inProcess()) {
      client.initialize(first, "{\"window\":{\"workDoneProgress\":true}}");
      String run = begun(client);
      client.await("the end", m -> isProgress(m, run, "end"));
      client.notify(
          "workspace/didChangeWorkspaceFolders",
          "{\"event\":{\"added\":[{\"name\":\"2\",\"uri\":\""
              + Uris.toUri(second)
              + "\"}],\"removed\":[]}}");
      String next = begun(client);
      client.await("the end", m -> isProgress(m, next, "end"));
    }
  }

  @Test
  void indexing_stops_when_the_user_cancels_it() throws IOException {
    for (int i = 0; i < 300; i++) {
      Files.writeString(root.resolve("m" + i + ".js"), "exports.a = " + i + ";\n");
    }
    try (TestClient client = Servers.inProcess()) {
      client.initialize(root, "{\"window\":{\"workDoneProgress\":true}}");
      String run = begun(client);
      client.notify("window/workDoneProgress/cancel", "{\"token\":\"" + run + "\"}");
      client.notify("window/workDoneProgress/cancel", "{\"token\":\"never-begun\"}");
      client.notify("window/workDoneProgress/cancel", "{\"token\":7}");
      client.await("the end", m -> isProgress(m, run, "end"));
      client.open(uri("a.js"), "require('./nope');\n");
      assertEquals(1, client.awaitDiagnostics(uri("a.js"), 1).size());
    }
  }

  private static String begun(TestClient client) {
    JsonObject create =
        client.await("create", m -> m.toString().contains("window/workDoneProgress/create"));
    String token = create.getAsJsonObject("params").get("token").getAsString();
    client.await("the begin", m -> isProgress(m, token, "begin"));
    return token;
  }

  private static boolean isProgress(JsonObject message, String token, String kind) {
    if (!message.has("method") || !message.get("method").getAsString().equals("$/progress")) {
      return false;
    }
    JsonObject params = message.getAsJsonObject("params");
    return params.get("token").getAsString().equals(token)
        && params.getAsJsonObject("value").get("kind").getAsString().equals(kind);
  }
}
