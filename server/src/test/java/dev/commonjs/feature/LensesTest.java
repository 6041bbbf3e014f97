package dev.commonjs.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.commonjs.fixture.Fixture;
import dev.commonjs.text.Span;
import dev.commonjs.workspace.Cancel;
import dev.commonjs.workspace.Snapshot;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LensesTest {
  private static final Path LIB = Path.of("/lib.js");
  private static final Path MAIN = Path.of("/main.js");

  private static void lenses(String text, String expected) {
    Fixture fixture = Fixture.parse(text);
    Snapshot snapshot = FeatureTester.snapshot(fixture);
    String actual =
        Lenses.of(snapshot, LIB).stream()
            .map(
                lens ->
                    fixture.text(LIB).substring(lens.place().start(), lens.place().end())
                        + ": "
                        + Lenses.told(snapshot, LIB, lens, Cancel.NONE).title())
            .collect(Collectors.joining("\n"));
    assertEquals(expected.strip(), actual.strip());
  }

  private static void hints(String text, String expected) {
    Fixture fixture = Fixture.parse(text);
    Snapshot snapshot = FeatureTester.snapshot(fixture);
    Span all = new Span(0, fixture.text(MAIN).length());
    String actual =
        RequireHints.in(snapshot, MAIN, all, Cancel.NONE).stream()
            .map(
                hint ->
                    fixture.text(MAIN).substring(0, hint.offset()).split("\n", -1).length
                        + ": "
                        + hint.text())
            .collect(Collectors.joining("\n"));
    assertEquals(expected.strip(), actual);
  }

  @Test
  void each_export_once_and_the_file() {
    lenses(
        """
        //- /lib.js
        exports.parse = (text) => text;
        exports.parse = (text) => exports.most;
        exports.most = 1;
        //- /main.js
        const { parse } = require('./lib');
        parse(require('./lib').most);
        //- /other.js
        require('./lib');
        """,
        """
        : required by 2 modules
        parse: 2 references
        most: 2 references
        """);
  }

  @Test
  void of_an_object_that_is_the_exports() {
    lenses(
        """
        //- /lib.js
        const inner = { not: 1 };
        module.exports = { parse, inner };
        function parse() {}
        """,
        """
        : required by no module
        parse: 0 references
        inner: 0 references
        """);
  }

  @Test
  void none_of_what_exports_nothing() {
    lenses("//- /lib.js\nrun();\n", "");
    lenses("//- /lib.js\nexport const a = 1;\n", "");
  }

  @Test
  void what_a_variable_for_a_module_holds() {
    hints(
        """
        //- /lib.js
        exports.parse = (text) => text;
        exports.most = 1;
        //- /user.js
        module.exports = class User { greet() {} };
        exports.lost = 1;
        //- /main.js
        const lib = require('./lib');
        const { most } = require('./lib');
        const fs = require('fs');
        var User = require('./user'), gone = require('./gone');
        """,
        """
        1: { parse(text), most: 1 }
        4: class User · greet() (lost: lost)
        """);
  }
}
