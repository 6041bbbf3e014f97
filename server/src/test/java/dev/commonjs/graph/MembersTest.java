package dev.commonjs.graph;

import static dev.commonjs.graph.Questions.MAIN;
import static dev.commonjs.graph.Questions.callable;
import static dev.commonjs.graph.Questions.kind;
import static dev.commonjs.graph.Questions.linker;
import static dev.commonjs.graph.Questions.read;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.commonjs.shape.Truth;
import org.junit.jupiter.api.Test;

/** What reading a member of it gives, and what it is. */
class MembersTest {
  @Test
  void a_member_of_a_closed_object_is_there_or_not() {
    String fixture = "//- /main.js\na = 1\nb ?= 2";
    assertEquals("1", read(fixture, "a"));
    assertEquals("maybe 2", read(fixture, "b"));
    assertEquals("absent", read(fixture, "c"));
  }

  @Test
  void what_the_language_gives_every_object_is_there() {
    assertEquals("Object.prototype.toString", read("//- /main.js\na = 1", "toString"));
    assertEquals(
        "Function.prototype.bind", read("//- /main.js\nexports = f\nfunction f\nend", "bind"));
    assertEquals("Array.prototype.map", read("//- /main.js\nexports = l\narray l\nend", "map"));
    assertEquals("String.prototype.trim", read("//- /main.js\nexports = 's'", "trim"));
    assertEquals("absent", read("//- /main.js\nexports = f\nfunction f\nend", "map"));
    assertEquals("absent", read("//- /main.js\nexports = o\nobject o < null\nend", "toString"));
  }

  @Test
  void a_member_of_an_open_object_is_unknown() {
    assertEquals("unknown", read("//- /main.js\na = 1\nopen helper", "c"));
    assertEquals("unknown", read("//- /main.js\npass 0 ?[exports]", "c"));
    assertEquals("unknown", read("//- /main.js\nexports = o\nobject o < ?\nend", "c"));
    assertEquals("unknown", read("//- /main.js\nexports = <events>", "c"));
    assertEquals("unknown", read("//- /main.js\nexports = <./x.mjs>\n//- /x.mjs\n", "c"));
    assertEquals("unknown", read("//- /main.js\nexports = ?", "c"));
  }

  @Test
  void the_last_certain_write_is_the_value_and_later_uncertain_ones_are_too() {
    assertEquals("2", read("//- /main.js\na = 1\na = 2", "a"));
    assertEquals("3 | 2", read("//- /main.js\na = 1\na = 2\na ?= 3", "a"));
    assertEquals("9", read("//- /main.js\na = 1\n... <./x>\n//- /x.js\na = 9", "a"));
    assertEquals("? | 1", read("//- /main.js\na = 1\n... ?", "a"));
    assertEquals("?", read("//- /main.js\nnames <./x>\n//- /x.js\na = 9", "a"));
  }

  @Test
  void members_are_followed_through_modules() {
    String fixture = "//- /main.js\nx = <./x>\n//- /x.js\ny = <./y>.z\n//- /y.js\nz = 3";
    assertEquals("3", read(fixture, "x", "y"));
    assertEquals("absent", read(fixture, "x", "nope"));
    assertEquals("unknown", read(fixture, "nope", "y"));
  }

  @Test
  void a_call_gives_what_the_function_returns() {
    String fixture =
        "//- /main.js\nexports = f\nfunction f\nreturns o\nend\nobject o\na = 1\nend\n";
    assertEquals("1", read(fixture, "()", "a"));
    assertEquals("absent", read(fixture, "()", "b"));
    assertEquals("unknown", read(fixture + "object unused\nend", "()", "()", "b"));
  }

  @Test
  void what_depends_on_arguments_is_unknown() {
    assertEquals(
        "unknown", read("//- /main.js\nexports = f\nfunction f\nreturns $0\nend", "()", "a"));
  }

