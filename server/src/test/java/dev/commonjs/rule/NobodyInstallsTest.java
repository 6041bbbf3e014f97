package dev.commonjs.rule;

import static dev.commonjs.rule.RuleTester.check;

import org.junit.jupiter.api.Test;

/**
 * What is missing and nobody would mend: modules of a host, data of tests, branches for pages; and
 * what is one act for many packages.
 */
final class NobodyInstallsTest {
  @Test
  void electronHasItsModulesWhereItIsNotDeclared() {
    check(
        """
        //- /main.js
        require('electron').shell;
                ^^^^^^^^^^ hint[package-not-installed]: `electron` is not installed or declared: Electron has it for what runs there, and Node does not.
        require('electron/main');
                ^^^^^^^^^^^^^^^ hint[package-not-installed]: Electron has it
        require('electron-log');
                ^^^^^^^^^^^^^^ error[package-not-installed]: Run `npm install electron-log`?
        """);
  }

  @Test
  void whatIsDeclaredIsToBeInstalledWhoeverElseHasIt() {
    check(
        """
        //- /node_modules/one/index.js
        //- /package.json
        { "devDependencies": { "electron": "1", "one": "1" } }
        //- /main.js
        require('electron').shell;
                ^^^^^^^^^^ error[package-not-installed]: The package `electron` is in `package.json`, but not installed.
        """);
  }

  /** Up to Node 16 version 2, from 18 on version 3. */
  @Test
  void lambdaHasOneVersionOfItsSdk() {
    check(
        """
        //- /old/serverless.yml
        provider:
          name: aws
          runtime: nodejs16.x
        //- /old/src/a.js
        require('aws-sdk');
                ^^^^^^^^^ hint[package-not-installed]: AWS Lambda has it
        require('@aws-sdk/client-s3');
                ^^^^^^^^^^^^^^^^^^^^ error[package-not-installed]: AWS Lambda has it from `nodejs18.x` on only.
        require('aws-sdk-mock');
                ^^^^^^^^^^^^^^ error[package-not-installed]
        //- /new/template.yaml
        Resources:
          A:
            Properties:
              Runtime: "nodejs22.x"
        //- /new/a.js
        require('aws-sdk');
                ^^^^^^^^^ error[package-not-installed]: `aws-sdk` is not installed. AWS Lambda has it up to `nodejs16.x` only. Run `npm install aws-sdk`?
        require('@aws-sdk/client-s3');
                ^^^^^^^^^^^^^^^^^^^^ hint[package-not-installed]: AWS Lambda has it
        //- /both/serverless.yml
        functions:
          a:
            runtime: nodejs16.x
          b:
            runtime: nodejs20.x
        //- /both/a.js
        require('aws-sdk');
                ^^^^^^^^^ error[package-not-installed]
        //- /app/package.json
        { "dependencies": { "one": "1" } }
        //- /app/serverless.yml
        runtime: nodejs18.x
        //- /app/a.js
        require('aws-sdk');
                ^^^^^^^^^ warning[package-not-installed]: The package `aws-sdk` is not installed, and `app/package.json` does not declare it. AWS Lambda has it up to `nodejs16.x` only.
        //- /flow/serverless.yml
        provider: { name: aws, runtime: &node 'nodejs16.x' }
        functions:
          ? [a, b]
          : { runtime: *node, tags: !Sub '${x}' }
        //- /flow/a.js
        require('aws-sdk');
                ^^^^^^^^^ hint[package-not-installed]: AWS Lambda has it
        //- /broken/serverless.yml
        description: |
          runtime: nodejs16.x
        - : [
        //- /broken/a.js
        require('aws-sdk');
                ^^^^^^^^^ error[package-not-installed]
        //- /none/serverless.yml
        # runtime: nodejs16.x
        //- /none/a.js
        require('aws-sdk');
                ^^^^^^^^^ error[package-not-installed]
        """);
  }

