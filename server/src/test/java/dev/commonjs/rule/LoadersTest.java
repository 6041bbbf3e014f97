package dev.commonjs.rule;

import static dev.commonjs.rule.RuleTester.check;

import dev.commonjs.workspace.Settings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Ways of loading that are not the plain one. */
final class LoadersTest {
  private static Settings node(String version) {
    return new Settings(version, Map.of(), false, true, List.of(), List.of());
  }

  @Test
  void requireResolveLooksWhereItIsTold() {
    check(
        """
        //- /a/x.js
        //- /main.js
        require.resolve('./x', { paths: [__dirname + '/a'] });
        require.resolve('plugin', { paths: [process.cwd(), '/plugins'] });
        require.resolve('plugin', options());
        function options() { return JSON.parse('{}'); }
        require.resolve('plugin', { paths: [__dirname] });
                        ^^^^^^^^ error[package-not-installed]
        require.resolve('./x', {});
                        ^^^^^ error[cannot-resolve]
        require.resolve('./x', undefined);
                        ^^^^^ error[cannot-resolve]
        """);
  }

  @Test
  void createRequireLooksFromItsBase() {
    check(
        """
        //- /a/x.js
        exports.known = 1;
        //- /main.js
        const { createRequire } = require('module');
        const there = createRequire(__dirname + '/a/file.js');
        there('./x').known;
        there('anything').any();
        createRequire(process.cwd() + '/')('./x');
        const here = createRequire(__filename);
        here('./y');
             ^^^^^ error[cannot-resolve]
        here('./a/x').absent;
                      ^^^^^^ warning[missing-member]
        //- /main.mjs
        import { createRequire } from 'node:module';
        const require = createRequire(import.meta.url);
        require('./x');
                ^^^^^ error[cannot-resolve]
        require('./a/x').absent;
                         ^^^^^^ warning[missing-member]
        """);
  }

  @Test
  void whatAnotherPlacesRequireIsToldIsNotMocked() {
    check(
        """
        //- /a/x.js
        //- /main.js
        const load = require('module').createRequire('/a/file.js');
        load('./x');
        require('./x');
                ^^^^^ error[cannot-resolve]
        """);
  }

  private static final String OWN =
      """
      //- /packages/one/package.json
      { "name": "@app/one", "main": "lib/main" }
      //- /packages/one/lib/main.js
      exports.known = 1;
      //- /tools/deep/two/package.json
      { "name": "two", "exports": { "require": "./a.cjs", "import": "./a.mjs" } }
      //- /tools/deep/two/a.cjs
      exports.known = 1;
      //- /tools/deep/two/a.mjs
      export const other = 1;
      """;

  private static final String USE =
      """
      //- /packages/use.js
      require('@app/one').known;
      require('@app/one').absent;
                          ^^^^^^ warning[missing-member]
      require('@app/one/lib/main.js').known;
      require('@app/one/lib/none');
              ^^^^^^^^^^^^^^^^^^^ error[cannot-resolve]: The package `@app/one` has no file `./lib/none`.
      require('two').absent;
                     ^^^^^^ warning[missing-member]
      require('three');
              ^^^^^^^ error[package-not-installed]
      //- /packages/use.mjs
      import { other } from 'two';
      import * as two from 'two';
      console.log(other, two.other);
      """;

  @Test
  void ownPackagesThatAreNotLinkedYet() {
    check("//- /package.json\n{ \"workspaces\": [\"packages/*\", \"./tools/**\"] }\n" + OWN + USE);
    check(
        "//- /package.json\n{ \"workspaces\": { \"packages\": [\"packages/*\", \"tools/de*/two\"] } }\n"
            + OWN
            + USE);
    check(
        "//- /pnpm-workspace.yaml\npackages:\n  # all\n  - 'packages/*'\n  - \"tools/deep/*\"\ncatalog:\n  - x\n"
            + OWN
            + USE);
  }

  @Test
  void aliasesInPackageJson() {
    check(
        """
        //- /package.json
        { "_moduleAliases": { "@lib": "lib", "tool": "lib/tool.js" } }
        //- /lib/tool.js
        exports.known = 1;
        //- /main.js
        require('@lib/tool').absent;
                             ^^^^^^ warning[missing-member]
        require('tool').known;
        require('@library/tool');
                ^^^^^^^^^^^^^^^ error[package-not-installed]
        """);
  }

