package dev.commonjs.lsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which documents are read, whatever their clients call their language and the documents. */
class DocumentKindsTest extends InFolder {
  private static final String UNTITLED = "untitled:Untitled-1";

  private static List<String> rules(TestClient client, String uri) {
    return client.awaitDiagnostics(uri, 1).stream().map(d -> d.get("code").getAsString()).toList();
  }

  @ParameterizedTest
  @CsvSource({"a.js,''", "a.cjs,''", "a.jsx,''", "a.js,JavaScript", "a.js,text", "bin,JavaScript"})
  void the_name_of_a_file_says_its_language_where_the_client_does_not(
      String name, String language) {
    try (TestClient client = Servers.inProcess()) {
      client.initialize(root, "{}");
      client.open(uri(name), language, "exports = require('path');\n");
      assertEquals(List.of("exports-reassigned"), rules(client, uri(name)));
    }
  }

  @Test
  void the_end_of_a_name_says_the_kind_of_module_too() {
    try (TestClient client = Servers.inProcess()) {
      client.initialize(root, "{}");
      client.open(uri("a.mjs"), "", "exports.a = 1;\n");
      assertEquals(List.of("commonjs-in-esm"), rules(client, uri("a.mjs")));
      client.open(uri("b.jsx"), "", "exports.b = () => <b>{exports}</b>;\n");
      assertEquals(List.of(), rules(client, uri("b.jsx")));
    }
  }

  @ParameterizedTest
  @CsvSource({"a.ts,''", "a.js,typescript", "a.js,html", "a,''", "a.js.txt,text"})
  void other_files_are_left_alone(String name, String language) {
    try (TestClient client = Servers.inProcess()) {
      client.initialize(root, "{}");
      client.open(uri(name), language, "exports = 1;\n");
      client.open(uri("b.js"), "");
      assertEquals(List.of(), rules(client, uri("b.js")));
      assertTrue(
          client.request("textDocument/hover", TestClient.at(uri(name), "0:1")).isJsonNull());
      assertFalse(client.messages().toString().contains(name + "\",\"diagnostics"));
    }
  }

  private static List<String> labels(JsonElement completion) {
    return completion.getAsJsonObject().getAsJsonArray("items").asList().stream()
        .map(item -> item.getAsJsonObject().get("label").getAsString())
        .toList();
  }

  @Test
  void a_document_that_was_never_saved_stands_in_the_root() throws IOException {
    Files.writeString(root.resolve("lib.js"), "/** Reads. */\nexports.parse = (text) => text;\n");
    try (TestClient client = Servers.inProcess()) {
      client.initialize(root, "{}");
      client.open(UNTITLED, "const lib = require('./lib');\nexports = lib.\n");
      client.edit(UNTITLED, "", "const lib = require('./lib');\nexports = lib.nope;\n");
      List<JsonObject> found = client.awaitDiagnostics(UNTITLED, 2);
      assertEquals(
          List.of("exports-reassigned", "missing-member"),
          found.stream().map(d -> d.get("code").getAsString()).toList());
      JsonElement hover = client.request("textDocument/hover", TestClient.at(UNTITLED, "0:7"));
      assertTrue(hover.toString().contains("function(text)"), hover::toString);
      JsonElement definition =
          client.request("textDocument/definition", TestClient.at(UNTITLED, "0:22"));
      assertTrue(definition.toString().contains(uri("lib.js")), definition::toString);
      JsonElement items =
          client.request("textDocument/completion", TestClient.at(UNTITLED, "1:15"));
      assertEquals(List.of("parse"), labels(items));
      client.open(uri("b.js"), "require('./');\n");
      JsonElement files =
          client.request("textDocument/completion", TestClient.at(uri("b.js"), "0:11"));
      assertFalse(labels(files).contains("Untitled-1"), files::toString);
      client.close(UNTITLED);
      assertEquals(List.of(), client.awaitDiagnostics(UNTITLED));
      assertTrue(client.request("textDocument/hover", TestClient.at(UNTITLED, "0:7")).isJsonNull());
    }
  }

  /** Its text says which kind of module it is, and it may be either. */
  @Test
  void a_document_that_was_never_saved_may_be_a_module_of_either_kind() throws IOException {
    Files.writeString(root.resolve("package.json"), "{\"type\":\"module\"}");
    try (TestClient client = Servers.inProcess()) {
      client.initialize(root, "{}");
      client.open(UNTITLED, "exports.a = require('fs');\n");
      assertEquals(List.of(), rules(client, UNTITLED));
    }
    try (TestClient client = Servers.inProcess()) {
      client.initialize(Files.createDirectories(root.resolve("a")), "{}");
      client.open(UNTITLED, "import fs from 'fs';\nexport default fs;\n");
      assertEquals(List.of(), rules(client, UNTITLED));
    }
  }

  /** Where it will be saved, and so what is beside it, nobody knows. */
  @Test
  void without_a_folder_a_document_is_read_and_nothing_is_missing() {
    try (TestClient client = Servers.inProcess()) {
      client.request(
          "initialize",
          "{\"processId\":null,\"rootUri\":null,\"workspaceFolders\":null,\"capabilities\":{}}");
      client.notify("initialized", "{}");
      client.open(
          UNTITLED,
          """
          const fs = require('fs');
          require('./lib'); require('one'); require('node:no');
          exports = fs;
          """);
      assertEquals(List.of("unknown-builtin", "exports-reassigned"), rules(client, UNTITLED));
      JsonElement hover = client.request("textDocument/hover", TestClient.at(UNTITLED, "0:7"));
      assertTrue(hover.toString().contains("fs"), hover::toString);
      client.edit(UNTITLED, "", "require('./");
      client.request("textDocument/completion", TestClient.at(UNTITLED, "0:11"));
      client.edit(UNTITLED, "", "const path = require('path');\npath.");
      JsonElement items = client.request("textDocument/completion", TestClient.at(UNTITLED, "1:5"));
      assertTrue(labels(items).contains("join"), items::toString);
    }
  }

  /** VS Code names a file that is to be made by its path; nothing is put over one that is there. */
  @Test
  void a_name_that_is_a_path_is_the_place() throws IOException {
    Files.writeString(root.resolve("lib.js"), "exports.parse = 1;\n");
    Files.createDirectories(root.resolve("sub"));
    try (TestClient client = Servers.inProcess()) {
      client.initialize(root, "{}");
      String made = "untitled:" + uri("sub/new.js").substring("file://".length());
      client.open(made, "require('../lib').parse;\nrequire('./nope');\n");
      assertEquals(List.of("cannot-resolve"), rules(client, made));
      String over = "untitled:" + uri("lib.js").substring("file://".length());
      client.open(over, "exports.other = 1;\n");
      assertEquals(List.of(), rules(client, over));
      client.open(uri("a.js"), "require('./lib').parse;\n");
      assertEquals(List.of(), rules(client, uri("a.js")));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "untitled:",
    "untitled:..",
    "untitled:/",
    "untitled:a%00b",
    "untitled:?x#y",
    "untitled:\u00e4/\u65e5",
    "untitled://host/..",
    "vscode-notebook-cell:/a.js"
  })
  void no_name_of_a_document_does_harm(String uri) {
    try (TestClient client = Servers.inProcess()) {
      client.initialize(root, "{}");
      client.open(uri, "exports = 1;\n");
      client.request("textDocument/hover", TestClient.at(uri, "0:1"));
      client.edit(uri, "0:0-0:0", "\n");
      client.close(uri);
      client.open(uri("b.js"), "exports = 1;\n");
      assertEquals(List.of("exports-reassigned"), rules(client, uri("b.js")));
    }
  }
}
