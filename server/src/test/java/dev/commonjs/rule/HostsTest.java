package dev.commonjs.rule;

import static dev.commonjs.rule.RuleTester.check;

import dev.commonjs.workspace.Settings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What Node would throw is said of the files that Node runs, and less of the others. */
final class HostsTest {
  @Test
  void nobody_else_is_declared() {
    check(
        """
        //- /package.json
        { "type": "module" }
        //- /alone.js
        module.exports = 1;
        ^^^^^^ error[commonjs-in-esm]: this file is an ES module because package.json says
        //- /test/alone.test.js
        describe('it', () => it('is', () => require('node:assert')));
                                            ^^^^^^^ error[commonjs-in-esm]
        """);
  }

  @Test
  void a_runner_that_translates_tests() {
    check(
        """
        //- /package.json
        { "type": "module", "main": "lib/main.js", "devDependencies": { "jest": "29" } }
        //- /lib/main.js
        import './used.js';
        //- /lib/used.js
        export const here = __dirname;
                            ^^^^^^^^^ error[commonjs-in-esm]
        //- /lib/tested.js
        export const here = __dirname;
                            ^^^^^^^^^ hint[commonjs-in-esm]: is not defined here if Node runs this file
        //- /test/main.test.js
        import '../lib/used.js';
        import '../lib/tested.js';
        import './helper.js';
        test('it', () => require('../lib/used.js'));
        //- /test/helper.js
        export const here = __dirname;
        //- /jest.setup.js
        require('node:process');
        //- /jest.config.js
        module.exports = {};
        ^^^^^^ error[commonjs-in-esm]
        """);
  }

  /** Jest's documentation, "ECMAScript Modules". */
  @Test
  void jest_as_node_does() {
    check(
        """
        //- /package.json
        {
          "type": "module",
          "scripts": { "test": "NODE_OPTIONS=--experimental-vm-modules npx jest" },
          "devDependencies": { "jest": "29" }
        }
        //- /main.test.js
        test('it', () => require('node:assert'));
                         ^^^^^^^ error[commonjs-in-esm]
        """);
  }

  @Test
  void runners_that_leave_tests_to_node() {
    check(
        """
        //- /mocha/package.json
        { "type": "module", "devDependencies": { "mocha": "10", "rollup": "4" } }
        //- /mocha/test/it.js
        describe('it', () => it('is', () => require('node:assert')));
                                            ^^^^^^^ error[commonjs-in-esm]
        //- /own/package.json
        { "type": "module", "scripts": { "test": "node --test" }, "devDependencies": { "vite": "5" } }
        //- /own/it.test.js
        export const here = __dirname;
                            ^^^^^^^^^ error[commonjs-in-esm]
        //- /some/package.json
        { "type": "module", "devDependencies": { "jest": "29" } }
        //- /some/it.test.js
        import test from 'node:test';
        test('it', () => __dirname);
                         ^^^^^^^^^ error[commonjs-in-esm]
        """);
  }

  @Test
  void a_bundler_may_load_what_node_is_not_seen_to_load() {
    check(
        """
        //- /package.json
        {
          "type": "module",
          "exports": {
            "./part": { "browser": "./page.js", "import": "./part.js", "require": "./part.cjs", "default": "./rest.js" },
            "./icons/*": "./icons/*.js"
          },
          "bin": { "start": "./bin/start" },
          "module": "./bundled.js",
          "scripts": { "start": "NODE_ENV=production nodemon -r ./before.js server --port 1", "build": "vite build" }
        }
        //- /page.js
        module.exports = 1;
        ^^^^^^ hint[commonjs-in-esm]
        //- /part.js
        module.exports = 1;
        ^^^^^^ error[commonjs-in-esm]
        //- /rest.js
        module.exports = 1;
        ^^^^^^ hint[commonjs-in-esm]
        //- /icons/house.js
        module.exports = 1;
        ^^^^^^ error[commonjs-in-esm]
        //- /bin/start.js
        module.exports = 1;
        ^^^^^^ error[commonjs-in-esm]
        //- /bundled.js
        module.exports = 1;
        ^^^^^^ hint[commonjs-in-esm]
        //- /before.js
        module.exports = 1;
        ^^^^^^ error[commonjs-in-esm]
        //- /server.js
        import './routes.js';
        //- /routes.js
        module.exports = 1;
        ^^^^^^ error[commonjs-in-esm]
        """);
  }

