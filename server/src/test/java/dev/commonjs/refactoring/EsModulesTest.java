package dev.commonjs.refactoring;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EsModulesTest {
  @TempDir private Path folder;

  private void becomes(String before, String after) throws IOException {
    RefactoringTester.check(folder, before, after);
  }

  private static final String USE =
      """
      //- /other.js
      exports.b = 2;
      //- /use.js
      const lib = require('./lib');
      const { most } = require('./lib.js');
      exports.read = lib.parse('x') + most;
      //- /lib.js
      """;

  @Test
  void a_module_becomes_an_es_module() throws IOException {
    becomes(
        USE
            + """
            <|>'use strict';

            const path = require('path');
            const other = require("./other");

            function parse(text) {
              return text + other.b + path.sep;
            }
            const limit = 3;

            module.exports = { parse, most: limit };
            """,
        """
        //- /lib.mjs

        import path from 'path';
        import other from "./other.js";

        function parse(text) {
          return text + other.b + path.sep;
        }
        const limit = 3;

        export { parse, limit as most };
        //- /use.js
        const lib = require('./lib.mjs');
        const { most } = require('./lib.mjs');
        exports.read = lib.parse('x') + most;
        """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "module.exports = () => 1;| Only one `module.exports = { … }` at the end has a form as `export`.",
        "exports.a = 1;| Only one `module.exports = { … }` at the end has a form as `export`.",
        "const a = 1; module.exports = { a, b: 2 };| This has no form in `export { … }` (line 2).",
        "let a = 1; a = 2; module.exports = { a };| This has no form in `export { … }` (line 2).",
        "const a = __dirname; module.exports = { a };| `__dirname` is not there (line 2).",
        "function a() { return this; } module.exports = { a };| `this` may be the exports (line 2).",
        "const a = () => require('./x'); module.exports = { a };| Not all that it requires is required at its head.",
        "const a = 1; const x = require('./other'); module.exports = { a };| Code runs between what it requires.",
        "const { b } = require('./other'); const a = b; module.exports = { a };| This has no form as an `import` (line 2).",
        "const a = 1; module.exports = { a };| `use.js` uses more of it than its names.",
      })
  void what_stays_commonjs(String text, String why) throws IOException {
    becomes(USE + "<|>'use strict';\n" + text, why.replace("`/use", "`use"));
  }
}
