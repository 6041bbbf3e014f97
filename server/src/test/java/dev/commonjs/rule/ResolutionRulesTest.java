package dev.commonjs.rule;

import static dev.commonjs.rule.RuleTester.check;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.commonjs.fixture.Fixture;
import dev.commonjs.workspace.Settings;
import java.util.List;
import java.util.Map;
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
        //- /node_modules/other/index.js
        //- /package.json
        {
          "dependencies": { "needed": "1", "other": "1" },
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

  /** One act is missing, not a package: said once, and in each file a hint. */
  @Test
  void whereNothingIsInstalledItIsSaidOnceAtThePackageJson() {
    check(
        """
        //- /app/yarn.lock
        //- /app/package.json
        {
          "name": "app",
          "dependencies": { "one": "1", "two": "1" },
          ^^^^^^^^^^^^^^ error[package-not-installed]: None of the packages that `app/package.json` declares is installed. Run `yarn install`?
          "optionalDependencies": { "fast": "1" }
        }
        //- /app/a.js
        try { require('fast'); } catch (e) {}
        require('one');
                ^^^^^ hint[package-not-installed]: The package `one` (and 2 more here) is not installed, nor is any other of `app/package.json`.
        require('two/lib');
        //- /app/b.js
        require('two');
                ^^^^^ hint[package-not-installed]: The package `two` is not installed, nor is any other of `app/package.json`.
        require('twi');
                ^^^^^ error[package-not-installed]: Did you mean `two`?
        require('zebra');
                ^^^^^^^ warning[package-not-installed]: The package `zebra` is not installed, and `app/package.json` does not declare it.
        //- /app/c.js
        require('fs');
        //- /other/package.json
        { "dependencies": { "one": "1" } }
        //- /other/prepared.js
        try { require('one'); } catch (e) {}
                      ^^^^^ hint[package-not-installed]
        //- /none/package.json
        {}
        //- /none/main.js
        require('one');
                ^^^^^ error[package-not-installed]: Run `npm install one`?
        """);
  }

  @Test
  void whereSomethingIsInstalledEachPackageIsSaid() {
    check(
        """
        //- /node_modules/two/index.js
        //- /app/package.json
        { "dependencies": { "one": "1", "two": "1" } }
        //- /app/a.js
        require('two');
        require('one');
                ^^^^^ error[package-not-installed]: The package `one` is in `package.json`, but not installed. Run `npm install one`?
        """);
  }

  @Test
  void whatTheHostHasIsNotMissing() {
    check(
        """
        //- /package.json
        { "engines": { "node": ">=20", "vscode": "^1.90.0" } }
        //- /main.js
        require('vscode');
        require('vs-code');
                ^^^^^^^^^ error[package-not-installed]
        """);
  }

  @Test
  void loadersOfBundlersAreNoPackages() {
    check(
        """
        require('raw-loader!./a.txt');
                ^^^^^^^^^^^^^^^^^^^^ hint[package-not-installed]: `raw-loader!./a.txt` asks a bundler for a loader; Node knows none.
        """);
  }

  @Test
  void whatTheRepositoryIgnoresIsMadeWhereItRuns() {
    check(
        new Settings("", Map.of("syntax-error", "off"), false, true, List.of(), List.of()),
        """
        //- /.git/info/exclude
        /private.js
        //- /.gitignore
        # made by the build
        /dist/
        local.js*
        //- /src/.gitignore
        *.json
        !kept.json
        //- /src/a.js
        require('../dist/main');
                ^^^^^^^^^^^^^^ hint[cannot-resolve]: Cannot find `../dist/main` from `src/a.js`. `.gitignore` keeps `dist` out of the repository: it may be made where the program runs.
        require('../local');
                ^^^^^^^^^^ hint[cannot-resolve]: `.gitignore` keeps `local.js`
        require('./local.json');
                ^^^^^^^^^^^^^^ hint[cannot-resolve]: `src/.gitignore` keeps `src/local.json`
        require('./keys.json');
                ^^^^^^^^^^^^^ hint[cannot-resolve]: `src/.gitignore` keeps `src/keys.json`
        require('./kept.json');
                ^^^^^^^^^^^^^ error[cannot-resolve]
        require('../private');
                ^^^^^^^^^^^^ hint[cannot-resolve]: `.git/info/exclude` keeps `private.js`
        require('../dist.js');
                ^^^^^^^^^^^^ error[cannot-resolve]: Cannot find `../dist.js` from `src/a.js`.
        require('..');
                ^^^^ hint[directory-without-entry]: Cannot find `..` from `src/a.js`. `.gitignore` keeps `dist` out of the repository
        //- /package.json
        { "main": "dist/main.js" }
        //- /dist/built.js
        require('./other');
                ^^^^^^^^^ error[cannot-resolve]: Cannot find `./other` from `dist/built.js`.
        """);
  }

  @Test
  void aSourceInAnotherLanguageStandsThere() {
    check(
        """
        //- /view.coffee
        //- /model.ts
        //- /widgets/index.tsx
        //- /notes.md
        //- /main.js
        require('./view');
                ^^^^^^^^ hint[cannot-resolve]: Cannot find `./view` from `main.js`. Node does not look for `view.coffee`: compile it, or load first what translates it.
        require('./model');
                ^^^^^^^^^ hint[cannot-resolve]: Node does not look for `model.ts`: compile it, or write its whole name (from Node 22.18 on).
        require('./model.js');
                ^^^^^^^^^^^^ hint[cannot-resolve]: `model.ts`
        require('./widgets');
                ^^^^^^^^^^^ hint[directory-without-entry]: Node does not look for `index.tsx`
        require('./notes');
                ^^^^^^^^^ error[cannot-resolve]
        """);
  }

  @Test
  void aTemplateStandsThere() {
    check(
        """
        //- /conf/a.js.example
        //- /conf/b.sample.json
        //- /conf/c-example.js
        //- /conf/example.d.js
        //- /conf/e.json.dist
        //- /conf/samples.js
        //- /conf/f.js
        //- /main.js
        require('./conf/a');
                ^^^^^^^^^^ hint[cannot-resolve]: Cannot find `./conf/a` from `main.js`. Copy `a.js.example` to `a.js`, and adapt it?
        require('./conf/b');
                ^^^^^^^^^^ hint[cannot-resolve]: Copy `b.sample.json` to `b.json`, and adapt it?
        require('./conf/c');
                ^^^^^^^^^^ hint[cannot-resolve]: Copy `c-example.js` to `c.js`, and adapt it?
        require('./conf/d.js');
                ^^^^^^^^^^^^^ hint[cannot-resolve]: Copy `example.d.js` to `d.js`, and adapt it?
        require('./conf/e.json');
                ^^^^^^^^^^^^^^^ hint[cannot-resolve]: Copy `e.json.dist` to `e.json`, and adapt it?
        require('./conf/g');
                ^^^^^^^^^^ error[cannot-resolve]
        """);
  }

  /** At any place of the module: the code knows that it may not be there, or makes it. */
  @Test
  void whoAsksForAFileIsPreparedForItsAbsence() {
    check(
        """
        const fs = require('fs');
        const path = require('path');
        if (fs.existsSync(path.join(__dirname, 'a.js'))) require('./a');
                                                                 ^^^^^ hint[cannot-resolve]
        const b = __dirname + '/b';
        if (!fs.existsSync(b + '.json')) process.exit(1);
        require(b);
                ^ hint[cannot-resolve]
        let c = true;
        try { fs.accessSync(path.resolve(__dirname, 'c/index.js')); } catch (e) { c = false; }
        if (c) require('./c');
                       ^^^^^ hint[cannot-resolve]
        fs.writeFileSync(path.join(__dirname, 'd.json'), '{}');
        require('./d.json');
                ^^^^^^^^^^ hint[cannot-resolve]
        let e = true;
        try { require.resolve('e-none'); } catch (error) { e = false; }
                              ^^^^^^^^ hint[package-not-installed]
        if (e) require('e-none');
                       ^^^^^^^^ hint[package-not-installed]
        fs.existsSync(path.join(__dirname, 'f2.js'));
        require('./f');
                ^^^^^ error[cannot-resolve]
        fs.readFileSync(path.join(__dirname, 'g.json'));
        require('./g.json');
                ^^^^^^^^^^ error[cannot-resolve]
        require.resolve('h-none');
                        ^^^^^^^^ error[package-not-installed]
        require('h-none');
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
