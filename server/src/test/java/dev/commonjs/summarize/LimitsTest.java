package dev.commonjs.summarize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.commonjs.fixture.InstalledNode;
import dev.commonjs.heap.Limits;
import dev.commonjs.summarize.NodeOracle.Answer;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever the limits are, nothing that is claimed is refuted by Node: what is behind a limit is
 * open. Each limit alone at 2, where nearly every program passes it, and all of them together.
 */
class LimitsTest {
  private static final int RANDOM_PROGRAMS = 80;
  private static final int LOW = 2;

  @TempDir static Path temporary;
  private static @Nullable NodeOracle node;
  private static final List<Asked> PROGRAMS = new ArrayList<>();

  private record Asked(String program, Answer answer) {}

  @BeforeAll
  static void ask() throws IOException {
    InstalledNode.assumeThere();
    node = new NodeOracle(temporary);
    Stream<String> all =
        Stream.concat(
            SemanticsTest.programs().stream().map(SemanticsTest.Program::text),
            LongStream.rangeClosed(1, RANDOM_PROGRAMS).mapToObj(ProgramGenerator::program));
    for (String program : all.toList()) {
      Answer answer = node.load(program);
      if (answer.threw() == null) {
        PROGRAMS.add(new Asked(program, answer));
      }
    }
  }

  static Stream<String> limits() {
    return Stream.concat(
        Stream.of(Limits.class.getRecordComponents()).map(RecordComponent::getName),
        Stream.of("all"));
  }

  private static Limits with(String name) throws ReflectiveOperationException {
    RecordComponent[] components = Limits.class.getRecordComponents();
    Object[] values = new Object[components.length];
    Class<?>[] types = new Class<?>[components.length];
    for (int i = 0; i < components.length; i++) {
      boolean low = name.equals("all") || name.equals(components[i].getName());
      types[i] = components[i].getType();
      values[i] = low ? LOW : components[i].getAccessor().invoke(Limits.DEFAULT);
    }
    return Limits.class.getDeclaredConstructor(types).newInstance(values);
  }

  private static NodeOracle node() {
    return java.util.Objects.requireNonNull(node);
  }

  @ParameterizedTest
  @MethodSource("limits")
  void what_is_claimed_is_true_within_any_limits(String name) throws ReflectiveOperationException {
    Limits limits = with(name);
    List<String> refuted = new ArrayList<>();
    int closed = 0;
    for (Asked asked : PROGRAMS) {
      Comparison comparison = Comparison.of(asked.program(), asked.answer(), node(), limits);
      closed += comparison.closed() ? 1 : 0;
      if (!comparison.found().isEmpty()) {
        refuted.add(comparison.found() + "\n" + asked.program());
      }
    }
    assertEquals("", String.join("\n----\n", refuted));
    boolean nothingLeft = Set.of("all", "steps").contains(name);
    assertTrue(nothingLeft || closed > PROGRAMS.size() / 4, "too few are closed: " + closed);
  }

  @Test
  void there_are_programs() {
    assertTrue(PROGRAMS.size() > RANDOM_PROGRAMS / 2, "only " + PROGRAMS.size());
  }

  @AfterAll
  static void close() {
    if (node != null) {
      node.close();
    }
  }
}
