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
      FeatureTester.specifierLabels(FILES + place, "parse", "print");
    }
    for (String place : new String[] {"import('./lib/<|>');", "import x from './lib/<|>'; x();"}) {
      FeatureTester.specifierLabels(FILES + place, "parse.js", "print.js");
    }
  }

  @Test
  void in_a_string_that_is_not_closed_yet() {
    FeatureTester.specifierLabels(
        FILES + "const a = require('./lib/<|>\nnext();", "parse", "print");
    FeatureTester.specifierLabels(
        FILES + "const a = require(\"./lib/<|>)\nnext();", "parse", "print");
  }

  @Test
  void nowhere_else() {
    FeatureTester.specifierLabels(FILES + "const a = './lib/<|>';");
    FeatureTester.specifierLabels(FILES + "load('./lib/<|>');");
    FeatureTester.specifierLabels(FILES + "require('./lib/')<|>;");
    FeatureTester.specifierLabels(FILES + "<|>require('./lib/');");
    FeatureTester.specifierLabels(FILES + "// require('./lib/<|>");
  }
}
