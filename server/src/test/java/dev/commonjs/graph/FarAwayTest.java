package dev.commonjs.graph;

import static dev.commonjs.graph.Questions.exportNames;
import static dev.commonjs.graph.Questions.kind;
import static dev.commonjs.graph.Questions.names;
import static dev.commonjs.graph.Questions.read;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/**
 * Answers where there is more to follow than small limits do: each fails when the consequence of
 * one limit is taken away.
 */
class FarAwayTest {
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
