package dev.commonjs.lsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How findings and their fixes reach the client. */
class FindingsTest extends InFolder {
  private static final String RICH =
      """
      {"textDocument":{
        "publishDiagnostics":{"relatedInformation":true,"tagSupport":{"valueSet":[1,2]},
          "codeDescriptionSupport":true,"dataSupport":true,"versionSupport":true},
        "codeAction":{"codeActionLiteralSupport":{"codeActionKind":{"valueSet":["quickfix","source.fixAll"]}}}},
       "workspace":{"workspaceEdit":{"documentChanges":true}}}
      """;
  private static final String POOR_WITH_ACTIONS =
      "{\"textDocument\":{\"codeAction\":{\"codeActionLiteralSupport\":{\"codeActionKind\":{\"valueSet\":[]}}}}}";

  @Test
  void a_finding_carries_its_rule_its_page_and_what_belongs_to_it() {
    try (TestClient client = Servers.inProcess()) {
      client.initialize(root, RICH);
      client.open(uri("a.js"), "module.exports = function () {};\nexports.lost = 1;\n");
      JsonObject diagnostic = client.awaitDiagnostics(uri("a.js"), 1).getFirst();
      assertEquals("lost-write", diagnostic.get("code").getAsString());
      assertEquals("commonjs", diagnostic.get("source").getAsString());
      String page = diagnostic.getAsJsonObject("codeDescription").get("href").getAsString();
      assertTrue(page.endsWith("/rules/lost-write.md"), page);
      JsonObject related = diagnostic.getAsJsonArray("relatedInformation").get(0).getAsJsonObject();
      assertEquals(uri("a.js"), related.getAsJsonObject("location").get("uri").getAsString());
      assertFalse(diagnostic.getAsJsonObject("data").getAsJsonArray("fixes").isEmpty());
    }
  }

  @Test
  void a_client_that_knows_little_is_told_little() {
    try (TestClient client = Servers.inProcess()) {
      client.initialize(root, "{}");
      client.open(uri("a.js"), "module.exports = function () {};\nexports.lost = 1;\n");
      JsonObject diagnostic = client.awaitDiagnostics(uri("a.js"), 1).getFirst();
      for (String extra : List.of("codeDescription", "relatedInformation", "tags", "data")) {
        assertFalse(diagnostic.has(extra), diagnostic::toString);
      }
      assertEquals(0, actions(client, "a.js", "1:0-1:0", "").size());
    }
  }

  @Test
  void fixes_are_quick_fixes_of_their_finding() {
    try (TestClient client = Servers.inProcess()) {
      client.initialize(root, RICH);
      client.open(uri("a.js"), "exports = function () {};\n");
      client.awaitDiagnostics(uri("a.js"), 1);
      JsonObject fix = actions(client, "a.js", "0:3-0:3", "").get(0).getAsJsonObject();
      assertEquals("quickfix", fix.get("kind").getAsString());
      assertEquals(
          "exports-reassigned",
          fix.getAsJsonArray("diagnostics").get(0).getAsJsonObject().get("code").getAsString());
      JsonObject change =
          fix.getAsJsonObject("edit").getAsJsonArray("documentChanges").get(0).getAsJsonObject();
      assertEquals(1, change.getAsJsonObject("textDocument").get("version").getAsInt());
      assertEquals(
          "module.exports", edit(change.getAsJsonArray("edits")).get("newText").getAsString());
      assertEquals(0, actions(client, "a.js", "1:0-1:0", "").size());
      assertEquals(0, actions(client, "a.js", "0:3-0:3", ",\"only\":[\"refactor\"]").size());
    }
  }

  @Test
  void a_client_without_document_changes_gets_changes() {
    try (TestClient client = Servers.inProcess()) {
      client.initialize(root, POOR_WITH_ACTIONS);
      client.open(uri("a.js"), "exports = function () {};\n");
      JsonObject fix = actions(client, "a.js", "0:0-0:0", "").get(0).getAsJsonObject();
      JsonObject changes = fix.getAsJsonObject("edit").getAsJsonObject("changes");
      assertEquals(
          "module.exports", edit(changes.getAsJsonArray(uri("a.js"))).get("newText").getAsString());
    }
  }

  @Test
  void everything_can_be_fixed_at_once() {
    try (TestClient client = Servers.inProcess()) {
      client.initialize(root, RICH);
      client.open(uri("a.js"), "module.export = 1;\nmodule.exprots = 2;\n");
      JsonArray all = actions(client, "a.js", "0:0-0:0", ",\"only\":[\"source.fixAll\"]");
      assertEquals(1, all.size());
      JsonObject action = all.get(0).getAsJsonObject();
      assertEquals("source.fixAll.commonjs", action.get("kind").getAsString());
      JsonObject change =
          action.getAsJsonObject("edit").getAsJsonArray("documentChanges").get(0).getAsJsonObject();
      assertEquals(2, change.getAsJsonArray("edits").size(), change::toString);
    }
  }

