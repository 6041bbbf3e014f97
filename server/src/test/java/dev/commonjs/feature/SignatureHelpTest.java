package dev.commonjs.feature;

import org.junit.jupiter.api.Test;

class SignatureHelpTest {
  private static final String LIB =
      """
      //- /lib.js
      exports.parse = function parse(text, options = {}, ...more) {};
      exports.User = class User { constructor(name) {} greet(whom) {} };
      exports.short = (a) => a;
      //- /main.js
      const lib = require('./lib');
      const { short, User } = lib;
      """;

  @Test
  void the_argument_at_the_caret_is_marked() {
    WritingTester.signatures(LIB + "lib.parse(<|>);", "parse([text], options = {}, ...more)");
    WritingTester.signatures(LIB + "lib.parse('a<|>');", "parse([text], options = {}, ...more)");
    WritingTester.signatures(LIB + "lib.parse(1, <|>2);", "parse(text, [options = {}], ...more)");
    WritingTester.signatures(
        LIB + "lib.parse(1, 2, 3, <|>4);", "parse(text, options = {}, [...more])");
    WritingTester.signatures(LIB + "short(1, <|>2);", "short(a)");
  }

  @Test
  void while_the_call_is_written() {
    WritingTester.signatures(LIB + "lib.parse(<|>", "parse([text], options = {}, ...more)");
    WritingTester.signatures(
        LIB + "lib.parse(1, <|>\nnext();", "parse(text, [options = {}], ...more)");
    WritingTester.signatures(LIB + "if (short(<|>", "short([a])");
  }

  @Test
  void constructors_methods_and_bare_requires() {
    WritingTester.signatures(LIB + "new User(<|>);", "User([name])");
    WritingTester.signatures(LIB + "new User('x').greet(<|>);", "greet([whom])");
    WritingTester.signatures(
        "//- /f.js\nmodule.exports = function make(a, b) {};\n//- /main.js\nrequire('./f')(1, <|>2);",
        "make(a, [b])");
  }

  @Test
  void the_innermost_call_counts() {
    WritingTester.signatures(LIB + "lib.parse(short(<|>), 2);", "short([a])");
    WritingTester.signatures(
        LIB + "lib.parse(short(1), <|>2);", "parse(text, [options = {}], ...more)");
    WritingTester.signatures(LIB + "lib.parse(() => { <|> });", "");
  }

  @Test
  void nothing_elsewhere() {
    WritingTester.signatures(LIB + "li<|>b.parse();", "");
    WritingTester.signatures(LIB + "lib.parse()<|>;", "");
    WritingTester.signatures(LIB + "console.log(<|>);", "");
    WritingTester.signatures(LIB + "(function f(a) {})(<|>);", "");
  }
}