  @Test
  void openWhiskHasItsClient() {
    check(
        """
        //- /action/serverless.yml
        provider:
          name: openwhisk
        //- /action/a.js
        require('openwhisk')();
                ^^^^^^^^^^^ hint[package-not-installed]: Apache OpenWhisk has it
        require('request');
                ^^^^^^^^^ error[package-not-installed]
        //- /tool/a.js
        require('openwhisk')();
                ^^^^^^^^^^^ error[package-not-installed]
        """);
  }

  @Test
  void aHostKnowsItselfWhereItsOwnPackagesAreWrittenForIt() {
    check(
        """
        //- /package.json
        { "name": "editor", "workspaces": ["packages/*"] }
        //- /packages/tabs/package.json
        { "name": "tabs", "engines": { "editor": "1" } }
        //- /packages/tabs/main.js
        require('editor');
        //- /spec/a.js
        require('editor');
                ^^^^^^^^ hint[package-not-installed]: editor has it
        """);
  }

  /** Nobody installs a package into itself. */
  @Test
  void onesOwnNameIsNotToBeInstalled() {
    check(
        """
        //- /node_modules/one/index.js
        //- /package.json
        { "name": "lib", "dependencies": { "one": "1" } }
        //- /test/a.js
        require('lib');
                ^^^^^ error[package-not-installed]: `lib` is this package itself. Node finds it by its name where its `package.json` has `exports`, or where it is linked.
        //- /bare/package.json
        { "name": "bare", "dependencies": { "two": "1" } }
        //- /bare/a.js
        require('bare');
                ^^^^^^ warning[package-not-installed]: `bare` is this package itself.
        //- /able/package.json
        { "name": "able", "exports": "./a.js" }
        //- /able/a.js
        require('able');
        """);
  }

  @Test
  void dataOfTestsThatNothingRequiresIsAHint() {
    check(
        """
        //- /test/fixtures/data.js
        require('fake');
                ^^^^^^ hint[package-not-installed]
        require('./nope');
                ^^^^^^^^ hint[cannot-resolve]
        require('./more');
        //- /test/fixtures/more.js
        require('fake');
                ^^^^^^ hint[package-not-installed]
        //- /test/fixtures/helper.js
        require('./nope');
                ^^^^^^^^ error[cannot-resolve]
        require('./deeper');
        //- /test/fixtures/deeper.js
        require('./nope');
                ^^^^^^^^ error[cannot-resolve]
        //- /test/a.fixture.cjs
        require('./nope');
                ^^^^^^^^ hint[cannot-resolve]
        //- /test/a.test.js
        require('./fixtures/helper');
        require('./nope');
                ^^^^^^^^ error[cannot-resolve]
        //- /src/fixture.js
        require('./nope');
                ^^^^^^^^ error[cannot-resolve]
        """);
  }

  @Test
  void dataOfTestsNeedsNoInstallation() {
    check(
        """
        //- /test/fixtures/app/package.json
        { "dependencies": { "one": "1" } }
        //- /test/fixtures/app/main.js
        require('one');
                ^^^^^ hint[package-not-installed]
        """);
  }

  /** Node may load it; that anybody does is not seen. */
  @Test
  void aScriptThatAsksWhereItRunsIsAHintBehindTheQuestion() {
    check(
        """
        //- /public/page.js
        var _ = this._;
        if (!_ && (typeof require !== 'undefined')) _ = require('underscore');
                                                                ^^^^^^^^^^^^ hint[package-not-installed]
        !_ && 'undefined' !== typeof require && (_ = require('./underscore'));
                                                             ^^^^^^^^^^^^^^ hint[cannot-resolve]
        var btoa = typeof window !== 'undefined' ? window.btoa : require('btoa');
                                                                         ^^^^^^ hint[package-not-installed]
        if (typeof _ === 'object') require('zebra');
                                           ^^^^^^^ error[package-not-installed]
        require('./nope');
                ^^^^^^^^ error[cannot-resolve]
        """);
  }