  @Test
  void an_async_function_gives_its_value_when_awaited() {
    String fixture =
        "//- /main.js\nexports = f\nfunction f\nasync\nreturns o\nend\nobject o\na = 1\nend\n";
    assertEquals("1", read(fixture, "()", "await", "a"));
    assertEquals("unknown", read(fixture, "()", "a"));
  }

  @Test
  void a_constructor_that_returns_an_object_gives_that() {
    String fixture = "//- /main.js\nexports = F\nfunction F\nreturns o\nend\nobject o\na = 1\nend";
    assertEquals("1", read(fixture, "new", "a"));
  }

  @Test
  void statics_are_inherited_from_the_parent_class() {
    String fixture =
        "//- /main.js\nexports = C\nclass C < <./b>\nend\n//- /b.js\nexports = B\nclass B\nmake = 1\nend";
    assertEquals("1", read(fixture, "make"));
    assertEquals("absent", read(fixture, "nope"));
  }

  @Test
  void a_half_loaded_module_lacks_nothing_for_sure() {
    assertEquals("unknown", read("//- /main.js\nload ./asker\na = 1", "b"));
  }

  @Test
  void what_another_module_writes_from_outside_is_not_absent() {
    String fixture = "//- /main.js\na = 1\n//- /patch.js\nuse WRITE <./main>.b\n";
    assertEquals("unknown", read(fixture, "b"));
    assertEquals("absent", read(fixture, "c"));
  }

  @Test
  void what_was_handed_to_unknown_code_lacks_nothing_for_sure() {
    assertEquals("unknown", read("//- /main.js\na = 1\n//- /patch.js\nuse ESCAPE <./main>", "b"));
  }

  @Test
  void a_patch_reaches_whoever_passes_the_object_on() {
    assertEquals(
        "unknown",
        read("//- /main.js\n... <./x>\n//- /x.js\na = 1\n//- /patch.js\nuse WRITE <./x>.b", "b"));
    assertEquals(
        "unknown",
        read(
            "//- /main.js\nexports = o\nobject o < <./x>\nend\n//- /x.js\na = 1\n//- /patch.js\nuse WRITE <./x>.b",
            "b"));
  }

  @Test
  void kinds_are_known_through_modules() {
    assertEquals(Kind.FUNCTION, kind("exports = f\nfunction f\nend"));
    assertEquals(Kind.CLASS, kind("exports = <./main2>\n//- /main2.js\nexports = C\nclass C\nend"));
    assertEquals(Kind.PRIMITIVE, kind("exports = 'x'"));
    assertEquals(Kind.OBJECT, kind("exports = <fs>"));
    assertEquals(Kind.FUNCTION, kind("exports = <fs>.readFile"));
    assertEquals(Kind.UNKNOWN, kind("exports = 1 | f\nfunction f\nend"));
    assertEquals(Kind.UNKNOWN, kind("exports = <./nope>"));
  }

  @Test
  void only_functions_can_be_called() {
    assertEquals(Truth.YES, callable("exports = f\nfunction f\nend"));
    assertEquals(Truth.NO, callable("exports = C\nclass C\nend"));
    assertEquals(Truth.NO, callable("a = 1"));
    assertEquals(Truth.UNKNOWN, callable("exports = f | o\nfunction f\nend\nobject o\nend"));
    assertEquals(Truth.UNKNOWN, callable("exports = ?"));
  }

  @Test
  void a_missing_module_stays_missing() {
    Linker linker = linker("//- /main.js\nexports = <./nope>.a.b");
    assertInstanceOf(Linked.Missing.class, linker.exportsOf(MAIN).get(0));
  }

  @Test
  void a_step_goes_on_from_the_alternatives_that_bear_it() {
    String fixture =
        "//- /main.js\nexports = f | o | null\nobject o\nend\nfunction f\na = p\nreturns p\nend\nobject p\nb = 1\nend";
    assertEquals("1", read(fixture, "a", "b"));
    assertEquals("1", read(fixture, "()", "b"));
  }
}