  @Test
  void installed_files_that_nobody_loads() {
    check(
        new Settings("", Map.of(), true, true, List.of(), List.of()),
        """
        //- /use.mjs
        import 'esm';
        //- /node_modules/esm/package.json
        { "type": "module", "exports": "./main.js", "devDependencies": { "ava": "6", "webpack": "5" } }
        //- /node_modules/esm/main.js
        import './lib/part.js';
        //- /node_modules/esm/lib/part.js
        module.exports = 1;
        ^^^^^^ error[commonjs-in-esm]
        //- /node_modules/esm/native.js
        module.exports = 1;
        ^^^^^^ hint[commonjs-in-esm]
        //- /node_modules/esm/test/part.js
        module.exports = 1;
        ^^^^^^ error[commonjs-in-esm]
        //- /node_modules/tested/package.json
        { "type": "module", "devDependencies": { "vitest": "2" } }
        //- /node_modules/tested/test/part.js
        module.exports = 1;
        """);
  }

  @Test
  void programs_that_know_more_names() {
    check(
        """
        //- /package.json
        { "type": "module", "scripts": { "release": "zx tools/release.mjs", "other": "node tools/other.mjs" } }
        //- /tools/release.mjs
        console.log(__dirname, require('node:fs'));
        //- /tools/first.mjs
        #!/usr/bin/env zx
        console.log(__dirname);
        //- /tools/other.mjs
        console.log(__dirname);
                    ^^^^^^^^^ error[commonjs-in-esm]
        """);
  }

  @Test
  void both_kinds_in_one_file() {
    check(
        """
        //- /package.json
        { "main": "run.js", "devDependencies": { "@babel/core": "7", "jest": "29" } }
        //- /run.js
        import './b.js';
        module.exports = 1;
        ^^^^^^ error[mixed-module]
        //- /other.js
        import './b.js';
        module.exports = 1;
        ^^^^^^ information[mixed-module]
        //- /other.test.js
        import './b.js';
        test('it', () => { module.exports = 1; });
        //- /b.js
        """);
  }

  @Test
  void a_default_that_a_bundler_gives() {
    check(
        """
        //- /package.json
        { "type": "module", "scripts": { "start": "node server.js" }, "devDependencies": { "webpack": "5" } }
        //- /lib.cjs
        Object.defineProperty(exports, '__esModule', { value: true });
        exports.default = function draw() {};
        //- /page.js
        import draw from './lib.cjs';
        draw();
        //- /server.js
        import draw from './lib.cjs';
        draw();
        ^^^^ error[not-callable]
        """);
  }

  @Test
  void what_pages_have_instead() {
    check(
        """
        //- /package.json
        { "browser": { "./node.js": "./page.js", "lib": "./pages/lib.js", "fs": false } }
        //- /node_modules/lib/index.js
        exports.known = 1;
        //- /node.js
        require('util').known;
                        ^^^^^ warning[missing-member]
        require('lib').absent;
                       ^^^^^^ warning[missing-member]
        //- /page.js
        require('util').known;
        require('fs').known();
        require('lib').absent;
        require('./own').absent;
                         ^^^^^^ warning[missing-member]
        require('./pages/other');
        //- /pages/lib.js
        exports.absent = 1;
        //- /pages/other.js
        require('lib').absent;
        //- /own.js
        exports.known = 1;
        //- /unseen.js
        require('lib').absent;
                       ^^^^^^ warning[missing-member]
        """);
  }

  @Test
  void a_function_puts_the_name_on_the_new_object_too() {
    check(
        """
        //- /package.json
        { "dependencies": { "native-addon": "1" } }
        //- /lib.js
        exports.known = 1;
        //- /own.js
        const lib = require('./lib');
        function stamp(object) {
          if (!Object.isExtensible(object)) return 1;
          try { Object.defineProperty(object, 'target', { value: 1, enumerable: true }); } catch {}
          return 1;
        }
        module.exports.target = stamp(lib);
        module.exports = lib;
        //- /lost.js
        const lib = require('./lib');
        module.exports.target = 1;
        ^^^^^^^^^^^^^^^^^^^^^ warning[overwritten-export]
        module.exports = lib;
        """);
  }
}
