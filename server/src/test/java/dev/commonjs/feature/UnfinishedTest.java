package dev.commonjs.feature;

import org.junit.jupiter.api.Test;

/** What a hover says of a module that has not finished where it is required. */
class UnfinishedTest {
  private static final String B =
      """
      //- /b.js
      const a<|> = require('./a');
      exports.b = () => a.first;
      """;

  private static String hoverInB(String note) {
    return """
        **a.js** · CommonJS · required by 2 files
        module.exports: object
          .first   1
          .second  2
        """
        + note;
  }

  @Test
  void the_module_that_is_loaded_first_has_not_finished_and_what_is_there_is_said() {
    FeatureTester.hover(
        B
            + """
            //- /a.js
            exports.first = 1;
            const b = require('./b');
            exports.second = 2;
            //- /main.js
            require('./a');
            """,
        hoverInB(
            "`a.js` has not finished here, because it requires this file while it loads: only"
                + " `first` is exported by then."));
  }

  @Test
  void nothing_may_be_there() {
    FeatureTester.hover(
        B
            + """
            //- /a.js
            const b = require('./b');
            module.exports = { first: 1, second: 2 };
            //- /main.js
            require('./a');
            """,
        hoverInB(
            "`a.js` has not finished here, because it requires this file while it loads: nothing"
                + " is exported by then."));
  }

  @Test
  void names_are_left_out_where_statements_do_not_follow_each_other() {
    FeatureTester.hover(
        B
            + """
            //- /a.js
            function define() { exports.first = 1; }
            define();
            const b = require('./b');
            exports.second = 2;
            //- /main.js
            require('./a');
            """,
        hoverInB("`a.js` has not finished here, because it requires this file while it loads."));
  }

  @Test
  void who_is_loaded_first_may_not_be_known() {
    FeatureTester.hover(
        B
            + """
            //- /a.js
            exports.first = 1;
            exports.second = 2;
            const b = require('./b');
            //- /main.js
            require('./a');
            require('./b');
            """,
        hoverInB(
            "Where `a.js` is loaded before this file, it has not finished here: only `first`,"
                + " `second` are exported by then."));
  }

  @Test
  void the_module_that_is_never_loaded_first_has_finished() {
    FeatureTester.hover(
        """
        //- /a.js
        const b<|> = require('./b');
        exports.a = 1;
        //- /b.js
        const a = require('./a');
        exports.b = () => a.a;
        //- /main.js
        require('./a');
        """,
        """
        **b.js** · CommonJS · required by 1 file
        module.exports: object
          .b  function()
        """);
  }

  @Test
  void what_is_required_later_or_in_no_cycle_has_finished() {
    FeatureTester.hover(
        """
        //- /a.js
        exports.a = 1;
        require('./b');
        //- /b.js
        exports.b = () => require('./<|>a');
        //- /main.js
        require('./a');
        """,
        """
        **a.js** · CommonJS · required by 2 files
        module.exports: object
          .a  1
        """);
  }
}
