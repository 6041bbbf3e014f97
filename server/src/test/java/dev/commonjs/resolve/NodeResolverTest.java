package dev.commonjs.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each test is a small tree and a table: {@code FROM MODE SPECIFIER => ANSWER}, one question per
 * line.
 */
class NodeResolverTest {

  @Test
  void triesTheExactNameThenTheExtensions() {
    check(
        """
        //- /src/main.js
        //- /src/a
        //- /src/a.js
        //- /src/b.js
        //- /src/b.json
        //- /src/c.json
        //- /src/c.node
        //- /src/d.node
        //- /src/e.cjs
        """,
        """
        /src/main.js require ./a => /src/a
        /src/main.js require ./a.js => /src/a.js
        /src/main.js require ./b => /src/b.js
        /src/main.js require ./c => /src/c.json
        /src/main.js require ./d => /src/d.node
        /src/main.js require ./e => FILE MODULE_NOT_FOUND [./e.cjs]
        /src/main.js require ./e.cjs => /src/e.cjs
        /src/main.js require /src/b => /src/b.js
        /src/main.js require ../src/./b => /src/b.js
        """);
  }

  @Test
  void aFileWinsOverADirectoryUnlessTheSpecifierEndsLikeOne() {
    check(
        """
        //- /lib.js
        //- /lib/index.js
        //- /lib/sub/x.js
        //- /lib/sub/index.json
        """,
        """
        /main.js require ./lib => /lib.js
        /main.js require ./lib/ => /lib/index.js
        /lib/a.js require . => /lib/index.js
        /lib/a.js require ./ => /lib/index.js
        /lib/sub/x.js require .. => /lib/index.js
        /lib/sub/x.js require ../ => /lib/index.js
        /lib/sub/x.js require ../sub/. => /lib/sub/index.json
        """);
  }

  @Test
  void aDirectoryIsItsMainElseItsIndex() {
    check(
        """
        //- /a/package.json
        {"main": "lib/entry"}
        //- /a/lib/entry.js
        //- /b/package.json
        {"main": "lib"}
        //- /b/lib/index.js
        //- /c/package.json
        {"main": "nowhere.js"}
        //- /c/index.js
        //- /d/package.json
        {"main": 7}
        //- /d/index.json
        //- /e/package.json
        {"main": "nowhere.js"}
        //- /e/main.js
        //- /f/readme.md
        //- /f/f.js
        """,
        """
        /x.js require ./a => /a/lib/entry.js
        /x.js require ./b => /b/lib/index.js
        /x.js require ./c => /c/index.js
        /x.js require ./d => /d/index.json
        /x.js require ./e => DIRECTORY_WITHOUT_ENTRY MODULE_NOT_FOUND [./e/main]
        /x.js require ./f => DIRECTORY_WITHOUT_ENTRY MODULE_NOT_FOUND [./f/f]
        """);
  }

  @Test
  void packagesAreLookedUpInEachNodeModulesUpwards() {
    check(
        """
        //- /app/src/deep/main.js
        //- /app/src/node_modules/near/index.js
        //- /app/node_modules/near/index.js
        //- /app/node_modules/far/package.json
        {"main": "./far.js"}
        //- /app/node_modules/far/far.js
        //- /app/node_modules/far/lib/util.js
        //- /app/node_modules/@scope/name/index.js
        //- /app/node_modules/single.js
        //- /node_modules/top/index.js
        //- /app/node_modules/node_modules/hidden/index.js
        """,
        """
        /app/src/deep/main.js require near => /app/src/node_modules/near/index.js
        /app/src/deep/main.js require far => /app/node_modules/far/far.js
        /app/src/deep/main.js require far/lib/util => /app/node_modules/far/lib/util.js
        /app/src/deep/main.js require @scope/name => /app/node_modules/@scope/name/index.js
        /app/src/deep/main.js require single => /app/node_modules/single.js
        /app/src/deep/main.js require top => /node_modules/top/index.js
        /app/node_modules/far/far.js require near => /app/node_modules/near/index.js
        /app/node_modules/far/far.js require hidden => PACKAGE_NOT_INSTALLED MODULE_NOT_FOUND []
        /app/src/deep/main.js require far/lib/utli => SUBPATH_MISSING MODULE_NOT_FOUND [far/lib/util]
        /app/src/deep/main.js require far/lib => DIRECTORY_WITHOUT_ENTRY MODULE_NOT_FOUND [far/lib/util]
        """);
  }

