package dev.commonjs.lsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import dev.commonjs.fixture.MarkedProject;
import dev.commonjs.fixture.Marks;
import dev.commonjs.fixture.Shown;
import dev.commonjs.markdown.Rendered;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Asks everything that the server can be asked about a project in which every text is a mark, and
 * reads every string of every message. A feature that is announced and not asked here fails the
 * test; so does a string of a new answer that shows a mark as anything but text.
 */
class ForeignTextTest {
  private static final String CAPABILITIES =
      """
      {"textDocument":{
        "callHierarchy":{},"codeLens":{},"inlayHint":{},
        "completion":{"completionItem":{"labelDetailsSupport":true,
          "resolveSupport":{"properties":["additionalTextEdits"]}}},
        "hover":{"contentFormat":["FORMAT"]},
        "diagnostic":{},
        "documentSymbol":{"hierarchicalDocumentSymbolSupport":true},
        "publishDiagnostics":{"relatedInformation":true,"tagSupport":{"valueSet":[1,2]},
          "codeDescriptionSupport":true,"dataSupport":true,"versionSupport":true},
        "codeAction":{"disabledSupport":true,
          "codeActionLiteralSupport":{"codeActionKind":{"valueSet":["quickfix"]}}}},
       "workspace":{"workspaceEdit":{"documentChanges":true,"resourceOperations":["create","rename"]},
        "fileOperations":{"willRename":true,"didRename":true}},
       "window":{"workDoneProgress":true},
       "experimental":{"commands":{"commands":["commonjs.references","commonjs.importers"]}}}
      """;

  /** What the server can announce, with the request that it announces. */
  private static final Map<String, String> METHODS =
      Map.ofEntries(
          Map.entry("completionProvider", "textDocument/completion"),
          Map.entry("hoverProvider", "textDocument/hover"),
          Map.entry("definitionProvider", "textDocument/definition"),
          Map.entry("declarationProvider", "textDocument/declaration"),
          Map.entry("signatureHelpProvider", "textDocument/signatureHelp"),
          Map.entry("referencesProvider", "textDocument/references"),
          Map.entry("documentHighlightProvider", "textDocument/documentHighlight"),
          Map.entry("renameProvider", "textDocument/rename"),
          Map.entry("documentSymbolProvider", "textDocument/documentSymbol"),
          Map.entry("documentLinkProvider", "textDocument/documentLink"),
          Map.entry("diagnosticProvider", "textDocument/diagnostic"),
          Map.entry("codeActionProvider", "textDocument/codeAction"),
          Map.entry("typeDefinitionProvider", "textDocument/typeDefinition"),
          Map.entry("implementationProvider", "textDocument/implementation"),
          Map.entry("callHierarchyProvider", "textDocument/prepareCallHierarchy"),
          Map.entry("codeLensProvider", "textDocument/codeLens"),
          Map.entry("inlayHintProvider", "textDocument/inlayHint"),
          Map.entry("workspaceSymbolProvider", "workspace/symbol"),
          Map.entry("executeCommandProvider", "workspace/executeCommand"),
          Map.entry("workspace", "workspace/willRenameFiles"));

  private static final Set<String> ASKED_ONCE =
      Set.of(
          "documentSymbolProvider",
          "documentLinkProvider",
          "diagnosticProvider",
          "codeLensProvider",
          "inlayHintProvider",
          "workspaceSymbolProvider");

  /** It is about the workspace, and asked once. */
  private static final String GRAPH = "commonjs.graph";

  /** The only part of a page that differs from project to project. */
  private static final Pattern DATA =
      Pattern.compile("(?s)(?<=<script type=\"application/json\" id=\"data\">).*?(?=</script>)");

  /** They answer nothing. */
  private static final Set<String> NO_QUESTIONS = Set.of("positionEncoding", "textDocumentSync");

  /** These hold code or addresses, which have their own rules; addresses are checked. */
  private static final Set<String> CODE = Set.of("newText");

