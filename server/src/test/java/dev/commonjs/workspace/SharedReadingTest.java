package dev.commonjs.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.commonjs.graph.MemoryFiles;
import dev.commonjs.shape.ModuleSummary;
import dev.commonjs.syntax.ParsedFile;
import dev.commonjs.text.SourceText;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What is read is read once, and what need not be read is not. */
class SharedReadingTest {
  private static final Path ROOT = Path.of("/w");

  /** The first reading goes on until somebody else waits for it, or reads as well. */
  private static final class Slow implements Analysis {
    private final TinyAnalysis tiny = new TinyAnalysis();
    private final AtomicInteger readings = new AtomicInteger();
    private volatile Thread other = Thread.currentThread();

    @Override
    public ParsedFile parse(SourceText text) {
      return tiny.parse(text);
    }

    @Override
    public ModuleSummary summarize(ParsedFile file, Predicate<String> missing) {
      if (readings.incrementAndGet() == 1) {
        other.start();
        while (readings.get() == 1 && other.getState() != Thread.State.BLOCKED) {
          Thread.onSpinWait();
        }
      }
      return tiny.summarize(file, missing);
    }

    @Override
    public ModuleSummary summarizeJson(SourceText text) {
      return tiny.summarizeJson(text);
    }
  }

  private static Snapshot snapshot(Analysis analysis, String files) {
    return Workspace.open(
            List.of(ROOT), Settings.DEFAULT, MemoryFiles.of(files), analysis, new MemoryGuard())
        .current();
  }

  @Test
  void who_wants_a_file_that_is_being_read_waits_for_it() throws InterruptedException {
    Slow analysis = new Slow();
    Snapshot snapshot = snapshot(analysis, "//- /w/a.js\na = 1\n");
    Path file = ROOT.resolve("a.js");
    Thread other = new Thread(() -> snapshot.summary(file));
    analysis.other = other;
    assertTrue(snapshot.summary(file).isPresent());
    other.join();
    assertEquals(1, analysis.readings.get());
  }

  @Test
  void who_computes_what_it_requires_is_read_to_see_it() {
    TinyAnalysis analysis = new TinyAnalysis();
    Snapshot snapshot =
        snapshot(
            analysis,
            """
            //- /w/lib/util.js
            a = 1
            //- /w/main.js
            load ./lib/util
            # require('./lib/' + name)
            //- /w/joined.js
            load ./lib/util
            # require(join(__dirname, parts))
            //- /w/other.js
            load ./elsewhere
            # require('./elsewhere')
            """);
    assertEquals(
        Set.of(ROOT.resolve("main.js"), ROOT.resolve("joined.js")),
        snapshot.importers(ROOT.resolve("lib/util.js")));
    assertEquals(2, analysis.summaries.get());
  }

  @Test
  void files_that_name_another_of_the_same_name_are_not_read_to_find_importers() {
    TinyAnalysis analysis = new TinyAnalysis();
    Snapshot snapshot =
        snapshot(
            analysis,
            """
            //- /w/a/util.js
            a = 1
            //- /w/a/index.js
            load ./util
            # require('./util')
            //- /w/b/util.js
            a = 1
            //- /w/b/index.js
            load ./util
            # require('./util')
            //- /w/b/main.js
            load .
            # require('.')
            """);
    assertEquals(Set.of(ROOT.resolve("a/index.js")), snapshot.importers(ROOT.resolve("a/util.js")));
    assertEquals(1, analysis.summaries.get());
  }
}
