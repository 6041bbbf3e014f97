package dev.commonjs.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.commonjs.fixture.Fixture;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WorkspaceSymbolsTest {
  private static final String LIB =
      """
      //- /src/lib.js
      function parse(text) {}
      exports.parse = parse;
      exports.parseAll = () => {};
      exports.sparse = 1;
      exports.Parser = class { parse() {} static paRse() {} };
      function parseNothing() {}
      //- /notes.mjs
      export function parse() {}
      //- /data.json
      { "parse": 1 }
      //- /node_modules/p/index.js
      exports.parse = 1;
      """;

  @Test
  void names_that_modules_export_the_best_match_first() {
    FeatureTester.symbols(
        "parse",
        LIB,
        """
        FUNCTION parse (src/lib.js) 1: parse(text) {}
        FUNCTION parse (Parser, src/lib.js) 5: parse() {} static paRse() {} };
        FUNCTION paRse (Parser, src/lib.js) 5: paRse() {} };
        CLASS Parser (src/lib.js) 5: Parser = class { parse() {} static paRse() {} };
        FUNCTION parseAll (src/lib.js) 3: parseAll = () => {};
        PRIMITIVE sparse (src/lib.js) 4: sparse = 1;
        """);
  }

  @Test
  void letters_in_their_order_are_enough_and_further_words_are_about_the_module() {
    String two =
        """
        //- /src/a/user.js
        exports.createUser = () => {};
        //- /src/b/user.js
        exports.createUser = () => {};
        """;
    FeatureTester.symbols(
        "CrUs",
        two,
        """
        FUNCTION createUser (src/a/user.js) 1: createUser = () => {};
        FUNCTION createUser (src/b/user.js) 1: createUser = () => {};
        """);
    FeatureTester.symbols(
        " crus  b/u ", two, "FUNCTION createUser (src/b/user.js) 1: createUser = () => {};");
    FeatureTester.symbols("usc", two, "");
    FeatureTester.symbols("crus z", two, "");
  }

  @Test
  void a_module_that_is_a_function_is_found_by_its_name_or_its_files() {
    FeatureTester.symbols(
        "",
        """
        //- /lib/make.js
        module.exports = function createUser(name) {};
        //- /lib/send/index.js
        module.exports = () => {};
        module.exports.later = () => {};
        //- /lib/user.js
        class User { greet() {} }
        module.exports = User;
        """,
        """
        CLASS User (lib/user.js) 1: User { greet() {} }
        FUNCTION send (lib/send/index.js) 1: module.exports = () => {};
        FUNCTION greet (User, lib/user.js) 1: greet() {} }
        FUNCTION later (lib/send/index.js) 2: later = () => {};
        FUNCTION createUser (lib/make.js) 1: createUser(name) {};
        """);
  }

  @Test
  void what_is_passed_on_is_listed_where_it_comes_from_and_under_other_names_too() {
    FeatureTester.symbols(
        "",
        """
        //- /index.js
        exports.parse = require('./parse').parse;
        exports.read = require('./parse').parse;
        Object.assign(exports, require('./more'));
        exports.outside = require('p').outside;
        //- /more.js
        exports.more = 1;
        //- /parse.js
        exports.parse = function parse() {};
        //- /node_modules/p/index.js
        exports.outside = function outside() {};
        """,
        """
        PRIMITIVE more (more.js) 1: more = 1;
        FUNCTION read (index.js) 2: read = require('./parse').parse;
        FUNCTION parse (parse.js) 1: parse() {};
        FUNCTION outside (index.js) 4: outside = require('p').outside;
        """);
  }

  @Test
  void there_is_an_end_of_them_and_an_editor_may_want_none_any_more() {
    String many =
        IntStream.range(0, 2 * WorkspaceSymbols.MOST)
            .mapToObj(i -> "exports.name" + i + " = 1;\n")
            .collect(Collectors.joining("", "//- /lib.js\n", ""));
    var snapshot = FeatureTester.snapshot(Fixture.parse(many));
    assertEquals(
        WorkspaceSymbols.MOST, WorkspaceSymbols.matching(snapshot, "name", () -> {}).size());
    assertThrows(
        CancellationException.class,
        () ->
            WorkspaceSymbols.matching(
                snapshot,
                "name",
                () -> {
                  throw new CancellationException();
                }));
  }
}
