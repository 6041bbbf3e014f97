package dev.commonjs.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.commonjs.text.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every syntactic form and its tree, in {@code forms.txt}: a snippet on one line ({@code ⏎} is a
 * line break), its tree as {@link Sexpr} prints it, indented, on the next. All of it is accepted by
 * Node, so none of it may give an error. Run with {@code -Dupdate=true} to write the trees anew,
 * then read the difference.
 */
class FormsTest {
  private static final Path FORMS = Path.of("src/test/resources/dev/commonjs/syntax/forms.txt");

  @TestFactory
  List<DynamicTest> a_snippet_has_the_tree_that_the_table_says() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    List<String> lines = Files.readAllLines(FORMS);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (isSnippet(line)) {
        String expected = i + 1 < lines.size() ? lines.get(i + 1).strip() : "";
        tests.add(DynamicTest.dynamicTest(line, () -> assertEquals(expected, tree(line))));
      }
    }
    return tests;
  }

  @Test
  void the_table_can_be_written_anew() throws IOException {
    if (!Boolean.getBoolean("update")) {
      return;
    }
    List<String> out = new ArrayList<>();
    for (String line : Files.readAllLines(FORMS)) {
      if (isSnippet(line)) {
        out.add(line);
        out.add("    " + tree(line));
      } else if (line.startsWith("# ")) {
        out.add(line);
      }
    }
    Files.write(FORMS, out);
  }

  private static boolean isSnippet(String line) {
    return !line.isBlank() && !line.startsWith("# ") && !line.startsWith("    ");
  }

  private static String tree(String line) {
    ParsedFile file = JsParser.parse(new SourceText(line.replace('⏎', '\n')));
    return Sexpr.of(file.program()) + (file.errors().isEmpty() ? "" : " " + file.errors());
  }
}
