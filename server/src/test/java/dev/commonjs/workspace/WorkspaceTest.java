package dev.commonjs.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.commonjs.graph.MemoryFiles;
import dev.commonjs.graph.Modules;
import dev.commonjs.resolve.Resolution;
import dev.commonjs.shape.RequireSite;
import dev.commonjs.text.SourceText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class WorkspaceTest {
  private static final Path ROOT = Path.of("/w");
  private static final Path A = ROOT.resolve("a.js");
  private static final Path B = ROOT.resolve("b.js");

  private final TinyAnalysis analysis = new TinyAnalysis();

  private Workspace workspace(MemoryFiles disk) {
    return Workspace.open(List.of(ROOT), Settings.DEFAULT, disk, analysis, new MemoryGuard());
  }

  private Workspace workspace(String fixture) {
    return workspace(MemoryFiles.of(fixture));
  }

  private static List<String> names(Snapshot snapshot, Path file) {
    return snapshot.linker().names(snapshot.linker().exportsOf(file)).enumerable();
  }

  private static Change edit(Path file, String text) {
    return new Change.Edited(file, new SourceText(text));
  }

  @Test
  void an_open_document_hides_the_disk_until_it_is_closed() {
    Workspace workspace = workspace("//- /w/a.js\na = 1");
    assertEquals(List.of("a"), names(workspace.current(), A));
    workspace.apply(new Change.Opened(A, new SourceText("b = 1")));
    assertEquals(List.of("b"), names(workspace.current(), A));
    workspace.apply(new Change.FilesChanged(Set.of(A)));
    assertEquals(List.of("b"), names(workspace.current(), A));
    workspace.apply(new Change.Closed(A));
    assertEquals(List.of("a"), names(workspace.current(), A));
  }

  @Test
  void a_snapshot_stays_what_it_was() {
    Workspace workspace = workspace("//- /w/a.js\na = 1\n//- /w/b.js\n... <./a>");
    Snapshot before = workspace.current();
    Snapshot after = workspace.apply(edit(A, "b = 1"));
    assertEquals(List.of("b"), names(after, B));
    assertEquals(List.of("a"), names(before, B));
    assertTrue(after.version() > before.version());
  }

  @Test
  void an_edit_summarises_one_file() {
    Workspace workspace =
        workspace("//- /w/a.js\na = 1\n//- /w/b.js\n... <./a>\n//- /w/c.js\n... <./b>");
    workspace.current().graph();
    names(workspace.current(), ROOT.resolve("c.js"));
    int before = analysis.summaries.get();
    assertEquals(List.of("z"), names(workspace.apply(edit(A, "z = 1")), ROOT.resolve("c.js")));
    assertEquals(before + 1, analysis.summaries.get());
  }

  @Test
  void an_edit_that_only_moves_text_keeps_the_graph() {
    Workspace workspace = workspace("//- /w/a.js\na = <./b>\n//- /w/b.js\nb = 1");
    workspace.apply(edit(A, "a = <./b>\n"));
    Snapshot before = workspace.current();
    before.graph();
    Snapshot moved = workspace.apply(edit(A, "\n\na = <./b>\n"));
    assertSame(before.graph(), moved.graph());
    Snapshot changed = workspace.apply(edit(A, "a = <./c>\n"));
    assertNotEquals(before.graph(), changed.graph());
  }

  @Test
  void the_same_text_is_summarised_once_wherever_it_is() {
    Workspace workspace = workspace("//- /w/a.js\na = 1\n//- /w/b.js\na = 1");
    workspace.current().graph();
    assertEquals(1, analysis.summaries.get());
  }

  @Test
  void applying_an_edit_reads_and_parses_nothing() {
    Workspace workspace = workspace("//- /w/a.js\na = 1");
    workspace.apply(edit(A, "b = 1"));
    workspace.apply(edit(A, "c = 1"));
    assertEquals(0, analysis.summaries.get());
  }

  @Test
  void a_guarded_require_of_nothing_is_assumed_to_throw() {
    Workspace workspace = workspace("//- /w/a.js\ntry ./opt\n//- /w/b.js\n... <./a>.optional");
    assertEquals(List.of(), names(workspace.current(), B));
    MemoryFiles disk = MemoryFiles.of("//- /w/a.js\ntry ./opt\n//- /w/b.js\n... <./a>.optional");
    workspace = workspace(disk);
    assertEquals(List.of(), names(workspace.current(), B));
    Path opt = ROOT.resolve("opt.js");
    disk.write(opt, "found = 1");
    workspace.apply(new Change.FilesChanged(Set.of(opt)));
    assertEquals(List.of("found"), names(workspace.current(), B));
  }

  @Test
  void a_file_that_is_not_saved_yet_can_be_required() {
    Workspace workspace = workspace("//- /w/a.js\n... <./new>");
    Path file = ROOT.resolve("new.js");
    assertInstanceOf(Resolution.NotFound.class, resolve(workspace, "./new"));
    workspace.apply(new Change.Opened(file, new SourceText("n = 1")));
    assertEquals(List.of("n"), names(workspace.current(), A));
    assertTrue(workspace.current().files().contains(file));
    workspace.apply(edit(file, "m = 1"));
    assertEquals(List.of("m"), names(workspace.current(), A));
    workspace.apply(new Change.Closed(file));
    assertInstanceOf(Resolution.NotFound.class, resolve(workspace, "./new"));
  }

  private static Resolution resolve(Workspace workspace, String specifier) {
    return workspace.current().resolve(A, specifier, RequireSite.Kind.REQUIRE);
  }

  @Test
  void an_open_document_outlives_its_file() {
    MemoryFiles disk = MemoryFiles.of("//- /w/a.js\n... <./b>\n//- /w/b.js\nb = 1");
    Workspace workspace = workspace(disk);
    assertEquals(List.of("b"), names(workspace.current(), A));
    workspace.apply(new Change.Opened(B, new SourceText("c = 1")));
    disk.delete(B);
    workspace.apply(new Change.FilesChanged(Set.of(B)));
    assertEquals(List.of("c"), names(workspace.current(), A));
  }

  @Test
  void a_package_json_being_edited_counts() {
    Workspace workspace = workspace("//- /w/a.js\na = 1\n//- /w/package.json\n{}");
    assertEquals(Modules.Kind.COMMONJS, workspace.current().kind(A));
    Path manifest = ROOT.resolve("package.json");
    workspace.apply(new Change.Opened(manifest, new SourceText("{ \"type\": \"module\" }")));
    assertEquals(Modules.Kind.ES_MODULE, workspace.current().kind(A));
    workspace.apply(edit(manifest, "{}"));
    assertEquals(Modules.Kind.COMMONJS, workspace.current().kind(A));
  }

  @Test
  void syntax_decides_where_no_type_does() {
    Workspace workspace = workspace("//- /w/a.js\nesm\n//- /w/b.cjs\nesm");
    assertEquals(Modules.Kind.ES_MODULE, workspace.current().kind(A));
    assertEquals(Modules.Kind.COMMONJS, workspace.current().kind(ROOT.resolve("b.cjs")));
  }

  @Test
  void modules_of_the_roots_are_listed_without_packages_hidden_and_excluded_files() {
    MemoryFiles disk =
        MemoryFiles.of(
            """
            //- /w/a.js
            //- /w/lib/b.mjs
            //- /w/dist/c.js
            //- /w/.git/d.js
            //- /w/node_modules/p/index.js
            //- /w/notes.txt
            //- /other/e.js
            """);
    Workspace workspace = workspace(disk);
    assertEquals(List.of("/w/a.js", "/w/dist/c.js", "/w/lib/b.mjs"), listed(workspace));
    workspace.apply(
        new Change.SettingsChanged(
            new Settings("", Map.of(), false, true, List.of("dist"), List.of())));
    assertEquals(List.of("/w/a.js", "/w/lib/b.mjs"), listed(workspace));
    workspace.apply(
        new Change.SettingsChanged(new Settings("", Map.of(), true, true, List.of(), List.of())));
    assertTrue(listed(workspace).contains("/w/node_modules/p/index.js"));
    workspace.apply(new Change.RootsChanged(List.of(Path.of("/other"))));
    assertEquals(List.of("/other/e.js"), listed(workspace));
  }

  /** As in editors: no folder need stand for the stars. */
  @Test
  void two_stars_stand_for_no_folder_too() {
    String disk = "//- /w/gen/a.js\n//- /w/lib/gen/b.js\n//- /w/lib/c.js\n//- /w/out/d.js\n";
    assertEquals(List.of("/w/lib/c.js", "/w/out/d.js"), listedWithout(disk, "**/gen/**"));
    assertEquals(List.of("/w/lib/c.js"), listedWithout(disk, "{**/gen,out}/**"));
    assertEquals(List.of("/w/gen/a.js", "/w/out/d.js"), listedWithout(disk, "lib/**/*.js"));
    assertEquals(List.of("/w/gen/a.js", "/w/lib/gen/b.js"), listedWithout(disk, "**/{c,d}.js"));
    assertEquals(4, listedWithout(disk, "**/[").size());
  }

  private List<String> listedWithout(String disk, String glob) {
    Workspace workspace = workspace(MemoryFiles.of(disk));
    workspace.apply(
        new Change.SettingsChanged(
            new Settings("", Map.of(), false, true, List.of(glob), List.of())));
    return listed(workspace);
  }

  @Test
  void folders_with_a_dot_are_listed_unless_tools_made_them() {
    Workspace workspace =
        workspace(
            """
            //- /w/.github/scripts/a.js
            //- /w/.gitignore
            /.made/
            .also
            //- /w/.made/b.js
            //- /w/lib/.also/c.js
            //- /w/lib/.kept/d.js
            //- /w/.next/e.js
            """);
    assertEquals(List.of("/w/.github/scripts/a.js", "/w/lib/.kept/d.js"), listed(workspace));
  }

  @Test
  void own_packages_that_are_kept_in_node_modules_are_listed() {
    Workspace workspace =
        workspace(
            """
            //- /w/package.json
            { "workspaces": ["packages/node_modules/@app/*"] }
            //- /w/packages/node_modules/@app/one/index.js
            //- /w/packages/node_modules/@app/one/node_modules/p/index.js
            //- /w/node_modules/p/index.js
            """);
    assertEquals(List.of("/w/packages/node_modules/@app/one/index.js"), listed(workspace));
    assertFalse(
        workspace.current().isNodeModules(Path.of("/w/packages/node_modules/@app/one/index.js")));
  }

  private static List<String> listed(Workspace workspace) {
    return workspace.current().files().stream().map(Path::toString).toList();
  }

  @Test
  void a_circle_of_links_is_listed_once() {
    MemoryFiles disk = MemoryFiles.of("//- /w/a.js\n//- /w/lib/b.js\n");
    disk.link(ROOT.resolve("lib/up"), ROOT);
    assertEquals(List.of("/w/a.js", "/w/lib/b.js"), listed(workspace(disk)));
  }

  @Test
  void packages_are_analysed_without_being_listed() {
    Workspace workspace = workspace("//- /w/a.js\n... <p>\n//- /w/node_modules/p/index.js\np = 1");
    assertEquals(List.of("p"), names(workspace.current(), A));
    assertTrue(workspace.current().isNodeModules(ROOT.resolve("node_modules/p/index.js")));
  }

  @Test
  void a_package_may_extend_another_one() {
    Workspace workspace =
        workspace(
            """
            //- /w/a.js
            # require('moment-timezone')
            //- /w/node_modules/moment/index.js
            format = 1
            //- /w/node_modules/moment-timezone/index.js
            # require('moment')
            use WRITE <moment>.tz
            //- /w/node_modules/moment-timezone/package.json
            { "dependencies": { "moment": "*" } }
            """);
    var linker = workspace.current().linker();
    var moment = linker.exportsOf(ROOT.resolve("node_modules/moment/index.js"));
    assertInstanceOf(dev.commonjs.graph.Lookup.Unknown.class, linker.member(moment, "tz"));
    assertInstanceOf(dev.commonjs.graph.Lookup.Absent.class, linker.member(moment, "zt"));
  }

  @Test
  void nothing_is_absent_when_the_modules_that_may_add_it_are_too_much_text() {
    assertInstanceOf(dev.commonjs.graph.Lookup.Absent.class, memberBeside(1_000));
    assertInstanceOf(dev.commonjs.graph.Lookup.Unknown.class, memberBeside(9 << 20));
  }

  /** What no module writes on an installed one, which another one of that length requires. */
  private dev.commonjs.graph.Lookup memberBeside(int length) {
    Workspace workspace =
        workspace(
            """
            //- /w/a.js
            # require('plugin')
            //- /w/node_modules/lib/index.js
            a = 1
            //- /w/node_modules/plugin/index.js
            # require('lib') %s
            //- /w/node_modules/plugin/package.json
            { "dependencies": { "lib": "*" } }
            """
                .formatted("x".repeat(length)));
    var linker = workspace.current().linker();
    return linker.member(linker.exportsOf(ROOT.resolve("node_modules/lib/index.js")), "b");
  }

  @Test
  void the_indexer_reads_every_file_and_says_how_far_it_is()
      throws ExecutionException, InterruptedException {
    Workspace workspace = workspace("//- /w/a.js\na = 1\n//- /w/b.js\nb = 1");
    List<String> reports = new ArrayList<>();
    try (Indexer indexer =
        new Indexer(workspace, (done, total) -> reports.add(done + "/" + total), () -> {})) {
      indexer.start().get();
    }
    assertEquals(List.of("0/2", "1/2", "2/2"), reports);
    assertEquals(2, analysis.summaries.get());
  }

  @Test
  void a_cancelled_index_stops_between_files() {
    Workspace workspace = workspace("//- /w/a.js\na = 1\n//- /w/b.js\nb = 1");
    List<Integer> reports = new ArrayList<>();
    Cancel afterOne =
        () -> {
          if (reports.size() > 1) {
            throw new CancellationException();
          }
        };
    assertThrows(
        CancellationException.class,
        () -> Indexer.index(workspace, (done, total) -> reports.add(done), afterOne));
    assertEquals(List.of(0, 1), reports);
  }

  @Test
  void settings_are_read_with_defaults() {
    Settings settings =
        Settings.parse(
            "{ \"rules\": { \"lost-write\": \"off\" }, \"nodeVersion\": \"v18.2.0\", \"exclude\": [\"x\", 1],"
                + " \"includeNodeModules\": \"yes\" }",
            Settings.DEFAULT);
    assertEquals(Map.of("lost-write", "off"), settings.rules());
    assertEquals(List.of("x"), settings.exclude());
    assertEquals(false, settings.includeNodeModules());
    assertEquals(false, settings.node().detectsModuleSyntax());
    assertEquals(Settings.DEFAULT, Settings.parse("[broken", Settings.DEFAULT));
    assertEquals(Settings.DEFAULT, Settings.parse("[".repeat(100_000), Settings.DEFAULT));
  }

  @Test
  void settings_of_a_project_stand_in_the_nearest_folder() {
    MemoryFiles disk =
        MemoryFiles.of(
            """
            //- /w/package.json
            { "commonjs": { "nodeVersion": "20" } }
            //- /w/lib/.commonjsrc.json
            { "nodeVersion": "22" }
            """);
    assertEquals("20", Settings.ofProject(disk, ROOT, Settings.DEFAULT).nodeVersion());
    assertEquals(
        "22", Settings.ofProject(disk, ROOT.resolve("lib/deep"), Settings.DEFAULT).nodeVersion());
    assertEquals(Settings.DEFAULT, Settings.ofProject(disk, Path.of("/other"), Settings.DEFAULT));
  }
}
