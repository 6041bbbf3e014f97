package dev.commonjs.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.commonjs.feature.ModuleGraphView.Edge;
import dev.commonjs.feature.ModuleGraphView.Folder;
import dev.commonjs.feature.ModuleGraphView.Kind;
import dev.commonjs.feature.ModuleGraphView.Node;
import dev.commonjs.fixture.Fixture;
import dev.commonjs.fixture.Marks;
import dev.commonjs.fixture.Shown;
import dev.commonjs.shape.RequireSite;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The graph as people see it, and every form that it is given out in. */
class ModuleGraphViewTest {
  private static final String PROJECT =
      """
      //- /main.js
      const fs = require('fs');
      const a = require('./lib/a');
      const late = () => require('./lib/deep/er/c');
      require.resolve('./lib/b');
      try { require('optional'); } catch {}
      require('@scope/pkg/x');
      require('express');
      require('./gone');
      //- /lib/a.js
      require('./b'); require('../gone');
      //- /lib/b.js
      require('./a'); import('./deep/er/c.js');
      //- /lib/deep/er/c.js
      exports.late = () => require('../../../main');
      //- /node_modules/express/index.js
      require('./lib/express');
      //- /node_modules/express/lib/express.js
      exports.a = 1;
      //- /node_modules/@scope/pkg/x.js
      exports.a = 1;
      """;

  private static ModuleGraphView view(String project, boolean builtins) {
    return ModuleGraphView.of(FeatureTester.snapshot(Fixture.parse(project)), builtins);
  }

  private static String text(ModuleGraphView view) {
    List<String> lines = new ArrayList<>();
    for (Edge edge : view.edges()) {
      lines.add(
          view.nodes().get(edge.from()).name()
              + " -> "
              + view.nodes().get(edge.to()).name()
              + " "
              + view.nodes().get(edge.to()).kind()
              + " "
              + edge.kinds()
              + (edge.runsTarget() ? "" : " later")
              + (edge.guarded() ? " guarded" : "")
              + (edge.cycle() ? " cycle" : ""));
    }
    return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
  }

  private static String text(Folder folder, ModuleGraphView view) {
    return folder.name()
        + folder.modules().stream().map(i -> view.nodes().get(i).name()).toList()
        + folder.folders().stream().map(inner -> "(" + text(inner, view) + ")").toList();
  }

  @Test
  void packages_are_one_node_and_what_leads_nowhere_is_one_too() {
    assertEquals(
        """
        lib/a.js -> lib/b.js MODULE [REQUIRE] cycle
        lib/a.js -> gone UNRESOLVED [REQUIRE]
        lib/b.js -> lib/a.js MODULE [REQUIRE] cycle
        lib/b.js -> lib/deep/er/c.js MODULE [DYNAMIC_IMPORT] later
        lib/deep/er/c.js -> main.js MODULE [REQUIRE] later
        main.js -> lib/a.js MODULE [REQUIRE]
        main.js -> lib/b.js MODULE [RESOLVE] later
        main.js -> lib/deep/er/c.js MODULE [REQUIRE] later
        main.js -> @scope/pkg PACKAGE [REQUIRE]
        main.js -> express PACKAGE [REQUIRE]
        main.js -> gone UNRESOLVED [REQUIRE]
        main.js -> optional UNRESOLVED [REQUIRE] guarded
        """,
        text(view(PROJECT, false)));
  }

  @Test
  void built_in_modules_are_there_when_they_are_asked_for() {
    String text = text(view(PROJECT, true));
    assertTrue(text.contains("main.js -> node:fs BUILTIN [REQUIRE]\n"), text);
    assertFalse(text(view(PROJECT, false)).contains("node:fs"));
  }

  @Test
  void folders_with_nothing_but_a_folder_are_passed_over() {
    ModuleGraphView view = view(PROJECT, false);
    assertEquals(
        "[main.js][(lib[lib/a.js, lib/b.js][(lib/deep/er[lib/deep/er/c.js][])])]",
        text(view.root(), view));
  }

  /** A require in a function that runs later is how a cycle is broken. */
  @Test
  void a_cycle_is_one_of_loading() {
    ModuleGraphView view = view(PROJECT, false);
    assertEquals(
        List.of(List.of("lib/a.js", "lib/b.js")),
        view.cycles().stream()
            .map(cycle -> cycle.stream().map(i -> view.nodes().get(i).name()).toList())
            .toList());
  }

