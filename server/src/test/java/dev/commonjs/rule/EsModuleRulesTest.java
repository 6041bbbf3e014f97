package dev.commonjs.rule;

import static dev.commonjs.rule.RuleTester.check;

import org.junit.jupiter.api.Test;

/** ES modules that use CommonJS modules, or look like them. */
final class EsModuleRulesTest {
  private static final String DUAL =
      """
      //- /node_modules/dual/package.json
      { "exports": { "require": "./index.cjs", "import": "./index.mjs" } }
      //- /node_modules/dual/index.cjs
      Object.defineProperty(exports, '__esModule', { value: true });
      exports.default = function draw() {};
      //- /node_modules/dual/index.mjs
      export default function draw() {}
      export const extra = 2;
      """;

  @Test
  void importHasItsOwnConditions() {
    check(
        DUAL
            + """
            //- /use.mjs
            import draw, { extra } from 'dual';
            import * as all from 'dual';
            draw(extra, all.extra, all.default());
            //- /use.cjs
            const draw = require('dual');
            draw();
            ^^^^ error[not-callable]: `dual` exports an object
            draw.extra;
                 ^^^^^ warning[missing-member]
            """);
  }

  /** In one file it may be either. */
  @Test
  void aPackageThatIsImportedAndRequired() {
    check(
        DUAL
            + """
            //- /use.mjs
            import { createRequire } from 'node:module';
            import draw from 'dual';
            const require = createRequire(import.meta.url);
            const again = require('dual');
            draw();
            again.default();
            again.extra;
            """);
  }

  @Test
  void importMetaHasAUrlInNode() {
    check(
        """
        //- /lib.cjs
        exports.known = 1;
        //- /use.mjs
        import path from 'node:path';
        import { createRequire } from 'node:module';
        import { fileURLToPath } from 'node:url';
        const folder = typeof import.meta !== 'undefined' && import.meta.url
          ? path.dirname(fileURLToPath(import.meta.url)) : __dirname;
        const require = createRequire(import.meta.url);
        require('./lib.cjs').known(folder);
                             ^^^^^ error[not-callable]
        require('./lib.cjs').absent;
                             ^^^^^^ warning[missing-member]
        import.meta.env.MODE.length;
        //- /env.mjs
        console.log(import.meta.env ? 'bundled' : __dirname);
                                                  ^^^^^^^^^ error[commonjs-in-esm]
        """);
  }

  @Test
  void theNamespaceOfACommonJsModule() {
    check(
        """
        //- /lib.cjs
        module.exports = function lib() {};
        module.exports.known = 1;
        //- /use.mjs
        import * as lib from './lib.cjs';
        import whole, { known } from './lib.cjs';
        const { default: same } = lib;
        same();
        lib.default();
        lib['module.exports']();
        lib.default.known;
        lib.known;
        lib.absent;
            ^^^^^^ warning[missing-member]: `./lib.cjs` exports no `absent`.
        lib.default.absent;
                    ^^^^^^ warning[missing-member]: `./lib.cjs` exports no `absent`.
        whole();
        for (const name of Object.keys({ ...lib })) name;
        console.log(known);
        """);
  }

  @Test
  void aNamespaceIsNeverAFunction() {
    check(
        """
        //- /lib.cjs
        module.exports = function lib() {};
        //- /other.mjs
        export default function other() {}
        //- /use.mjs
        import * as lib from './lib.cjs';
        import * as other from './other.mjs';
        if (typeof lib === 'function') lib();
        lib();
        ^^^ error[not-callable]: `lib` is the namespace of `./lib.cjs`, not a function: calling it throws a TypeError. Import its `default`.
        other();
        ^^^^^ error[not-callable]
        //- /bundled.js
        import * as lib from './lib.cjs';
        lib();
        """);
  }

  /** A bundler gives the default export, Node the whole. */
  @Test
  void theDefaultImportOfATranspiledFile() {
    check(
        """
        //- /lib.cjs
        Object.defineProperty(exports, '__esModule', { value: true });
        exports.default = function draw() {};
        exports.default.later = () => {};
        exports.named = 1;
        //- /bundled.js
        import draw, { named } from './lib.cjs';
        draw(named);
        draw.later();
        draw.absent();
             ^^^^^^ error[missing-member]
        //- /run.mjs
        import draw from './lib.cjs';
        draw();
        ^^^^ error[not-callable]
        draw.gone();
             ^^^^ error[missing-member]
        """);
  }

