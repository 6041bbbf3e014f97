package dev.commonjs.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComponentsTest {
  /** {@code a:b c} is a node and what follows it. */
  private static Components<String> components(String... lines) {
    Map<String, List<String>> successors = new HashMap<>();
    for (String line : lines) {
      successors.put(line.substring(0, 1), List.of(line.substring(2).split(" ")));
    }
    return new Components<>(node -> successors.getOrDefault(node, List.of()));
  }

  @Test
  void what_reaches_each_other_is_a_component() {
    Components<String> found = components("a:b", "b:c", "c:b d");
    assertEquals(List.of("b", "c"), found.visit("c"));
    assertEquals(List.of("a"), found.visit("a"));
    assertEquals(List.of("b", "c"), found.visit("b"));
  }

  @Test
  void what_leads_to_itself_alone_is_alone() {
    assertEquals(List.of("a"), components("a:a").visit("a"));
  }

  @Test
  void a_long_chain_is_walked_without_recursion() {
    int length = 20_000;
    Components<Integer> found = new Components<>(node -> List.of((node + 1) % length));
    assertEquals(length, found.visit(7).size());
  }
}
