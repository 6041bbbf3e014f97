package dev.commonjs.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.commonjs.resolve.Resolution;
import dev.commonjs.shape.RequireSite;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ModuleGraphTest {
  private static Path file(String name) {
    return Path.of("/" + name + ".js");
  }

  private static Edge edge(String to, RequireSite.Kind kind, boolean atLoad) {
    Resolution found = new Resolution.Found(file(to), Set.of(), List.of());
    return new Edge("./" + to, kind, atLoad, false, found);
  }

  /** {@code a: b c} is a file and what it requires; {@code ~b} not while it loads. */
  private static ModuleGraph graph(String... lines) {
    return ModuleGraph.of(edges(lines));
  }

  private static Map<Path, List<Edge>> edges(String... lines) {
    Map<Path, List<Edge>> edges = new TreeMap<>();
    for (String line : lines) {
      List<Edge> targets = new ArrayList<>();
      for (String to : line.substring(2).split(" ")) {
        if (!to.isEmpty()) {
          targets.add(edge(to.replace("~", ""), RequireSite.Kind.REQUIRE, !to.startsWith("~")));
        }
      }
      edges.put(file(line.substring(0, 1)), targets);
    }
    return edges;
  }

  @Test
  void both_directions_are_known() {
    ModuleGraph graph = graph("a:c b", "b:c", "c:");
    assertEquals(List.of(file("c"), file("b")), List.copyOf(graph.dependencies(file("a"))));
    assertEquals(Set.of(file("a"), file("b")), graph.importers(file("c")));
    assertEquals(Set.of(), graph.importers(file("a")));
  }

  @Test
  void what_is_only_resolved_is_no_dependency() {
    ModuleGraph graph =
        ModuleGraph.of(Map.of(file("a"), List.of(edge("b", RequireSite.Kind.RESOLVE, true))));
    assertEquals(Set.of(), graph.dependencies(file("a")));
  }

  @Test
  void files_that_load_each_other_are_a_component() {
    ModuleGraph graph = graph("a:b", "b:c", "c:b d", "d:");
    assertEquals(List.of(file("b"), file("c")), graph.component(file("c")));
    assertEquals(List.of(file("a")), graph.component(file("a")));
    assertEquals(List.of(List.of(file("b"), file("c"))), graph.cycles());
  }

  @Test
  void a_file_that_requires_itself_is_a_cycle() {
    assertEquals(List.of(List.of(file("a"))), graph("a:a").cycles());
  }

  @Test
  void what_is_required_later_closes_no_cycle() {
    assertEquals(List.of(), graph("a:b", "b:~a").cycles());
  }

  @Test
  void a_long_chain_is_walked_without_recursion() {
    Map<Path, List<Edge>> edges = new TreeMap<>();
    int length = 20_000;
    for (int i = 0; i < length; i++) {
      edges.put(
          file("m" + i), List.of(edge("m" + (i + 1) % length, RequireSite.Kind.REQUIRE, true)));
    }
    assertEquals(length, ModuleGraph.of(edges).component(file("m7")).size());
  }

  @Test
  void an_updated_graph_equals_one_made_anew() {
    ModuleGraph before = graph("a:b", "b:a", "c:");
    before.cycles();
    ModuleGraph after = before.updated(edges("b:c"), Set.of(file("c")));
    assertEquals(graph("a:b", "b:c"), after);
    assertEquals(List.of(), after.cycles());
    assertEquals(Set.of(file("b")), after.importers(file("c")));
  }
}
