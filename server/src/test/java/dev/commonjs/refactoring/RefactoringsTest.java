package dev.commonjs.refactoring;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefactoringsTest {
  @TempDir private Path folder;

  private void becomes(String before, String after) throws IOException {
    RefactoringTester.check(folder, before, after);
  }

  // ---------------------------------------------------------------- styles of exporting

  @Test
  void names_become_one_object() throws IOException {
    becomes(
        """
        'use strict';
        const limit = 3;
        /** Reads. */
        exports.<|>parse = function (text) {
          return text;
        };
        exports.limit = limit; // of lines
        exports.most = limit;
        module.exports.made = [limit].map((one) => one + 1);
        exports.late = late;
        function late() {}
        """,
        """
        'use strict';
        const limit = 3;
        /** Reads. */
        const parse = function (text) {
          return text;
        };
         // of lines
        const made = [limit].map((one) => one + 1);

        module.exports = { parse, limit, most: limit, made, late };
        function late() {}
        """);
  }

  @Test
  void as_the_file_is_written() throws IOException {
    becomes(
        "var a = 1\nexports.<|>first = a\nexports.second = a + 1\n",
        "var a = 1\nvar second = a + 1\n\nmodule.exports = { first: a, second }\n");
    becomes(
        "exports.<|>first = 1\n;[1].map(String)\n",
        "const first = 1\n;\n\nmodule.exports = { first };\n[1].map(String)\n");
  }

  @Test
  void one_blank_line_stands_above_the_object() throws IOException {
    becomes(
        """
        function a() {}
        function b() {}

        exports.<|>a = a;

        exports.b = b;

        exports.c = a;
        """,
        """
        function a() {}
        function b() {}

        module.exports = { a, b, c: a };
        """);
    becomes(
        """
        function a() {}

        exports.<|>a = a;
        exports.again = a;

        function b() {}
        exports.b = b;
        """,
        """
        function a() {}

        function b() {}

        module.exports = { a, again: a, b };
        """);
    becomes(
        """
        function a() {}
        // all
        exports.<|>a = a;
        exports.b = a;
        """,
        """
        function a() {}
        // all
        module.exports = { a, b: a };
        """);
    becomes(
        "const a = 1; // one\nexports.<|>a = a;\n",
        "const a = 1; // one\n\nmodule.exports = { a };\n");
    becomes("function a() {} exports.<|>a = a;\n", "function a() {} module.exports = { a };\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "exports.<a = 1; exports.a = 2;| `a` is exported twice (line 1).",
        "exports.<a = 1; if (exports.a) {}| The exports are used elsewhere too (line 1).",
        "exports.<a = exports.b = 1;| The exports are used elsewhere too (line 1).",
        "exports.<a = 1; module.exports.b = 2; run(module);| The exports are used elsewhere too (line 1).",
        "exports.<a = 1; this.b = 2;| `this` is the module's own here (line 1).",
        "exports.<a = 1; const f = () => arguments[0];| `arguments` is the module's own here (line 1).",
        "exports.<a = 1; if (process.x) return; exports.b = 1;| The file may end before its end (line 1).",
        "exports.<a = 1; function a() {}| `a` is another variable (line 1).",
        "exports.<fetch = () => fetch('x');| `fetch` is another variable (line 1).",
        "exports.<default = 1;| No variable can be called `default` (line 1).",
        "let a = 1; exports.<a = a; a = 2;| `a` is another variable (line 1).",
        "exports.<a = 1; eval('exports');| `eval()` sees every variable (line 1).",
      })
  void names_that_stay_as_they_are(String text, String why) throws IOException {
    becomes(text.replace("<", "<|>"), why.replace("^", "`"));
  }

  @Test
  void names_in_a_cycle_stay() throws IOException {
    becomes(
        """
        //- /main.js
        exports.<|>a = 1;
        require('./other');
        //- /other.js
        exports.b = require('./main').a;
        """,
        "The module is in a cycle: others may look at its exports before they are complete.");
  }

  @Test
  void one_object_becomes_names() throws IOException {
    becomes(
        """
        function parse() {}
        <|>module.exports = {
          // reads
          parse, // text
          limit: 3,
          /* deep */
          deep: {
            at: `a
          b`,
          },
          list: [
            1,
          ],
          'quoted': parse,
          // end
        };
        """,
        """
        function parse() {}
        // reads
        exports.parse = parse; // text
        exports.limit = 3;
        /* deep */
        exports.deep = {
            at: `a
          b`,
          };
        exports.list = [
          1,
        ];
        exports.quoted = parse;
        // end
        """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "<module.exports = { a() {} };| What is written here has no form of its own (line 1).",
        "<module.exports = { get a() { return 1; } };| What is written here has no form of its own (line 1).",
        "<module.exports = { ...{} };| What is written here has no form of its own (line 1).",
        "<module.exports = { a: () => 1 };| `a` would lose the name that it has from here (line 1).",
        "<module.exports = { ['a' + 1]: 1 };| The name is no identifier (line 1).",
        "<module.exports = { 'a-b': 1 };| The name is no identifier (line 1).",
        "<module.exports = { a: 1 }; module.exports.b = 1;| The exports are used elsewhere too (line 1).",
        "<module.exports = { a: 1 }; var exports;| The file has a variable of its own called `exports` or `module`.",
      })
  void an_object_that_stays_as_it_is(String text, String why) throws IOException {
    becomes(text.replace("<", "<|>"), why);
  }

  @Test
  void nothing_elsewhere() throws IOException {
    becomes("const a = <|>1;\nexports.a = a;\n", "");
    becomes("if (process.x) { exports.<|>a = 1; }\n", "");
    becomes("exports.<|>a = 1;\nexport const b = 1;\n", "");
  }

  // ---------------------------------------------------------------- what is required

  private static final String LIB =
      """
      //- /lib.js
      exports.parse = function (text) { return text + 1; };
      exports.limit = 3;
      exports.own = function () { return this.limit; };
      exports.User = class User { constructor() { this.a = 1; } };
      Object.defineProperty(exports, 'now', { enumerable: true, get: () => Date.now() });
      //- /main.js
      """;

  @Test
  void a_module_becomes_its_names() throws IOException {
    becomes(
        LIB
            + """
            'use strict';
            const <|>lib = require('./lib');
            exports.a = lib.parse('x');
            exports.b = { limit: lib.limit };
            exports.c = () => new lib.User().a + lib.limit;
            """,
        """
        'use strict';
        const { parse, limit, User } = require('./lib');
        exports.a = parse('x');
        exports.b = { limit: limit };
        exports.c = () => new User().a + limit;
        """);
    becomes(
        "const <|>path = require('path');\nexports.a = path.join('a', path.sep);\n",
        "const { join, sep } = require('path');\nexports.a = join('a', sep);\n");
  }

  @Test
  void what_the_file_itself_is_called_on_does_not_matter_there() throws IOException {
    becomes(
        LIB + "const <|>lib = require('./lib');\nthis.a = lib.limit;\n",
        "const { limit } = require('./lib');\nthis.a = limit;\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "lib.own();| `own()` may use the module as `this` (line 2).",
        "lib.limit; run(lib);| All of the module is used (line 2).",
        "lib?.limit;| All of the module is used (line 2).",
        "lib.limit = 4;| `limit` is written (line 2).",
        "lib.limit++;| `limit` is written (line 2).",
        "[lib.limit] = [1];| `limit` is written (line 2).",
        "lib.now;| `now` is computed each time it is read.",
        "lib.lost;| It is not known what `lost` is.",
        "function f(limit) { return lib.limit; }| `limit` is another variable (line 2).",
        "lib /* a */ .limit;| It is written otherwise (line 2).",
        "lib.limit; lib = 1;| All of the module is used (line 2).",
      })
  void a_module_that_stays_whole(String text, String why) throws IOException {
    becomes(LIB + "let <|>lib = require('./lib');\n" + text, why);
  }

  @Test
  void a_name_that_others_write_stays_with_its_module() throws IOException {
    becomes(
        LIB
            + """
            const <|>lib = require('./lib');
            exports.f = () => lib.limit;
            //- /other.js
            require('./lib').limit = 4;
            """,
        "`limit` may be another one later: it is written elsewhere.");
    becomes(
        """
        //- /lib.js
        exports.limit = 1;
        exports.more = () => { exports.limit = 2; };
        //- /main.js
        const <|>lib = require('./lib');
        exports.f = () => lib.limit;
        """,
        "It is not known what `limit` is.");
    becomes(
        """
        //- /lib.js
        exports.limit = 1;
        require('./main');
        //- /main.js
        const <|>lib = require('./lib');
        exports.f = () => lib.limit;
        """,
        "The module requires this file: it may not be complete yet.");
    becomes(
        """
        const <|>fs = require('fs');
        exports.f = () => fs.readFileSync('x');
        //- /patch.js
        require('fs').readFileSync = () => 1;
        """,
        "`readFileSync` may be another one later: it is written elsewhere.");
    becomes(
        """
        const <|>fs = require('fs');
        exports.f = () => fs.readFileSync('x');
        //- /test.js
        const fs = require('node:fs');
        sinon.stub(fs, 'readFileSync');
        """,
        "`readFileSync` may be another one later: it is written elsewhere.");
  }

  @Test
  void names_become_a_variable() throws IOException {
    becomes(
        LIB
            + """
            const { parse, <|>limit: most } = require('./lib.js');
            exports.a = parse('x');
            exports.b = { most, parse };
            """,
        """
        const lib = require('./lib.js');
        exports.a = lib.parse('x');
        exports.b = { most: lib.limit, parse: lib.parse };
        """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "{ limit = 1 }| limit;| More than a name is taken (line 1).",
        "{ limit, ...rest }| limit;| All other names are taken too.",
        "{ limit }| limit = 2;| `limit` is written (line 2).",
        "{ own }| own();| `own()` may use the module as `this` (line 2).",
        "{ limit }| const lib = limit;| `lib` is another variable.",
        "{ limit /* a */ }| limit;| A comment has no place left (line 1).",
      })
  void names_that_stay(String pattern, String text, String why) throws IOException {
    becomes(LIB + "let " + pattern.replace("{", "{<|>") + " = require('./lib');\n" + text, why);
  }

  // ---------------------------------------------------------------- moves

  @Test
  void a_function_gets_a_file_of_its_own() throws IOException {
    becomes(
        """
        //- /main.js
        'use strict';

        const path = require('path');
        const { sep } = require('path');

        /** Joins. */
        function <|>join(a) {
          return path.join(a, __dirname.slice(0, 1));
        }

        exports.join = join;
        exports.used = join('a') + sep;
        """,
        """
        //- /main.js
        'use strict';

        const path = require('path');
        const { sep } = require('path');
        const { join } = require('./join');

        exports.join = join;
        exports.used = join('a') + sep;
        //- /join.js
        'use strict';

        const path = require('path');

        /** Joins. */
        function join(a) {
          return path.join(a, __dirname.slice(0, 1));
        }

        module.exports = { join };
        """);
  }

  @Test
  void a_comment_that_stands_by_itself_stays() throws IOException {
    becomes(
        """
        /**
         * Helpers.
         */

        var <|>s = 1000;
        var m = s * 60;
        exports.m = m;
        """,
        """
        //- /main.js
        /**
         * Helpers.
         */

        var { s } = require('./s');

        var m = s * 60;
        exports.m = m;
        //- /s.js
        var s = 1000;

        module.exports = { s };
        """);
  }

  @Test
  void classes_and_constants_too() throws IOException {
    becomes(
        """
        class <|>A { static n = 1; m() {} }
        exports.A = A
        """,
        """
        //- /main.js
        const { A } = require('./A')

        exports.A = A
        //- /A.js
        class A { static n = 1; m() {} }

        module.exports = { A }
        """);
    becomes(
        """
        const <|>LIMITS = { a: [1, 'b'] };
        module.exports = { LIMITS };
        """,
        """
        //- /main.js
        const { LIMITS } = require('./LIMITS');

        module.exports = { LIMITS };
        //- /LIMITS.js
        const LIMITS = { a: [1, 'b'] };

        module.exports = { LIMITS };
        """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "function <f() { return g(); } function g() {}| `g` stays in this file (line 1).",
        "function <f() { return exports.a; }| `exports` is the file's own (line 1).",
        "function <f() { return require.main === module; }| `module` is the file's own (line 1).",
        "function <f() {} f = 1;| `f` is written again.",
        "const <f = () => this.a;| `this` is the module's own here (line 1).",
        "const <f = run();| The value is computed where it stands (line 1).",
        "class <A { static { run(); } }| Code runs where the class is made (line 1).",
        "class <A extends mix(Object) {}| The parent class is computed (line 1).",
        "function <there() {}| There is a file `there.js` already.",
        "const x = require('./there')(f); function <f() {}| Code runs here before it would be required (line 1).",
      })
  void what_can_not_be_moved(String text, String why) throws IOException {
    becomes(
        "//- /there.js\nmodule.exports = (a) => a;\n//- /main.js\n" + text.replace("<", "<|>"),
        why);
  }
}