  @Test
  void aModuleThatIsLoadedIsNoScriptOfAPage() {
    check(
        """
        //- /package.json
        { "main": "lib/entry" }
        //- /lib/entry.js
        var fetch = typeof window !== 'undefined' ? window.fetch : require('zebra');
                                                                           ^^^^^^^ error[package-not-installed]
        //- /lib/part.js
        var fetch = typeof window !== 'undefined' ? window.fetch : require('zebra');
                                                                           ^^^^^^^ error[package-not-installed]
        //- /app.js
        require('./lib/part');
        """);
  }

  @Test
  void globalsOfThePageAreNoPackages() {
    check(
        """
        //- /package.json
        { "browserify-shim": { "jquery": "global:$", "three": { "exports": "global:THREE" }, "other": "O" } }
        //- /main.js
        require('jquery');
        require('three');
        require('other');
                ^^^^^^^ error[package-not-installed]
        """);
  }

  @Test
  void dataThatReadersAreToldToMake() {
    check(
        """
        //- /README.md
        Save your key as `functions/key.json`. Code is in `tool.js`.
        //- /functions/a.js
        require('./key.json');
                ^^^^^^^^^^^^ hint[cannot-resolve]: `README.md` speaks of it: it may be for those to make who use this.
        require('./ey.json');
                ^^^^^^^^^^^ error[cannot-resolve]
        require('./tool');
                ^^^^^^^^ error[cannot-resolve]
        """);
  }

  @Test
  void aWorkspaceWithoutAnyPackageIsOneLine() {
    check(
        """
        //- /package.json
        {
          "dependencies": {},
          "workspaces": ["packages/*", "!packages/x*"]
          ^^^^^^^^^^^^ error[package-not-installed]: None of the packages that the workspace of `package.json` declares is installed. Run `npm install`?
        }
        //- /packages/a/package.json
        { "dependencies": { "one": "1" } }
        //- /packages/a/main.js
        require('one');
                ^^^^^ hint[package-not-installed]: The package `one` is not installed, nor is any other of `packages/a/package.json`.
        //- /packages/b/package.json
        { "dependencies": { "two": "1" } }
        //- /packages/b/main.js
        require('two');
                ^^^^^ hint[package-not-installed]
        //- /packages/xc/package.json
        { "dependencies": { "three": "1" } }
          ^^^^^^^^^^^^^^ error[package-not-installed]: None of the packages that `packages/xc/package.json` declares is installed.
        //- /packages/xc/main.js
        require('three');
                ^^^^^^^ hint[package-not-installed]
        """);
  }

  @Test
  void onePackageThatIsThereShowsThatTheWorkspaceIsInstalled() {
    check(
        """
        //- /package.json
        { "workspaces": ["packages/*"] }
        //- /packages/a/package.json
        { "dependencies": { "one": "1" } }
          ^^^^^^^^^^^^^^ error[package-not-installed]: None of the packages that `packages/a/package.json` declares is installed.
        //- /packages/a/main.js
        require('one');
                ^^^^^ hint[package-not-installed]
        //- /packages/b/package.json
        { "dependencies": { "two": "1" } }
        //- /packages/b/node_modules/two/index.js
        //- /packages/b/main.js
        require('two');
        """);
  }

  /** What another package has for itself does not show that this one was ever installed. */
  @Test
  void whatIsInstalledForAnotherFurtherUpIsLent() {
    check(
        """
        //- /package.json
        { "devDependencies": { "lint": "1" } }
        //- /node_modules/lint/index.js
        //- /node_modules/brought-along/index.js
        //- /a/package.json
        { "dependencies": { "one": "1", "two": "1", "lint": "1" } }
          ^^^^^^^^^^^^^^ error[package-not-installed]: None of the packages that only `a/package.json` declares is installed. Run `npm install`?
        //- /a/use.js
        require('lint');
        require('one');
                ^^^^^ hint[package-not-installed]: The package `one` (and 1 more here) is not installed, nor is any other that only `a/package.json` declares.
        require('two');
        //- /b/package.json
        { "dependencies": { "one": "1", "lint": "1", "brought-along": "1" } }
        //- /b/use.js
        require('one');
                ^^^^^ error[package-not-installed]: The package `one` is in `package.json`, but not installed.
        //- /c/package.json
        { "dependencies": { "one": "1", "lint": "1" } }
        //- /c/node_modules/lint/index.js
        //- /c/use.js
        require('one');
                ^^^^^ error[package-not-installed]: The package `one` is in `package.json`, but not installed.
        """);
  }

