package dev.commonjs.rule;

import static dev.commonjs.rule.RuleTester.check;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.commonjs.fixture.Fixture;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Specifiers that lead nowhere. */
final class ResolutionRulesTest {
  @Test
  void aPathThatNamesNothing() {
    check(
        """
        const lib = require('./nope');
                            ^^^^^^^^ error[cannot-resolve]: Cannot find `./nope` from `main.js`.
        """);
  }

  @Test
  void theNearestNameIsSuggested() {
    check(
        """
        //- /src/utils.js
        //- /src/app.js
        require('./utlis');
                ^^^^^^^^^ error[cannot-resolve]: Cannot find `./utlis` from `src/app.js`. Did you mean `./utils`?
        """);
  }

  @Test
  void requireResolveFailsInTheSameWay() {
    check(
        """
        const p = require.resolve('./nope.js');
                                  ^^^^^^^^^^^ error[cannot-resolve]
        """);
  }

  @Test
  void insideATryItIsAHint() {
    check(
        """
        try {
          require('./nope');
                  ^^^^^^^^ hint[cannot-resolve]
        } catch (e) {
          module.exports = null;
        }
        """);
  }

  @Test
  void aConstantThatIsPutTogetherIsAKnownPath() {
    check(
        """
        require(__dirname + '/nope.js');
                ^^^^^^^^^^^^^^^^^^^^^^ error[cannot-resolve]
        """);
  }

  @Test
  void pathsFromTheFolderAndTheFileAreFound() {
    check(
        """
        //- /lib/b.js
        //- /lib/main.js
        const path = require('path');
        require(path.join(__filename, '..', 'b'));
        require(path.resolve(__filename, '../b.js'));
        require(path.dirname(__filename) + '/b');
        require(path.resolve('/x', __dirname, 'b'));
        require(''.concat(__dirname, '/b.js'));
        require([__dirname, 'b'].join('/'));
        require(`${__dirname}/b`);
        require(path.join(path.dirname(__dirname), 'lib', 'b'));
        require(path.join(__dirname + '/../lib/b'));
        require(path.dirname(path.join(__dirname, 'z', 'y')) + '/../b');
        require(path.join(__filename, '..', 'nope'));
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[cannot-resolve]
        """);
  }

  /** Nothing is known of what stands before or behind the path of the file. */
  @Test
  void pathsThatAreNotKnownAreNotMissing() {
    check(
        """
        const path = require('path');
        require(path.join('a', __dirname, 'b'));
        require(path.dirname(__dirname + '-other') + '/b');
        require(path.join(__dirname + '-other', '..', 'b'));
        require(__filename.slice(0, -3) + '-b');
        require(__dirname.replace('src', 'lib') + '/b');
        require(__dirname.split('/').slice(0, -1).join('/') + '/b');
        require(path.basename(__filename) + '/b');
        """);
  }

  @Test
  void aPackageThatIsNowhere() {
    check(
        """
        const dep = require('not-installed-package-xyz');
                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[package-not-installed]: `not-installed-package-xyz` is not installed. Run `npm install not-installed-package-xyz`?
        """);
  }

  /** What is said is copied into a shell. */
  @Test
  void onlyNamesThatNpmTakesAreSaidToBeInstallable() {
    Function<String, String> said =
        name -> RuleTester.findings(Fixture.parse("require('" + name + "');")).get(0).message();
    for (String name :
        List.of("a;b", ".x", "~x", "--global", "-g", "a b", "$(a)", "@x", "a|b", "@x/a&b")) {
      assertFalse(said.apply(name).contains("npm"), name);
    }
    for (String name : List.of("zq-none", "@zq/none.js", "ZqNone", "zq_none~")) {
      assertTrue(said.apply(name).endsWith(" Run `npm install " + name + "`?"), name);
    }
  }

  /** A built-in with a slash too many, or with a file that it does not have. */
  @Test
  void whatNodeBringsAlongIsNotToBeInstalled() {
    check(
        """
        require('fs/');
                ^^^^^ error[package-not-installed]: The package `fs` is not installed. Did you mean `fs`?
        require('fs/promise');
                ^^^^^^^^^^^^ error[package-not-installed]: Did you mean `fs/promises`?
        require('http/server');
                ^^^^^^^^^^^^^ error[package-not-installed]: The package `http` is not installed.
        """);
    assertFalse(
        RuleTester.findings(Fixture.parse("require('http/server');"))
            .get(0)
            .message()
            .contains("npm"));
  }

  @Test
  void aFileIsNotSuggestedToItself() {
    List<Finding> findings =
        RuleTester.findings(
            Fixture.parse("//- /app.js\nrequire('.');\n//- /sub/tool.js\nrequire('tool');\n"));
    assertEquals(2, findings.size());
    findings.forEach(f -> assertFalse(f.message().contains("Did you mean"), f.message()));
  }

  /** Behind what they have in common they are quite different. */
  @Test
  void onlyNamesThatLookAlikeAreSuggested() {
    List<String> others = List.of("ws", "pg", "gulp-less", "grunt-contrib-watch");
    for (String name : others) {
      String said =
          RuleTester.findings(
                  Fixture.parse(
                      "//- /node_modules/gulp-sass/index.js\n"
                          + "//- /node_modules/grunt-contrib-clean/index.js\n"
                          + "//- /main.js\nrequire('"
                          + name
                          + "');"))
              .get(0)
              .message();
      assertTrue(said.endsWith(" Run `npm install " + name + "`?"), said);
    }
  }

  @Test
  void whatIsDeclaredOptionalIsAHint() {
    check(
        """
        //- /package.json
        {
          "dependencies": { "needed": "1" },
          "optionalDependencies": { "fast": "1" },
          "peerDependencies": { "peer": "1", "@s/other": "1" },
          "peerDependenciesMeta": { "@s/other": { "optional": true }, "peer": { "optional": 1 } }
        }
        //- /lib/main.js
        require('fast/lib');
                ^^^^^^^^^^ hint[package-not-installed]
        require('@s/other');
                ^^^^^^^^^^ hint[package-not-installed]
        require('peer');
                ^^^^^^ error[package-not-installed]
        require('needed');
                ^^^^^^^^ error[package-not-installed]
        """);
  }

  @Test
  void aFolderWithoutAnEntry() {
    check(
        """
        //- /sub/other.js
        //- /main.js
        require('./sub');
                ^^^^^^^ error[directory-without-entry]
        """);
  }

  @Test
  void anotherCaseThanOnDisk() {
    check(
        """
        //- /MyLib.js
        //- /main.js
        require('./mylib');
                ^^^^^^^^^ error[wrong-case]: Did you mean `./MyLib`?
        """);
  }

  @Test
  void aBuiltinThatNodeDoesNotHave() {
    check(
        """
        const x = require('node:fss');
                          ^^^^^^^^^^ error[unknown-builtin]: Node has no built-in module `node:fss`. Did you mean `node:fs`?
        """);
  }

  @Test
  void aSubpathThatThePackageKeepsToItself() {
    check(
        """
        //- /node_modules/dep/package.json
        { "name": "dep", "exports": { ".": "./index.js" } }
        //- /node_modules/dep/index.js
        //- /node_modules/dep/internal.js
        //- /main.js
        require('dep/internal.js');
                ^^^^^^^^^^^^^^^^^ error[subpath-not-exported]
        """);
  }
}