  private static final Set<String> ADDRESSES =
      Set.of("uri", "targetUri", "target", "href", "address");
  private static final Pattern ADDRESS =
      Pattern.compile("(?:file://|https://)[\\w\\-.~/!$&'()*+,;=:@%]*");

  private static final Pattern NAME = Pattern.compile("(?<![\\w$\"\\\\])[\\w$\"]");

  /** Of these no feature says anything. */
  private static final Set<String> NOT_SHOWN = Set.of("zqDescription", "zqTarget");

  /** Long values are cut before the place is named. */
  private static final Set<String> CUT = Set.of("zqValue", "zqInner", "zqDefault");

  @TempDir private static Path ordinaryFolder;
  private static Set<String> ordinary = Set.of();
  private static Set<String> ordinaryHovers = Set.of();
  private static Set<String> ordinaryPages = Set.of();

  @TempDir private Path folder;

  /** How answers look where nothing is remarkable; {@link #NOT_SHOWN} is all that is missing. */
  @BeforeAll
  static void askAboutAnOrdinaryProject() throws IOException {
    Path root = ordinaryFolder.toRealPath();
    MarkedProject project = MarkedProject.write(root, "plain");
    Answers answers = everything(root, project, "markdown");
    ordinary = structures(answers);
    ordinaryHovers = answers.placesInHovers();
    ordinaryPages = answers.pages;
    assertEquals(1, ordinaryPages.size());
    assertEquals(Set.of("markdown"), answers.hovers.keySet());
    Set<String> unseen = new TreeSet<>(project.places());
    unseen.removeAll(answers.check("plain"));
    assertEquals(NOT_SHOWN, unseen);
  }

  static Stream<String> marks() {
    return Marks.ALL.stream();
  }

  /** Everything that the server says about a project, in one order. */
  private static final class Answers {
    final List<String> markdown = new ArrayList<>();
    final List<String> plain = new ArrayList<>();

    /** By the kind of content. */
    final Map<String, List<String>> hovers = new TreeMap<>();

    final Set<String> addresses = new TreeSet<>();

    /** Without their data. */
    final Set<String> pages = new TreeSet<>();

    void read(JsonElement element, String key) {
      if (key.equals("contents") && element instanceof JsonObject hover) {
        hovers
            .computeIfAbsent(hover.get("kind").getAsString(), kind -> new ArrayList<>())
            .add(hover.get("value").getAsString());
      }
      switch (element) {
        case JsonArray array -> array.forEach(item -> read(item, key));
        case JsonObject object when isMarkdown(object) ->
            markdown.add(object.get("value").getAsString());
        // A name made of a file's has only the letters of a variable.
        case JsonObject object when isRequired(object) && isVariable(object.get("label")) ->
            object
                .asMap()
                .forEach(
                    (name, value) -> read(name.equals("label") ? new JsonArray() : value, name));
        case JsonObject object -> object.asMap().forEach((name, value) -> read(value, name));
        case JsonPrimitive p when p.isString() && key.equals("html") -> page(p.getAsString());
        case JsonPrimitive p when p.isString() -> {
          if (ADDRESSES.contains(key)) {
            addresses.add(p.getAsString());
          } else if (!CODE.contains(key)) {
            plain.add(p.getAsString());
          }
        }
        default -> {}
      }
    }

    private void page(String html) {
      DATA.matcher(html)
          .results()
          .forEach(data -> read(JsonParser.parseString(data.group()), "data"));
      pages.add(DATA.matcher(html).replaceFirst(""));
    }

    /** Fails unless {@code mark} is whole wherever it is shown; returns the places of it. */
    Set<String> check(String mark) {
      Set<String> seen = new TreeSet<>();
      for (String source : markdown) {
        assertEquals(List.of(), Shown.harmful(source), source);
        assertEquals(List.of(), Shown.damaged(Rendered.of(source).text(), mark, seen), source);
      }
      for (String text : plain) {
        assertEquals(List.of(), Shown.harmful(text), text);
        assertEquals(List.of(), Shown.damaged(text, mark, seen), text);
      }
      for (String address : addresses) {
        assertTrue(ADDRESS.matcher(address).matches(), address);
      }
      return seen;
    }

