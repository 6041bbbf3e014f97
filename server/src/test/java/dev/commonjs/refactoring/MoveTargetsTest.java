package dev.commonjs.refactoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoveTargetsTest {
  private static final String NEW = "Move `parse` to a new file";
  private static final String TEXT = "Move `parse` to `./text.js`";

  @TempDir private Path folder;

  private void becomes(String before, String after) throws IOException {
    RefactoringTester.check(folder, TEXT, before, after);
  }

  private static void offered(String text, String... titles) {
    assertEquals(List.of(titles), RefactoringTester.titles(text));
  }

  // ---------------------------------------------------------------- what becomes of the texts

  @Test
  void to_a_module_that_is_required() throws IOException {
    becomes(
        """
        //- /text.js
        'use strict';

        const path = require('path');

        function trim(text) {
          return path.sep + text.trim();
        }

        // all
        module.exports = { trim };
        //- /main.js
        'use strict';

        const path = require('path');
        const { trim } = require('./text');

        /** Reads. */
        function <|>parse(text) {
          return text === '' ? path.sep : parse('');
        }

        exports.parse = parse;
        exports.used = trim('a');
        //- /use.js
        exports.used = require('./main').parse('') + require('./text').trim('b');
        """,
        """
        //- /main.js
        'use strict';

        const path = require('path');
        const { trim, parse } = require('./text');

        exports.parse = parse;
        exports.used = trim('a');
        //- /text.js
        'use strict';

        const path = require('path');

        function trim(text) {
          return path.sep + text.trim();
        }

        /** Reads. */
        function parse(text) {
          return text === '' ? path.sep : parse('');
        }

        // all
        module.exports = { trim, parse };
        """);
  }

  @Test
  void with_names_that_are_exported_one_by_one() throws IOException {
    becomes(
        """
        //- /text.js
        const trim = (text) => text.trim()
        exports.trim = trim
        exports.cut = trim
        //- /main.js
        const text = require("./text.js");
        const <|>parse = (it) => it + 1;
        exports.parsed = parse(text.trim('a'));
        """,
        """
        //- /main.js
        const text = require("./text.js");
        const { parse } = require("./text.js");
        exports.parsed = parse(text.trim('a'));
        //- /text.js
        const trim = (text) => text.trim()

        const parse = (it) => it + 1;

        exports.trim = trim
        exports.cut = trim
        exports.parse = parse
        """);
    becomes(
        """
        //- /text.js
        module.exports.trim = (text) => text.trim();
        function own() {}
        //- /main.js
        const { trim } = require('./text');
        class <|>parse {}
        exports.parsed = [new parse(), trim];
        """,
        """
        //- /main.js
        const { trim, parse } = require('./text');
        exports.parsed = [new parse(), trim];
        //- /text.js
        module.exports.trim = (text) => text.trim();
        function own() {}

        class parse {}

        module.exports.parse = parse;
        """);
  }

  @Test
  void in_an_object_on_lines_of_its_own() throws IOException {
    becomes(
        """
        //- /text.js
        const cut = 1;
        module.exports = {
          cut,
          trim() {},
        };
        //- /main.js
        const { cut } = require('./text');
        const <|>parse = { a: [1] };
        exports.parsed = [parse, cut];
        """,
        """
        //- /main.js
        const { cut, parse } = require('./text');
        exports.parsed = [parse, cut];
        //- /text.js
        const cut = 1;

        const parse = { a: [1] };

        module.exports = {
          cut,
          trim() {},
          parse,
        };
        """);
  }

  @Test
  void what_it_requires_comes_along() throws IOException {
    becomes(
        """
        //- /other.js
        exports.most = 3;
        //- /text.js
        module.exports = { cut: 1 };
        //- /main.js
        const { cut } = require('./text');
        const other = require('./other');
        function <|>parse(text) { return text + other.most; }
        exports.parsed = parse(cut);
        //- /use.js
        exports.a = require('./text').cut;
        """,
        """
        //- /main.js
        const { cut, parse } = require('./text');
        const other = require('./other');
        exports.parsed = parse(cut);
        //- /text.js
        const other = require('./other');

        function parse(text) { return text + other.most; }

        module.exports = { cut: 1, parse };
        """);
    becomes(
        """
        //- /text.js
        const fs = require('fs');
        module.exports = { cut: fs.constants };
        //- /main.js
        const { cut } = require('./text');
        const { sep: between, join } = require('node:path');
        function <|>parse(text) { return join(text, between); }
        exports.parsed = parse(typeof cut);
        """,
        """
        //- /main.js
        const { cut, parse } = require('./text');
        const { sep: between, join } = require('node:path');
        exports.parsed = parse(typeof cut);
        //- /text.js
        const fs = require('fs');
        const { join } = require('node:path');
        const { sep: between } = require('node:path');

        function parse(text) { return join(text, between); }

        module.exports = { cut: fs.constants, parse };
        """);
  }

  @Test
  void to_one_beside_it_that_does_nothing_when_it_is_loaded() throws IOException {
    becomes(
        """
        //- /text.js
        const path = require('path');
        const limit = [1, 2];
        function trim(text) { return path.join(text); }
        module.exports = { trim, limit };
        //- /use.js
        exports.trim = require('./text').trim;
        //- /main.js
        function <|>parse(text) { return text; }
        exports.parse = parse;
        """,
        """
        //- /main.js
        const { parse } = require('./text');

        exports.parse = parse;
        //- /text.js
        const path = require('path');
        const limit = [1, 2];
        function trim(text) { return path.join(text); }

        function parse(text) { return text; }

        module.exports = { trim, limit, parse };
        """);
  }

  // ---------------------------------------------------------------- which modules

  @Test
  void the_nearest_first_and_three_of_them() {
    offered(
        """
        //- /lib/a.js
        exports.a = 1;
        //- /lib/b.js
        exports.b = 1;
        //- /lib/c.js
        exports.c = 1;
        //- /far.js
        exports.far = 1;
        //- /lib/nobody.js
        exports.nobody = 1;
        //- /use.js
        require('./lib/a').a;
        require('./lib/c').c;
        //- /lib/main.js
        const { far } = require('../far');
        const { b } = require('./b');
        function <|>parse() {}
        exports.parse = parse;
        """,
        NEW,
        "Move `parse` to `./b.js`",
        "Move `parse` to `./a.js`",
        "Move `parse` to `./c.js`");
    offered(
        """
        //- /far.js
        exports.far = 1;
        //- /lib/main.js
        const { far } = require('../far');
        function <|>parse() {}
        exports.parse = [parse, far];
        """,
        NEW,
        "Move `parse` to `../far.js`");
  }

  @Test
  void a_file_of_its_name_is_no_hindrance() {
    offered(
        """
        //- /parse.js
        exports.a = 1;
        //- /main.js
        const { a } = require('./parse');
        function <|>parse() { return 1; }
        exports.parsed = parse(a);
        """,
        "Move `parse` to `./parse.js`");
  }

  private static final String MAIN =
      """
      //- /main.js
      const { cut } = require('./text');
      function <|>parse(text) { return text; }
      exports.parsed = parse(cut);
      """;

  @Test
  void the_texts_below_differ_from_one_that_is_offered() {
    offered("//- /text.js\nexports.cut = 1;\n" + MAIN, NEW, TEXT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "exports.cut = 1; exports.parse = 2;",
        "exports.cut = 1; const parse = 2;",
        "exports.cut = () => parse;",
        "module.exports = { cut: 1, parse: 2 };",
        "module.exports = { cut: 1, ...{} };",
        "module.exports = { cut: 1 /* one */ };",
        "module.exports = { cut: 1 }; module.exports.most = 1;",
        "module.exports = { cut: 1 }; function late() {}",
        "module.exports = function () {}; module.exports.cut = 1;",
        "exports.cut = 1; exports = module.exports;",
        "exports.cut = 1; exports.names = () => Object.keys(exports);",
        "exports.cut = 1; exports.names = function () { return Object.keys(this); };",
        "exports.cut = 1; exports['par' + 'se'] = 2;",
        "exports.cut = 1; this.most = 2;",
        "exports.cut = 1; eval('parse');",
        "exports.cut = 1; require('./main');",
        "exports.cut = 1; require('./between');",
        "exports.cut = 1; exports.load = (name) => require('./' + name);",
        "'use strict'; exports.cut = 1;",
        "export const cut = 1;",
      })
  void modules_that_it_can_not_move_to(String text) {
    offered("//- /between.js\nrequire('./main');\n//- /text.js\n" + text + "\n" + MAIN, NEW);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "module.exports = { ...require('./text') };",
        "module.exports = require('./text');",
        "exports.names = Object.keys(require('./text'));",
        "const text = require('./text'); for (const name in text) run(name);",
        "const text = require('./text'); run(text[process.argv[2]]);",
        "const text = require('./text'); run(text);",
        "const { cut, ...rest } = require('./text');",
        "const text = require('./text'); run(text.parse || text.cut);",
        "const { parse } = require('./text');",
        "import * as text from './text.js';",
        "import('./text.js').then(run);",
        "jest.mock('./text'); require('./main');",
        "exports.load = (name) => require('./' + name);",
      })
  void who_would_see_that_there_is_one_name_more(String text) {
    offered("//- /text.js\nexports.cut = 1;\n//- /use.js\n" + text + "\n" + MAIN, NEW);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "console.log(1); exports.cut = 1;",
        "exports.cut = run();",
        "const path = require('path').join('a'); exports.cut = path;",
        "require('./effect'); exports.cut = 1;",
        "const effect = require('./effect'); exports.cut = 1;",
        "class A { static a = run(); } exports.cut = A;",
        "const { cut = run() } = require('path'); exports.cut = cut;",
      })
  void what_does_something_when_it_is_loaded_is_not_loaded_anew(String text) {
    String project =
        """
        //- /effect.js
        console.log(1);
        //- /use.js
        exports.cut = require('./text').cut;
        //- /text.js
        """;
    String main = "\n//- /main.js\nfunction <|>parse() {}\nexports.parse = parse;\n";
    offered(project + text + main, NEW);
    offered(
        project + text + main.replace("function", "const text = require('./text');\nfunction"),
        NEW,
        TEXT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        // The target has another variable of that name.
        "const path = 1; exports.cut = path;| const path = require('path');| path.sep",
        "exports.cut = (path) => join;| const { join } = require('path');| join('a')",
        "const console = 1; exports.cut = console;| ''| console.log(1)",
        "const path = require('fs'); exports.cut = path;| const path = require('path');| path.sep",
        "const { join: sep } = require('path'); exports.cut = sep;| const { sep } = require('path');| sep",
        "let path = require('path'); path = 1; exports.cut = path;| const path = require('path');| path.sep",
        // It would load what does something, or itself.
        "exports.cut = 1;| const effect = require('./effect');| effect",
        "exports.cut = 1;| const text = require('./text');| text.cut",
        "exports.cut = 1;| const back = require('./back');| back",
        "exports.cut = 1;| const toText = require('./to-text');| toText",
        // What is taken may be another one later.
        "exports.cut = 1;| const { level } = require('./changing');| level",
        // It may be something else elsewhere.
        "exports.cut = 1;| ''| require('path')",
        "exports.cut = 1;| ''| import('path')",
      })
  void what_it_needs_is_not_there(String text, String head, String value) {
    offered(needing(text, head, value), NEW);
    assertTrue(RefactoringTester.titles(needing(text, head, "1")).contains(TEXT));
  }

  @Test
  void what_it_needs_stays_what_it_is() {
    offered(
        needing("exports.cut = 1;", "const { fixed } = require('./fixed');", "fixed"), NEW, TEXT);
  }

  private static String needing(String text, String head, String value) {
    return """
        //- /effect.js
        console.log(1);
        //- /back.js
        const main = require('./main');
        //- /to-text.js
        const text = require('./text');
        //- /changing.js
        exports.level = 1;
        exports.raise = () => { exports.level++; };
        //- /fixed.js
        exports.fixed = 1;
        //- /text.js
        """
        + text
        + "\n//- /main.js\nconst { cut } = require('./text');\n"
        + head
        + "\nfunction <|>parse() { return "
        + value
        + "; }\nexports.parsed = [parse, cut];\n";
  }

  @Test
  void the_folder_is_another_one() {
    String far =
        """
        //- /lib/text.js
        exports.cut = 1;
        //- /main.js
        const { cut } = require('./lib/text');
        const <|>parse = () => __dirname;
        exports.parsed = [parse, cut];
        """;
    offered(far, NEW);
    offered(far.replace("lib/", ""), NEW, TEXT);
  }

  @Test
  void nothing_of_what_can_not_move_at_all() {
    offered(
        "//- /text.js\nexports.cut = 1;\n" + MAIN.replace("return text", "return this"), NEW, TEXT);
    offered("//- /text.js\nexports.cut = 1;\n" + MAIN.replace("return text", "return exports"));
    offered("//- /text.js\nexports.cut = 1;\n" + MAIN.replace("return text", "parse = 1"));
    offered("//- /node_modules/p/index.js\nexports.cut = 1;\n" + MAIN.replace("./text", "p"), NEW);
  }
}
