package dev.commonjs.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.commonjs.graph.MemoryFiles;
import dev.commonjs.resolve.FileView;
import dev.commonjs.shape.ModuleSummary;
import dev.commonjs.syntax.ParsedFile;
import dev.commonjs.text.SourceText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Every error here is a real one: the virtual machine refuses more than its whole heap. */
class MemoryGuardTest {
  private static final Path ROOT = Path.of("/w");
  private static final Path A = ROOT.resolve("a.js");
  private static final Path B = ROOT.resolve("b.js");
  private static final Path C = ROOT.resolve("c.js");

  private final Greedy analysis = new Greedy();
  private final MemoryGuard memory = new MemoryGuard();
  private final List<Path> told = new ArrayList<>();

  /**
   * Reads tiny modules; of a text with a mark it wants more memory than there is, so many times.
   */
  private static final class Greedy implements Analysis {
    static final String ALWAYS = "# huge";
    static final String ONCE = "# unlucky";

    private final TinyAnalysis tiny = new TinyAnalysis();
    private final Map<String, Integer> tries = new ConcurrentHashMap<>();

    int tries(Path file, Snapshot snapshot) {
      return tries.getOrDefault(snapshot.text(file).orElseThrow().text(), 0);
    }

    @Override
    public ParsedFile parse(SourceText text) {
      return tiny.parse(text);
    }

    @Override
    public ModuleSummary summarize(ParsedFile file, Predicate<String> missing) {
      String text = file.source().text();
      int number = tries.merge(text, 1, Integer::sum);
      if (text.contains(ALWAYS) || (text.contains(ONCE) && number == 1)) {
        throw exhaust();
      }
      return tiny.summarize(file, missing);
    }

    @Override
    public ModuleSummary summarizeJson(SourceText text) {
      throw exhaust();
    }
  }

  /** Does not come back. */
  private static AssertionError exhaust() {
    return new AssertionError("there was room for " + new long[Integer.MAX_VALUE - 8].length);
  }

  private Workspace workspace(FileView disk) {
    Workspace made = Workspace.open(List.of(ROOT), Settings.DEFAULT, disk, analysis, memory);
    memory.onGivenUp(told::add);
    return made;
  }

  private static List<String> names(Snapshot snapshot, Path file) {
    return snapshot.linker().names(snapshot.linker().exportsOf(file)).enumerable();
  }

  private static List<String> openReasons(Snapshot snapshot, Path file) {
    return snapshot.linker().exportNames(file).open().stream()
        .map(doubt -> doubt.reason().text())
        .toList();
  }

  @Test
  void a_file_that_takes_too_much_is_unknown_and_the_others_are_read() {
    Workspace workspace =
        workspace(MemoryFiles.of("//- /w/a.js\na = 1\n# huge\n//- /w/b.js\nb = 1\n... <./a>"));
    Snapshot snapshot = workspace.current();

    assertEquals(List.of("b"), names(snapshot, B));
    assertEquals(List.of("it takes more memory to read than there is"), openReasons(snapshot, A));
    assertEquals(Optional.empty(), snapshot.parsed(A));
    assertEquals(Set.of(A), Set.copyOf(told));
    assertEquals(2, snapshot.graph().files().size());
  }

  @Test
  void a_data_file_that_takes_too_much_is_unknown() {
    Path data = ROOT.resolve("d.json");
    Snapshot snapshot =
        workspace(MemoryFiles.of("//- /w/d.json\n{}\n//- /w/b.js\nb = <./d.json>")).current();

    assertEquals(
        List.of("it takes more memory to read than there is"), openReasons(snapshot, data));
    assertEquals(List.of("b"), names(snapshot, B));
    assertEquals(Set.of(data), Set.copyOf(told));
  }

  @Test
  void it_is_not_tried_again_before_its_text_changes() {
    Workspace workspace = workspace(MemoryFiles.of("//- /w/a.js\na = 1\n# huge"));
    Snapshot before = workspace.current();
    before.summary(A);
    assertEquals(2, analysis.tries(A, before));
    workspace.apply(new Change.FilesChanged(Set.of(A))).summary(A);
    workspace.current().parsed(A);
    assertEquals(2, analysis.tries(A, before));

    told.clear();
    Snapshot after = workspace.apply(new Change.Opened(A, new SourceText("z = 1")));
    assertEquals(List.of("z"), names(after, A));
    assertEquals(List.of(), told);
  }

