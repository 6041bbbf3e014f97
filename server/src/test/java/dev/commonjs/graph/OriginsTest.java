package dev.commonjs.graph;

import static dev.commonjs.graph.Questions.origins;
import static dev.commonjs.graph.Questions.places;
import static dev.commonjs.graph.Questions.required;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Where that was written. */
class OriginsTest {
  @Test
  void a_definition_is_the_function_behind_the_export() {
    assertEquals("/main.js:2", origins("//- /main.js\na = f\nfunction f\nend", "a"));
  }

  @Test
  void a_definition_of_a_plain_value_is_its_write() {
    assertEquals("/main.js:1", origins("//- /main.js\na = 1", "a"));
    assertEquals("/main.js:1 /main.js:2", origins("//- /main.js\na = 1\na ?= 2", "a"));
  }

  @Test
  void a_definition_is_found_through_re_exports_and_copies() {
    assertEquals(
        "/y.js:2",
        origins(
            "//- /main.js\n... <./x>\n//- /x.js\na = <./y>.b\n//- /y.js\nb = f\nfunction f\nend",
            "a"));
  }

  @Test
  void a_definition_of_what_comes_from_a_builtin_is_the_write() {
    assertEquals("/main.js:1", origins("//- /main.js\nread = <fs>.readFile", "read"));
  }

  @Test
  void a_module_itself_is_defined_where_its_value_is() {
    assertEquals(
        "/x.js:2",
        origins("//- /main.js\nexports = <./x>\n//- /x.js\nexports = f\nfunction f\nend"));
    assertEquals("/main.js:1", origins("//- /main.js\nexports = 1"));
  }

  @Test
  void a_declaration_is_the_line_that_exports() {
    MemoryFiles files =
        MemoryFiles.of(
            "//- /main.js\na = <./x>.b\n//- /x.js\nb = f\nfunction f\nend\n//- /asker.js\n");
    Linker linker = new Linker(new TinyModules(files));
    assertEquals(
        "/main.js:1",
        places(files, linker.declarations(Path.of("/asker.js"), required("./main", "a"))));
  }

  @Test
  void a_definition_of_what_another_module_writes_is_there() {
    String fixture = "//- /main.js\na = 1\n//- /patch.js\na = 1\nuse WRITE <./main>.b\n";
    assertEquals("/patch.js:2", origins(fixture, "b"));
  }
}