  @Test
  void anEsModuleMayDeclareTheNamesOfTheWrapper() {
    check(
        """
        //- /package.json
        { "type": "module" }
        //- /chunk.js
        import { fileURLToPath } from 'node:url';
        import path from 'node:path';
        import { createRequire } from 'node:module';
        var __filename = fileURLToPath(import.meta.url);
        var __dirname = path.dirname(__filename), { require } = { require: createRequire(__filename) };
        function module() {}
        if (__dirname) { var exports = {}; }
        exports.a = require('fs').readFileSync(module());
        //- /inner.js
        const f = () => { var require = 1; return require; };
        require('fs');
        ^^^^^^^ error[commonjs-in-esm]
        export default f;
        """);
  }

  @Test
  void typeofDecidesThereToo() {
    check(
        """
        //- /package.json
        { "type": "module" }
        //- /part.js
        export const part = 1;
        //- /umd.js
        (function (root, factory) {
          typeof exports === 'object' && typeof module !== 'undefined' ? factory(exports, require('./part')) :
          (root = root || self, factory(root.shapes = {}, root.part));
        })(this, (function (exports, part) { exports.square = part; }));
        //- /script.js
        if (typeof module === 'object' && module.exports) {
          module.exports = require('./part');
        } else if (typeof define === 'function') {
          define(['require'], (require) => require('./part'));
        }
        //- /main.js
        typeof require !== 'undefined' && require.main === module && start();
        function start() { return __dirname; }
                                  ^^^^^^^^^ error[commonjs-in-esm]
        """);
  }

  /** Node refuses it, and a tool that takes it for an ES module has no wrapper. */
  @Test
  void esSyntaxBelowTypeCommonJs() {
    check(
        """
        //- /package.json
        { "type": "commonjs" }
        //- /conf.js
        import path from 'node:path';
        const __dirname = path.dirname(new URL(import.meta.url).pathname);
        export default { root: __dirname };
        //- /use.js
        const conf = require('./conf');
        conf.other();
        conf();
        """);
  }

  /** A page's script may be given what a module exports in a browser. */
  @Test
  void a_module_that_asks_where_it_runs() {
    check(
        """
        //- /package.json
        {"name": "app"}
        //- /view.js
        module.exports = (function () {
          if (typeof window === 'undefined') { return false; }
          return { show() {} };
        })();
        //- /plain.js
        module.exports = (function () {
          return { later: () => typeof window };
        })();
        //- /page.js
        import view from './view.js';
        import plain from './plain.js';
        view.show();
        plain.shwo();
              ^^^^ error[missing-member]
        //- /server.js
        const view = require('./view');
        view.show();
             ^^^^ error[missing-member]
        //- /server.mjs
        import view from './view.js';
        view.show();
             ^^^^ error[missing-member]
        """);
  }

  @Test
  void anAwaitMakesAnEsModule() {
    check(
        """
        //- /package.json
        {"name": "app"}
        //- /start.js
        const settings = require('./settings');
        await settings.load();
        ^^^^^ error[commonjs-in-esm]: This `await` outside of functions makes the file an ES module, where `require` (line 1) is not defined: Node can't load it. Put it into an `async` function.
        await settings.load();
        //- /settings.js
        exports.load = async () => { await 0; };
        //- /both.js
        const settings = typeof require === 'function' ? require('./settings') : {};
        await settings.load();
        //- /alone.js
        await fetch('https://example.org');
        //- /bundled/package.json
        {"name": "page", "devDependencies": {"webpack": "5"}}
        //- /bundled/page.js
        const settings = require('../settings');
        await settings.load();
        """);
  }

  @Test
  void codeThatASwitchKeepsFromRunning() {
    check(
        """
        //- /off.mjs
        if (process.isBun && false) require('fs');
        if (process.isBun || true) {} else { require('fs'); }
        //- /on.mjs
        if (process.isBun && true) require('fs');
                                   ^^^^^^^ error[commonjs-in-esm]
        """);
  }
}
