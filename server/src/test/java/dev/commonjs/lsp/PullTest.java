package dev.commonjs.lsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Findings for clients that ask for them (LSP, "Pull Diagnostics"), and for those that don't. */
class PullTest extends InFolder {
  private static final String PULLS = "{\"textDocument\":{\"diagnostic\":{}}}";
  private static final String REFRESHES =
      "{\"textDocument\":{\"diagnostic\":{}},\"workspace\":{\"diagnostics\":{\"refreshSupport\":true}}}";
  private static final String REFRESH = "workspace/diagnostic/refresh";
  private static final String SERVER_CANCELLED = "-32802";

  private void write(String name, String text) throws IOException {
    Files.writeString(root.resolve(name), text);
  }

  private void changedOnDisk(TestClient client, String name) {
    client.notify(
        "workspace/didChangeWatchedFiles",
        "{\"changes\":[{\"uri\":\"" + uri(name) + "\",\"type\":2}]}");
  }

  /** {@code full} with its rules, or {@code unchanged}. */
  private static String shown(JsonObject report) {
    String kind = report.get("kind").getAsString();
    return report.has("items") ? kind + " " + rules(report.getAsJsonArray("items")) : kind;
  }

  private static List<String> rules(JsonArray diagnostics) {
    return StreamSupport.stream(diagnostics.spliterator(), false)
        .map(d -> d.getAsJsonObject().get("code").getAsString())
        .toList();
  }

  private static String id(JsonObject report) {
    return report.get("resultId").getAsString();
  }

  private JsonObject pull(TestClient client, String name, @Nullable String previous) {
    String id = previous == null ? "" : ",\"previousResultId\":\"" + previous + "\"";
    return client
        .request(
            "textDocument/diagnostic",
            "{\"textDocument\":{\"uri\":\"" + uri(name) + "\"}" + id + "}")
        .getAsJsonObject();
  }

  private static int post(TestClient client, Map<String, String> previous, String more) {
    String ids =
        previous.entrySet().stream()
            .map(e -> "{\"uri\":\"" + e.getKey() + "\",\"value\":\"" + e.getValue() + "\"}")
            .collect(Collectors.joining(","));
    return client.post("workspace/diagnostic", "{\"previousResultIds\":[" + ids + "]" + more + "}");
  }

  /** By name, as {@link #shown}; {@code ids} becomes what the client has then. */
  private Map<String, String> reports(JsonElement result, Map<String, String> ids) {
    Map<String, String> reports = new TreeMap<>();
    for (JsonElement item : result.getAsJsonObject().getAsJsonArray("items")) {
      JsonObject report = item.getAsJsonObject();
      String uri = report.get("uri").getAsString();
      ids.put(uri, id(report));
      reports.put(uri.substring(uri("").length() + 1), shown(report));
    }
    return reports;
  }

  private static long published(TestClient client) {
    return client.messages().stream()
        .filter(m -> m.toString().contains("textDocument/publishDiagnostics"))
        .count();
  }

  @Test
  void a_document_is_told_once_and_the_same_findings_have_the_same_id() {
    try (TestClient client = Servers.inProcess()) {
      JsonObject capabilities = client.initialize(root, PULLS);
      JsonObject provider = capabilities.getAsJsonObject("diagnosticProvider");
      assertTrue(provider.get("interFileDependencies").getAsBoolean());
      assertTrue(provider.get("workspaceDiagnostics").getAsBoolean());
      client.open(uri("a.js"), "exports = 1;\n");
      JsonObject first = pull(client, "a.js", null);
      assertEquals("full [exports-reassigned]", shown(first));
      assertEquals("unchanged", shown(pull(client, "a.js", id(first))));
      client.edit(uri("a.js"), "", "exports.a = 1;\n");
      JsonObject mended = pull(client, "a.js", id(first));
      assertEquals("full []", shown(mended));
      client.edit(uri("a.js"), "", "exports = 1;\n");
      assertEquals(id(first), id(pull(client, "a.js", id(mended))));
      client.edit(uri("a.js"), "", "\nexports = 1;\n");
      assertEquals("full [exports-reassigned]", shown(pull(client, "a.js", id(first))));
      assertEquals(0, published(client));
    }
  }