  @Test
  void builtInModulesComeFirst() {
    check(
        """
        //- /node_modules/fs/index.js
        //- /node_modules/test/index.js
        """,
        """
        /a.js require fs => builtin fs
        /a.js require node:fs => builtin fs
        /a.js require fs/promises => builtin fs/promises
        /a.js require fs/ => /node_modules/fs/index.js
        /a.js require test => /node_modules/test/index.js
        /a.js require node:test => builtin test
        /a.js require node:sqlite => builtin sqlite
        /a.js require sqlite => PACKAGE_NOT_INSTALLED MODULE_NOT_FOUND [node:sqlite]
        /a.js require node:fss => UNKNOWN_BUILTIN ERR_UNKNOWN_BUILTIN_MODULE [node:fs]
        /a.js import node:test/reporters => builtin test/reporters
        /a.js import data:text/javascript,0 => builtin data:
        """);
  }

  @Test
  void exportsDecideByConditionAndPattern() {
    check(
        """
        //- /node_modules/p/package.json
        {"exports": {
          ".": {"import": "./esm.mjs", "require": "./main.js"},
          "./feature": [null, {"browser": "./no.js"}, "./feature.js"],
          "./lib/*": "./lib/*.js",
          "./lib/inner/*": null,
          "./sync": {"module-sync": "./esm.mjs", "default": "./main.js"},
          "./only-import": {"import": "./esm.mjs"},
          "./gone": "./gone.js",
          "./out": "../q/index.js",
          "./spaced": "./a%20b.js"
        }}
        //- /node_modules/p/main.js
        //- /node_modules/p/esm.mjs
        //- /node_modules/p/feature.js
        //- /node_modules/p/lib/a.js
        //- /node_modules/p/lib/inner/b.js
        //- /node_modules/p/a b.js
        """,
        """
        /x.js require p => /node_modules/p/main.js
        /x.js import p => /node_modules/p/esm.mjs
        /x.js require p/feature => /node_modules/p/feature.js
        /x.js require p/lib/a => /node_modules/p/lib/a.js
        /x.js require p/sync => /node_modules/p/esm.mjs
        /x.js require p/spaced => /node_modules/p/a b.js
        /x.js require p/lib/inner/b => SUBPATH_NOT_EXPORTED ERR_PACKAGE_PATH_NOT_EXPORTED [p/feature, p/spaced, p/sync, p]
        /x.js require p/featrue => SUBPATH_NOT_EXPORTED ERR_PACKAGE_PATH_NOT_EXPORTED [p/feature, p/spaced, p/sync, p]
        /x.js require p/only-import => SUBPATH_NOT_EXPORTED ERR_PACKAGE_PATH_NOT_EXPORTED [p/feature, p/sync, p/spaced, p]
        /x.js require p/gone => SUBPATH_MISSING MODULE_NOT_FOUND []
        /x.js require p/out => INVALID ERR_INVALID_PACKAGE_TARGET []
        /x.js require p/lib/../main => INVALID ERR_INVALID_MODULE_SPECIFIER []
        """);
  }

  @Test
  void aPackageMayRequireItselfByNameIfItHasExports() {
    check(
        """
        //- /with/package.json
        {"name": "with", "exports": {"./sub": "./lib/sub.js"}}
        //- /with/lib/sub.js
        //- /without/package.json
        {"name": "without", "main": "a.js"}
        //- /without/a.js
        """,
        """
        /with/test/a.js require with/sub => /with/lib/sub.js
        /with/test/a.js import with/sub => /with/lib/sub.js
        /with/test/a.js require with => SUBPATH_NOT_EXPORTED ERR_PACKAGE_PATH_NOT_EXPORTED [with/sub]
        /without/a.js require without => PACKAGE_NOT_INSTALLED MODULE_NOT_FOUND []
        """);
  }

  @Test
  void hashNamesComeFromImports() {
    check(
        """
        //- /app/package.json
        {"imports": {"#util": "./lib/util.js", "#lib/*": "./lib/*.js", "#dep": {"node": "dep", "default": "./no.js"},
          "#fs": "fs", "#off": null}}
        //- /app/lib/util.js
        //- /app/node_modules/dep/package.json
        {"main": "d"}
        //- /app/node_modules/dep/d.js
        """,
        """
        /app/a.js require #util => /app/lib/util.js
        /app/a.js require #lib/util => /app/lib/util.js
        /app/a.js require #dep => /app/node_modules/dep/d.js
        /app/a.js require #fs => builtin fs
        /app/a.js require #utli => IMPORT_NOT_DEFINED ERR_PACKAGE_IMPORT_NOT_DEFINED [#util]
        /app/a.js require #off => IMPORT_NOT_DEFINED ERR_PACKAGE_IMPORT_NOT_DEFINED []
        /elsewhere/a.js require #util => IMPORT_NOT_DEFINED MODULE_NOT_FOUND []
        """);
  }

