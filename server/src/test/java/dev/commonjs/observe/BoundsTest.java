package dev.commonjs.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.commonjs.fixture.Fixture;
import dev.commonjs.observe.Observation.Kind;
import dev.commonjs.observe.Observation.Name;
import dev.commonjs.observe.Observation.Outcome;
import dev.commonjs.observe.Observation.Place;
import dev.commonjs.workspace.Settings;
import dev.commonjs.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However much a run shows, and whatever its process says, little of it is kept. */
class BoundsTest {
  private static final Observer OBSERVER = Observers.patient();
  private static final Path MAIN = Path.of("/main.js");

  @AfterAll
  static void close() {
    OBSERVER.close();
  }

  private static Observation run(Observer observer, String main) {
    Workspace workspace =
        Workspace.open(
            List.of(Path.of("/")),
            Settings.DEFAULT,
            Fixture.parse("//- /main.js\n" + main).files());
    return workspace.observations().observe(workspace.current(), MAIN, observer).orElseThrow();
  }

  private static Name name(String name) {
    return new Name(name, false, false, null);
  }

  private static Observation seen(Stream<Name> names, Stream<String> doubts) {
    return new Observation(Outcome.LOADED, Kind.OBJECT, names.toList(), doubts.toList());
  }

  private static Stream<Integer> numbers(int count) {
    return IntStream.range(0, count).boxed();
  }

  // ---------------------------------------------------------------- what is cut

  @Test
  void what_is_little_stays_as_it_is() {
    Observation seen = seen(Stream.of(name("a"), name("b")), Stream.of("one", "two"));

    assertEquals(seen, Bounds.cut(seen));
  }

  @Test
  void names_are_kept_up_to_a_number() {
    Observation seen = seen(numbers(Bounds.MOST_NAMES + 1).map(i -> name("n" + i)), Stream.of());

    Observation cut = Bounds.cut(seen);

    assertEquals(seen.names().subList(0, Bounds.MOST_NAMES), cut.names());
    assertEquals(List.of(Bounds.MORE_NAMES), cut.doubts());
    assertEquals(cut, Bounds.cut(cut));
  }

  @Test
  void a_name_without_end_is_left_out() {
    String longest = "x".repeat(Bounds.LONGEST_NAME);

    Observation cut =
        Bounds.cut(
            seen(Stream.of(name(longest + "x"), name("a"), name(longest)), Stream.of("doubt")));

    assertEquals(List.of(name("a"), name(longest)), cut.names());
    assertEquals(List.of(Bounds.MORE_NAMES, "doubt"), cut.doubts());
  }

  @Test
  void names_and_paths_together_are_bounded() {
    Place place = new Place(Path.of("/" + "folder/".repeat(500) + "a.js"), 0);
    Observation cut =
        Bounds.cut(
            seen(numbers(100).map(i -> new Name("n" + i, false, false, place)), Stream.of()));

    assertEquals(
        Bounds.MOST_NAMES_TEXT / (place.file().toString().length() + 3), cut.names().size());
    assertEquals(List.of(Bounds.MORE_NAMES), cut.doubts());
  }

  @Test
  void doubts_are_few_and_short() {
    Observation cut = Bounds.cut(seen(Stream.of(), numbers(9).map(i -> i + "x".repeat(10_000))));

    assertEquals(Bounds.MOST_DOUBTS + 1, cut.doubts().size());
    assertEquals(Bounds.MORE_DOUBTS, cut.doubts().getLast());
    assertEquals("0" + "x".repeat(Bounds.LONGEST_DOUBT - 2) + "…", cut.doubts().getFirst());
    assertEquals(cut, Bounds.cut(cut));
  }

  @Test
  void a_doubt_is_one_line() {
    Observation cut = Bounds.cut(seen(Stream.of(), Stream.of("one\r\ntwo\u0000")));

    assertEquals(List.of("one\uFFFD\uFFFDtwo\uFFFD"), cut.doubts());
  }

  @Test
  void questions_are_bounded_in_number_and_length() {
    Path path = Path.of("/a");
    Bounds.Questions many = new Bounds.Questions();
    assertTrue(numbers(Bounds.MOST_QUESTIONS).allMatch(i -> many.admit(path, "")));
    assertFalse(many.admit(path, ""));

    String text = "x".repeat(Bounds.LONGEST_QUESTION);
    Bounds.Questions large = new Bounds.Questions();
    int enough = Bounds.MOST_QUESTIONS_TEXT / (text.length() + 2);
    assertTrue(numbers(enough).allMatch(i -> large.admit(path, text)));
    assertFalse(large.admit(path, text));
    assertFalse(new Bounds.Questions().admit(path, text + "x"));
    assertFalse(new Bounds.Questions().admit(Path.of("/" + text), ""));
  }

  // ---------------------------------------------------------------- a run that shows much

