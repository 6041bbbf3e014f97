package dev.commonjs.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.commonjs.graph.Limits;
import dev.commonjs.graph.MemoryFiles;
import dev.commonjs.resolve.FileView;
import dev.commonjs.store.SummaryStore;
import dev.commonjs.text.SourceText;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one process has read another need not read. */
class StoredSummariesTest {
  private static final Path ROOT = Path.of("/w");
  private static final String FILES =
      """
      //- /w/lib.js
      a = 1
      //- /w/main.js
      load ./lib
      //- /w/copy/lib.js
      a = 1
      """;

  @TempDir private Path folder;

  private Workspace open(FileView files, TinyAnalysis analysis) {
    SummaryStore store = SummaryStore.in(folder, "tiny", 1 << 20);
    return Workspace.open(
        List.of(ROOT), Settings.DEFAULT, files, analysis, new MemoryGuard(), Limits.DEFAULT, store);
  }

  private static List<Object> all(Snapshot snapshot) {
    return snapshot.files().stream().<Object>map(file -> snapshot.summary(file)).toList();
  }

  @Test
  void files_are_read_once_in_all_processes() {
    TinyAnalysis first = new TinyAnalysis();
    TinyAnalysis second = new TinyAnalysis();
    List<Object> made = all(open(MemoryFiles.of(FILES), first).current());
    List<Object> found = all(open(MemoryFiles.of(FILES), second).current());
    assertEquals(2, first.summaries.get());
    assertEquals(0, second.summaries.get());
    assertEquals(made, found);
  }

  /** Of what is typed each text is read once, and never again. */
  @Test
  void what_is_typed_is_not_kept() {
    SourceText typed = new SourceText("typed = 1\n");
    for (int i = 0; i < 2; i++) {
      TinyAnalysis analysis = new TinyAnalysis();
      Workspace workspace = open(MemoryFiles.of(FILES), analysis);
      all(workspace.current());
      int before = analysis.summaries.get();
      workspace.apply(new Change.Opened(ROOT.resolve("lib.js"), typed));
      workspace.current().summary(ROOT.resolve("lib.js"));
      assertEquals(before + 1, analysis.summaries.get());
    }
  }

  /** What a guarded require gives decides how the rest is read. */
  @Test
  void what_was_assumed_has_to_hold_here() {
    String guarded = "//- /w/main.js\na = 1\ntry ./other\n";
    Object without = summary(guarded);
    Object with = summary(guarded + "//- /w/other.js\nx = 1\n");
    assertNotEquals(without, with);
    assertEquals(without, summary(guarded));
    assertEquals(with, summary(guarded + "//- /w/other.js\nx = 1\n"));
  }

  private Object summary(String files) {
    Workspace workspace = open(MemoryFiles.of(files), new TinyAnalysis());
    return workspace.current().summary(ROOT.resolve("main.js"));
  }
}
