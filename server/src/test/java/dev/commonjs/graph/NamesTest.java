package dev.commonjs.graph;

import static dev.commonjs.graph.Questions.MAIN;
import static dev.commonjs.graph.Questions.linker;
import static dev.commonjs.graph.Questions.names;
import static dev.commonjs.graph.Questions.read;
import static dev.commonjs.graph.Questions.text;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.commonjs.shape.Shape;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The names of what {@code require()} returns. */
class NamesTest {
  @Test
  void names_come_in_the_order_of_their_creation_and_indices_first() {
    assertEquals("2 10 b a", names("//- /main.js\nb = 1\n10 = 1\na = 1\n2 = 1\nb = 2"));
  }

  @Test
  void a_name_written_on_some_paths_is_maybe_until_it_is_written_on_all() {
    assertEquals("a? b", names("//- /main.js\na ?= 1\nb ?= 1\nb = 2"));
  }

  @Test
  void a_hidden_name_is_listed_and_not_copied() {
    assertEquals("__esModule- a", names("//- /main.js\nhidden __esModule = 1\na = 1"));
    assertEquals("a", names("//- /main.js\n... <./x>\n//- /x.js\nhidden __esModule = 1\na = 1"));
  }

  @Test
  void an_export_that_is_another_module_is_that_module() {
    assertEquals(
        "a", names("//- /main.js\nexports = <./x>\n//- /x.js\nexports = <./y>\n//- /y.js\na = 1"));
  }

  @Test
  void a_copy_brings_names_but_the_excluded() {
    assertEquals(
        "own a c", names("//- /main.js\nown = 1\n... <./x> - b\n//- /x.js\na = 1\nb = 1\nc = 1"));
  }

  @Test
  void a_copy_on_some_paths_brings_maybes() {
    assertEquals("a?", names("//- /main.js\n...? <./x>\n//- /x.js\na = 1"));
  }

  @Test
  void a_copy_of_one_of_two_is_certain_of_what_both_have() {
    assertEquals(
        "a b? c?",
        names("//- /main.js\n... <./x> | <./y>\n//- /x.js\na = 1\nb = 1\n//- /y.js\na = 1\nc = 1"));
  }

  @Test
  void a_copy_of_an_open_module_opens() {
    assertEquals("a …", names("//- /main.js\n... <./x>\n//- /x.js\na = 1\nopen helper"));
    assertEquals("…", names("//- /main.js\n... ?"));
  }

  @Test
  void a_copy_of_a_missing_module_throws_and_brings_nothing() {
    assertEquals("", names("//- /main.js\n... <./nope>"));
  }

  @Test
  void a_loop_with_in_brings_inherited_names() {
    assertEquals(
        "a b",
        names(
            "//- /main.js\nin <./x>\n//- /x.js\nexports = o\nobject o < p\na = 1\nend\nobject p\nb = 1\nend"));
    assertEquals(
        "a",
        names(
            "//- /main.js\n... <./x>\n//- /x.js\nexports = o\nobject o < p\na = 1\nend\nobject p\nb = 1\nend"));
  }

  @Test
  void an_object_that_is_above_another_in_many_ways_is_asked_once() {
    StringBuilder fixture = new StringBuilder("//- /main.js\nin <./x>\n//- /x.js\nexports = o0\n");
    for (int i = 0; i < 40; i++) {
      fixture.append("object o%d < o%d | o%d | o%d\n".formatted(i, i + 1, i + 2, i + 3));
      fixture.append("n%d = 1\nend\n".formatted(i));
    }
    fixture.append("object o40\nend\nobject o41\nend\nobject o42\nend");
    assertEquals(40, names(fixture.toString()).split(" ").length);
  }

  @Test
  void what_may_be_above_itself_is_open() {
    String fixture =
        """
        //- /main.js
        in <./x>
        //- /x.js
        exports = a
        object a < b | c
        x = 1
        end
        object b < a | c
        y = 1
        end
        object c
        z = 1
        end
        """;
    assertEquals("x? y? z? …", names(fixture));
  }

  @Test
  void modules_that_copy_each_other_have_the_names_of_both() {
    String fixture = "//- /main.js\na = 1\n... <./x>\n//- /x.js\nb = 1\n... <./main>";
    assertEquals("a b?", names(fixture));
  }

  @Test
  void modules_that_are_each_other_are_open() {
    assertEquals("…", names("//- /main.js\nexports = <./x>\n//- /x.js\nexports = <./main>"));
    assertEquals("…", names("//- /main.js\nexports = <./main>.a"));
  }

  @Test
  void answers_do_not_depend_on_what_was_asked_before() {
    String fixture =
        "//- /main.js\na = 1\n... <./x>\n//- /x.js\nb = 1\n... <./y>\n//- /y.js\nc = 1\n... <./main>";
    for (String first : List.of("/main.js", "/x.js", "/y.js")) {
      Linker linker = linker(fixture);
      linker.names(linker.exportsOf(Path.of(first)));
      for (String file : List.of("/y.js", "/x.js", "/main.js")) {
        Linker fresh = linker(fixture);
        assertEquals(
            text(fresh.names(fresh.exportsOf(Path.of(file)))),
            text(linker.names(linker.exportsOf(Path.of(file)))),
            first + " then " + file);
      }
    }
  }