  @Test
  void importTakesUrlsAndNamesFilesExactly() {
    check(
        """
        //- /a.js
        //- /a b.js
        //- /dir/index.js
        //- /node_modules/p/package.json
        {"main": "lib"}
        //- /node_modules/p/lib/index.js
        //- /node_modules/p/x.js
        """,
        """
        /m.mjs import ./a.js => /a.js
        /m.mjs import ./a.js?v=1 => /a.js
        /m.mjs import ./a%20b.js => /a b.js
        /m.mjs import file:///a.js => /a.js
        /m.mjs import p => /node_modules/p/lib/index.js
        /m.mjs import p/x.js => /node_modules/p/x.js
        /m.mjs import ./a => FILE ERR_MODULE_NOT_FOUND [./a.js]
        /m.mjs import ./dir => DIRECTORY_WITHOUT_ENTRY ERR_UNSUPPORTED_DIR_IMPORT [./dir/index.js]
        /m.mjs import p/x => SUBPATH_MISSING ERR_MODULE_NOT_FOUND [p/x.js]
        /m.mjs import https://example.org/a.js => INVALID ERR_UNSUPPORTED_ESM_URL_SCHEME []
        /m.mjs import ./a%2fb.js => INVALID ERR_INVALID_MODULE_SPECIFIER []
        """);
  }

  @Test
  void theRealPathIsTheModule() {
    check(
        """
        //- /packages/tool/index.js
        //- /packages/tool/node_modules/dep/index.js
        //- /app/node_modules/tool -> /packages/tool
        //- /app/linked.js -> /packages/tool/index.js
        """,
        """
        /app/a.js require tool => /packages/tool/index.js
        /app/a.js require ./linked => /packages/tool/index.js
        /app/node_modules/tool/index.js require dep => /packages/tool/node_modules/dep/index.js
        """);
  }

  @Test
  void aWrongCaseIsSaidWithTheRightOne() {
    check(
        """
        //- /src/MyLib.js
        //- /src/Views/Home.js
        //- /node_modules/p/Lib/Util.js
        //- /twins/a.js
        //- /twins/A.js
        """,
        """
        /src/a.js require ./mylib => WRONG_CASE MODULE_NOT_FOUND [./MyLib]
        /src/a.js require ./mylib.js => WRONG_CASE MODULE_NOT_FOUND [./MyLib.js]
        /src/a.js require ./views/home => WRONG_CASE MODULE_NOT_FOUND [./Views/Home]
        /src/a.js require p/lib/util => WRONG_CASE MODULE_NOT_FOUND [p/Lib/Util]
        /src/a.js require P/Lib/Util => PACKAGE_NOT_INSTALLED MODULE_NOT_FOUND [p/Lib/Util]
        /twins/x.js require ./a => /twins/a.js
        /twins/x.js require ./A => /twins/A.js
        """);
  }

  @Test
  void suggestsWhatResolves() {
    check(
        """
        //- /package.json
        {"dependencies": {"declared": "1"}}
        //- /src/utils.js
        //- /src/models/user.js
        //- /helper.js
        //- /node_modules/lodash/index.js
        //- /node_modules/lodash/get.js
        //- /node_modules/@babel/core/index.js
        """,
        """
        /src/a.js require ./utlis => FILE MODULE_NOT_FOUND [./utils]
        /src/a.js require ./modles/user => FILE MODULE_NOT_FOUND [./models/user]
        /src/a.js require ./helper => FILE MODULE_NOT_FOUND [../helper]
        /src/models/user.js require ./utils => FILE MODULE_NOT_FOUND [../utils]
        /src/a.js require ../utils => FILE MODULE_NOT_FOUND [./utils]
        /src/a.js require lodahs => PACKAGE_NOT_INSTALLED MODULE_NOT_FOUND [lodash]
        /src/a.js require lodahs/get => PACKAGE_NOT_INSTALLED MODULE_NOT_FOUND [lodash/get]
        /src/a.js require @bable/core => PACKAGE_NOT_INSTALLED MODULE_NOT_FOUND [@babel/core]
        /src/a.js require utils => PACKAGE_NOT_INSTALLED MODULE_NOT_FOUND [./utils, util]
        /src/a.js require decalred => PACKAGE_NOT_INSTALLED MODULE_NOT_FOUND [declared]
        /src/a.js require declared => PACKAGE_NOT_INSTALLED MODULE_NOT_FOUND []
        """);
  }