  @Test
  void a_file_that_was_struck_once_is_read_and_nobody_told() {
    Snapshot snapshot = workspace(MemoryFiles.of("//- /w/a.js\na = 1\n# unlucky")).current();
    assertEquals(List.of("a"), names(snapshot, A));
    assertEquals(2, analysis.tries(A, snapshot));
    assertEquals(List.of(), told);
  }

  @Test
  void what_can_be_made_again_is_dropped() {
    Snapshot snapshot =
        workspace(MemoryFiles.of("//- /w/a.js\na = 1\n//- /w/b.js\nb = 1\n# unlucky")).current();
    names(snapshot, A);
    names(snapshot, A);
    assertEquals(1, analysis.tries(A, snapshot));
    names(snapshot, B);
    assertEquals(List.of("a"), names(snapshot, A));
    assertEquals(2, analysis.tries(A, snapshot));
  }

  @Test
  void a_file_that_does_not_even_fit_has_no_text() {
    MemoryFiles files = MemoryFiles.of("//- /w/a.js\na = 1\n//- /w/b.js\nb = 1\n... <./a>");
    Snapshot snapshot = workspace(new Large(files, A)).current();

    assertEquals(Optional.empty(), snapshot.text(A));
    assertEquals(Optional.empty(), snapshot.summary(A));
    assertEquals(List.of("b"), names(snapshot, B));
    assertEquals(List.of(A), told);
  }

  /** Files of which one is larger than the heap. */
  private record Large(FileView files, Path large) implements FileView {
    @Override
    public Kind kind(Path path) {
      return files.kind(path);
    }

    @Override
    public Optional<String> read(Path path) {
      if (path.equals(large)) {
        throw exhaust();
      }
      return files.read(path);
    }

    @Override
    public Path realPath(Path path) {
      return files.realPath(path);
    }

    @Override
    public List<String> list(Path directory) {
      return files.list(directory);
    }
  }

  @Test
  void work_is_done_again_when_a_file_was_given_up_meanwhile() {
    Snapshot snapshot = workspace(MemoryFiles.of("//- /w/a.js\n# huge")).current();
    List<Integer> tries = new ArrayList<>();
    Supplier<String> work =
        () -> {
          tries.add(tries.size() + 1);
          if (tries.size() == 2) {
            snapshot.summary(A);
          }
          if (tries.size() < 3) {
            throw exhaust();
          }
          return "done";
        };

    assertEquals("done", memory.patiently(work, () -> "given up"));
    assertEquals(List.of(1, 2, 3), tries);
  }

  @Test
  void hopeless_work_is_given_up() {
    List<Integer> tries = new ArrayList<>();
    Supplier<String> work =
        () -> {
          tries.add(tries.size() + 1);
          throw exhaust();
        };
    assertEquals("given up", memory.patiently(work, () -> "given up"));
    assertEquals("given up", memory.twice(work, () -> "given up"));
    assertEquals("given up", memory.once(work, () -> "given up"));
    assertEquals(List.of(1, 2, 3, 4, 5), tries);
  }

  /** Who was struck beside a greedy file waits until that has been read or given up. */
  @Test
  void what_is_tried_again_is_read_alone() throws InterruptedException {
    CountDownLatch struck = new CountDownLatch(1);
    List<String> order = Collections.synchronizedList(new ArrayList<>());
    Thread[] second = new Thread[1];
    second[0] =
        new Thread(
            () ->
                memory.reading(
                    B,
                    new SourceText("b").hash(),
                    () -> {
                      if (struck.getCount() > 0) {
                        struck.countDown();
                        throw exhaust();
                      }
                      order.add("b");
                      return "b";
                    }));
    Thread first =
        new Thread(
            () ->
                memory.reading(
                    C,
                    new SourceText("c").hash(),
                    () -> {
                      second[0].start();
                      await(struck);
                      awaitRest(second[0]);
                      order.add("c");
                      return "c";
                    }));
    first.start();
    first.join();
    second[0].join();
    assertEquals(List.of("c", "b"), order);
    assertTrue(told.isEmpty());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void awaitRest(Thread thread) {
    while (thread.getState() != Thread.State.WAITING
        && thread.getState() != Thread.State.TERMINATED) {
      Thread.onSpinWait();
    }
  }
}