  @Test
  void a_long_chain_of_re_exports_ends_in_an_answer() {
    StringBuilder fixture = new StringBuilder("//- /main.js\n... <./m0>\n");
    for (int i = 0; i < 5000; i++) {
      fixture.append("//- /m").append(i).append(".js\n... <./m").append(i + 1).append(">\n");
    }
    assertEquals("…", names(fixture.append("//- /m5000.js\na = 1").toString()));
  }

  @Test
  void every_module_copying_every_other_takes_no_exponential_time() {
    StringBuilder fixture = new StringBuilder("//- /main.js\n... <./m0>\n");
    for (int i = 0; i < 40; i++) {
      fixture.append("//- /m").append(i).append(".js\nn").append(i).append(" = 1\n");
      for (int j = 0; j < 40; j++) {
        fixture.append("... <./m").append(j).append(">\n");
      }
    }
    Linker linker = linker(fixture.toString());
    assertEquals(40, linker.names(linker.exportsOf(MAIN)).names().size());
  }

  @Test
  void a_mixin_of_another_file_is_looked_through() {
    String helper =
        "//- /mixin.js\nexports = mixin\nfunction mixin\neffect 0\n... $1\nadded = 1\nend\nend\n";
    assertEquals(
        "own a added",
        names(
            helper + "//- /main.js\nown = 1\npass 0 <./mixin>[exports, <./x>]\n//- /x.js\na = 1"));
  }

  @Test
  void a_mixin_may_call_another_mixin() {
    assertEquals(
        "a",
        names(
            """
            //- /outer.js
            exports = outer
            function outer
              effect 0
                pass 0 <./inner>[$0, $1]
              end
            end
            //- /inner.js
            exports = inner
            function inner
              effect 0
                ... $1
              end
            end
            //- /main.js
            pass 0 <./outer>[exports, <./x>]
            //- /x.js
            a = 1
            """));
  }

  @Test
  void a_callee_that_only_reads_its_argument_leaves_it_closed() {
    assertEquals(
        "a",
        names(
            "//- /main.js\na = 1\npass 0 <./f>[exports]\n//- /f.js\nexports = f\nfunction f\nend"));
    assertEquals("a", names("//- /main.js\na = 1\npass 0 <util>.inspect[exports]"));
  }

  @Test
  void a_callee_that_may_do_anything_opens_its_argument() {
    assertEquals(
        "a …",
        names(
            "//- /main.js\na = 1\npass 0 <./f>[exports]\n//- /f.js\nexports = f\nfunction f\neffect 0\nanything\nend\nend"));
    assertEquals("a …", names("//- /main.js\na = 1\npass 0 ?[exports]"));
    assertEquals("a …", names("//- /main.js\na = 1\npass -1 <events>[1]"));
  }

  @Test
  void a_recursive_mixin_ends() {
    assertEquals(
        "a? …",
        names(
            "//- /main.js\na = 1\npass 0 <./f>[exports]\n//- /f.js\nexports = f\nfunction f\neffect 0\npass 0 <./f>[$0]\nend\nend"));
  }

  @Test
  void indices_and_length_of_an_array_are_no_names() {
    assertEquals(
        "extra",
        names(
            "//- /main.js\nexports = list\narray list\n0 = 1\nhidden length = 1\nextra = 1\nend"));
  }

  @Test
  void a_primitive_has_no_names_and_a_builtin_module_its_own() {
    assertEquals("", names("//- /main.js\nexports = 1"));
    Linker linker = linker("//- /main.js\nexports = <path>");
    Names names = linker.names(linker.exportsOf(MAIN));
    assertEquals(true, names.enumerable().containsAll(List.of("join", "resolve", "sep")));
  }

  @Test
  void an_instance_has_what_its_constructor_writes_and_its_prototype_holds() {
    String fixture =
        """
        //- /main.js
        exports = C
        class C < <./base>
          hidden prototype = proto
          effect -1
            own = 1
          end
        end
        object proto < <./base>.prototype
          hidden method = m
        end
        function m
        end
        //- /base.js
        exports = B
        class B
          hidden prototype = proto
          effect -1
            inherited = 2
          end
        end
        object proto
          hidden base = 3
        end
        """;
    assertEquals("1", read(fixture, "new", "own"));
    assertEquals("2", read(fixture, "new", "inherited"));
    assertEquals("/main.js#3", read(fixture, "new", "method"));
    assertEquals("3", read(fixture, "new", "base"));
    assertEquals("absent", read(fixture, "new", "nope"));
    assertEquals("Object.prototype.toString", read(fixture, "new", "toString"));
    Linker linker = linker(fixture);
    assertEquals("inherited own", text(linker.names(new Linked.Instance(MAIN, new Shape.Ref(1)))));
  }

  @Test
  void the_prototype_that_a_callee_writes_stays_hidden() {
    String inherits =
        "//- /inherits.js\nexports = f\nfunction f\neffect 0\nprototype = 1\nsuper_ = $1\nend\nend\n";
    assertEquals(
        "prototype- super_",
        names(inherits + "//- /main.js\nexports = C\nfunction C\npass 0 <./inherits>[C, 1]\nend"));
  }
}
