package dev.commonjs.summarize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.commonjs.fixture.InstalledNode;
import dev.commonjs.summarize.Agreement.Disagreement;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random programs, on which the interpreter may claim nothing that Node refutes: no name missing
 * from a closed shape, none too much that is certain, no other kind or value, no lost write that
 * callers can see.
 *
 * <p>{@code -Ddifferential.programs=N} runs more programs, {@code -Ddifferential.seed=N} others:
 * program number i has the seed N + i. {@code -Ddifferential.show=N} shrinks and prints more
 * failures, {@code -Ddifferential.threads=N} uses more processors.
 */
class DifferentialTest {
  private static final int CHUNK = 1000;

  /**
   * Between a program and the one that uses it, where a failure is shown and while it is shrunk.
   */
  private static final String USE = "//- /use.js\n";

  private record Failure(long seed, Disagreement disagreement, String program) {}

  @TempDir Path temporary;

  private final AtomicInteger loaded = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();
  private final AtomicInteger facts = new AtomicInteger();
  private final AtomicInteger findings = new AtomicInteger();
  private final AtomicInteger linked = new AtomicInteger();
  private final AtomicInteger shown = new AtomicInteger();
  private final int show = Integer.getInteger("differential.show", 5);

  @Test
  void nothingThatIsClaimedOfARandomProgramIsRefutedByNode() throws Exception {
    InstalledNode.assumeThere();
    int programs = Integer.getInteger("differential.programs", 400);
    long seed = Long.getLong("differential.seed", 1);
    List<Callable<List<Failure>>> chunks = new ArrayList<>();
    for (int from = 0; from < programs; from += CHUNK) {
      long first = seed + from;
      int count = Math.min(CHUNK, programs - from);
      chunks.add(() -> run(first, count));
    }
    List<Failure> failures = new ArrayList<>();
    try (ExecutorService threads =
        Executors.newFixedThreadPool(Integer.getInteger("differential.threads", 1))) {
      for (Future<List<Failure>> done : threads.invokeAll(chunks)) {
        failures.addAll(done.get());
      }
    }
    System.out.printf(
        """
        %d programs from seed %d: %d load in Node, %d of these have a closed shape, %d facts; \
        used by others: %d findings, %d closed shapes; %d disagreements
        """,
        programs,
        seed,
        loaded.get(),
        closed.get(),
        facts.get(),
        findings.get(),
        linked.get(),
        failures.size());
    assertEquals("", String.join("\n", failures.stream().map(DifferentialTest::shown).toList()));
    assertTrue(loaded.get() > programs / 2, "too few programs load: " + loaded);
    assertTrue(closed.get() > loaded.get() / 4, "too few shapes are closed: " + closed);
    assertTrue(findings.get() > loaded.get() / 10, "too few findings: " + findings);
    assertTrue(linked.get() > loaded.get() / 20, "too few linked shapes are closed: " + linked);
  }

  private List<Failure> run(long seed, int count) throws Exception {
    List<Failure> failures = new ArrayList<>();
    try (NodeOracle node = new NodeOracle(temporary)) {
      for (long s = seed; s < seed + count; s++) {
        String program = ProgramGenerator.program(s) + USE + ProgramGenerator.use(s);
        List<Disagreement> found = compare(program, node, true);
        if (!found.isEmpty()) {
          Failure failure = failure(s, found.get(0), program, node);
          failures.add(failure);
          System.out.println(shown(failure));
        }
      }
    }
    return failures;
  }

  private Failure failure(long seed, Disagreement found, String program, NodeOracle node) {
    if (shown.incrementAndGet() > show) {
      return new Failure(seed, found, "");
    }
    String small = Shrinker.shrink(program, text -> again(text, found.kind(), node) != null);
    Disagreement last = again(small, found.kind(), node);
    return new Failure(seed, last == null ? found : last, small);
  }

  private @org.jspecify.annotations.Nullable Disagreement again(
      String text, String kind, NodeOracle node) {
    return compare(text, node, false).stream()
        .filter(d -> d.kind().equals(kind))
        .findFirst()
        .orElse(null);
  }

  private List<Disagreement> compare(String both, NodeOracle node, boolean counted) {
    int middle = both.indexOf(USE);
    String program = middle < 0 ? both : both.substring(0, middle);
    Comparison comparison = Comparison.of(program, node);
    List<Disagreement> found = new ArrayList<>(comparison.found());
    if (comparison.loads() && middle >= 0) {
      UseCheck use = UseCheck.of(program, both.substring(middle + USE.length()), node);
      found.addAll(use.found());
      findings.addAndGet(counted ? use.findings() : 0);
      linked.addAndGet(counted && use.closed() ? 1 : 0);
    }
    if (counted && comparison.loads()) {
      loaded.incrementAndGet();
      facts.addAndGet(comparison.facts());
      closed.addAndGet(comparison.closed() ? 1 : 0);
    }
    return found;
  }

  private static String shown(Failure failure) {
    return failure.program.isEmpty()
        ? "seed %d: %s".formatted(failure.seed, failure.disagreement.kind())
        : "---- seed %d: %s%n%s%n%s"
            .formatted(
                failure.seed,
                failure.disagreement.kind(),
                failure.disagreement.detail(),
                failure.program);
  }
}