  private static final String REGISTER =
      """
      //- /node_modules/paths/package.json
      { "main": "lib/index.js" }
      //- /node_modules/paths/lib/index.js
      require('./patch')();
      //- /node_modules/paths/lib/patch.js
      const Module = require('module');
      module.exports = () => {
        const old = Module._resolveFilename;
        Module._resolveFilename = function (name) { return old.call(this, name); };
      };
      """;

  @Test
  void whoeverPatchesNodesLoaderDoesItForAllThatFollows() {
    check(
        REGISTER
            + """
            //- /main.js
            require('paths');
            require('@/anything');
            require('./app');
            require('./absent');
                    ^^^^^^^^^^ error[cannot-resolve]
            //- /app.js
            require('~/other').run();
            //- /alone.js
            require('@/anything');
                    ^^^^^^^^^^^^ error[package-not-installed]
            """);
  }

  @Test
  void waysOfPatching() {
    check(
        """
        //- /a.js
        require('module').registerHooks({ resolve() {} });
        require('host-api').v;
        //- /b.js
        module.paths.push('/opt/modules');
        require('host-api').v;
        require('./loaded');
        //- /loaded.js
        require('host-api').v;
                ^^^^^^^^^^ error[package-not-installed]
        //- /c.js
        const Module = require('module');
        Module._load = () => ({});
        require('host-api').v;
        //- /d.js
        process.env.NODE_PATH = '/opt';
        require('module').Module._initPaths();
        require('host-api').v;
        //- /reads.js
        console.log(module.paths.length, require('module')._resolveFilename('x'));
        require('host-api').v;
                ^^^^^^^^^^ error[package-not-installed]
        """);
  }

  @Test
  void moreWaysOfPatching() {
    check(
        """
        //- /constructor.js
        const Module = module.constructor;
        Module._findPath = () => '/x.js';
        require('host-api').v;
        //- /applied.js
        Array.prototype.push.apply(module.paths, ['/opt']);
        require('host-api').v;
        //- /assigned.js
        module.paths = [...module.paths, '/opt'];
        require('host-api').v;
        //- /everywhere.js
        require('node:module').globalPaths.unshift('/opt');
        require('host-api').v;
        //- /imported.mjs
        import Module, { createRequire } from 'node:module';
        Module._resolveFilename = () => '/x.js';
        const require = createRequire(import.meta.url);
        require('host-api').v;
        //- /defined.js
        const { prototype } = require('module');
        Object.defineProperty(prototype, 'require', { value: () => ({}) });
        require('host-api').v;
        //- /parameter.js
        exports.patch = (loader) => { loader._nodeModulePaths = () => ['/opt']; };
        require('host-api').v;
        //- /given.js
        patch(require('module'));
        require('host-api').v;
        """);
  }

  /** A file that nothing is seen to load asks for the program by the name of its folder. */
  @Test
  void textAroundModulesMayNameOtherFolders() {
    check(
        """
        //- /node_modules/swizzle/index.js
        const Module = require('module');
        module.exports = (folder) => {
          Module.wrap = (text) => `(function (exports, require, module) { module.paths.unshift('${folder}');${text}\\n})`;
          return require;
        };
        //- /node_modules/tool/package.json
        { "name": "tool", "main": "start.js" }
        //- /package.json
        { "name": "tool", "main": "start.js" }
        //- /start.js
        require = require('swizzle')(__dirname + '/lib');
        require('./lib/tool/env');
        //- /lib/tool/env.js
        require('tool/seen');
        require('./missing');
                ^^^^^^^^^^^ error[cannot-resolve]
        //- /lib/tool/seen.js
        require('tool/env');
        //- /apart/package.json
        { "name": "apart" }
        //- /apart/index.js
        require('swizzled/lib');
                ^^^^^^^^^^^^^^ error[package-not-installed]
        """);
  }

