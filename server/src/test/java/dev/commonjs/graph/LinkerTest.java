package dev.commonjs.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.commonjs.shape.Phase;
import dev.commonjs.shape.Shape;
import dev.commonjs.shape.Truth;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LinkerTest {
  private static final Path MAIN = Path.of("/main.js");

  private static Linker linker(String fixture) {
    return linker(fixture, Limits.DEFAULT);
  }

  private static Linker linker(String fixture, Limits limits) {
    return new TinyModules(MemoryFiles.of(fixture), limits).linker();
  }

  /**
   * The answer to {@code question} with the default limits; fails when a smaller limit claims
   * anything else.
   */
  private static <T> T answer(String fixture, Function<Linker, T> question, Honesty<T> honesty) {
    T answer = question.apply(linker(fixture));
    SmallLimits.forEach(
        (limit, limits) -> {
          T less = question.apply(linker(fixture, limits));
          honesty.check(limit, less, answer);
        });
    return answer;
  }

  private interface Honesty<T> {
    void check(String limit, T less, T answer);
  }

  /**
   * Names of what {@code require('/main.js')} returns: {@code ?} after maybe, {@code -} after not
   * enumerable, {@code …} when open.
   */
  private static String names(String fixture) {
    answer(fixture, linker -> linker.exportNames(MAIN), SmallLimits::assertHonest);
    Names names =
        answer(fixture, linker -> linker.names(linker.exportsOf(MAIN)), SmallLimits::assertHonest);
    return text(names);
  }

  /** The same, those included that loading {@code /main.js} puts on it. */
  private static String exportNames(String fixture) {
    Names names = answer(fixture, linker -> linker.exportNames(MAIN), SmallLimits::assertHonest);
    return text(names);
  }

  private static String text(Names names) {
    List<String> words = new ArrayList<>();
    for (Names.Name name : names.names()) {
      String maybe = name.certainty() == Shape.Certainty.MAYBE ? "?" : "";
      words.add(name.name() + maybe + (name.enumerable() ? "" : "-"));
    }
    if (!names.closed()) {
      words.add("…");
    }
    return String.join(" ", words);
  }

  /** What reading {@code path} of {@code require('./main')} in {@code /asker.js} gives. */
  private static String read(String fixture, String... path) {
    Lookup found =
        answer(
            fixture + "\n//- /asker.js\nload ./main",
            linker -> linker.read(Path.of("/asker.js"), required("./main", path), Phase.LOAD),
            SmallLimits::assertHonest);
    return switch (found) {
      case Lookup.Absent absent -> "absent";
      case Lookup.Unknown unknown -> "unknown";
      case Lookup.Present p ->
          (p.certainty() == Shape.Certainty.MAYBE ? "maybe " : "") + text(p.values());
    };
  }

  private static Shape.Required required(String specifier, String... path) {
    List<Shape.Step> steps = new ArrayList<>();
    for (String name : path) {
      switch (name) {
        case "()" -> steps.add(new Shape.CallStep(Shape.NOT_KNOWN));
        case "new" -> steps.add(new Shape.NewStep(Shape.NOT_KNOWN));
        case "await" -> steps.add(new Shape.AwaitStep());
        default -> steps.add(new Shape.Prop(name));
      }
    }
    return new Shape.Required(specifier, steps);
  }

  private static String text(List<Linked> values) {
    return values.stream().map(LinkerTest::text).collect(Collectors.joining(" | "));
  }

  private static String text(Linked value) {
    return switch (value) {
      case Linked.Open open -> "?";
      case Linked.OfKind k -> k.kind() + " of " + k.maker();
      case Linked.Missing missing -> "missing " + missing.specifier();
      case Linked.EsNamespace e -> "namespace " + e.file();
      case Linked.BuiltinModule b ->
          "node:" + b.module() + (b.member().isEmpty() ? "" : "." + b.member());
      case Linked.Instance i -> "new " + i.file() + "#" + i.object();
      case Linked.Local l ->
          switch (l.shape()) {
            case Shape.Constant c -> c.text();
            case Shape.Ref ref -> l.file() + "#" + ref.object();
            case Shape.Builtin b -> b.name();
            case Shape other -> other.toString();
          };
    };
  }

  /** The lines of the definitions, {@code file:line}. */
  private static String origins(String fixture, String... path) {
    MemoryFiles files = MemoryFiles.of(fixture + "\n//- /asker.js\nload ./main");
    Linker linker = new Linker(new TinyModules(files));
    return places(files, linker.origins(Path.of("/asker.js"), required("./main", path)));
  }

  private static String places(MemoryFiles files, List<Origin> origins) {
    return origins.stream()
        .map(
            o -> {
              String before = files.read(o.file()).orElseThrow().substring(0, o.span().start());
              return o.file()
                  + ":"
                  + (before.lines().count() + (before.isEmpty() || before.endsWith("\n") ? 1 : 0));
            })
        .collect(Collectors.joining(" "));
  }

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

  private static Kind kind(String text) {
    return answer(
        "//- /main.js\n" + text,
        linker -> linker.kind(linker.exportsOf(MAIN)),
        SmallLimits::assertHonest);
  }

  @Test
  void only_functions_can_be_called_and_classes_constructed() {
    assertEquals(Truth.YES, callable("exports = f\nfunction f\nend"));
    assertEquals(Truth.NO, callable("exports = C\nclass C\nend"));
    assertEquals(Truth.NO, callable("a = 1"));
    assertEquals(Truth.UNKNOWN, callable("exports = f | o\nfunction f\nend\nobject o\nend"));
    assertEquals(Truth.UNKNOWN, callable("exports = ?"));
    Linker linker = linker("//- /main.js\na = 1");
    assertEquals(Truth.NO, linker.constructable(linker.exportsOf(MAIN)));
  }

  private static Truth callable(String text) {
    return answer(
        "//- /main.js\n" + text,
        linker -> linker.callable(linker.exportsOf(MAIN)),
        SmallLimits::assertHonest);
  }

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

  @Test
  void the_prototype_that_a_callee_writes_stays_hidden() {
    String inherits =
        "//- /inherits.js\nexports = f\nfunction f\neffect 0\nprototype = 1\nsuper_ = $1\nend\nend\n";
    assertEquals(
        "prototype- super_",
        names(inherits + "//- /main.js\nexports = C\nfunction C\npass 0 <./inherits>[C, 1]\nend"));
  }

  @Test
  void a_definition_of_what_another_module_writes_is_there() {
    String fixture = "//- /main.js\na = 1\n//- /patch.js\na = 1\nuse WRITE <./main>.b\n";
    assertEquals("/patch.js:2", origins(fixture, "b"));
  }

  /*
   * Where there is more than small limits follow: each of these fails when the consequence of one limit is taken away.
   */

  @Test
  void who_writes_on_the_export_may_be_far_away() {
    assertEquals(
        "a b?",
        exportNames(
            """
            //- /main.js
            load ./m1
            exports = <./x>
            //- /m1.js
            load ./m2
            //- /m2.js
            load ./m3
            //- /m3.js
            load ./x
            use WRITE <./x>.b
            //- /x.js
            a = 1
            """));
  }

  @Test
  void who_gives_the_export_away_may_be_far_away() {
    assertEquals(
        "a …",
        exportNames(
            """
            //- /main.js
            load ./m1
            exports = <./x>
            //- /m1.js
            load ./m2
            //- /m2.js
            load ./x
            use ESCAPE <./x>
            //- /x.js
            a = 1
            """));
  }

  @Test
  void what_is_written_on_may_be_one_of_many() {
    String fixture =
        """
        //- /main.js
        load ./y
        exports = <./x>.o
        //- /x.js
        o = o
        object o
        a = 1
        end
        //- /y.js
        load ./x
        one = <./x>.o | p | q
        object p
        end
        object q
        end
        use WRITE <./z>.one.b
        //- /z.js
        ... <./y>
        """;
    assertEquals("a b?", exportNames(fixture));
    assertEquals("unknown", read(fixture, "b"));
  }

  @Test
  void what_is_installed_writes_from_far_away() {
    String fixture =
        """
        //- /main.js
        load ./node_modules/m1
        exports = <./x>
        //- /node_modules/m1.js
        load ./m2
        //- /node_modules/m2.js
        load ../x
        use WRITE <../x>.b
        //- /x.js
        a = 1
        """;
    assertEquals("unknown", read(fixture, "b"));
    assertEquals("absent", read(fixture, "c"));
  }

  @Test
  void a_chain_of_prototypes_brings_names() {
    StringBuilder fixture = new StringBuilder("//- /main.js\nin <./x>\n//- /x.js\nexports = o0\n");
    for (int i = 0; i < 5; i++) {
      fixture.append("object o" + i + " < o" + (i + 1) + "\nn" + i + " = 1\nend\n");
    }
    assertEquals("n0 n1 n2 n3 n4 n5", names(fixture + "object o5\nn5 = 1\nend"));
  }

  @Test
  void a_chain_of_classes_brings_names() {
    StringBuilder fixture = new StringBuilder("//- /main.js\nexports = C0\n");
    for (int i = 0; i < 5; i++) {
      fixture.append("class C" + i + " < C" + (i + 1) + "\neffect -1\nn" + i + " = 1\nend\nend\n");
    }
    fixture.append("class C5\neffect -1\nn5 = 1\nend\nend");
    assertEquals("1", read(fixture.toString(), "new", "n5"));
    assertEquals("absent", read(fixture.toString(), "new", "n6"));
    assertEquals(
        "n5 n4 n3 n2 n1 n0",
        names(
            "//- /main.js\nexports = <./c>~new\n"
                + fixture.toString().replace("/main.js", "/c.js")));
  }

  private static final String HANDED_ON =
      """
      //- /main.js
      a = 1
      b = 1
      pass 0 <./f>[exports]
      //- /f.js
      exports = f
      function f
      effect 0
      pass 0 g[$0]
      end
      end
      function g
      effect 0
      pass 0 h[$0]
      end
      end
      function h
      effect 0
      a = h
      c = 1
      end
      end
      """;

  @Test
  void what_many_functions_hand_on_is_written_by_the_last() {
    assertEquals("a b c", names(HANDED_ON));
    assertEquals("/f.js#3", read(HANDED_ON, "a"));
    assertEquals("absent", read(HANDED_ON, "d"));
  }

  @Test
  void the_last_part_writes_again_what_the_first_wrote() {
    assertEquals("f", read("//- /main.js\na = 'a'\nb = 1\nc = 1\na = 'f'", "a"));
    assertEquals("absent", read("//- /main.js\na = 1\nb = 1\nc = 1\nd = 1", "e"));
    assertEquals("1", read("//- /main.js\na = 1\nb = 1\nc = 1\nd = 1", "d"));
  }

  @Test
  void one_of_many_is_each_of_them() {
    String fixture =
        "//- /main.js\nx = 1 | 2 | 3 | 4\nexports = x1\nobject x1\na = 1 | 'b' | null\nend";
    assertEquals("1 | b | null", read(fixture, "a"));
    assertEquals(
        Kind.OBJECT, kind("exports = a | b | c\nobject a\nend\nobject b\nend\nobject c\nend"));
    assertEquals(
        "x? y? z?",
        names(
            "//- /main.js\nexports = a | b | c\nobject a\nx = 1\nend\nobject b\ny = 1\nend\nobject c\nz = 1\nend"));
  }
}