  @Test
  void what_is_not_open_or_no_javascript_can_be_asked_about() throws IOException {
    write("a.js", "exports = 1;\n");
    try (TestClient client = Servers.inProcess()) {
      client.initialize(root, PULLS);
      assertEquals("full [exports-reassigned]", shown(pull(client, "a.js", null)));
      assertEquals("full []", shown(pull(client, "gone.js", null)));
      client.open(uri("a.ts"), "typescript", "exports = 1;\n");
      assertEquals("full []", shown(pull(client, "a.ts", null)));
    }
  }

  @Test
  void a_client_is_asked_to_ask_again_where_another_file_has_made_an_answer_wrong() {
    try (TestClient client = Servers.inProcess()) {
      client.answering(REFRESH, request -> JsonNull.INSTANCE).initialize(root, REFRESHES);
      client.open(uri("lib.js"), "exports.a = 1;\n");
      client.open(uri("a.js"), "require('./lib').a();\n");
      String before = id(pull(client, "a.js", null));
      pull(client, "lib.js", null);
      client.edit(uri("lib.js"), "", "exports.b = 1;\n");
      client.await("refresh", m -> m.toString().contains(REFRESH));
      assertEquals("full [missing-member]", shown(pull(client, "a.js", before)));
      assertEquals(0, published(client));
    }
  }

  /** It would be an error of the test if the server asked. */
  @Test
  void a_client_that_takes_no_refresh_is_left_alone() {
    try (TestClient client = Servers.inProcess()) {
      client.initialize(root, PULLS);
      client.open(uri("lib.js"), "exports.a = 1;\n");
      client.open(uri("a.js"), "require('./lib').a;\n");
      pull(client, "a.js", null);
      client.edit(uri("lib.js"), "", "exports.b = 1;\n");
      int answer = post(client, Map.of(), "");
      assertEquals(
          "full [missing-member]",
          reports(client.answer(answer).get("result"), new TreeMap<>()).get("a.js"));
    }
  }

  @Test
  void the_workspace_is_told_once_and_then_when_something_has_changed() throws IOException {
    write("a.js", "exports = 1;\n");
    write("b.js", "require('./lib').a;\n");
    write("lib.js", "exports.a = 1;\n");
    Map<String, String> ids = new TreeMap<>();
    try (TestClient client = Servers.inProcess()) {
      client.initialize(root, PULLS);
      JsonObject first = client.answer(post(client, ids, ""));
      assertEquals(Map.of("a.js", "full [exports-reassigned]"), reports(first.get("result"), ids));
      int held = post(client, ids, "");
      client.open(uri("lib.js"), "exports.b = 1;\n");
      assertEquals(
          Map.of("a.js", "unchanged", "b.js", "full [missing-member]"),
          reports(client.answer(held).get("result"), ids));
      int again = post(client, ids, "");
      Files.delete(root.resolve("a.js"));
      changedOnDisk(client, "a.js");
      assertEquals(
          Map.of("a.js", "full []", "b.js", "unchanged"),
          reports(client.answer(again).get("result"), ids));
      assertEquals(0, published(client));
    }
  }

  @Test
  void a_workspace_without_findings_answers_the_first_time_only() throws IOException {
    write("a.js", "exports.a = 1;\n");
    try (TestClient client = Servers.inProcess()) {
      client.initialize(root, PULLS);
      Map<String, String> ids = new TreeMap<>();
      assertEquals(Map.of(), reports(client.answer(post(client, ids, "")).get("result"), ids));
      int held = post(client, ids, "");
      write("a.js", "exports = 1;\n");
      changedOnDisk(client, "a.js");
      assertEquals(
          Map.of("a.js", "full [exports-reassigned]"),
          reports(client.answer(held).get("result"), ids));
    }
  }