  @Test
  void a_module_that_exports_much() {
    Observation seen = run(OBSERVER, "for (let i = 0; i < 6000; i++) exports['n' + i] = i;");

    assertEquals(Outcome.LOADED, seen.outcome());
    assertEquals("n0", seen.names().getFirst().name());
    assertEquals("n4999", seen.names().getLast().name());
    assertEquals(List.of(Bounds.MORE_NAMES), seen.doubts());
  }

  @Test
  void an_error_that_says_much() {
    Observation seen = run(OBSERVER, "throw new Error('long '.repeat(10000));");

    assertEquals(Outcome.THREW, seen.outcome());
    assertTrue(seen.doubts().getFirst().startsWith("it threw Error: long long "), "the beginning");
    assertEquals(Bounds.LONGEST_DOUBT, seen.doubts().getFirst().length());
  }

  @Test
  void a_module_that_asks_for_long_paths() {
    Observation seen =
        run(
            OBSERVER,
            """
            const long = 'x'.repeat(100000);
            try { require(long); } catch (e) { exports[e.code] = 1; }
            try { require('./' + long); } catch (e) { exports['./ ' + e.code] = 1; }
            exports[String(require('fs').existsSync('/' + long))] = 1;
            module._compile('module.exports.f = function () {};', '/' + long);
            """);

    assertEquals(
        List.of("MODULE_NOT_FOUND", "./ MODULE_NOT_FOUND", "false", "f"),
        seen.names().stream().map(Name::name).toList());
    assertEquals(List.of(), seen.doubts());
  }

  @Test
  void a_module_that_asks_without_end() {
    Observation seen = run(OBSERVER, "for (let i = 0; ; i++) require('fs').existsSync('/' + i);");

    assertEquals(Outcome.OUT_OF_TIME, seen.outcome());
  }

  // ---------------------------------------------------------------- a process that says anything

  /** What is seen of a process that answers the first message with the lines. */
  private static Observation answered(Path folder, String... lines) throws IOException {
    Path said = Files.write(folder.resolve("said"), List.of(lines));
    String script = "read start; cat " + said + (lines.length > 1 ? "; read answer" : "");
    try (Observer observer =
        new Observer(Observer.Limits.DEFAULT, List.of("/bin/sh", "-c", script))) {
      return run(observer, "exports.a = 1;");
    }
  }

  private static String observation(String names, String doubts) {
    return "{\"shown\":{\"outcome\":\"LOADED\",\"kind\":\"OBJECT\",\"names\":["
        + names
        + "],\"doubts\":["
        + doubts
        + "]}}";
  }

  private static void assertDied(Observation seen) {
    assertEquals(Observation.failed(Outcome.DIED, "the process that ran it ended"), seen);
  }

  @Test
  void what_arrives_is_cut(@TempDir Path folder) throws IOException {
    String names = String.join(",", numbers(6000).map(i -> "{\"name\":\"n" + i + "\"}").toList());

    Observation seen = answered(folder, observation(names, "\"" + "x".repeat(5000) + "\""));

    assertEquals(Bounds.MOST_NAMES, seen.names().size());
    assertEquals(
        List.of(Bounds.MORE_NAMES, "x".repeat(Bounds.LONGEST_DOUBT - 1) + "…"), seen.doubts());
  }

  @Test
  void a_place_is_a_file_that_the_run_may_look_at(@TempDir Path folder) throws IOException {
    Observation seen =
        answered(
            folder,
            observation(
                """
                {"name":"a","file":"/main.js","offset":3},\
                {"name":"b","file":"/absent.js","offset":3}""",
                ""));

    assertEquals(List.of(new Name("a", false, false, new Place(MAIN, 3)), name("b")), seen.names());
  }

  @Test
  void a_message_without_end_ends_the_talk(@TempDir Path folder) throws IOException {
    String said = observation("", "");
    assertEquals(Outcome.LOADED, answered(folder, said).outcome());

    assertDied(answered(folder, said + " ".repeat(Bounds.LONGEST_LINE)));
  }

  @Test
  void a_question_without_end_ends_the_talk(@TempDir Path folder) throws IOException {
    String end = observation("", "");
    String question = "{\"ask\":\"KIND\",\"path\":\"/%s\"}";
    assertEquals(Outcome.LOADED, answered(folder, question.formatted("x"), end).outcome());

    assertDied(answered(folder, question.formatted("x".repeat(5000)), end));
  }

  @Test
  void nonsense_ends_the_talk(@TempDir Path folder) throws IOException {
    for (String nonsense :
        List.of(
            observation("{}", ""),
            observation("null", ""),
            observation("", "null"),
            observation("{\"name\":\"a\",\"file\":\"/main.js\",\"offset\":-1}", ""),
            observation("{\"name\":\"a\",\"file\":\"main.js\",\"offset\":1}", ""),
            "{\"shown\":{}}",
            "{\"ask\":\"KIND\",\"path\":\"\\u0000\"}",
            "{\"ask\":\"KIND\",\"path\":\"here\"}",
            "{\"ask\":\"NOTHING\",\"path\":\"/\"}",
            "[]",
            "")) {
      assertDied(answered(folder, nonsense));
    }
  }
}
