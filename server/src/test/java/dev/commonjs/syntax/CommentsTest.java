package dev.commonjs.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.commonjs.text.SourceText;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommentsTest {

  private static List<String> comments(String source) {
    return JsParser.parse(new SourceText(source)).comments().stream()
        .map(ParsedFile.Comment::text)
        .toList();
  }

  @Test
  void comments_of_all_kinds_are_kept_in_order() {
    assertEquals(
        List.of("#!x", "// a", "/* b */", "/** c */", "<!-- d", "--> e"),
        comments("#!x\n// a\nf(/* b */) /** c */\n<!-- d\n--> e"));
  }

  @Test
  void a_comment_in_text_that_was_read_twice_is_kept_once() {
    assertEquals(List.of("/* a */", "/* b */"), comments("(a /* a */, { b /* b */ }) => c"));
    assertEquals(List.of("/* a */"), comments("[a /* a */] = b"));
  }

  @Test
  void what_looks_like_a_comment_in_a_literal_is_none() {
    assertEquals(List.of(), comments("a = '/* a */' + `// b` + /[/*]/.source"));
  }

  @Test
  void a_documentation_block_is_found_before_what_it_documents() {
    String source = "/** Adds. */\nexports.add = 1;\n/* no */ exports.b = 2; // c\nexports.d = 3";
    ParsedFile file = JsParser.parse(new SourceText(source));
    assertEquals(
        "/** Adds. */", file.docBefore(source.indexOf("exports.add")).orElseThrow().text());
    assertTrue(file.docBefore(source.indexOf("exports.b")).isEmpty());
    assertTrue(file.docBefore(source.indexOf("exports.d")).isEmpty());
    assertTrue(file.docBefore(0).isEmpty());
  }
}
