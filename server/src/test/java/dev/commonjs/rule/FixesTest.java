package dev.commonjs.rule;

import static dev.commonjs.rule.RuleTester.checkFix;
import static dev.commonjs.rule.RuleTester.titles;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What the editor offers to do: small edits that keep comments and formatting. */
final class FixesTest {
  @Test
  void exportsBecomesModuleExports() {
    checkFix(
        "exports = { a: 1 }; // all of it\n",
        "Assign to `module.exports`",
        "module.exports = { a: 1 }; // all of it\n");
  }

  @Test
  void bothNamesAreJoinedWhereExportsIsUsedFurtherDown() {
    String code = "exports = { a: 1 };\nexports.b = 2;\n";
    checkFix(
        code,
        "Assign to both: `exports = module.exports = …`",
        "exports = module.exports = { a: 1 };\nexports.b = 2;\n");
  }

  @Test
  void aDeclaredExportsIsJoined() {
    checkFix(
        "var exports = { a: 1 };\n",
        "Assign to both: `exports = module.exports = …`",
        "var exports = module.exports = { a: 1 };\n");
  }

  @Test
  void onlyADeclarationIsADeclaration() {
    checkFix(
        "let a;\na = 1, exports = { a };\n",
        "Assign to `module.exports`",
        "let a;\na = 1, module.exports = { a };\n");
  }

  @Test
  void exportsIsUsedFurtherDownHoweverThatIsWritten() {
    assertEquals(
        List.of("* Assign to both: `exports = module.exports = …`"),
        titles("exports = { a: 1 };\nif (exports) exports /* of b */ [ 'b' ] = 2;\n"));
  }

  @Test
  void aLiteralIsMergedWhereOtherExportsRemain() {
    String code = "exports.a = 1;\nexports = { /* two */ b: 2 };\n";
    checkFix(
        code,
        "Add to the exports: `Object.assign(module.exports, …)`",
        "exports.a = 1;\nObject.assign(module.exports, { /* two */ b: 2 });\n");
    assertEquals(List.of("* Add to the exports: `Object.assign(module.exports, …)`"), titles(code));
  }

  @Test
  void aLostWriteGoesToModuleExports() {
    checkFix(
        "module.exports = { a: 1 };\nexports.b = 2;\n",
        "Write to `module.exports.b`",
        "module.exports = { a: 1 };\nmodule.exports.b = 2;\n");
    checkFix(
        "const e = exports;\nmodule.exports = { a: 1 };\ne['b c'] = 2;\n",
        "Write to `module.exports['b c']`",
        "const e = exports;\nmodule.exports = { a: 1 };\nmodule.exports['b c'] = 2;\n");
  }

  @Test
  void soDoesALostCopy() {
    checkFix(
        "module.exports = { a: 1 };\nObject.assign(exports, { b: 2 });\n",
        "Write to `module.exports.b`",
        "module.exports = { a: 1 };\nObject.assign(module.exports, { b: 2 });\n");
  }

  @Test
  void orTheNamesAreJoinedAtTheReplacement() {
    checkFix(
        "module.exports = { a: 1 };\nexports.b = 2;\n",
        "Join them where it is replaced: `exports = module.exports = …`",
        "exports = module.exports = { a: 1 };\nexports.b = 2;\n");
  }

  @Test
  void aReplacementBecomesAnAddition() {
    checkFix(
        "exports.a = 1;\nmodule.exports = { b: 2 };\n",
        "Add to the exports instead: `Object.assign(module.exports, …)`",
        "exports.a = 1;\nObject.assign(module.exports, { b: 2 });\n");
  }

  @Test
  void moduleBecomesModuleExports() {
    checkFix(
        "module = { exports: { a: 1 } };\n",
        "Assign to `module.exports`",
        "module.exports = { a: 1 };\n");
    assertEquals(List.of(), titles("module = { exports: {}, id: 1 };\n"));
  }

  @Test
  void aMisspellingIsCorrected() {
    checkFix("module.export = { a: 1 };\n", "Change to `exports`", "module.exports = { a: 1 };\n");
    checkFix("exprots.a = 1;\n", "Change to `exports`", "exports.a = 1;\n");
  }

  @Test
  void aSpecifierIsCorrectedInsideItsQuotes() {
    checkFix(
        "//- /MyLib.js\n//- /main.js\nrequire(\"./mylib\");\n",
        "Change to `./MyLib`",
        "require(\"./MyLib\");\n");
  }

  /** The name of a file becomes code here: one that would end the string is not offered. */
  @Test
  void aSpecifierIsOnlyReplacedByWhatCanStandInItsQuotes() {
    for (String name : List.of("util's", "util\"s", "util`s", "util\\s", "util\u007fs")) {
      String code = "//- /" + name + ".js\n//- /main.js\nrequire('./utils');\n";
      assertEquals(List.of(), titles(code), name);
    }
    assertEquals(
        List.of("* Change to `./util-s`"),
        titles("//- /util-s.js\n//- /main.js\nrequire('./utils');\n"));
  }

  @Test
  void aMemberIsRenamedToTheNearest() {
    checkFix(
        "//- /lib.js\nexports.known = 1;\n//- /main.js\nconst { knwon } = require('./lib');\n",
        "Change to `known`",
        "const { known: knwon } = require('./lib');\n");
  }

  /** {@code Object.assign} would read a getter once, and call a setter. */
  @Test
  void literalsThatCanNotBeCopiedAreNotMerged() {
    for (String member :
        List.of("set level(x) {}", "get\n  now() { return 1; }", "__proto__: null")) {
      assertEquals(
          List.of(), titles("exports.early = 1;\nmodule.exports = { " + member + ", ok: 1 };\n"));
      assertEquals(List.of(), titles("exports.early = 1;\nexports = { " + member + ", ok: 1 };\n"));
    }
    assertEquals(
        1, titles("exports.early = 1;\nmodule.exports = { __proto__, note: 'get ' };\n").size());
  }
}
