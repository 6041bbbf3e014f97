package dev.commonjs.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.commonjs.text.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class NodesTest {
  private static final Path FORMS = Path.of("src/test/resources/dev/commonjs/syntax/forms.txt");

  private static Node.Program parse(String text) {
    return JsParser.parse(new SourceText(text)).program();
  }

  @Test
  void a_walk_meets_parents_first_and_children_in_source_order() {
    String source = "a(b, c => d.e)";
    List<String> met = new ArrayList<>();
    Nodes.walk(parse(source), node -> met.add(source.substring(node.start(), node.end())));
    assertEquals(
        List.of(source, source, source, "a", "b", "c => d.e", "c => d.e", "c", "d.e", "d.e", "d"),
        met);
  }

  @Test
  void a_walk_can_stay_out_of_functions() {
    List<String> names = new ArrayList<>();
    Nodes.walkWhile(
        parse("a; function b() { c }; d"),
        node -> {
          if (node instanceof Node.Ident ident) {
            names.add(ident.name());
          }
          return !(node instanceof Node.Func);
        });
    assertEquals(List.of("a", "d"), names);
  }

  @Test
  void the_key_of_a_shorthand_is_not_a_child_beside_its_value() {
    List<Node> children = new ArrayList<>();
    Nodes.walk(parse("x = { a }"), children::add);
    assertTrue(children.stream().noneMatch(Node.NameKey.class::isInstance));
  }

  /**
   * Every record of the tree occurs in the table of forms, so every one is lowered and walked
   * there.
   */
  @Test
  void the_table_of_forms_has_every_kind_of_node() throws IOException {
    Set<String> met = new TreeSet<>();
    for (String line : Files.readAllLines(FORMS)) {
      if (!line.startsWith("    ")) {
        Nodes.walk(
            parse(line.replace('⏎', '\n')), node -> met.add(node.getClass().getSimpleName()));
      }
    }
    Set<String> all =
        Arrays.stream(Node.class.getDeclaredClasses())
            .filter(Class::isRecord)
            .map(Class::getSimpleName)
            .collect(Collectors.toSet());
    all.removeAll(met);
    assertEquals(Set.of(), all);
  }
}
