package dev.commonjs.summarize;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.commonjs.fixture.InstalledNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Single facts of the language, each in a program of {@code semantics.txt}, compared with what Node
 * does as {@link DifferentialTest} compares random ones. {@code === closed: title} demands besides
 * that the names are known.
 */
class SemanticsTest {
  @TempDir static Path temporary;
  private static @Nullable NodeOracle node;

  record Program(String title, boolean closed, String text) {}

  @TestFactory
  Stream<DynamicTest> what_is_claimed_is_what_node_does() throws IOException {
    List<Program> programs = programs();
    assertTrue(programs.size() > 5, "the programs were not found");
    InstalledNode.assumeThere();
    node = new NodeOracle(temporary);
    return programs.stream().map(p -> DynamicTest.dynamicTest(p.title(), () -> check(p)));
  }

  private static void check(Program program) {
    Comparison comparison = Comparison.of(program.text(), Objects.requireNonNull(node));
    assertTrue(comparison.loads(), "Node does not load it");
    assertEquals(List.of(), comparison.found());
    assertTrue(comparison.closed() || !program.closed(), "the names are not known");
  }

  @AfterAll
  static void close() {
    if (node != null) {
      node.close();
    }
  }

  static List<Program> programs() throws IOException {
    String all;
    try (var source = SemanticsTest.class.getResourceAsStream("semantics.txt")) {
      all = new String(Objects.requireNonNull(source).readAllBytes(), UTF_8);
    }
    List<Program> programs = new ArrayList<>();
    String[] parts = all.split("(?m)^=== ");
    for (int i = 1; i < parts.length; i++) {
      int end = parts[i].indexOf('\n');
      boolean closed = parts[i].startsWith("closed: ");
      assertTrue(closed || parts[i].startsWith("open: "), parts[i]);
      int title = parts[i].indexOf(' ') + 1;
      programs.add(
          new Program(parts[i].substring(title, end), closed, parts[i].substring(end + 1)));
    }
    return programs;
  }
}
