package dev.commonjs.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.commonjs.fixture.Fixture;
import dev.commonjs.fixture.MapFiles;
import dev.commonjs.observe.Transcript;
import dev.commonjs.observe.World;
import dev.commonjs.text.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code WallsTest} can't show from inside a run. */
class SnapshotWorldTest {
  private static final Path ROOT = Path.of("/mono/packages/a");
  private static final Path MAIN = ROOT.resolve("main.js");
  private static final Path NOTES = Path.of("/mono/node_modules/x/notes.txt");

  private static final Fixture FILES =
      Fixture.parse(
          """
          //- /mono/packages/a/main.js
          module.exports = Object.keys(require('x'));
          //- /mono/packages/c/package.json
          { "name": "c" }
          //- /mono/packages/c/index.js
          module.exports = Object.keys(global);
          //- /mono/node_modules/x/package.json
          { "name": "x" }
          //- /mono/node_modules/x/index.js
          module.exports = Object.keys(global);
          //- /mono/node_modules/x/notes.txt
          of x
          //- /mono/node_modules/unnamed/index.js
          module.exports = Object.keys(global);
          //- /mono/dev/linked/package.json
          { "name": "linked" }
          //- /mono/dev/linked/index.js
          module.exports = Object.keys(global);
          //- /mono/dev/linked/node_modules/deep/package.json
          { "name": "deep" }
          //- /mono/dev/linked/node_modules/deep/index.js
          module.exports = Object.keys(global);
          //- /far/node_modules/z/package.json
          { "name": "z" }
          //- /far/node_modules/z/index.js
          module.exports = Object.keys(global);
          """);

  private static final Map<Path, Path> LINKS =
      Map.of(Path.of("/mono/packages/a/node_modules/linked"), Path.of("/mono/dev/linked"));

  private static Workspace workspace(List<Path> roots) {
    return Workspace.open(roots, Settings.DEFAULT, new MapFiles(FILES.texts(), LINKS));
  }

  private static boolean isWanted(List<Path> roots, String file) {
    Workspace workspace = workspace(roots);
    workspace.current().observation(Path.of(file));
    return !workspace.observations().isIdle();
  }

  @Test
  void what_is_in_the_workspace_or_installed_for_it_may_be_run() {
    for (String file :
        List.of(
            "/mono/packages/a/main.js",
            "/mono/node_modules/x/index.js",
            "/mono/dev/linked/index.js",
            "/mono/dev/linked/node_modules/deep/index.js")) {
      assertTrue(isWanted(List.of(ROOT), file), file);
    }
  }

  @Test
  void what_lies_elsewhere_is_not_run() {
    for (String file :
        List.of(
            "/mono/packages/c/index.js",
            "/mono/node_modules/unnamed/index.js",
            "/far/node_modules/z/index.js")) {
      assertFalse(isWanted(List.of(ROOT), file), file);
    }
    assertFalse(isWanted(List.of(), "/mono/packages/a/main.js"), "without a root");
    assertFalse(
        isWanted(List.of(Path.of("/mono/node_modules/x/lib")), "/mono/node_modules/x/index.js"),
        "above the root");
  }

  @Test
  void documents_that_are_open_outside_stay_outside() {
    Workspace workspace = workspace(List.of(ROOT));
    Path unsaved = Path.of("/mono/dev/notes.txt");
    Path behindLink = ROOT.resolve("node_modules/unsaved.txt");
    workspace.apply(new Change.Opened(unsaved, new SourceText("hidden")));
    workspace.apply(new Change.Opened(NOTES, new SourceText("hidden")));
    workspace.apply(new Change.Opened(behindLink, new SourceText("inside")));
    World world = new SnapshotWorld(workspace.current(), MAIN);

    for (Path file : List.of(unsaved, NOTES)) {
      assertEquals(World.Kind.OUTSIDE, world.kind(file));
      assertEquals(Optional.empty(), world.read(file));
      assertEquals(Optional.empty(), world.hash(file));
      assertEquals(List.of(), world.list(file.getParent()));
    }
    assertEquals(Optional.of("inside"), world.read(behindLink));
  }

  @Test
  void a_document_that_is_open_behind_a_link_is_where_the_link_leads(@TempDir Path folder)
      throws IOException {
    Path top = folder.toRealPath();
    Path main = write(top.resolve("ws/main.js"), "");
    Files.createDirectory(top.resolve("other"));
    Files.createSymbolicLink(top.resolve("ws/out"), top.resolve("other"));
    Workspace workspace =
        Workspace.open(List.of(top.resolve("ws")), Settings.DEFAULT, new DiskFiles());
    Path unsaved = top.resolve("ws/out/unsaved.txt");
    workspace.apply(new Change.Opened(unsaved, new SourceText("hidden")));
    World world = new SnapshotWorld(workspace.current(), main);

    assertEquals(World.Kind.OUTSIDE, world.kind(unsaved));
    assertEquals(Optional.empty(), world.read(unsaved));
  }

  @Test
  void a_run_goes_the_same_way_though_what_it_may_read_grows() {
    Workspace workspace = workspace(List.of(ROOT));
    Transcript world = new Transcript(new SnapshotWorld(workspace.current(), MAIN));
    assertEquals(Optional.empty(), world.read(NOTES));
    world.resolve(MAIN, "x");
    assertEquals(Optional.of("of x\n"), world.read(NOTES));

    assertTrue(world.answers().holdIn(new SnapshotWorld(workspace.current(), MAIN)));

    workspace.apply(new Change.Opened(NOTES, new SourceText("changed")));
    assertFalse(world.answers().holdIn(new SnapshotWorld(workspace.current(), MAIN)));
  }

  @Test
  void what_was_judged_is_what_is_read(@TempDir Path folder) throws IOException {
    Path top = folder.toRealPath();
    Path file = write(top.resolve("ws/lib/a.txt"), "inside");
    write(top.resolve("other/a.txt"), "hidden");
    Workspace workspace =
        Workspace.open(List.of(top.resolve("ws")), Settings.DEFAULT, new DiskFiles());
    World world = new SnapshotWorld(workspace.current(), top.resolve("ws/main.js"));
    assertEquals(World.Kind.FILE, world.kind(file));

    Files.move(file.getParent(), top.resolve("ws/moved"));
    Files.createSymbolicLink(file.getParent(), top.resolve("other")); // and nobody is told

    assertEquals(Optional.empty(), world.read(file));
    assertEquals(List.of(), world.list(file.getParent()));
  }

  @Test
  void a_link_that_comes_to_be_is_judged_by_where_it_leads(@TempDir Path folder)
      throws IOException {
    Path top = folder.toRealPath();
    Path hidden = write(top.resolve("other/a.txt"), "hidden");
    Path main = write(top.resolve("ws/main.js"), "");
    Path link = top.resolve("ws/a.txt");
    Workspace workspace =
        Workspace.open(List.of(top.resolve("ws")), Settings.DEFAULT, new DiskFiles());
    assertEquals(World.Kind.ABSENT, new SnapshotWorld(workspace.current(), main).kind(link));

    Files.createSymbolicLink(link, hidden);
    workspace.apply(new Change.FilesChanged(Set.of(main)));

    assertEquals(World.Kind.OUTSIDE, new SnapshotWorld(workspace.current(), main).kind(link));
  }

  private static Path write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }
}