  @Test
  void pnpmLernaAndPathsMakeWorkspacesToo() {
    check(
        """
        //- /pnpm/pnpm-workspace.yaml
        packages:
        ^^^^^^^^ error[package-not-installed]: None of the packages that the workspace of `pnpm/pnpm-workspace.yaml` declares is installed. Run `pnpm install`?
          - "./**"
        //- /pnpm/deep/a/package.json
        { "dependencies": { "one": "1" } }
        //- /pnpm/deep/a/main.js
        require('one');
                ^^^^^ hint[package-not-installed]
        //- /lerna/lerna.json
        { "packages": ["libs/*"] }
          ^^^^^^^^^^ error[package-not-installed]: None of the packages that the workspace of `lerna/lerna.json` declares is installed.
        //- /lerna/libs/a/package.json
        { "name": "@own/a", "dependencies": { "one": "1" } }
        //- /lerna/libs/a/index.js
        require('one');
                ^^^^^ hint[package-not-installed]
        //- /lerna/libs/b/package.json
        { "dependencies": { "@own/a": "1" } }
        //- /lerna/libs/b/index.js
        require('@own/a');
        //- /paths/package.json
        { "dependencies": { "a": "file:libs/a", "b": "./libs/b", "c": "file:c.tgz" } }
          ^^^^^^^^^^^^^^ error[package-not-installed]: None of the packages that the workspace of `paths/package.json` declares is installed.
        //- /paths/libs/a/package.json
        { "name": "a", "dependencies": { "one": "1" } }
        //- /paths/libs/a/index.js
        require('one');
                ^^^^^ hint[package-not-installed]
        //- /paths/libs/b/package.json
        { "name": "b" }
        //- /paths/libs/b/index.js
        //- /paths/main.js
        require('a');
        require('b');
        require('c');
                ^^^ hint[package-not-installed]
        //- /broken/lerna.json
        { "packages": [
        //- /broken/libs/a/package.json
        { "dependencies": { "one": "1" } }
          ^^^^^^^^^^^^^^ error[package-not-installed]
        //- /broken/libs/a/index.js
        require('one');
                ^^^^^ hint[package-not-installed]
        """);
  }

  @Test
  void onesOwnPackageThatIsNotBuiltYetIsAHint() {
    check(
        """
        //- /.gitignore
        dist
        //- /package.json
        { "workspaces": ["packages/*"] }
        //- /packages/a/package.json
        { "name": "a", "main": "dist/main.js" }
        //- /packages/b/package.json
        { "name": "b", "exports": "./dist/b.js" }
        //- /packages/c/package.json
        { "name": "c", "main": "lib/c" }
        //- /packages/c/lib/c.ts
        //- /packages/d/package.json
        { "name": "d", "exports": "./lib/d.js" }
        //- /packages/e/package.json
        { "name": "e" }
        //- /packages/e/main.js
        require('a');
                ^^^ hint[directory-without-entry]: Cannot find `a` from `packages/e/main.js`. `.gitignore` keeps `packages/a/dist` out of the repository
        require('a/dist/part');
                ^^^^^^^^^^^^^ hint[cannot-resolve]: `.gitignore` keeps `packages/a/dist` out of the repository
        require('b');
                ^^^ hint[cannot-resolve]: `.gitignore` keeps `packages/b/dist` out of the repository
        require('c');
                ^^^ hint[directory-without-entry]: Node does not look for `c.ts`
        require('d');
                ^^^ error[cannot-resolve]
        require('a/part');
                ^^^^^^^^ error[cannot-resolve]
        """);
  }
}
