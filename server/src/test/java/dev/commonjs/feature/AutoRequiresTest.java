package dev.commonjs.feature;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AutoRequiresTest {
  private static final String LIB =
      """
      //- /lib/parse.js
      exports.parse = function parse(text) {};
      exports.parseAll = (texts) => texts;
      exports.default = 1;
      //- /lib/user.js
      module.exports = class User { greet() {} };
      //- /lib/index.js
      module.exports = { ...require('./parse'), own: 1 };
      //- /src/main.js
      """;

  // ---------------------------------------------------------------- what is offered

  @Test
  void names_that_modules_export_and_the_modules_themselves() {
    WritingTester.requires(
        LIB + "function f() {\n  return par<|>\n}\n",
        """
        parse ../lib/parse
        parse ../lib/parse
        parseAll ../lib/parse
        """);
    WritingTester.requires(LIB + "\nuser<|>;", "user ../lib/user\nUser ../lib/user");
    WritingTester.requires(LIB + "\nlib<|>;", "lib ../lib");
    WritingTester.requires(LIB + "\now<|>;", "own ../lib");
  }

  @Test
  void modules_of_node_but_those_that_are_there_without() {
    WritingTester.requires("'use strict';\npath<|>", "path path");
    WritingTester.requires("const fs = require('node:fs');\nos<|>", "os node:os");
    WritingTester.requires("'use strict';\nprocess<|>", "");
    WritingTester.requires("'use strict';\nconsole<|>", "");
  }

  @Test
  void packages_that_are_declared_and_installed() {
    WritingTester.requires(
        """
        //- /package.json
        { "dependencies": { "body-parser": "1", "@scope/bodies": "1", "bodyless": "1", "bodyEsm": "1" } }
        //- /node_modules/body-parser/index.js
        module.exports = 1;
        //- /node_modules/@scope/bodies/index.js
        module.exports = 1;
        //- /node_modules/bodyEsm/package.json
        { "type": "module", "main": "a.js" }
        //- /node_modules/bodyEsm/a.js
        export default 1;
        //- /node_modules/bodywork/index.js
        exports.bodyNot = 1;
        //- /main.js
        'use strict';
        bod<|>
        """,
        """
        bodies @scope/bodies
        bodyParser body-parser
        """);
  }

  @Test
  void files_of_other_packages_by_the_names_that_lead_there() {
    WritingTester.requires(
        """
        //- /a/package.json
        { "name": "a" }
        //- /a/main.js
        'use strict';
        shar<|>
        //- /a/lib/package.json
        { "type": "commonjs" }
        //- /a/lib/shared.js
        exports.sharedA = 1;
        //- /b/package.json
        { "name": "b", "main": "index.js" }
        //- /b/index.js
        exports.sharedB = 1;
        //- /c/package.json
        { "name": "c" }
        //- /c/index.js
        exports.sharedC = 1;
        //- /package.json
        { "workspaces": ["a", "b"] }
        """,
        """
        shared ./lib/shared
        sharedB b
        sharedA ./lib/shared
        """);
  }

  @Test
  void nothing_that_is_in_scope_or_has_another_name_already() {
    WritingTester.requires(LIB + "function f(parse) {\n  par<|>\n}\n", "parseAll ../lib/parse");
    WritingTester.requires(LIB + "\npar<|>;\nfunction parseAll() {}\nvar parse;\n", "");
    WritingTester.requires(LIB + "const p = require('../lib/parse');\npar<|>\n", "");
    WritingTester.requires(LIB + "const p = require('../lib/parse.js');\npar<|>\n", "");
    WritingTester.requires("const p = require('node:path');\npath<|>\n", "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "o.par<|>",
        "o?.par<|>",
        "'par<|>'",
        "`par<|>`",
        "/par<|>/",
        "// par<|>",
        "/* par<|> */",
        "const par<|> = 1",
        "let par<|>",
        "function par<|>() {}",
        "function f(par<|>) {}",
        "(par<|>) => 1",
        "class par<|> {}",
        "class A { par<|>() {} }",
        "({ par<|>: 1 })",
        "const { par<|> } = o",
        "const [par<|>] = o",
        "par<|> = 1",
        "par<|>++",
        "for (par<|> of o) {}",
        "try {} catch (par<|>) {}",
        "par<|>: for (;;) {}",
        "require('./par<|>",
        "require('./par<|>')",
        "<|>",
      })
  void nothing_where_no_variable_is_read(String code) {
    WritingTester.requires(LIB + "'use strict';\n" + code, "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "f(parseA<|>",
        "f('x', parseA<|>)",
        "if (parseA<|>) {}",
        "const a = parseA<|>;",
        "o[parseA<|>]",
        "`${parseA<|>}`",
        "module.exports = { parseA<|> };",
        "module.exports = { a: parseA<|> };",
        "() => parseA<|>",
        "class A extends parseA<|> {}",
        "parseA<|>.x",
        "new parseA<|>()",
        "function f(a = parseA<|>) {}",
      })
  void wherever_one_is(String code) {
    WritingTester.requires(LIB + "'use strict';\n" + code, "parseAll ../lib/parse");
  }

  @Test
  void none_in_an_es_module() {
    WritingTester.requires(LIB + "import './x.js';\npar<|>", "");
    WritingTester.requires(LIB.replace("/src/main.js", "/src/main.mjs") + "0;\npar<|>", "");
    WritingTester.requires(
        "//- /lib.mjs\nexport const parse = 1;\n//- /esm.js\nexport const parse = 1;\n"
            + "//- /main.js\n'use strict';\npar<|>",
        "");
  }

  @Test
  void none_where_a_change_would_touch_the_name() {
    WritingTester.requires(LIB + "par<|>", "");
  }

  @Test
  void open_documents_count_as_they_are() {
    WritingTester.requires(LIB + "0;\npARSEa<|>", "parseAll ../lib/parse");
  }

  // ---------------------------------------------------------------- what is written

  private static void becomes(String before, String after) {
    WritingTester.required(LIB + before, "parseAll", after);
  }

  @Test
  void behind_the_last_require_at_the_head() {
    becomes(
        """
        'use strict';

        const a = require('./a'); // one
        const fs = require('fs');

        run();
        const late = require('./late');
        parseA<|>
        """,
        """
        'use strict';

        const a = require('./a'); // one
        const fs = require('fs');
        const { parseAll } = require('../lib/parse');

        run();
        const late = require('./late');
        parseAll
        """);
  }

  @Test
  void as_the_file_writes_its_own() {
    becomes(
        """
        var a = require("./a.js")
        var {b} = require("./b.js")

        parseA<|>
        """,
        """
        var a = require("./a.js")
        var {b} = require("./b.js")
        var {parseAll} = require("../lib/parse.js")

        parseAll
        """);
  }

  @Test
  void as_the_file_writes_other_code() {
    becomes(
        "#!/usr/bin/env node\nvar a = \"x\"\nparseA<|>\n",
        "#!/usr/bin/env node\n\nvar { parseAll } = require(\"../lib/parse\")\n\nvar a = \"x\"\nparseAll\n");
  }

  @Test
  void among_the_names_of_a_pattern() {
    becomes(
        "const { parse } = require('../lib/parse.js');\nparseA<|>\n",
        "const { parse, parseAll } = require('../lib/parse.js');\nparseAll\n");
    becomes(
        "const {} = require('../lib/parse');\nparseA<|>\n",
        "const { parseAll } = require('../lib/parse');\nparseAll\n");
    becomes(
        "const {\n  parse: p,\n} = require('../lib/parse');\nparseA<|>\n",
        "const {\n  parse: p,\n  parseAll,\n} = require('../lib/parse');\nparseAll\n");
    becomes(
        "const { parse, ...rest } = require('../lib/parse');\nparseA<|>\n",
        "const { parse, parseAll, ...rest } = require('../lib/parse');\nparseAll\n");
  }

  @Test
  void below_directives_and_the_comment_at_the_top() {
    becomes(
        "'use strict';\nrun();\nparseA<|>\n",
        "'use strict';\n\nconst { parseAll } = require('../lib/parse');\n\nrun();\nparseAll\n");
    becomes(
        "/* Licence. */\n\n/** Runs. */\nfunction run() {}\nparseA<|>\n",
        "/* Licence. */\n\nconst { parseAll } = require('../lib/parse');\n\n/** Runs. */\nfunction run() {}\nparseAll\n");
    becomes(
        "// @ts-check\n\nrun();\nparseA<|>\n",
        "// @ts-check\nconst { parseAll } = require('../lib/parse');\n\nrun();\nparseAll\n");
    becomes(
        "/** Runs. */\nfunction run() {\n  parseA<|>\n}\n",
        "const { parseAll } = require('../lib/parse');\n\n/** Runs. */\nfunction run() {\n  parseAll\n}\n");
  }

  @Test
  void behind_what_stands_on_the_line() {
    becomes(
        "const a = require('./a'); run();\nparseA<|>\n",
        "const a = require('./a');\nconst { parseAll } = require('../lib/parse');\n run();\nparseAll\n");
  }

  @Test
  void the_whole_module() {
    WritingTester.required(
        "const fs = require('fs');\npath<|>;\n",
        "path",
        "const fs = require('fs');\nconst path = require('path');\npath;\n");
  }
}
