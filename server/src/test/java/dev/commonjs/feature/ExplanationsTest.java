package dev.commonjs.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.commonjs.fixture.Fixture;
import dev.commonjs.markdown.Markdown;
import dev.commonjs.workspace.Cancel;
import org.junit.jupiter.api.Test;

class ExplanationsTest {
  private static final String LIB =
      """
      //- /lib.js
      exports.parse = function parse(text) {};
      //- /node_modules/p/package.json
      { "name": "p", "exports": { ".": "./index.js" } }
      //- /node_modules/p/index.js
      """;

  private static void shape(String text, String expected) {
    Fixture fixture = Fixture.parse(text);
    String page =
        Explanations.shape(FeatureTester.snapshot(fixture), fixture.cursor().file()).source();
    assertEquals(expected.stripTrailing(), page);
  }

  private static void resolution(String text, String expected) {
    Fixture fixture = Fixture.parse(text);
    String page =
        Explanations.resolution(
                FeatureTester.snapshot(fixture),
                fixture.cursor().file(),
                fixture.cursor().offset(),
                Cancel.NONE)
            .map(Markdown::source)
            .orElse("");
    assertEquals(expected.stripTrailing(), page);
  }

  @Test
  void a_closed_shape_is_listed_with_what_the_module_requires() {
    shape(
        LIB
            + """
            //- /main.js
            <|>exports.own = 1;
            exports.parse = require('./lib').parse;
            require('fs'); require('./gone'); require('./lib');
            """,
        """
        # main.js

        CommonJS. What `require()` of it returns:

        ```js
        module.exports: object
        ```

        | export | what it is | from |
        | --- | --- | --- |
        | `.own` | `1` |  |
        | `.parse` | `function parse(text)` | `./lib.js` |

        The list is complete.

        ## What it requires

        - `./lib` → `lib.js`
        - `fs` → built into Node
        - `./gone` → **not found**
        """);
  }

  @Test
  void an_open_shape_says_why() {
    shape(
        """
        //- /main.js
        <|>exports.a = 1;
        exports[process.argv[2]] = 2;
        """,
        """
        # main.js

        CommonJS. What `require()` of it returns:

        ```js
        module.exports: object
        ```

        | export | what it is | from |
        | --- | --- | --- |
        | `.a` | `1` |  |

        The list is open, there may be more names:

        - names are computed (line 2)
        """);
  }

  @Test
  void a_module_without_names_has_no_table() {
    shape(
        """
        //- /main.js
        <|>module.exports = 'a|b';
        """,
        """
        # main.js

        CommonJS. What `require()` of it returns:

        ```js
        module.exports: 'a|b'
        ```

        The list is complete.
        """);
  }

  @Test
  void alternatives_do_not_break_the_table() {
    shape(
        """
        //- /main.js
        <|>exports.a = unknown() ? 1 : 'x';
        """,
        """
        # main.js

        CommonJS. What `require()` of it returns:

        ```js
        module.exports: object
        ```

        | export | what it is | from |
        | --- | --- | --- |
        | `.a` | `1 \\| 'x'` |  |

        The list is complete.
        """);
  }

  @Test
  void every_member_is_listed() {
    StringBuilder text = new StringBuilder("//- /main.js\n<|>");
    for (int i = 0; i < 60; i++) {
      text.append("exports.m").append(i).append(" = ").append(i).append(";\n");
    }
    Fixture fixture = Fixture.parse(text.toString());
    String page =
        Explanations.shape(FeatureTester.snapshot(fixture), fixture.cursor().file()).source();
    assertEquals(60, page.lines().filter(line -> line.startsWith("| `.m")).count(), page);
  }

  @Test
  void a_specifier_that_resolves_is_explained_step_by_step() {
    resolution(
        LIB
            + """
            //- /main.js
            require('./l<|>ib');
            """,
        """
        # './lib' in main.js

        It is `lib.js`.

        How Node gets there:

        ```text
        1. /lib.js: found
        ```
        """);
  }

  @Test
  void a_name_that_holds_a_module_stands_for_its_specifier() {
    resolution(
        LIB
            + """
            //- /main.js
            const { parse } = require('./lib');
            par<|>se('');
            """,
        """
        # './lib' in main.js

        It is `lib.js`.

        How Node gets there:

        ```text
        1. /lib.js: found
        ```
        """);
  }

  @Test
  void a_specifier_that_fails_says_how() {
    resolution(
        LIB
            + """
            //- /main.js
            require('p/inner<|>');
            """,
        """
        # 'p/inner' in main.js

        **Not found** (`ERR_PACKAGE_PATH_NOT_EXPORTED`). The package `p` does not export `./inner` to `require()`.

        Did you mean `p`?

        How Node gets there:

        ```text
        1. /node_modules/p/package.json has exports
        ```
        """);
  }

  @Test
  void a_place_without_a_specifier_has_nothing_to_explain() {
    resolution(
        """
        //- /main.js
        exports.a<|> = 1;
        """,
        "");
  }
}
