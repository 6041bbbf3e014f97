package dev.commonjs.feature;

import org.junit.jupiter.api.Test;

class CallHierarchyTest {
  @Test
  void callers_in_all_modules_and_callees_in_others() {
    FeatureTester.calls(
        """
        //- /read.js
        module.exports = function read(file) {};
        //- /lib.js
        const read = require('./read');
        function par<|>se(text) {
          read(text);
          [1].forEach(() => { check(text); });
          function inner() { check(); }
          JSON.parse(text);
        }
        const check = (text) => parse(text);
        module.exports = { parse };
        //- /index.js
        exports.again = require('./lib').parse;
        //- /main.js
        const { parse } = require('./lib');
        class Main {
          run() { parse(1); parse(2); }
        }
        parse(3);
        parse.name;
        //- /other.js
        exports.go = function () { require('./index').again(); };
        //- /else.js
        const other = require('./elsewhere');
        other.parse();
        //- /elsewhere.js
        exports.parse = () => {};
        """,
        """
        FUNCTION parse (lib.js)
          from FUNCTION check (lib.js): 8
          from METHOD run (main.js): 3, 3
          from MODULE main.js (): 5
          from FUNCTION go (other.js): 1
          to FUNCTION read (read.js): 3
          to FUNCTION check (lib.js): 4
        """);
  }

  @Test
  void from_a_call_of_a_function_of_another_module() {
    FeatureTester.calls(
        """
        //- /lib.js
        exports.parse = (text) => exports.read(text);
        exports.read = function () {};
        //- /main.js
        require('./lib').par<|>se();
        """,
        """
        FUNCTION parse (lib.js)
          from MODULE main.js (): 1
          to FUNCTION read (lib.js): 1
        """);
  }

  @Test
  void a_class_is_its_constructor_and_methods_are_their_own() {
    String lib =
        """
        //- /user.js
        class User {
          constructor() { this.load(); }
          load() {}
          static from() { return new User(); }
        }
        module.exports = User;
        //- /main.js
        const User = require('./user');
        const user = new Us||er();
        user.lo||ad();
        """;
    FeatureTester.calls(
        lib.replace("Us||er", "Us<|>er").replace("||", ""),
        """
        CLASS User (user.js)
          from MODULE main.js (): 2
          from METHOD from (user.js): 4
          to METHOD load (user.js): 2
        """);
    FeatureTester.calls(
        lib.replace("lo||ad", "lo<|>ad").replace("||", ""),
        """
        METHOD load (user.js)
          from MODULE main.js (): 3
          from CLASS User (user.js): 2
        """);
  }

  @Test
  void a_module_is_called_by_those_that_require_it() {
    FeatureTester.calls(
        """
        //- /start.js
        function start() { require('./ma<|>in'); }
        //- /main.js
        const lib = require('./lib');
        lib();
        //- /lib.js
        module.exports = function () {};
        """,
        """
        MODULE main.js ()
          from FUNCTION start (start.js): 1
          to FUNCTION module.exports (lib.js): 2
          to MODULE lib.js (): 1
        """);
  }

  @Test
  void nothing_is_said_of_what_is_no_function_or_not_known() {
    FeatureTester.calls("//- /a.js\nconst lim<|>it = 1;\nlimit.toString();\n", "");
    FeatureTester.calls("//- /a.js\nunknown.par<|>se();\n", "");
    FeatureTester.calls("//- /a.js\nrequire('fs').read<|>File();\n", "");
    FeatureTester.calls("//- /a.js\nfoo<|>bar();\n", "");
    FeatureTester.calls("//- /a.js\nconst { x<|>y } = require('./no');\nxy();\n", "");
    FeatureTester.calls("//- /a.js\n/* com<|>ment */\n", "");
    FeatureTester.calls("//- /a.js\nfunction f( { <|>\n", "");
  }
}
