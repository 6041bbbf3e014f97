package dev.commonjs.markdown;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.commonjs.fixture.Marks;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DocumentationTest {
  private static final Pattern FOREIGN_LINK = Pattern.compile("Link\\[(?!https?://)");
  private static final Pattern NOT_ALLOWED =
      Pattern.compile(
          "Heading|Table|Image|Html|BlockQuote|ThematicBreak|IndentedCodeBlock|Strikethrough");

  private static void shows(String markdown, String expected) {
    assertEquals(expected, Documentation.of(markdown).source());
    Rendered rendered = Rendered.of(expected);
    assertEquals(false, NOT_ALLOWED.matcher(rendered.structure()).find(), rendered.structure());
    assertEquals(false, FOREIGN_LINK.matcher(rendered.structure()).find(), rendered.structure());
  }

  static Stream<String> marks() {
    return Marks.ALL.stream();
  }

  @ParameterizedTest
  @MethodSource("marks")
  void whatever_is_written_nothing_but_the_subset_is_shown(String mark) {
    for (String text :
        List.of(mark, "a " + mark + " b", "- " + mark, "*" + mark + "*", mark + "\n" + mark)) {
      shows(text, Documentation.of(text).source());
    }
  }

  @Test
  void paragraphs_emphasis_code_and_lists_stay() {
    shows(
        "Reads *one* or **two**\nfiles with `a_b`:\n- first\n- second\n\nThen more.",
        "Reads *one* or **two** files with `a_b`:\n\n- first\n- second\n\nThen more.");
    shows("As in\n```js\nf(1)\n```", "As in\n\n```js\nf(1)\n```");
    shows("1. a\n2. b", "1. a\n2. b");
  }

  @Test
  void links_lead_to_the_web_or_are_text() {
    shows("[a](https://example.com/x)", "[a](https://example.com/x)");
    shows("[a](https://example.com/x \"title\")", "[a](https://example.com/x)");
    shows("See https://example.com/a_b.", "See <https://example.com/a_b>.");
    shows("<http://example.com>", "<http://example.com>");
    for (String scheme :
        List.of("command:a.b", "vscode://a/b", "file:///a", "javascript:0", "x.js", "//a.b")) {
      shows("[a](" + scheme + ") b", "a b");
      shows("![a](" + scheme + ") b", "a b");
      shows("[a][r] b\n\n[r]: " + scheme, "a b");
    }
    shows("a@example.com", "a\\@example.com");
  }

  @Test
  void jsdocs_links_are_links() {
    shows("Reads {@link Text}.", "Reads Text.");
    shows("{@link __proto__}", "\\_\\_proto\\_\\_");
    shows("{@link https://example.com/a}", "<https://example.com/a>");
    shows("{@link https://example.com/a the page}", "[the page](https://example.com/a)");
    shows("{@link https://example.com/a|the page}", "[the page](https://example.com/a)");
    shows("{@link command:a.b do}", "command:a.b do");
  }

  @Test
  void html_and_images_are_shown_as_text() {
    shows("Gives Promise<string>.", "Gives Promise\\<string>.");
    shows("<b>a</b>", "\\<b>a\\</b>");
    shows("![a *b*](https://example.com/x.png) c", "a *b* c");
    shows("# a\n> b\n***", "\\# a > b \\*\\*\\*");
  }

  @Test
  void what_is_written_as_an_entity_is_the_same_character() {
    shows("&lt;b&gt; &#42;a&#42; &#x202e;", "\\<b> \\*a\\* \uFFFD");
    shows("[a](&#99;ommand:a.b)", "a");
  }

  @Test
  void text_is_bounded() {
    for (String part : List.of("a", "`a` ", "*a* ", "[", "- a\n", "```\n", "![", "\uD83D\uDE00")) {
      String source = Documentation.of("x" + part.repeat(500_000)).source();
      assertTrue(source.length() < 2_000, source);
      assertTrue(source.contains("…"), source);
    }
  }

  @Test
  void without_a_renderer_there_are_words() {
    assertEquals(
        "See a: c\n- one\n- two",
        Documentation.of("See [a](https://b): `c`\n- one\n- *two*").plain());
  }
}
