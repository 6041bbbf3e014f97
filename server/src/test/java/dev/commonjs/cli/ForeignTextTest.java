package dev.commonjs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.commonjs.fixture.MarkedProject;
import dev.commonjs.fixture.Marks;
import dev.commonjs.fixture.Shown;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the command line prints of a project in which every text is a mark. */
class ForeignTextTest {
  /** SARIF 2.1.0, 3.11.6: an embedded link in a plain text message. */
  private static final Pattern SARIF_LINK =
      Pattern.compile("\\[(?:[^\\\\\\[\\]]|\\\\[\\\\\\[\\]])*\\]\\([^)]*\\)");

  /** SARIF 2.1.0, 3.11.5. */
  private static final Pattern SARIF_PLACEHOLDER = Pattern.compile("(?<!\\{)\\{\\d+\\}");

  private static final Pattern EXCERPT = Pattern.compile("(?m)^ +\\d+ \\| .*");

  private static final Pattern ANNOTATION =
      Pattern.compile(
          "::(?:error|warning|notice) file=[^,:\\n]*,line=\\d+,endLine=\\d+(?:,col=\\d+,endColumn=\\d+)?,title=[a-z-]+::[^\\n]*");

  /** Findings have these names in them, whatever the mark is, in every format. */
  private static final Set<String> REPORTED =
      Set.of("zqAbsent", "zqBuiltin", "zqLate", "zqLost", "zqMissing", "zqNoMember", "zqOver");

  @TempDir private Path folder;

  private record Outcome(int status, String out, String err) {}