  @Test
  void a_neighbourhood_is_what_leads_there_and_where_it_leads() {
    ModuleGraphView view = view(PROJECT, false);
    Path b = Path.of("/lib/b.js");
    assertEquals(
        """
        lib/a.js -> lib/b.js MODULE [REQUIRE] cycle
        lib/b.js -> lib/a.js MODULE [REQUIRE] cycle
        lib/b.js -> lib/deep/er/c.js MODULE [DYNAMIC_IMPORT] later
        lib/deep/er/c.js -> main.js MODULE [REQUIRE] later
        main.js -> lib/a.js MODULE [REQUIRE]
        main.js -> lib/b.js MODULE [RESOLVE] later
        main.js -> lib/deep/er/c.js MODULE [REQUIRE] later
        """,
        text(view.around(b, 1)));
    ModuleGraphView alone = view.around(b, 0);
    assertEquals(List.of(new Node(Kind.MODULE, "lib/b.js", b)), alone.nodes());
    assertEquals(List.of(), alone.edges());
    assertEquals(List.of(), alone.cycles());
  }

  @Test
  void a_graph_is_the_same_every_time() {
    assertEquals(view(PROJECT, true), view(PROJECT, true));
  }

  @Test
  void dot_has_clusters_and_styles() {
    assertEquals(
        """
        digraph modules {
          rankdir=LR;
          node [shape=box, style=filled, fillcolor=white, fontname="sans-serif"];
          graph [fontname="sans-serif"];
          n3 [label="main.js", tooltip="main.js"];
          subgraph cluster_0 {
            label="lib";
            n0 [label="a.js", tooltip="lib/a.js"];
            n1 [label="b.js", tooltip="lib/b.js"];
            subgraph cluster_1 {
              label="lib/deep/er";
              n2 [label="c.js", tooltip="lib/deep/er/c.js"];
            }
          }
          n4 [label="@scope/pkg", shape=component];
          n5 [label="express", shape=component];
          n6 [label="gone", style=dashed];
          n7 [label="optional", style=dashed];
          n0 -> n1 [color="#c62828", penwidth=2];
          n0 -> n6 [label="unresolved"];
          n1 -> n0 [color="#c62828", penwidth=2];
          n1 -> n2 [style=dashed];
          n2 -> n3 [style=dashed];
          n3 -> n0;
          n3 -> n1 [style=dotted, label="resolve"];
          n3 -> n2 [style=dashed];
          n3 -> n4;
          n3 -> n5;
          n3 -> n6 [label="unresolved"];
          n3 -> n7 [label="optional"];
        }
        """,
        GraphText.dot(view(PROJECT, false)));
  }

  @Test
  void mermaid_has_subgraphs_and_styles() {
    assertEquals(
        """
        flowchart LR
          n3["main.js"]
          subgraph f0["lib"]
            n0["a.js"]
            n1["b.js"]
            subgraph f1["lib/deep/er"]
              n2["c.js"]
            end
          end
          n4[["#64;scope/pkg"]]
          n5[["express"]]
          n6["gone"]:::unresolved
          n7["optional"]:::unresolved
          n0 --> n1
          n0 -->|unresolved| n6
          n1 --> n0
          n1 -.-> n2
          n2 -.-> n3
          n3 --> n0
          n3 -.->|resolve| n1
          n3 -.-> n2
          n3 --> n4
          n3 --> n5
          n3 -->|unresolved| n6
          n3 -->|optional| n7
          linkStyle 0,2 stroke:#c62828,stroke-width:2px
          classDef unresolved stroke-dasharray:4
        """,
        GraphText.mermaid(view(PROJECT, false)));
  }

  @Test
  void json_names_nodes_by_their_index() {
    JsonObject json = GraphJson.of(view("//- /a.js\nrequire('./b');\n//- /b.js\n", false));
    assertEquals(
        JsonParser.parseString(
            """
            {"nodes":[{"kind":"module","name":"a.js"},{"kind":"module","name":"b.js"}],
             "edges":[{"from":0,"to":1,"kinds":["require"],"atLoad":true,"guarded":false,
               "cycle":false,"resolved":true}],
             "cycles":[],
             "root":{"name":"","modules":[0,1],"folders":[]}}
            """),
        json);
  }

  // ---------------------------------------------------------------- names of others

  private static Stream<String> hostile() {
    return Stream.concat(
        Marks.ALL.stream(),
        Stream.of(
            "\"quoted\"",
            "</script><script>alert(1)</script>",
            "<!--<script>",
            "]]>",
            "a\nb\r\nc",
            "\u2028line\u2029",
            "\\",
            "\\\"",
            "\\N\\l",
            "&quot;",
            "#quot;#35;",
            "%%{init: {}}%%",
            "end",
            "style x fill:#000;",
            "@DATA@ @SCRIPT@ @POLICY@",
            "n".repeat(10_000)));
  }

