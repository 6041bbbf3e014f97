package dev.commonjs.rule;

import static dev.commonjs.rule.RuleTester.check;

import org.junit.jupiter.api.Test;

/** Packages that Yarn's Plug'n'Play installs. */
final class PlugAndPlayTest {
  @Test
  void aTableOfYarnThatIsNotRead() {
    check(
        """
        //- /.pnp.cjs
        module.exports = {};
        //- /src/main.js
        require('anything').run();
        require('./absent');
                ^^^^^^^^^^ error[cannot-resolve]
        """);
  }

  /** What Yarn 4 writes: JSON in a literal, a backslash at the end of each line. */
  private static String pnp(String json) {
    return "//- /.pnp.cjs\nconst RAW_RUNTIME_STATE =\n'"
        + json.strip().replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\\n")
        + "';\n\nfunction $$SETUP_STATE(hydrateRuntimeState, basePath) {\n"
        + "  return hydrateRuntimeState(JSON.parse(RAW_RUNTIME_STATE), {basePath});\n}\n";
  }

  private static final String TABLE =
      """
      {
        "__info": ["It's generated."],
        "dependencyTreeRoots": [{ "name": "app", "reference": "workspace:." }],
        "enableTopLevelFallback": true,
        "ignorePatternData": "(^(?:\\\\.yarn\\\\/sdks(?:\\\\/|$)))",
        "fallbackExclusionList": [["app", ["workspace:."]]],
        "fallbackPool": [["pooled", "npm:1.0.0"]],
        "packageRegistryData": [
          [null, [[null, {
            "packageLocation": "./",
            "packageDependencies": [
              ["zipped", "npm:1.0.0"], ["open", "npm:2.0.0"], ["other-name", ["open", "npm:2.0.0"]],
              ["part", "workspace:part"], ["gone", "npm:1.0.0"], ["peer", null]
            ]
          }]]],
          ["app", [["workspace:.", {
            "packageLocation": "./",
            "packageDependencies": [["zipped", "npm:1.0.0"]]
          }]]],
          ["part", [["workspace:part", {
            "packageLocation": "./packages/part/",
            "packageDependencies": [["virtual", "virtual:7#npm:1.0.0"]],
            "linkType": "SOFT"
          }]]],
          ["zipped", [["npm:1.0.0", {
            "packageLocation": "./.yarn/cache/zipped-npm-1.0.0.zip/node_modules/zipped/",
            "packageDependencies": []
          }]]],
          ["gone", [["npm:1.0.0", {
            "packageLocation": "./.yarn/cache/gone-npm-1.0.0.zip/node_modules/gone/",
            "packageDependencies": []
          }]]],
          ["open", [["npm:2.0.0", {
            "packageLocation": "./.yarn/unplugged/open-npm-2.0.0/node_modules/open/",
            "packageDependencies": []
          }]]],
          ["pooled", [["npm:1.0.0", {
            "packageLocation": "./.yarn/unplugged/pooled/node_modules/pooled/",
            "packageDependencies": []
          }]]],
          ["virtual", [["virtual:7#npm:1.0.0", {
            "packageLocation": "./.yarn/__virtual__/virtual-7/0/unplugged/virtual/node_modules/virtual/",
            "packageDependencies": []
          }]]]
        ]
      }
      """;

  private static final String PLUGGED =
      """
      //- /package.json
      { "name": "app" }
      //- /.yarn/cache/zipped-npm-1.0.0.zip
      PK
      //- /.yarn/unplugged/open-npm-2.0.0/node_modules/open/package.json
      { "main": "lib.js" }
      //- /.yarn/unplugged/open-npm-2.0.0/node_modules/open/lib.js
      exports.known = 1;
      //- /.yarn/unplugged/pooled/node_modules/pooled/index.js
      exports.known = 1;
      //- /.yarn/unplugged/virtual/node_modules/virtual/index.js
      exports.known = 1;
      //- /packages/part/index.js
      require('virtual').absent;
                         ^^^^^^ warning[missing-member]
      require('pooled').absent;
                        ^^^^^^ warning[missing-member]
      require('unheard-of');
              ^^^^^^^^^^^^ error[package-not-installed]: The package `unheard-of` is not installed: it is no dependency of `part`. Run `yarn add unheard-of`?
      exports.part = require('open').known;
      //- /main.js
      require('zipped').anything();
      require('zipped/lib/part').anything();
      require('open').known;
      require('open').absent;
                      ^^^^^^ warning[missing-member]
      require('open/lib').known;
      require('open/none');
              ^^^^^^^^^^^ error[cannot-resolve]: The package `open` has no file `./none`.
      require('other-name').absent;
                            ^^^^^^ warning[missing-member]
      require('part').absent;
                      ^^^^^^ warning[missing-member]
      require('zippped');
              ^^^^^^^^^ error[package-not-installed]: is no dependency of this package.
      require('gone');
              ^^^^^^ error[package-not-installed]: The package `gone` is not installed. Run `yarn add gone`?
      require('peer');
              ^^^^^^ error[package-not-installed]: a peer dependency of this package that nobody provides
      require('fs').readFileSync;
      require('./absent');
              ^^^^^^^^^^ error[cannot-resolve]
      //- /main.mjs
      import { known } from 'open';
      import * as zipped from 'zipped/part.js';
      console.log(known, zipped.anything);
      """;

  @Test
  void packagesAreWhereTheTableOfYarnSays() {
    check(pnp(TABLE) + PLUGGED);
  }

  @Test
  void theTableOfYarnInAFileOfItsOwn() {
    check("//- /.pnp.cjs\nconst path = require('path');\n//- /.pnp.data.json\n" + TABLE + PLUGGED);
  }

  @Test
  void theTableThatYarn2Writes() {
    check(
        "//- /.pnp.js\nfunction $$SETUP_STATE(hydrateRuntimeState, basePath) {\n"
            + "  return hydrateRuntimeState("
            + TABLE
            + ", {basePath: basePath || __dirname});\n}\n"
            + PLUGGED);
  }
}
