package dev.commonjs.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.commonjs.fixture.Fixture;
import dev.commonjs.observe.Observer;
import dev.commonjs.observe.Observers;
import dev.commonjs.rule.Rules;
import dev.commonjs.workspace.Cancel;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * What features say of modules that have been run, because reading them leaves their shape open.
 */
class ObservedTest {
  private static final Observer OBSERVER = Observers.patient();

  private static final String MODELS =
      """
      //- /models/index.js
      const fs = require('fs');
      fs.readdirSync(__dirname).forEach(file => {
        if (file !== 'index.js') exports[file.slice(0, -3)] = require('./' + file);
      });
      exports.version = '1';
      //- /models/user.js
      /** Somebody. */
      module.exports = class User {
                             ^^^^ def
        constructor(name) {}
      };
      //- /models/post.js
      module.exports = { title: '' };
      """;

  @AfterAll
  static void close() {
    OBSERVER.close();
  }

  private static void hover(String text, String expected) {
    Fixture fixture = Fixture.parse(text);
    FeatureTester.hover(
        fixture, FeatureTester.snapshotAfterRuns(fixture, OBSERVER, "/models/index.js"), expected);
  }

  @Test
  void a_hover_adds_what_the_run_showed() {
    hover(
        MODELS
            + """
            //- /main.js
            require('./mod<|>els');
            """,
        """
        **models/index.js** · CommonJS · required by 1 file
        module.exports: object
          .version  '1'
          .post     value    // observed
          .user     class User(name)    from ./user.js    // observed
        `observed`: seen by running the module in a sandbox, not by reading it.
        Open: names are computed (line 3).
        """);
  }

  @Test
  void a_member_that_only_the_run_showed_has_a_hover_and_a_definition() {
    String text =
        MODELS
            + """
            //- /main.js
            const models = require('./models');
            new models.us<|>er();
            """;
    hover(
        text,
        """
        **models/index.js** · CommonJS · required by 1 file
        .user: class User(name)    from ./user.js    // observed
        Somebody.
        `observed`: seen by running the module in a sandbox, not by reading it.
        """);
    Fixture fixture = Fixture.parse(text);
    FeatureTester.definition(
        fixture, FeatureTester.snapshotAfterRuns(fixture, OBSERVER, "/models/index.js"));
  }

  @Test
  void what_reading_tells_is_not_said_again() {
    hover(
        """
        //- /models/index.js
        exports.closed = 1;
        //- /main.js
        require('./mod<|>els');
        """,
        """
        **models/index.js** · CommonJS · required by 1 file
        module.exports: object
          .closed  1
        """);
  }

  @Test
  void a_run_that_ended_early_is_said() {
    hover(
        """
        //- /models/index.js
        for (const name of 'ab'.split(process.env.BETWEEN || '')) exports[name] = 1;
        if (!process.env.HOME) throw new Error('not here');
        //- /main.js
        require('./mod<|>els');
        """,
        """
        **models/index.js** · CommonJS · required by 1 file
        module.exports: object
          .a  value    // observed
          .b  value    // observed
        `observed`: seen by running the module in a sandbox, not by reading it.
        When it was run: it threw Error: not here (models/index.js:2).
        Open: names are computed (line 1).
        """);
  }

  @Test
  void the_page_of_a_shape_has_it() {
    Fixture fixture = Fixture.parse(MODELS + "//- /main.js\n<|>require('./models');\n");
    String page =
        Explanations.shape(
                FeatureTester.snapshotAfterRuns(fixture, OBSERVER, "/models/index.js"),
                Path.of("/models/index.js"))
            .source();
    assertEquals(
        """
        # models/index.js

        CommonJS. What `require()` of it returns:

        ```js
        module.exports: object
        ```

        | export | what it is | from |
        | --- | --- | --- |
        | `.version` | `'1'` |  |
        | `.post` | `value` observed |  |
        | `.user` | `class User(name)` observed | `./user.js` |

        The list is open, there may be more names:

        - names are computed (line 3)

        - `observed`: seen by running the module in a sandbox, not by reading it.

        ## What it requires

        - `fs` → built into Node
        """
            .stripTrailing(),
        page);
  }

  @Test
  void rules_say_nothing_about_it() {
    Fixture fixture =
        Fixture.parse(
            MODELS
                + """
                //- /main.js
                require('./models').absent();<|>
                """);
    var snapshot = FeatureTester.snapshotAfterRuns(fixture, OBSERVER, "/models/index.js");
    assertEquals(List.of(), Rules.check(snapshot, Path.of("/main.js"), Cancel.NONE));
  }
}