    Set<String> placesInHovers() {
      return hovers.values().stream()
          .flatMap(List::stream)
          .flatMap(hover -> MarkedProject.placesIn(hover).stream())
          .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isRequired(JsonObject item) {
      return item.get("data") instanceof JsonObject data && data.has("require");
    }

    private static boolean isVariable(JsonElement label) {
      return label.getAsString().matches("[\\w$]+");
    }

    private static boolean isMarkdown(JsonObject object) {
      return object.has("kind")
          && object.get("kind") instanceof JsonPrimitive kind
          && kind.isString()
          && kind.getAsString().equals("markdown");
    }
  }

  private static Answers everything(Path root, MarkedProject project, String format)
      throws IOException {
    Answers answers = new Answers();
    try (TestClient client = Servers.inProcess()) {
      JsonObject capabilities = client.initialize(root, CAPABILITIES.replace("FORMAT", format));
      Set<String> announced = new TreeSet<>(capabilities.keySet());
      announced.removeAll(METHODS.keySet());
      assertEquals(NO_QUESTIONS, announced, "these are not asked here");
      List<String> commands =
          capabilities
              .getAsJsonObject("executeCommandProvider")
              .getAsJsonArray("commands")
              .asList()
              .stream()
              .map(JsonElement::getAsString)
              .collect(Collectors.toCollection(ArrayList::new));
      commands.remove(GRAPH);
      client.notify(
          "workspace/didChangeConfiguration",
          "{\"settings\":{\"commonjs\":{\"codeLens\":true,\"inlayHints\":true}}}");
      for (String source : project.sources()) {
        client.open(Uris.toUri(root.resolve(source)), Files.readString(root.resolve(source)));
      }
      for (String source : project.sources()) {
        String uri = Uris.toUri(root.resolve(source));
        String text = Files.readString(root.resolve(source));
        for (String capability : new TreeMap<>(METHODS).keySet()) {
          ask(client, capability, commands, uri, text, answers);
        }
      }
      answers.read(
          client.request("workspace/executeCommand", "{\"command\":\"" + GRAPH + "\"}"), GRAPH);
      answers.read(
          client.request("workspace/diagnostic", "{\"previousResultIds\":[]}"), "workspace");
      client.messages().stream()
          .filter(message -> message.has("method"))
          .forEach(message -> answers.read(message.get("params"), "params"));
    }
    return answers;
  }