  @Test
  void a_workspace_is_streamed_to_who_asks_for_that() throws IOException {
    for (int i = 0; i < 120; i++) {
      write("m" + i + ".js", "exports = 1;\n");
    }
    Map<String, String> ids = new TreeMap<>();
    try (TestClient client = Servers.inProcess()) {
      client.initialize(root, PULLS);
      int request = post(client, ids, ",\"partialResultToken\":\"here\"");
      assertEquals(Map.of(), reports(client.answer(request).get("result"), new TreeMap<>()));
      List<JsonObject> parts =
          client.messages().stream()
              .filter(m -> m.has("method") && m.get("method").getAsString().equals("$/progress"))
              .map(m -> m.getAsJsonObject("params"))
              .filter(params -> params.get("token").getAsString().equals("here"))
              .map(params -> params.getAsJsonObject("value"))
              .toList();
      assertTrue(parts.size() > 1, parts::toString);
      parts.forEach(part -> reports(part, ids));
      assertEquals(120, ids.size());
    }
  }

  @Test
  void a_request_that_is_kept_ends_when_it_is_cancelled_or_asked_anew_or_with_the_server() {
    try (TestClient client = Servers.inProcess()) {
      client.initialize(root, PULLS);
      client.answer(post(client, Map.of(), ""));
      int cancelled = post(client, Map.of(), "");
      client.notify("$/cancelRequest", "{\"id\":" + cancelled + "}");
      assertEquals(
          "-32800", client.answer(cancelled).getAsJsonObject("error").get("code").toString());
      int older = post(client, Map.of(), "");
      int newer = post(client, Map.of(), "");
      for (int request : new int[] {older, newer}) {
        if (request == newer) {
          client.request("shutdown", "null");
        }
        JsonObject error = client.answer(request).getAsJsonObject("error");
        assertEquals(SERVER_CANCELLED, error.get("code").toString());
        assertFalse(error.getAsJsonObject("data").get("retriggerRequest").getAsBoolean());
      }
      client.send("{\"jsonrpc\":\"2.0\",\"method\":\"exit\"}");
      assertEquals(0, client.exitCode());
    }
  }

  /** An answer to a text that nobody sees any more, or none and the wish to be asked again. */
  @Test
  void an_edit_in_between_loses_no_answer() {
    try (TestClient client = Servers.inProcess()) {
      client.initialize(root, PULLS);
      client.open(uri("a.js"), "exports = 1;\n");
      for (int i = 0; i < 20; i++) {
        int request = client.post("textDocument/diagnostic", TestClient.document(uri("a.js")));
        client.edit(uri("a.js"), "", "exports = " + i + ";\n");
        JsonObject answer = client.answer(request);
        if (answer.has("error")) {
          JsonObject error = answer.getAsJsonObject("error");
          assertEquals(SERVER_CANCELLED, error.get("code").toString());
          assertTrue(error.getAsJsonObject("data").get("retriggerRequest").getAsBoolean());
        }
      }
      assertEquals("full [exports-reassigned]", shown(pull(client, "a.js", null)));
    }
  }

  @Test
  void what_many_files_share_is_a_part_of_the_workspace_and_sent_to_who_does_not_ask_for_that()
      throws IOException {
    write("package.json", "{\"dependencies\":{\"one\":\"1\"}}");
    write("a.js", "require('one');\n");
    try (TestClient client = Servers.inProcess()) {
      client.initialize(root, PULLS);
      client.open(uri("a.js"), "require('one');\n");
      assertEquals("full [package-not-installed]", shown(pull(client, "a.js", null)));
      assertEquals(1, client.awaitDiagnostics(uri("package.json")).size());
      int request = post(client, Map.of(), "");
      assertEquals(List.of(), client.awaitDiagnostics(uri("package.json")));
      Map<String, String> reports = reports(client.answer(request).get("result"), new TreeMap<>());
      assertEquals(
          Map.of(
              "a.js", "full [package-not-installed]",
              "package.json", "full [package-not-installed]"),
          reports);
    }
  }

