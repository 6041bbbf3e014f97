package dev.commonjs.lsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code workspace/executeCommand}; what the pages say is {@code ExplanationsTest}'s. */
class CommandsTest {
  private static final int INVALID_PARAMS = -32602;

  @TempDir private Path folder;
  private String uri = "";

  @BeforeEach
  void write() throws IOException {
    Path root = folder.toRealPath();
    Files.writeString(root.resolve("lib.js"), "exports.parse = 1;\n");
    Path main = root.resolve("main.js");
    Files.writeString(main, "exports.own = require('./lib').parse;\n");
    uri = Uris.toUri(main);
  }

  private static String execute(String command, String argument) {
    return "{\"command\":\"" + command + "\",\"arguments\":[" + argument + "]}";
  }

  private static String answer(TestClient client, String command, String argument) {
    JsonObject page =
        client.request("workspace/executeCommand", execute(command, argument)).getAsJsonObject();
    assertEquals("markdown", page.get("kind").getAsString());
    return page.get("value").getAsString();
  }

  @Test
  void the_commands_are_announced_and_answered_with_pages() {
    try (TestClient client = Servers.inProcess()) {
      JsonObject capabilities = client.initialize(folder, "{}");
      assertEquals(
          "[\"commonjs.shape\",\"commonjs.resolve\",\"commonjs.graph\",\"commonjs.modules\"]",
          capabilities.getAsJsonObject("executeCommandProvider").get("commands").toString());
      String document = "{\"textDocument\":{\"uri\":\"" + uri + "\"}}";
      String shape = answer(client, "commonjs.shape", document);
      assertTrue(shape.startsWith("# main.js\n"), shape);
      String resolution = answer(client, "commonjs.resolve", TestClient.at(uri, "0:25"));
      assertTrue(resolution.startsWith("# './lib' in main.js\n"), resolution);
    }
  }

  @Test
  void the_text_of_an_open_document_counts() {
    try (TestClient client = Servers.inProcess()) {
      client.initialize(folder, "{}");
      client.open(uri, "exports.fresh = 1;\n");
      String shape = answer(client, "commonjs.shape", TestClient.at(uri, "0:0"));
      assertTrue(shape.contains(".fresh"), shape);
    }
  }

  /** With the text of open documents, and the client's own addresses. */
  @Test
  void the_graph_is_a_page_and_needs_no_document() {
    try (TestClient client = Servers.inProcess()) {
      client.initialize(folder, "{}");
      client.open(uri, "require('./gone');\n");
      for (String argument : new String[] {"", "{\"textDocument\":{\"uri\":\"" + uri + "\"}}"}) {
        String html =
            client
                .request("workspace/executeCommand", execute("commonjs.graph", argument))
                .getAsJsonObject()
                .get("html")
                .getAsString();
        assertTrue(html.contains("{\"kind\":\"unresolved\",\"name\":\"gone\"}"), html);
        assertTrue(html.contains("\"address\":\"" + uri + "\""), html);
        assertEquals(!argument.isEmpty(), html.contains("\"selected\":1"), argument);
      }
      String params = execute("commonjs.graph", "5");
      assertEquals(INVALID_PARAMS, client.errorOf("workspace/executeCommand", params));
    }
  }

  /** With the text of open documents, and the client's own addresses. */
  @Test
  void the_neighbours_of_a_module_are_data() {
    try (TestClient client = Servers.inProcess()) {
      client.initialize(folder, "{}");
      String lib = uri.replace("main.js", "lib.js");
      client.open(lib, "require('fs');\n");
      assertEquals(
          """
          {"requiredBy":[{"kind":"module","name":"main.js","uri":"MAIN","place":{"uri":"MAIN",\
          "range":{"start":{"line":0,"character":22},"end":{"line":0,"character":29}}},"leaf":true}],\
          "requires":[{"kind":"builtin","name":"node:fs","place":{"uri":"LIB",\
          "range":{"start":{"line":0,"character":8},"end":{"line":0,"character":12}}},"leaf":true}]}"""
              .replace("MAIN", uri)
              .replace("LIB", lib),
          client
              .request(
                  "workspace/executeCommand",
                  execute("commonjs.modules", "{\"textDocument\":{\"uri\":\"" + lib + "\"}}"))
              .toString());
    }
  }

  @Test
  void where_there_is_nothing_to_say_the_answer_is_null() {
    try (TestClient client = Servers.inProcess()) {
      client.initialize(folder, "{}");
      for (String place : new String[] {uri, "untitled:a", uri + ".gone"}) {
        String params = execute("commonjs.resolve", TestClient.at(place, "0:0"));
        assertTrue(client.request("workspace/executeCommand", params).isJsonNull(), place);
      }
      for (String place : new String[] {"untitled:a", uri + ".gone"}) {
        String params = execute("commonjs.modules", TestClient.at(place, "0:0"));
        assertTrue(client.request("workspace/executeCommand", params).isJsonNull(), place);
      }
    }
  }

  @Test
  void bad_arguments_and_unknown_commands_are_refused() {
    try (TestClient client = Servers.inProcess()) {
      client.initialize(folder, "{}");
      for (String argument :
          new String[] {"", "5", "{}", "{\"textDocument\":{}}", "{\"textDocument\":[]}"}) {
        String params = execute("commonjs.shape", argument);
        assertEquals(INVALID_PARAMS, client.errorOf("workspace/executeCommand", params), argument);
      }
      String unknown = execute("commonjs.none", TestClient.at(uri, "0:0"));
      assertEquals(INVALID_PARAMS, client.errorOf("workspace/executeCommand", unknown));
    }
  }
}
