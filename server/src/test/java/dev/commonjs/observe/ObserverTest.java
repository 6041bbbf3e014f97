package dev.commonjs.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Modules that are run in the process of their own, as the server runs them. */
class ObserverTest {
  /** Nothing waits that long: the instructions are used up before, however slow the machine is. */
  private static final Observer OBSERVER =
      new Observer(new Observer.Limits(96, 30_000_000, 120_000));

  /** For what takes long without instructions. */
  private static final Observer HASTY = new Observer(new Observer.Limits(96, 30_000_000, 15_000));

  @AfterAll
  static void close() {
    OBSERVER.close();
    HASTY.close();
  }

  /** What modules export, and where it was written. */
  @TestFactory
  Stream<DynamicTest> runs_show() throws IOException {
    return RunCase.in("runs.txt").stream()
        .map(one -> DynamicTest.dynamicTest(one.title(), () -> one.check(OBSERVER)));
  }

  /**
   * Whatever code does, the run ends in time with a word about it, and the next run is as good as
   * any.
   */
  @TestFactory
  Stream<DynamicTest> hostile_code_harms_nobody() throws IOException {
    RunCase harmless = RunCase.in("runs.txt").getFirst();
    return RunCase.in("hostile.txt").stream()
        .map(
            one ->
                DynamicTest.dynamicTest(
                    one.title(),
                    () -> {
                      Observer observer =
                          one.expected().startsWith("out of time") ? HASTY : OBSERVER;
                      one.check(observer);
                      harmless.check(observer);
                    }));
  }

  @Test
  void a_program_that_cannot_be_started_is_said() throws IOException {
    try (Observer observer = new Observer(Observer.Limits.DEFAULT, List.of("/no/such/program"))) {
      String seen = RunCase.in("runs.txt").getFirst().run(observer);
      assertTrue(seen.startsWith("died"), seen);
    }
  }

  @Test
  void a_program_that_talks_nonsense_is_said() throws IOException {
    try (Observer observer =
        new Observer(Observer.Limits.DEFAULT, List.of("/bin/sh", "-c", "read x; echo nonsense"))) {
      String seen = RunCase.in("runs.txt").getFirst().run(observer);
      assertTrue(seen.startsWith("died"), seen);
    }
  }

  @Test
  void nothing_is_run_after_the_end() throws IOException {
    Observer observer = new Observer();
    observer.close();

    String seen = RunCase.in("runs.txt").getFirst().run(observer);

    assertEquals("died object; nothing is run any more", seen);
  }
}
