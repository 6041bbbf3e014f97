package dev.commonjs.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.commonjs.text.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the text: a tree whose spans lie in the text and in one another. */
class TotalityTest {
  private static final Path FORMS = Path.of("src/test/resources/dev/commonjs/syntax/forms.txt");

  private static ParsedFile parse(String text) {
    ParsedFile file = JsParser.parse(new SourceText(text));
    assertSound(file.program());
    assertTrue(file.errors().stream().allMatch(e -> e.span().end() <= text.length()));
    assertTrue(
        file.errors().stream().noneMatch(e -> e.message().startsWith("the parser failed")), text);
    assertTrue(
        file.comments().stream()
            .allMatch(c -> c.text().equals(text.substring(c.span().start(), c.span().end()))));
    return file;
  }

  private static void assertSound(Node.Program program) {
    Nodes.walk(
        program,
        node -> {
          assertTrue(node.start() <= node.end(), node::toString);
          for (Node child : Nodes.children(node)) {
            assertTrue(
                child instanceof Node.Bad
                    || node.start() <= child.start() && child.end() <= node.end(),
                () ->
                    child.getClass()
                        + " "
                        + child.span()
                        + " outside "
                        + node.getClass()
                        + " "
                        + node.span());
          }
        });
  }

  @Test
  void random_cuts_and_changes_of_every_form_give_a_sound_tree() throws IOException {
    Random random = new Random(Long.getLong("seed", 20));
    String alphabet = "{}()[];,.'\"`$\\/*+-=<>?:#@!&| \n\r\u2028abc019_\u0000\uD83D\uDE00\uFEFFé";
    List<String> forms =
        Files.readAllLines(FORMS).stream().filter(line -> !line.startsWith("    ")).toList();
    for (String form : forms) {
      String source = form.replace('⏎', '\n');
      for (int turn = 0; turn < Integer.getInteger("turns", 12); turn++) {
        StringBuilder text = new StringBuilder(source);
        for (int change = 0; change <= turn % 4; change++) {
          int at = random.nextInt(text.length() + 1);
          String piece = String.valueOf(alphabet.charAt(random.nextInt(alphabet.length())));
          text.replace(
              at,
              Math.min(text.length(), at + random.nextInt(4)),
              random.nextBoolean() ? piece : "");
        }
        parse(text.toString());
      }
    }
  }

  @Test
  void every_beginning_of_a_text_gives_a_sound_tree() throws IOException {
    String text =
        """
        'use strict'; class A extends B { static async *[x](a = 1, ...b) { yield* `t${a}u`; } }
        exports.f = async ({ c, d: [e] } = {}) => a?.[0] ?? /re[/]x/g.test("s\\u{1F600}");
        label: for (const k of o) { switch (k) { default: continue label } } // end""";
    for (int length = 0; length <= text.length(); length++) {
      parse(text.substring(0, length));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\n",
        "\uFEFF",
        "\u0000",
        "a\u0000b",
        "\uD800",
        "'\uDC00'",
        "x = '\uD83D'",
        "#!",
        "#!x",
        "\uFEFF#!x\na",
        "/",
        "`",
        "'",
        "\"",
        "\\",
        "\\u",
        "\\u{",
        "0x",
        "1e",
        "1_",
        "0b2",
        "@",
        "#",
        "//",
        "/*",
        "<!--",
        "-->",
        "a\u2028b",
        "import",
        "export",
        "export *",
        "export {",
        "import(",
        "class",
        "function",
        "async",
        "async (",
        "async (a",
        "(a,",
        "([",
        "({",
        "...",
        "=>",
        "a =>",
        "new",
        "new.",
        "new.target.",
        "import.",
        "a?.",
        "a?.[",
        "a?.(",
        "get",
        "for",
        "for (",
        "for await",
        "let",
        "switch (",
        "try",
        "case",
      })
  void tiny_texts_give_a_sound_tree(String text) {
    parse(text);
  }