  @Test
  void whatOnlyLooksLikePatching() {
    check(
        """
        //- /texts.js
        // Module._resolveFilename = () => '/x.js';
        console.log("module.paths.push('/opt')", module.paths.slice(), module.paths.concat('/opt'));
        require('host-api').v;
                ^^^^^^^^^^ error[package-not-installed]
        //- /others.js
        class Loader {
          constructor() { this._load = 1; this._pathCache = {}; }
        }
        const own = { paths: [] };
        own._resolveFilename = () => new Loader();
        own.paths.push('/opt');
        require('host-api').v;
                ^^^^^^^^^^ error[package-not-installed]
        //- /never.js
        if (false) require('module').registerHooks({});
        require('host-api').v;
                ^^^^^^^^^^ error[package-not-installed]
        //- /given.js
        require('./reader')(require('module'));
        require('host-api').v;
                ^^^^^^^^^^ error[package-not-installed]
        //- /reader.js
        module.exports = (loader) => loader.builtinModules.length;
        """);
  }

  @Test
  void whoeverIsNotThereAndGetsTheLoader() {
    check(
        """
        //- /main.js
        require('patcher').install(require('module'));
                ^^^^^^^^^ error[package-not-installed]
        require('host-api').v;
        """);
  }

  @Test
  void whatIsLoadedFirstCountsForWhatIsLoadedThen() {
    check(
        """
        //- /main.js
        require('./first');
        require('./then');
        //- /first.js
        require('module')._load = () => ({});
        //- /then.js
        require('host-api').v;
        """);
  }

  @Test
  void extensionsThatNodeIsToldToLoad() {
    check(
        """
        //- /view.txt
        //- /deep/index.txt
        //- /other.foo
        //- /main.js
        require.extensions['.txt'] = (module, file) => { module.exports = file; };
        require('./app');
        //- /app.js
        require('./view').length;
        require('./deep').length;
        require('./other');
                ^^^^^^^^^ error[cannot-resolve]
        //- /alone.js
        require('./view');
                ^^^^^^^^ error[cannot-resolve]
        //- /all.js
        const { _extensions } = require('module');
        for (const end of process.argv) _extensions[end] = _extensions['.js'];
        require('./view');
        require('./absent');
                ^^^^^^^^^^ error[cannot-resolve]
        """);
  }

  private static final String HASH =
      """
      //- /package.json
      { "imports": { "#/*": "./src/*.js" } }
      //- /src/a.js
      exports.a = 1;
      """;

  @Test
  void importsThatStartWithASlash() {
    check(node("24"), HASH + "//- /main.js\nrequire('#/a').a;\n");
    check(node("25.4"), HASH + "//- /main.js\nrequire('#/a').a;\n");
    check(
        node("22"),
        HASH + "//- /main.js\nrequire('#/a').a;\n        ^^^^^ error[cannot-resolve]\n");
  }

  private static final String SHUT =
      """
      //- /node_modules/shut/package.json
      { "main": "main.js", "exports": false }
      //- /node_modules/shut/main.js
      exports.a = 1;
      """;

  @Test
  void exportsThatAreFalse() {
    check(node("22"), SHUT + "//- /main.js\nrequire('shut').a;\n");
    check(
        node("20"),
        SHUT + "//- /main.js\nrequire('shut').a;\n        ^^^^^^ error[subpath-not-exported]\n");
  }

  private static final String TOOL =
      """
      //- /package.json
      { "type": "module" }
      //- /tool
      module.exports = { known: 1 };
      """;

  @Test
  void aFileWithoutExtensionBelowTypeModule() {
    check(
        node("20"),
        TOOL
            + "//- /main.cjs\nrequire('./tool').absent;\n                  ^^^^^^ warning[missing-member]\n");
    check(
        node("26"),
        TOOL.replace("module.exports =", "export default")
            + "//- /main.cjs\nrequire('./tool').absent;\n");
  }

  @Test
  void importsWithAPhase() {
    check(
        """
        //- /x.mjs
        export const a = 1;
        //- /main.mjs
        import defer * as x from './x.mjs';
        import source y from './x.wasm';
        import defer from './x.mjs';
        console.log(x.a, y, defer, source);
        """);
  }
}
