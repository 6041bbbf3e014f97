package dev.commonjs.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.commonjs.fixture.Fixture;
import dev.commonjs.graph.Names;
import dev.commonjs.text.SourceText;
import dev.commonjs.workspace.Change;
import dev.commonjs.workspace.Settings;
import dev.commonjs.workspace.Snapshot;
import dev.commonjs.workspace.Workspace;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class DoubtsTest {
  private static final Path MAIN = Path.of("/main.js");
  private static final Path LIB = Path.of("/lib.js");

  private static List<String> texts(Snapshot snapshot) {
    return Doubts.texts(snapshot, snapshot.linker().exportNames(MAIN).open());
  }

  private static List<String> texts(String files) {
    return texts(FeatureTester.snapshot(Fixture.parse(files)));
  }

  @Test
  void each_line_is_told_once() {
    assertEquals(
        List.of(
            "names are computed (line 2)",
            "names are computed (line 3)",
            "it was stored in a global",
            "names of an unknown object are copied (line 5)"),
        texts(
            """
            const [a, b] = process.argv;
            exports[a] = 1; exports[b] = 2;
            exports[a + b] = 3;
            global.shared = exports;
            Object.assign(exports, others);
            """));
  }

  @Test
  void a_place_is_of_the_file_that_the_object_is_made_in() {
    assertEquals(
        List.of("names are computed (line 3)", "names are computed (line 1)"),
        texts(
            """
            //- /main.js
            exports[process.argv[2]] = 1;
            Object.assign(exports, require('./lib'));
            //- /lib.js


            exports[process.argv[2]] = 1;
            """));
  }

  @Test
  void a_value_read_from_an_open_object_is_unknown_because_of_that_object() {
    assertEquals(
        List.of("names are computed (line 5)"),
        texts(
            """
            const [k] = process.argv;
            const first = {};
            const second = {};
            first[k] = 1;
            second[k] = 2;
            const other = first.a;
            module.exports = second.b;
            """));
    assertEquals(
        List.of(
            "handed to a function that is not known",
            "handed to code that is not known: names are computed (line 1)"),
        texts(
            """
            //- /main.js
            require('./lib').extend(exports);
            //- /lib.js
            const o = {}; o[process.argv[2]] = 1;
            exports.extend = o.extend;
            """));
  }

  @Test
  void a_function_without_a_name_is_called_so() {
    String main = "//- /main.js\nrequire('./lib')(exports);\n//- /lib.js\n";
    assertEquals(
        List.of("handed to a function without a name, which may add names"),
        texts(main + "module.exports = o => { process.emit('x', o); };\n"));
    assertEquals(
        List.of("handed to `f`, which may add names"),
        texts(main + "module.exports = function f(o) { process.emit('x', o); };\n"));
  }

  @Test
  void when_text_moves_the_names_stay_and_the_line_is_another() {
    Workspace workspace =
        Workspace.open(
            List.of(Path.of("/")),
            Settings.DEFAULT,
            Fixture.parse("//- /main.js\nmodule.exports = require('./lib');\n//- /lib.js\n")
                .files());
    String lib = "exports[process.argv[2]] = 1;\n";
    Snapshot before = workspace.apply(new Change.Edited(LIB, new SourceText(lib)));
    Names names = before.linker().exportNames(MAIN);
    Snapshot after = workspace.apply(new Change.Edited(LIB, new SourceText("\n\n" + lib)));

    assertEquals(names, after.linker().exportNames(MAIN));
    assertEquals(List.of("names are computed (line 1)"), texts(before));
    assertEquals(List.of("names are computed (line 3)"), texts(after));
  }
}
