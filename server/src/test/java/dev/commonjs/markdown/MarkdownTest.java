package dev.commonjs.markdown;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.commonjs.fixture.Marks;
import dev.commonjs.text.Visible;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MarkdownTest {
  static Stream<String> marks() {
    return Marks.ALL.stream();
  }

  private static void reads(String structure, String text, Markdown markdown) {
    assertEquals(new Rendered(structure, text), Rendered.of(markdown.source()), markdown.source());
  }

  @ParameterizedTest
  @MethodSource("marks")
  void foreign_text_is_text_wherever_it_stands(String mark) {
    String shown = Visible.line(mark);
    reads("Document(Paragraph())", shown + "\n\n", Markdown.text(mark));
    reads("Document(Paragraph())", shown + "\n\n", Markdown.code(mark));
    reads(
        "Document(Paragraph(StrongEmphasis()))",
        shown + " · a\n\n",
        Markdown.strong(mark).and(Markdown.text(" · a")));
    reads("Document(Heading())", shown + "\n\n", Markdown.heading(1, Markdown.text(mark)));
    reads(
        "Document(BulletList(ListItem(Paragraph())))",
        shown + "\n\n\n\n",
        Markdown.bullets(Stream.of(Markdown.text(mark))));
    reads(
        "Document(FencedCodeBlock[js]())",
        shown + "\n" + shown + "\n\n\n",
        Markdown.fence("js", List.of(mark, mark)));
    reads(
        "Document(TableBlock(TableHead(TableRow(TableCell()TableCell()))"
            + "TableBody(TableRow(TableCell()TableCell()))))",
        "a\nb\n" + shown + "\nc\n\n\n",
        Markdown.table(
            List.of(Markdown.text("a"), Markdown.text("b")),
            List.of(List.of(Markdown.cell(mark), Markdown.text("c")))));
  }

  @ParameterizedTest
  @MethodSource("marks")
  void a_message_with_a_foreign_name_is_words_and_code(String mark) {
    Rendered rendered = Rendered.of(Markdown.sentence("There is no `" + mark + "`.").source());
    assertEquals("Document(Paragraph())", rendered.structure());
    assertEquals(words("There is no " + Visible.line(mark) + "."), words(rendered.text().strip()));
  }

  private static String stripped(String text) {
    return text.replace('\u00A0', ' ').strip();
  }

  /** What borders of code may take away. */
  private static String words(String text) {
    return text.replaceAll("[` ]", "");
  }

  /** Whatever punctuation stands beside whatever else; the seed is part of what is compared. */
  @Test
  void random_punctuation_is_text() {
    String alphabet = "ab1.)( \\`*_[]<>~|$!#&;+-=:/@'\"{}^w\t";
    for (int seed = 0; seed < 20_000; seed++) {
      Random random = new Random(seed);
      StringBuilder text = new StringBuilder("a");
      for (int i = 0; i < 12; i++) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      String line = text.append('z').substring(random.nextInt(4));
      Rendered rendered = Rendered.of(Markdown.text(line).source());
      assertEquals(
          seed + " Document(Paragraph())",
          seed + " " + rendered.structure(),
          () -> line + " -> " + Markdown.text(line));
      assertEquals(line.strip(), stripped(rendered.text()), Markdown.text(line).source());
      Rendered code = Rendered.of("x" + Markdown.code(line).source() + "y");
      assertEquals(new Rendered("Document(Paragraph())", "x" + line + "y\n\n"), code);
      String cell = Markdown.cell(line).source();
      Rendered table = Rendered.of("| a | b |\n| --- | --- |\n| " + cell + " | c |");
      assertTrue(table.text().contains(line.strip() + "\nc\n"), () -> line + " -> " + cell);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "src/user.js, src/user.js",
    "a_b_c, a_b_c",
    "__proto__, \\_\\_proto\\_\\_",
    "$x, \\$x",
    "a*b, a\\*b",
    "left-pad@1.3.0/lib/pad.js, left-pad\\@1.3.0/lib/pad.js",
    "@scope/name, @scope/name",
    "https://a.b, https:\\/\\/a.b",
    "www.a.b, www\\.a.b",
    "C# & D, C# & D",
    "a - b (c) 1. d, a - b (c) 1. d",
    "-flag, -flag",
    "1.5, 1.5",
  })
  void ordinary_text_is_left_as_it_is(String text, String markdown) {
    assertEquals(markdown, Markdown.text(text).source());
    assertEquals(text, Markdown.text(text).plain());
  }

  @Test
  void names_are_cut_and_say_so() {
    String name = "n".repeat(1_000_000);
    for (Markdown markdown :
        List.of(
            Markdown.text(name),
            Markdown.code(name),
            Markdown.strong(name),
            Markdown.sentence("No `" + name + "` and no `" + name + "`."),
            Markdown.sentence("`".repeat(1_000_000)),
            Markdown.fence("js", List.of(name)))) {
      assertTrue(markdown.source().length() < 5_000, markdown.source());
      assertTrue(markdown.source().contains("…"), markdown.source());
    }
    assertTrue(Markdown.sentence("No `" + name + "`.").source().endsWith("…`."));
  }

  @Test
  void without_a_renderer_there_are_no_marks() {
    assertEquals("a*b", Markdown.strong("a*b").plain());
    assertEquals("no a here", Markdown.sentence("no `a` here").plain());
    assertEquals(
        "a\nf()\n",
        Markdown.page(Stream.of(Markdown.strong("a"), Markdown.fence("js", List.of("f()")))).plain()
            + "\n");
  }
}
