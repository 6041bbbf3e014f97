package dev.commonjs.feature;

import org.junit.jupiter.api.Test;

class CompletionsTest {
  private static final String LIB =
      """
      //- /lib.js
      /** Reads. */
      exports.parse = function parse(text) {};
      exports.size = 3;
      exports.User = class User { greet() {} static from(row) {} };
      exports['dashed-name'] = 1;
      //- /main.js
      """;

  @Test
  void a_module_has_its_exports() {
    WritingTester.completions(
        LIB + "const lib = require('./lib');\nlib.<|>\nlater();",
        """
        parse: parse(text)
        size: 3
        User: class User · greet(), static from(row)
        dashed-name: 1
        """);
  }

  @Test
  void what_is_typed_already_takes_nothing_away() {
    WritingTester.completions(
        LIB + "const lib = require('./lib');\nlib.pa<|>;",
        """
        parse: parse(text)
        size: 3
        User: class User · greet(), static from(row)
        dashed-name: 1
        """);
  }

  @Test
  void a_pattern_has_those_that_it_does_not_name_yet() {
    WritingTester.completions(
        LIB + "const { parse, <|> } = require('./lib');",
        """
        size: 3
        User: class User · greet(), static from(row)
        dashed-name: 1
        """);
  }

  @Test
  void an_empty_pattern_is_one() {
    WritingTester.completions(
        LIB + "const {<|>} = require('./lib');",
        """
        parse: parse(text)
        size: 3
        User: class User · greet(), static from(row)
        dashed-name: 1
        """);
  }

  @Test
  void instances_have_methods_and_classes_static_ones() {
    WritingTester.completions(
        LIB + "const { User } = require('./lib');\nnew User().<|>", "greet: greet()");
    WritingTester.completions(
        LIB + "const { User } = require('./lib');\nUser.<|>", "from: from(row)");
  }

  @Test
  void methods_of_the_parent_class_come_after_ones_own() {
    WritingTester.completions(
        """
        //- /base.js
        module.exports = class Base { stop() {} };
        //- /job.js
        const Base = require('./base');
        module.exports = class Job extends Base { run() {} };
        //- /main.js
        const Job = require('./job');
        const job = new Job();
        job.<|>
        """,
        """
        run: run()
        stop: stop() from ./base.js
        """);
  }

  @Test
  void what_is_passed_on_says_where_it_comes_from() {
    WritingTester.completions(
        """
        //- /deep/parse.js
        exports.parse = (text) => text;
        //- /index.js
        module.exports = { ...require('./deep/parse'), own: 1 };
        //- /main.js
        require('./index').<|>;
        """,
        """
        parse: parse(text) from ./deep/parse.js
        own: 1
        """);
  }

  @Test
  void names_that_are_lost_are_shown_as_lost_and_last() {
    WritingTester.completions(
        """
        //- /lib.js
        module.exports = { kept: 1 };
        exports.lost = 2;
        //- /main.js
        require('./lib').<|>;
        """,
        """
        kept: 1
        lost (lost)
        """);
  }

  @Test
  void the_file_s_own_exports() {
    WritingTester.completions(
        """
        exports.parse = (text) => text;
        exports.later = () => exports.<|>;
        """,
        """
        parse: parse(text)
        later: later()
        """);
  }

  @Test
  void a_name_that_is_about_to_be_exported_is_none_yet() {
    WritingTester.completions(
        """
        exports.parse = (text) => text;
        exports.pa<|> = 1;
        """,
        "parse: parse(text)");
  }

  @Test
  void through_variables_calls_and_promises() {
    WritingTester.completions(
        """
        //- /lib.js
        exports.make = async () => ({ a: 1, b: 2 });
        //- /main.js
        const lib = require('./lib');
        async function f(o = lib) {
          const made = await o.make();
          made.<|>
        }
        """,
        """
        a: 1
        b: 2
        """);
  }

  @Test
  void broken_text_around_it() {
    WritingTester.completions(
        LIB
            + """
            const lib = require('./lib');
            function f() {
              if (lib.<|>
            }
            """,
        """
        parse: parse(text)
        size: 3
        User: class User · greet(), static from(row)
        dashed-name: 1
        """);
  }

  @Test
  void nothing_where_no_module_s_member_is_named() {
    WritingTester.completions(LIB + "const lib = require('./lib');\nli<|>", "");
    WritingTester.completions(LIB + "const o = {};\no.<|>", "");
    WritingTester.completions(LIB + "'lib.<|>'", "");
    WritingTester.completions(LIB + "// lib.<|>", "");
    WritingTester.completions(LIB + "<|>", "");
  }
}