  private static String scope(String scope) {
    return "{\"diagnostics\":{\"scope\":\"" + scope + "\"}}";
  }

  @Test
  void a_client_that_does_not_ask_is_sent_the_workspace_where_a_setting_says_so()
      throws IOException {
    write("a.js", "exports = 1;\n");
    write("b.js", "exports = 1;\n");
    try (TestClient client = Servers.inProcess()) {
      assertFalse(client.initialize(root, "{}", scope("workspace")).has("diagnosticProvider"));
      assertEquals(1, client.awaitDiagnostics(uri("a.js")).size());
      assertEquals(1, client.awaitDiagnostics(uri("b.js")).size());
      client.open(uri("a.js"), "\n");
      assertEquals(List.of(), client.awaitDiagnostics(uri("a.js"), 1));
      client.close(uri("a.js"));
      assertEquals(1, client.awaitDiagnostics(uri("a.js")).size());
      client.notify("workspace/didChangeConfiguration", "{\"settings\":" + scope("open") + "}");
      assertEquals(List.of(), client.awaitDiagnostics(uri("a.js")));
      assertEquals(List.of(), client.awaitDiagnostics(uri("b.js")));
    }
  }

  @Test
  void who_wants_open_documents_only_gets_no_others() throws IOException {
    write("a.js", "exports = 1;\n");
    try (TestClient client = Servers.inProcess()) {
      client.initialize(root, PULLS, scope("open"));
      client.open(uri("b.js"), "exports = 1;\n");
      Map<String, String> ids = new TreeMap<>();
      assertEquals(
          Map.of("b.js", "full [exports-reassigned]"),
          reports(client.answer(post(client, ids, "")).get("result"), ids));
    }
  }

  private static String lines(JsonObject report) {
    return report.getAsJsonArray("items").asList().stream()
        .map(JsonElement::getAsJsonObject)
        .map(
            one ->
                TestClient.text(one.getAsJsonObject("range")).replaceAll(":.*", " ")
                    + one.get("code").getAsString())
        .toList()
        .toString();
  }

  @Test
  void what_is_said_of_other_lines_stays_while_somebody_types() throws IOException {
    Files.writeString(root.resolve("svc.js"), "exports.run = () => {};\n");
    String head = "const svc = require('./svc');\nsvc.stop();\n";
    String tail =
        """
        const own = 1;
        // commonjs-disable-next-line
        exports = {};
        exports = svc;
        require('./nope');
        """;
    try (TestClient client = Servers.inProcess()) {
      client.initialize(root, PULLS);
      client.open(uri("a.js"), head + tail);
      JsonObject before = pull(client, "a.js", null);
      assertEquals("[1 missing-member, 5 exports-reassigned, 6 cannot-resolve]", lines(before));
      client.edit(uri("a.js"), "", head + "svc.\n" + tail);
      assertEquals(
          "[1 missing-member, 3 syntax-error, 6 exports-reassigned, 7 cannot-resolve]",
          lines(pull(client, "a.js", null)));
      client.edit(uri("a.js"), "", head.replace("svc.stop();", "svc.") + tail);
      assertEquals(
          "[2 syntax-error, 5 exports-reassigned, 6 cannot-resolve]",
          lines(pull(client, "a.js", null)));
      Files.writeString(root.resolve("svc.js"), "exports.stop = () => {};\n");
      client.notify(
          "workspace/didChangeWatchedFiles",
          "{\"changes\":[{\"uri\":\"" + uri("svc.js") + "\",\"type\":2}]}");
      client.edit(uri("a.js"), "", head + "svc.\nsvc.\n" + tail);
      assertEquals(
          "[4 syntax-error, 7 exports-reassigned, 8 cannot-resolve]",
          lines(pull(client, "a.js", null)));
      client.edit(uri("a.js"), "", "svc.");
      assertEquals("[0 syntax-error]", lines(pull(client, "a.js", null)));
    }
  }
}
