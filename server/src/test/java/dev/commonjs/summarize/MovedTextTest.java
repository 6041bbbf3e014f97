package dev.commonjs.summarize;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.commonjs.shape.Locations;
import dev.commonjs.shape.ModuleSummary;
import dev.commonjs.syntax.JsParser;
import dev.commonjs.syntax.Node;
import dev.commonjs.syntax.Nodes;
import dev.commonjs.syntax.ParsedFile;
import dev.commonjs.text.SourceText;
import dev.commonjs.text.Span;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** An edit that only moves text leaves the shape equal; the places move with the text. */
class MovedTextTest {
  /** Files of other tests, between lines that say where one begins. */
  private static final List<String> FILES =
      List.of("observe/runs.txt", "observe/walls.txt", "workspace/linked.txt");

  /** Names that are computed at several places, on one line and on many. */
  private static final List<String> OPEN =
      List.of(
          "for (const k of process.argv) exports[k] = 1;",
          "const [a, b] = process.argv; exports[a] = 1; exports[b] = 2; exports.c = 3;",
          """
          const [a, b] = process.argv;
          exports[a] = 1; exports[b] = 2; exports[a + b] = 3; exports[b + a] = 4; exports[a] = 5;
          exports[b] = 6;
          global.shared = exports;
          Object.assign(exports, others);
          """,
          """
          const open = {};
          open[process.argv[2]] = 1; open[process.argv[3]] = 2;
          exports.member = open.member;
          exports.copy = { ...open };
          exports.other = Math.random() > 0.5 ? open.member : { ...open }.other;
          """,
          """
          const keys = process.argv; function Made(k) { this[k] = 1; this[k + k] = 2; }
          Made.prototype[keys[0]] = 1;
          module.exports = new Made(keys[1]);
          """,
          "module.exports = new Proxy({}, {}); module.exports[process.argv[2]] = 1;",
          "const o = {}; o[process.argv[2]] = 1; module.exports = o.a; require('./x')(o.b, o);");

  @TestFactory
  Stream<DynamicTest> text_below_blank_lines_and_a_comment_has_the_same_shape() throws IOException {
    return texts()
        .map(text -> DynamicTest.dynamicTest(title(text), () -> check(text, lower(text))));
  }

  @TestFactory
  Stream<DynamicTest> statements_that_are_moved_apart_have_the_same_shape() throws IOException {
    return texts()
        .filter(text -> JsParser.parse(new SourceText(text)).errors().isEmpty())
        .map(text -> DynamicTest.dynamicTest(title(text), () -> check(text, spread(text))));
  }

  private static void check(String text, String moved) {
    ModuleSummary before = summary(text);
    ModuleSummary after = summary(moved);

    assertEquals(before.shape(), after.shape());
    assertEquals(quoted(before.locations(), text), quoted(after.locations(), moved));
    if (!String.join("", quoted(before.locations(), text)).isEmpty()) {
      assertNotEquals(before.locations(), after.locations());
    }
  }

  private static ModuleSummary summary(String text) {
    return Summarizer.summarize(JsParser.parse(new SourceText(text)), "./nowhere"::equals);
  }

  private static String lower(String text) {
    return "\n\n/* a comment */\n  " + text;
  }

  /**
   * With empty lines in front of every statement, parameters aside: their text is what is shown.
   */
  private static String spread(String text) {
    ParsedFile file = JsParser.parse(new SourceText(text));
    TreeSet<Integer> starts = new TreeSet<>();
    Nodes.walkWhile(
        file.program(),
        node -> {
          List<? extends Node> body =
              switch (node) {
                case Node.Program n -> n.body();
                case Node.Block n -> n.body();
                case Node.Case n -> n.body();
                case Node.Func n -> n.expressionBody() ? List.of() : n.body();
                default -> List.of();
              };
          body.forEach(statement -> starts.add(statement.start()));
          return true;
        });
    Nodes.walk(
        file.program(),
        node -> {
          if (node instanceof Node.Func function) {
            function.params().forEach(p -> starts.subSet(p.start(), true, p.end(), true).clear());
          }
        });
    StringBuilder spread = new StringBuilder(text);
    starts.descendingIterator().forEachRemaining(at -> spread.insert(at.intValue(), "\n\n  "));
    return spread.toString();
  }

  /**
   * What stands at the places, the length of longer ones left out, in which something may have been
   * moved.
   */
  private static List<String> quoted(Locations locations, String text) {
    return Stream.of(
            locations.definitions().stream(),
            locations.writes().stream()
                .flatMap(
                    names -> names.entrySet().stream().sorted(java.util.Map.Entry.comparingByKey()))
                .flatMap(name -> name.getValue().stream()),
            locations.exports().stream(),
            locations.reasons().stream())
        .flatMap(places -> places)
        .map((Span place) -> text.substring(place.start(), place.end()).replaceAll("\\s+", ""))
        .toList();
  }

  private static String title(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    return line.length() > 60 ? line.substring(0, 60) : line;
  }

  private static Stream<String> texts() throws IOException {
    List<String> texts = new java.util.ArrayList<>(OPEN);
    SemanticsTest.programs().forEach(program -> texts.add(program.text()));
    int programs = texts.size();
    for (String file : FILES) {
      try (var source = MovedTextTest.class.getResourceAsStream("/dev/commonjs/" + file)) {
        String all = new String(Objects.requireNonNull(source).readAllBytes(), UTF_8);
        texts.addAll(List.of(all.split("(?m)^(?:=== |//- |-> ).*\\n")));
      }
    }
    texts.removeIf(String::isBlank);
    assertTrue(programs > 20 && texts.size() > programs + 50, "only " + texts.size() + " texts");
    return texts.stream();
  }
}
