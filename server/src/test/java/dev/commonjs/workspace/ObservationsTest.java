package dev.commonjs.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.commonjs.fixture.Fixture;
import dev.commonjs.observe.Observation;
import dev.commonjs.observe.Observer;
import dev.commonjs.observe.Observers;
import dev.commonjs.text.SourceText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ObservationsTest {
  private static final Observer OBSERVER = Observers.patient();
  private static final Path MAIN = Path.of("/main.js");
  private static final Path PART = Path.of("/part.js");

  private static final String FILES =
      """
      //- /main.js
      const part = require('./part');
      part.names.concat(require('fs').readdirSync(__dirname + '/list')).forEach(name => {
        exports[name] = 1;
      });
      //- /part.js
      exports.names = ['a'];
      //- /other.js
      //- /list/b
      """;

  @AfterAll
  static void close() {
    OBSERVER.close();
  }

  private static Workspace workspace() {
    return Workspace.open(List.of(Path.of("/")), Settings.DEFAULT, Fixture.parse(FILES).files());
  }

  private static List<String> names(Optional<Observation> seen) {
    return seen.stream().flatMap(s -> s.names().stream()).map(Observation.Name::name).toList();
  }

  private static Workspace run() {
    Workspace workspace = workspace();
    workspace.observations().observe(workspace.current(), MAIN, OBSERVER);
    assertEquals(List.of("a", "b"), names(workspace.current().observation(MAIN)));
    return workspace;
  }

  @Test
  void an_edit_elsewhere_leaves_a_run_as_it_is() {
    Workspace workspace = run();

    workspace.apply(new Change.Opened(Path.of("/other.js"), new SourceText("exports.x = 1;")));

    assertEquals(List.of("a", "b"), names(workspace.current().observation(MAIN)));
  }

  @Test
  void a_run_counts_no_more_when_what_it_loaded_is_another() {
    Workspace workspace = run();
    SourceText text = new SourceText("exports.names = ['c'];");
    workspace.apply(new Change.Opened(PART, text));

    assertEquals(Optional.empty(), workspace.current().observation(MAIN));

    workspace.observations().observe(workspace.current(), MAIN, OBSERVER);
    assertEquals(List.of("c", "b"), names(workspace.current().observation(MAIN)));
    workspace.apply(new Change.Closed(PART));
    assertEquals(Optional.empty(), workspace.current().observation(MAIN));
  }

  @Test
  void a_snapshot_keeps_to_its_version() {
    Workspace workspace = run();
    Snapshot before = workspace.current();
    workspace.apply(new Change.Opened(PART, new SourceText("exports.names = ['c'];")));
    assertEquals(Optional.empty(), workspace.current().observation(MAIN));

    assertEquals(List.of("a", "b"), names(before.observation(MAIN)));
  }

  @Test
  void nothing_is_seen_or_wanted_where_that_is_switched_off() {
    Workspace workspace = run();
    Settings off = Settings.parse("{ \"observe\": { \"enable\": false } }", Settings.DEFAULT);
    workspace.apply(new Change.SettingsChanged(off));

    assertEquals(Optional.empty(), workspace.current().observation(MAIN));
    assertTrue(workspace.observations().isIdle());
  }

  @Test
  void what_is_no_commonjs_module_is_not_wanted() {
    Workspace workspace =
        Workspace.open(
            List.of(Path.of("/")),
            Settings.DEFAULT,
            Fixture.parse("//- /a.json\n{}\n//- /b.mjs\n//- /c.js\nexport {};\n").files());
    for (String name : List.of("/a.json", "/b.mjs", "/c.js")) {
      assertEquals(Optional.empty(), workspace.current().observation(Path.of(name)));
    }

    assertTrue(workspace.observations().isIdle());
  }

  @Test
  void whoever_says_no_has_the_last_word() {
    Settings project = Settings.parse("{ \"observe\": { \"enable\": false } }", Settings.DEFAULT);
    assertFalse(Settings.parse("{ \"observe\": { \"enable\": true } }", project).observe());
    assertTrue(Settings.parse("{ \"observe\": { \"enable\": 1 } }", Settings.DEFAULT).observe());
  }

  @Test
  void what_is_wanted_is_run_in_the_background_the_youngest_wish_first()
      throws InterruptedException {
    Workspace workspace = workspace();
    workspace.current().observation(MAIN);
    workspace.current().observation(PART);
    List<Path> run = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch done = new CountDownLatch(1);
    ObservationRunner.Progress progress = file -> file.ifPresentOrElse(run::add, done::countDown);

    try (ObservationRunner runner =
        new ObservationRunner(workspace, Observer::new, progress, () -> {})) {
      runner.start();
      assertTrue(done.await(60, TimeUnit.SECONDS));
    }

    assertEquals(List.of(PART, MAIN), run);
    assertEquals(List.of("a", "b"), names(workspace.current().observation(MAIN)));
  }
}
