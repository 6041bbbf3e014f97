package dev.commonjs.feature;

import org.junit.jupiter.api.Test;

class SpecifierPlacesTest {
  private static final String FILES =
      """
      //- /lib/parse.js
      //- /lib/print.js
      //- /main.js
      """;

  @Test
  void in_every_kind_of_string_that_names_a_module() {
    for (String place :
        new String[] {
          "require('./lib/<|>');",
          "const { parse } = require(\"./lib/pa<|>\");",
          "require(`./lib/<|>`);",
          "require.resolve('./lib/<|>');",
        }) {
      WritingTester.specifierLabels(FILES + place, "parse", "print");
    }
    for (String place : new String[] {"import('./lib/<|>');", "import x from './lib/<|>'; x();"}) {
      WritingTester.specifierLabels(FILES + place, "parse.js", "print.js");
    }
  }

  @Test
  void in_a_string_that_is_not_closed_yet() {
    WritingTester.specifierLabels(
        FILES + "const a = require('./lib/<|>\nnext();", "parse", "print");
    WritingTester.specifierLabels(
        FILES + "const a = require(\"./lib/<|>)\nnext();", "parse", "print");
  }

  @Test
  void nowhere_else() {
    WritingTester.specifierLabels(FILES + "const a = './lib/<|>';");
    WritingTester.specifierLabels(FILES + "load('./lib/<|>');");
    WritingTester.specifierLabels(FILES + "require('./lib/')<|>;");
    WritingTester.specifierLabels(FILES + "<|>require('./lib/');");
    WritingTester.specifierLabels(FILES + "// require('./lib/<|>");
  }
}