  /** A folder, a module, a package and what is not found, all with the name in them. */
  private static ModuleGraphView named(String name) {
    List<Node> nodes =
        List.of(
            new Node(Kind.MODULE, "lib" + name + "/a.js", Path.of("/a.js")),
            new Node(Kind.MODULE, "lib" + name + "/b" + name + ".js", Path.of("/b.js")),
            new Node(Kind.PACKAGE, "p" + name, null),
            new Node(Kind.UNRESOLVED, "u" + name, null));
    List<Edge> edges =
        Stream.of(1, 2, 3)
            .map(
                to ->
                    new Edge(
                        0,
                        to,
                        new TreeSet<>(List.of(RequireSite.Kind.REQUIRE)),
                        true,
                        false,
                        false))
            .toList();
    return new ModuleGraphView(nodes, edges, List.of(), ModuleGraphView.folders(nodes));
  }

  /** As Graphviz takes a text apart: a quoted string, and what stands between two. */
  private static final Pattern DOT_STRING = Pattern.compile("\"(?:[^\"\\\\\n]|\\\\.)*\"");

  private static final Pattern MERMAID_STRING =
      Pattern.compile("\"(?:[\\p{L}\\p{Nd}/. -]|#\\d+;)*\"");

  private static String structure(Pattern string, String text) {
    return string.matcher(text).replaceAll("S");
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void a_name_is_text_in_every_form(String name) {
    String slashless = name.replace("/", "");
    ModuleGraphView view = named(slashless);
    String dot = GraphText.dot(view);
    assertEquals(structure(DOT_STRING, GraphText.dot(named(""))), structure(DOT_STRING, dot));
    assertEquals(List.of(), Shown.harmful(dot));
    String mermaid = GraphText.mermaid(view);
    assertEquals(
        structure(MERMAID_STRING, GraphText.mermaid(named(""))),
        structure(MERMAID_STRING, mermaid));
    assertEquals(List.of(), Shown.harmful(mermaid));
    JsonObject json = JsonParser.parseString(GraphJson.of(view).toString()).getAsJsonObject();
    assertEquals(
        "p" + slashless,
        json.getAsJsonArray("nodes").get(2).getAsJsonObject().get("name").getAsString());
    String page = page(view);
    assertEquals(withoutData(page(named(""))), withoutData(page));
    assertFalse(data(page).matches("(?s).*[<>&\n].*"), () -> data(page));
    assertEquals(List.of(), Shown.harmful(data(page)));
    assertTrue(data(page).length() < 5_000, () -> "" + data(page).length());
  }

  @Test
  void dot_escapes_backslashes_quotes_and_entities() {
    String dot = GraphText.dot(named("\\N\"&lt;"));
    assertTrue(dot.contains("n2 [label=\"p\\\\N\\\"&amp;lt;\", shape=component];"), dot);
  }

  // ---------------------------------------------------------------- the page

  private static final Pattern DATA =
      Pattern.compile("(?s)(?<=<script type=\"application/json\" id=\"data\">).*?(?=</script>)");

  private static String page(ModuleGraphView view) {
    return GraphPage.of(view, file -> "vscode://file" + file, Path.of("/b.js"));
  }

  private static String data(String page) {
    Matcher data = DATA.matcher(page);
    assertTrue(data.find());
    return data.group();
  }

  private static String withoutData(String page) {
    return DATA.matcher(page).replaceFirst("");
  }

  @Test
  void a_page_has_addresses_and_what_is_selected() {
    JsonObject data = JsonParser.parseString(data(page(named("x")))).getAsJsonObject();
    assertEquals(1, data.get("selected").getAsInt());
    assertEquals(
        "vscode://file/a.js",
        data.getAsJsonArray("nodes").get(0).getAsJsonObject().get("address").getAsString());
  }

  /** Nothing else is allowed, and the licence of the library is kept. */
  @Test
  void a_page_allows_its_own_scripts_and_styles_by_their_hashes() throws Exception {
    String page = page(named("x"));
    List<String> scripts = inside(page, "<script>(.*?)</script>");
    List<String> styles = inside(page, "<style[^>]*>(.*?)</style>");
    assertEquals(2, scripts.size());
    assertEquals(1, styles.size());
    assertTrue(
        page.contains(
            "content=\"default-src 'none'; base-uri 'none'; form-action 'none'; script-src "
                + hash(scripts.get(0))
                + " "
                + hash(scripts.get(1))
                + "; style-src "
                + hash(styles.get(0))
                + "\""),
        () -> page.substring(0, 900));
    assertTrue(scripts.get(0).startsWith("/**\n * Copyright (c) 2016-2025, The Cytoscape"));
    assertFalse(
        withoutData(page).matches("(?is).*<[^>]+ (src|style|on\\w+)=.*"), "loads something");
  }

  private static List<String> inside(String page, String pattern) {
    return Pattern.compile(pattern, Pattern.DOTALL)
        .matcher(page)
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  private static String hash(String text) throws Exception {
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
  }
}