  private JsonArray actions(TestClient client, String name, String range, String context) {
    JsonElement actions =
        client.request(
            "textDocument/codeAction",
            "{\"textDocument\":{\"uri\":\""
                + uri(name)
                + "\"},\"range\":"
                + TestClient.range(range)
                + ",\"context\":{\"diagnostics\":[]"
                + context
                + "}}");
    return actions.getAsJsonArray();
  }

  private static JsonObject edit(JsonArray edits) {
    assertEquals(1, edits.size(), edits::toString);
    return edits.get(0).getAsJsonObject();
  }

  @Test
  void a_project_brings_its_settings_and_the_editor_has_the_last_word() throws IOException {
    Files.writeString(root.resolve(".commonjsrc.json"), "{\"rules\":{\"cannot-resolve\":\"off\"}}");
    try (TestClient client = Servers.inProcess()) {
      client.initialize(root, "{}");
      client.open(uri("a.js"), "require('./nope');\n");
      assertEquals(List.of(), client.awaitDiagnostics(uri("a.js"), 1));
      Files.writeString(
          root.resolve(".commonjsrc.json"), "{\"rules\":{\"cannot-resolve\":\"information\"}}");
      client.notify(
          "workspace/didChangeWatchedFiles",
          "{\"changes\":[{\"uri\":\"" + uri(".commonjsrc.json") + "\",\"type\":2}]}");
      assertEquals(3, client.awaitDiagnostics(uri("a.js")).getFirst().get("severity").getAsInt());
      client.notify(
          "workspace/didChangeConfiguration",
          "{\"settings\":{\"commonjs\":{\"rules\":{\"cannot-resolve\":\"hint\"}}}}");
      assertEquals(4, client.awaitDiagnostics(uri("a.js")).getFirst().get("severity").getAsInt());
    }
  }

  /** It need not be open, and is taken back when it no longer holds. */
  @Test
  void what_many_documents_share_is_said_once_at_its_own_place() throws IOException {
    Files.writeString(root.resolve("package.json"), "{\"dependencies\":{\"one\":\"1\"}}");
    try (TestClient client = Servers.inProcess()) {
      client.initialize(root, "{}");
      client.open(uri("a.js"), "require('one');\n");
      assertEquals(
          4, client.awaitDiagnostics(uri("a.js"), 1).getFirst().get("severity").getAsInt());
      List<JsonObject> said = client.awaitDiagnostics(uri("package.json"));
      assertEquals(1, said.size(), said::toString);
      assertEquals(1, said.getFirst().get("severity").getAsInt());
      client.open(uri("b.js"), "require('one');\n");
      assertEquals(1, client.awaitDiagnostics(uri("b.js"), 1).size());
      Files.createDirectories(root.resolve("node_modules/one"));
      Files.writeString(root.resolve("node_modules/one/index.js"), "");
      client.notify(
          "workspace/didChangeWatchedFiles",
          "{\"changes\":[{\"uri\":\"" + uri("node_modules/one/index.js") + "\",\"type\":1}]}");
      assertEquals(List.of(), client.awaitDiagnostics(uri("a.js"), 1));
      assertEquals(List.of(), client.awaitDiagnostics(uri("package.json")));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"javascriptreact", "javascript.jsx", "js", "js-ts", "js2"})
  void javascript_is_known_by_the_names_that_editors_give_it(String language) {
    try (TestClient client = Servers.inProcess()) {
      client.initialize(root, "{}");
      client.notify(
          "textDocument/didOpen",
          "{\"textDocument\":{\"uri\":\""
              + uri("a.js")
              + "\",\"languageId\":\""
              + language
              + "\",\"version\":1,\"text\":\"require('./nope');\"}}");
      assertEquals(1, client.awaitDiagnostics(uri("a.js"), 1).size());
    }
  }

  @Test
  void files_of_other_languages_are_left_alone() {
    try (TestClient client = Servers.inProcess()) {
      client.initialize(root, "{}");
      client.notify(
          "textDocument/didOpen",
          "{\"textDocument\":{\"uri\":\""
              + uri("a.ts")
              + "\",\"languageId\":\"typescript\",\"version\":1,\"text\":"
              + "\"exports = 1; require('./nope');\"}}");
      client.open(uri("b.js"), "");
      client.awaitDiagnostics(uri("b.js"), 1);
      assertTrue(
          client.request("textDocument/hover", TestClient.at(uri("a.ts"), "0:1")).isJsonNull());
      assertFalse(client.messages().toString().contains("a.ts\",\"diagnostics"));
    }
  }
}