  @Test
  void marks_and_line_ends_of_all_kinds_keep_offsets_true() {
    String text =
        "\uFEFF#!/usr/bin/env node\r\nexports.a = 1\rexports.b = 2\u2028exports.c = '\uD83D\uDE00'\nexports.d";
    ParsedFile file = parse(text);
    assertTrue(file.errors().isEmpty());
    assertEquals(4, file.program().body().size());
    for (Node.Stmt statement : file.program().body()) {
      assertTrue(text.startsWith("exports.", statement.start()));
    }
    assertEquals("#!/usr/bin/env node", file.comments().get(0).text());
  }

  @Test
  void names_of_all_scripts_are_names() {
    String text = "var 𠮷 = 1, ℘, ಠ_ಠ, a‿b, x·y, ゛, é, \\u{20BB7}, \\u0061b, a\u200Db;\u2003c";
    assertTrue(parse(text).errors().isEmpty());
    assertEquals(
        "(var (= 𠮷 1) ℘ ಠ_ಠ a‿b x·y ゛ é 𠮷 ab a\u200Db) c", Sexpr.of(parse(text).program()));
  }

  @Test
  void a_nul_in_a_string_is_a_character() {
    ParsedFile file = parse("exports.a = 'x\u0000y'; exports.b = 2");
    assertTrue(file.errors().isEmpty());
    assertEquals(2, file.program().body().size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(|a|)", "[|a|]", "{|a;|}", "!|a|", "function f() {|a|}", "a => |b|", "x = { a: |b| }",
            "if (a) |b;|",
        "if (a) b; else |c;|", "a(|b|)", "a[|b|]", "`${|a|}`", "new |A|", "a ? b : |c|", "a = |b|",
            "x: |a|",
        "class A { m() {|a|} }", "(function () {|a|})()", "typeof |a|", "- |a|", "f(|a|)(b)"
      })
  void ten_thousand_levels_give_a_tree(String pattern) {
    String[] parts = pattern.split("\\|");
    String tail = parts.length > 2 ? parts[2] : "";
    ParsedFile file = parse(parts[0].repeat(10_000) + parts[1] + tail.repeat(10_000));
    assertFalse(file.program().body().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"[|a|] = b", "({ a: |b| } = c)", "(a = |b|) => c", "(|a|) => b"})
  void patterns_that_the_parser_reads_again_and_again_end_soon(String pattern) {
    String[] parts = pattern.split("\\|");
    ParsedFile file = parse(parts[0].repeat(1000) + parts[1] + parts[2].repeat(1000));
    assertEquals("too deeply nested", file.errors().get(0).message());
    ParsedFile sane = parse(parts[0].repeat(8) + parts[1] + parts[2].repeat(8));
    assertFalse(sane.program().body().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " + a", ".b().c", "[0]", "()", "`t`", ", a", " && a", " ?? a", "?.b", " = a", " ** a", "; a"
      })
  void fifty_thousand_links_of_a_chain_give_a_tree(String link) {
    ParsedFile file = parse("a" + link.repeat(50_000));
    assertTrue(file.errors().isEmpty(), () -> file.errors().toString());
    assertFalse(file.program().body().isEmpty());
  }

  @Test
  void what_is_too_deep_even_for_a_deep_stack_is_an_error_not_a_crash() {
    ParsedFile file = JsParser.parse(new SourceText("(".repeat(4_000_000)));
    assertEquals("too deeply nested", file.errors().get(0).message());
    assertTrue(file.program().body().isEmpty());
  }

  @Test
  void a_deep_stack_calls_itself_on_the_same_thread() {
    Thread outer = DeepStack.call(Thread::currentThread, Thread::currentThread);
    assertNotSame(Thread.currentThread(), outer);
    DeepStack.call(
        () -> {
          Thread here = Thread.currentThread();
          assertSame(here, DeepStack.call(Thread::currentThread, Thread::currentThread));
          return here;
        },
        Thread::currentThread);
  }

  @Test
  void an_endless_recursion_gives_the_fallback() {
    assertEquals("fallback", DeepStack.call(() -> endless(0), () -> "fallback"));
  }

  private static String endless(int depth) {
    return depth < 0 ? "" : endless(depth + 1) + depth;
  }
}