  private static void ask(
      TestClient client,
      String capability,
      List<String> commands,
      String uri,
      String text,
      Answers answers) {
    String method = METHODS.get(capability);
    if (capability.equals("workspace")) {
      String to =
          uri.substring(0, uri.lastIndexOf('/')) + "/moved" + uri.substring(uri.lastIndexOf('/'));
      answers.read(client.request(method, TestClient.move(uri, to)), method);
      return;
    }
    if (ASKED_ONCE.contains(capability)) {
      String about =
          switch (capability) {
            case "workspaceSymbolProvider" -> "{\"query\":\"\"}";
            case "inlayHintProvider" ->
                with(TestClient.document(uri), "\"range\":" + TestClient.range("0:0-9999:0"));
            default -> TestClient.document(uri);
          };
      JsonElement result = client.request(method, about);
      answers.read(result, method);
      if (capability.equals("codeLensProvider")) {
        for (JsonElement lens : result.getAsJsonArray()) {
          answers.read(client.request("codeLens/resolve", lens.toString()), method);
        }
      }
      return;
    }
    List<Integer> posted = new ArrayList<>();
    String[] lines = text.split("\n", -1);
    for (int line = 0; line < lines.length; line++) {
      int number = line;
      NAME.matcher(lines[line])
          .results()
          .map(name -> number + ":" + (name.start() + 1))
          .forEach(
              place -> {
                String at = TestClient.at(uri, place);
                switch (capability) {
                  case "codeActionProvider" ->
                      posted.add(
                          client.post(
                              method,
                              "{\"textDocument\":{\"uri\":\"%s\"},\"range\":%s,\"context\":{\"diagnostics\":[]}}"
                                  .formatted(uri, TestClient.range(place + "-" + place))));
                  case "executeCommandProvider" ->
                      commands.forEach(
                          command ->
                              posted.add(
                                  client.post(
                                      method,
                                      "{\"command\":\"%s\",\"arguments\":[%s]}"
                                          .formatted(command, at))));
                  case "renameProvider" ->
                      posted.add(client.post(method, with(at, "\"newName\":\"renamed\"")));
                  case "referencesProvider" ->
                      posted.add(
                          client.post(
                              method, with(at, "\"context\":{\"includeDeclaration\":true}")));
                  default -> posted.add(client.post(method, at));
                }
              });
    }
    for (int id : posted) {
      JsonObject answer = client.answer(id);
      JsonElement result = answer.has("error") ? answer.get("error") : answer.get("result");
      answers.read(result, method);
      if (capability.equals("callHierarchyProvider") && result instanceof JsonArray items) {
        for (JsonElement item : items) {
          for (String calls : List.of("incomingCalls", "outgoingCalls")) {
            answers.read(
                client.request("callHierarchy/" + calls, "{\"item\":" + item + "}"), method);
          }
        }
      }
      if (capability.equals("completionProvider") && result instanceof JsonObject list) {
        for (JsonElement item : list.getAsJsonArray("items")) {
          answers.read(client.request("completionItem/resolve", item.toString()), method);
        }
      }
    }
  }

  private static String with(String parameters, String more) {
    return parameters.substring(0, parameters.length() - 1) + "," + more + "}";
  }

  @ParameterizedTest
  @MethodSource("marks")
  void whatever_a_project_is_called_is_text(String mark) throws IOException {
    Path root = Files.createDirectories(folder.toRealPath().resolve("p"));
    MarkedProject project = MarkedProject.write(root, mark);
    Answers answers = everything(root, project, "markdown");
    Set<String> unseen = new TreeSet<>(project.places());
    unseen.removeAll(answers.check(mark));
    unseen.removeAll(NOT_SHOWN);
    unseen.removeAll(CUT);
    assertEquals(Set.of(), unseen);
    assertEquals(ordinary, structures(answers));
    assertEquals(ordinaryPages, answers.pages);
  }

  private static Set<String> structures(Answers answers) {
    Set<String> all = new TreeSet<>();
    answers.markdown.forEach(markdown -> all.add(Rendered.of(markdown).structure()));
    return all;
  }

  @Test
  void a_client_without_markdown_gets_words() throws IOException {
    for (String mark : List.of("**BOLD-b1**", "`code-b2`", "\u001b[31mRED-b3", "x\n# b4")) {
      Path root =
          Files.createDirectories(folder.toRealPath().resolve(Integer.toString(mark.hashCode())));
      MarkedProject project = MarkedProject.write(root, mark);
      Answers answers = everything(root, project, "plaintext");
      answers.check(mark);
      assertEquals(Set.of("plaintext"), answers.hovers.keySet());
      assertEquals(ordinaryHovers, answers.placesInHovers());
    }
  }

  @Test
  void long_names_make_no_long_answers() throws IOException {
    Path root = folder.toRealPath();
    MarkedProject project = MarkedProject.write(root, "n".repeat(20_000));
    Answers answers = everything(root, project, "markdown");
    int longest =
        Stream.concat(answers.plain.stream(), answers.markdown.stream())
            .mapToInt(String::length)
            .max()
            .orElseThrow();
    assertTrue(longest < 10_000, "the longest answer has " + longest);
  }
}