  private Outcome run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Terminal terminal =
        new Terminal(new PrintWriter(out), new PrintWriter(err), folder, false, false, null);
    int status = Cli.run(List.of(arguments), "9.9.9", terminal);
    return new Outcome(status, out.toString(), err.toString());
  }

  static Stream<String> marks() {
    return Marks.ALL.stream();
  }

  private static void steersNothing(Outcome outcome) {
    assertEquals(List.of(), Shown.harmful(outcome.out()), outcome.out());
    assertEquals(List.of(), Shown.harmful(outcome.err()), outcome.err());
    assertEquals("", outcome.err());
  }

  /** Every format that there is. */
  @ParameterizedTest
  @EnumSource
  void findings_are_shown_as_they_are(Format format) throws IOException {
    for (String mark : Marks.ALL) {
      Set<String> missing = new TreeSet<>(REPORTED);
      missing.removeAll(findings(format, mark));
      assertEquals(Set.of(), missing, mark);
    }
  }

  /** The places that {@code check} shows in a project of its own. */
  private Set<String> findings(Format format, String mark) throws IOException {
    Path root = Files.createDirectories(folder.resolve("p" + Marks.ALL.indexOf(mark)));
    MarkedProject.write(root, mark);
    Outcome outcome =
        run("check", "--format", format.name().toLowerCase(Locale.ROOT), root.toString());
    steersNothing(outcome);
    assertEquals(ExitStatus.REPORTED, outcome.status());
    Set<String> seen = new TreeSet<>();
    switch (format) {
      case PRETTY -> {
        assertEquals(List.of(), Shown.damaged(outcome.out(), mark, new TreeSet<>()), mark);
        seen.addAll(MarkedProject.placesIn(EXCERPT.matcher(outcome.out()).replaceAll("")));
      }
      case GITHUB -> {
        seen.addAll(MarkedProject.placesIn(outcome.out()));
        outcome.out().lines().forEach(line -> assertTrue(ANNOTATION.matcher(line).matches(), line));
      }
      case JSON ->
          strings(JsonParser.parseString(outcome.out()))
              .forEach(s -> assertEquals(List.of(), Shown.damaged(s, mark, seen), s));
      case SARIF ->
          messages(JsonParser.parseString(outcome.out()))
              .forEach(
                  s -> {
                    seen.addAll(MarkedProject.placesIn(s));
                    assertFalse(SARIF_LINK.matcher(s).find(), s);
                    assertFalse(SARIF_PLACEHOLDER.matcher(s).find(), s);
                  });
    }
    return seen;
  }

  @ParameterizedTest
  @MethodSource("marks")
  void shapes_and_resolutions_are_shown_as_they_are(String mark) throws IOException {
    Set<String> ordinary = shapesAndResolutions("plain");
    assertTrue(ordinary.containsAll(List.of("zqExport", "zqObject", "zqB")), ordinary::toString);
    assertEquals(ordinary, shapesAndResolutions(mark));
  }

  /** The places that {@code shape} and {@code resolve} show in a project of its own. */
  private Set<String> shapesAndResolutions(String mark) throws IOException {
    Path root = Files.createDirectories(folder.resolve("p" + Marks.ALL.indexOf(mark)));
    MarkedProject project = MarkedProject.write(root, mark);
    List<Outcome> outcomes = new ArrayList<>();
    for (String name : project.sources()) {
      String source = root.resolve(name).toString();
      outcomes.add(run("shape", source));
      outcomes.add(run("shape", "--json", source));
    }
    String main = root.resolve("main.js").toString();
    for (String specifier :
        List.of("./" + project.marked("zqA"), project.marked("zqB"), "pkg", "broken")) {
      outcomes.add(run("resolve", "--", main, specifier));
      outcomes.add(run("resolve", "--import", "--", main, specifier));
    }
    Set<String> seen = new TreeSet<>();
    for (Outcome outcome : outcomes) {
      steersNothing(outcome);
      if (!outcome.out().startsWith("{")) {
        assertEquals(List.of(), Shown.damaged(outcome.out(), mark, seen), outcome.out());
      }
    }
    return seen;
  }

  /** JSON is for programs: they get the names themselves. */
  @ParameterizedTest
  @MethodSource("marks")
  void json_holds_the_names_themselves(String mark) throws IOException {
    MarkedProject project = MarkedProject.write(folder, mark);
    JsonObject row =
        JsonParser.parseString(run("shape", "--json", "closed.js").out()).getAsJsonObject();
    assertEquals(project.marked("zqExport"), row.getAsJsonArray("exports").get(0).getAsString());
    assertTrue(row.getAsJsonObject("requires").has(project.marked("zqGone")), row::toString);
  }

  /** What a shell makes of the name of a file, and what settings hold. */
  @ParameterizedTest
  @MethodSource("marks")
  void refusals_steer_nothing(String mark) throws IOException {
    List<Outcome> refused = new ArrayList<>();
    refused.add(run(mark));
    refused.add(run("check", mark + "gone"));
    refused.add(run("check", "--format", mark));
    refused.add(run("check", "--rule", mark + "=off"));
    refused.add(run("check", "--rule", mark));
    refused.add(run("check", "--" + mark));
    refused.add(run("shape", mark + "gone"));
    refused.add(run("shape", "--root", mark + "gone", "a.js"));
    refused.add(run("shape", "--files-from", mark + "gone"));
    refused.add(run("resolve", mark + "gone", "x"));
    Files.writeString(folder.resolve(".commonjsrc.json"), "{ \"" + mark + "\": " + mark);
    refused.add(run("check"));
    for (Outcome outcome : refused) {
      assertEquals(ExitStatus.FAILED, outcome.status(), outcome::toString);
      assertEquals(List.of(), Shown.harmful(outcome.out() + outcome.err()), outcome.err());
      assertTrue(outcome.err().startsWith("commonjs-ls: "), outcome.err());
    }
  }

  @Test
  void a_link_in_a_name_is_none_in_sarif() throws IOException {
    Files.writeString(
        folder.resolve("a.js"),
        """
        module.exports = {};
        exports['[a](1)'] = exports['[a\\\\](1)'] = exports['{0}'] = 1;
        """);
    String out = run("check", "--format", "sarif").out();
    List<String> messages = messages(JsonParser.parseString(out));
    for (String expected : List.of("`[a\\](1)`", "`[a\\\\\\](1)`", "`{{0}}`")) {
      assertTrue(
          messages.stream().anyMatch(message -> message.contains(expected)),
          () -> expected + " in " + messages);
    }
  }

  private static List<String> strings(JsonElement element) {
    List<String> found = new ArrayList<>();
    if (element.isJsonArray()) {
      element.getAsJsonArray().forEach(item -> found.addAll(strings(item)));
    } else if (element.isJsonObject()) {
      element.getAsJsonObject().asMap().values().forEach(item -> found.addAll(strings(item)));
    } else if (element.isJsonPrimitive() && element.getAsJsonPrimitive().isString()) {
      found.add(element.getAsString());
    }
    return found;
  }

  /** The {@code text} of every object that SARIF calls a message. */
  private static List<String> messages(JsonElement element) {
    List<String> found = new ArrayList<>();
    if (element.isJsonArray()) {
      element.getAsJsonArray().forEach(item -> found.addAll(messages(item)));
    } else if (element.isJsonObject()) {
      element
          .getAsJsonObject()
          .asMap()
          .forEach(
              (key, value) -> {
                boolean message =
                    Set.of("message", "description", "shortDescription").contains(key);
                if (message) {
                  found.add(value.getAsJsonObject().get("text").getAsString());
                } else {
                  found.addAll(messages(value));
                }
              });
    }
    return found;
  }
}