  @Test
  void aBrokenManifestIsAnAnswerToo() {
    check(
        """
        //- /node_modules/p/package.json
        {"main":
        //- /node_modules/p/index.js
        //- /dir/package.json
        []
        //- /dir/index.js
        //- /app/package.json
        {"name": "app",
        //- /app/b.js
        """,
        """
        /x.js require p => INVALID ERR_INVALID_PACKAGE_CONFIG []
        /x.js import p => INVALID ERR_INVALID_PACKAGE_CONFIG []
        /x.js require ./dir => INVALID ERR_INVALID_PACKAGE_CONFIG []
        /app/a.js require ./b => /app/b.js
        /app/a.js require fs => builtin fs
        /app/a.js require #x => INVALID ERR_INVALID_PACKAGE_CONFIG []
        """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\0",
        "./\0",
        "a\0b",
        "@",
        "@/",
        "@a",
        "#",
        "#/",
        "%",
        "./%",
        "./%zz",
        "%00",
        "./%00",
        "\ud800",
        "./\ud800",
        "node:",
        "file:",
        "file://",
        "file:///%",
        "//",
        "///",
        "\\",
        "./\\",
        ":",
        "::",
        "*",
        "./*",
        "c:\\x",
        " ",
        "./ ",
        "\n"
      })
  void anySpecifierHasAnAnswer(String specifier) {
    NodeResolver resolver = new NodeResolver(MemoryFiles.of("//- /a.js"), NodeSettings.CURRENT);
    for (Mode mode : Mode.values()) {
      Resolution answer = resolver.resolve(Path.of("/a.js"), specifier, mode);
      assertTrue(
          answer instanceof Resolution.NotFound || answer instanceof Resolution.Found,
          answer::toString);
    }
  }

  @Test
  void theMessageIsOneSentenceForPeople() {
    String files =
        """
        //- /package.json
        {"dependencies": {"left-pad": "1"}, "imports": {"#a": {"browser": "./a.js"}}}
        //- /node_modules/p/package.json
        {"exports": {".": {"import": "./p.mjs"}, "./x": "./gone.js"}}
        //- /node_modules/p/p.mjs
        //- /MyLib.js
        //- /sub/x.js
        """;
    messageIs(files, "./nope", "Cannot find `./nope`.");
    messageIs(files, "left-pad", "The package `left-pad` is in `package.json`, but not installed.");
    messageIs(files, "nope", "The package `nope` is not installed.");
    messageIs(files, "node:nope", "Node has no built-in module `node:nope`.");
    messageIs(
        files,
        "p",
        "The package `p` does not export a main entry to `require()` (it does for `import`).");
    messageIs(files, "p/y", "The package `p` does not export `./y` to `require()`.");
    messageIs(files, "p/x", "`p/x` stands for `./gone.js` in the package `p`, which is not there.");
    messageIs(
        files,
        "./sub",
        "`./sub` is a directory without an entry: it has no `index.js` and names no `main`.");
    messageIs(files, "#a", "`#a` in `imports` of `package.json` has no target here.");
    messageIs(files, "#b", "`#b` is not defined in `imports` of `package.json`.");
    messageIs(
        files,
        "./mylib",
        "`./mylib` differs from `./MyLib` in the case of letters; some systems do not mind, this one does.");
  }

  @Test
  void theTrailTellsTheSteps() {
    MemoryFiles files =
        MemoryFiles.of(
            """
            //- /node_modules/p/package.json
            {"main": "./lib/x"}
            //- /node_modules/p/lib/x.js
            """);
    NodeResolver resolver = new NodeResolver(files, NodeSettings.CURRENT);
    assertEquals(
        List.of(
            "no node_modules in /src",
            "/node_modules/p, .js, .json, .node: no such file",
            "/node_modules/p/package.json has main './lib/x'",
            "/node_modules/p/lib/x.js: found"),
        resolver.steps(Path.of("/src/a.js"), "p", Mode.REQUIRE));
  }

  private static void messageIs(String files, String specifier, String message) {
    Resolution answer =
        new NodeResolver(MemoryFiles.of(files), NodeSettings.CURRENT)
            .resolve(Path.of("/a.js"), specifier, Mode.REQUIRE);
    assertEquals(
        message,
        answer instanceof Resolution.NotFound missing ? missing.message() : answer.toString());
  }

  private static void check(String files, String table) {
    NodeResolver resolver = new NodeResolver(MemoryFiles.of(files), NodeSettings.CURRENT);
    StringBuilder actual = new StringBuilder();
    for (String line : table.split("\n")) {
      String[] question = line.substring(0, line.indexOf(" => ")).split(" ", 3);
      Mode mode = question[1].equals("import") ? Mode.IMPORT : Mode.REQUIRE;
      Resolution answer = resolver.resolve(Path.of(question[0]), question[2], mode);
      actual.append(String.join(" ", question)).append(" => ").append(shown(answer)).append('\n');
    }
    assertEquals(table, actual.toString());
  }

  private static String shown(Resolution answer) {
    return switch (answer) {
      case Resolution.Found found -> found.file().toString();
      case Resolution.Builtin builtin -> "builtin " + builtin.name();
      case Resolution.NotFound missing ->
          missing.reason() + " " + missing.code() + " " + missing.suggestions();
    };
  }
}
