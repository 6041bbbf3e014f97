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

  private static Edge edge(String to, RequireSite.Kind kind) {
    Resolution found = new Resolution.Found(file(to), List.of());
    return new Edge("./" + to, kind, true, false, found);
  }

  /** {@code a: b c} is a file and what it requires. */
  private static ModuleGraph graph(String... lines) {
    return ModuleGraph.of(edges(lines));
  }

  private static Map<Path, List<Edge>> edges(String... lines) {
    Map<Path, List<Edge>> edges = new TreeMap<>();
    for (String line : lines) {
      List<Edge> targets = new ArrayList<>();
      for (String to : line.substring(2).split(" ")) {
        if (!to.isEmpty()) {
          targets.add(edge(to, RequireSite.Kind.REQUIRE));
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
        ModuleGraph.of(Map.of(file("a"), List.of(edge("b", RequireSite.Kind.RESOLVE))));
    assertEquals(Set.of(), graph.dependencies(file("a")));
  }

  @Test
  void an_updated_graph_equals_one_made_anew() {
    ModuleGraph before = graph("a:b", "b:a", "c:");
    before.importers(file("c"));
    ModuleGraph after = before.updated(edges("b:c"), Set.of(file("c")));
    assertEquals(graph("a:b", "b:c"), after);
    assertEquals(Set.of(file("b")), after.importers(file("c")));
  }
}
