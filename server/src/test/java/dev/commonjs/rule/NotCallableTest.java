package dev.commonjs.rule;

import static dev.commonjs.rule.RuleTester.check;

import org.junit.jupiter.api.Test;

/** Calls and {@code new} of what a module gives, which is no function. */
final class NotCallableTest {
  @Test
  void anObjectIsNotAFunction() {
    check(
        """
        //- /lib.js
        module.exports = { run() { return 1; } };
        //- /use.js
        const lib = require('./lib');
        lib();
        ^^^ error[not-callable]: `./lib` exports an object, not a function: calling it throws a TypeError.
        """);
  }

  @Test
  void noBindingIsNeededForThat() {
    check(
        """
        //- /lib.js
        module.exports = { run() { return 1; } };
        //- /use.js
        require('./lib')();
                ^^^^^^^ error[not-callable]
        """);
  }

  @Test
  void anEmptiedModuleIsNotAFunctionEither() {
    check(
        """
        //- /lib.js
        exports = () => 1;
        ^^^^^^^ error[exports-reassigned]
        //- /use.js
        const lib = require('./lib');
        lib();
        ^^^ error[not-callable]: `./lib` exports nothing, so this call throws a TypeError: line 1 there assigns `exports`, not `module.exports`.
        """);
  }

  @Test
  void theDefaultExportIsNotTheModule() {
    check(
        """
        //- /lib.js
        exports.default = () => 1;
        //- /use.js
        const lib = require('./lib');
        lib();
        ^^^ error[not-callable]: Call its `default`.
        """);
  }

  @Test
  void newOfWhatIsNoFunction() {
    check(
        """
        //- /shop.js
        exports.Shop = class Shop {};
        //- /use.js
        const Shop = require('./shop');
        new Shop();
            ^^^^ error[not-callable]: `./shop` exports an object, not a constructor: `new` throws a TypeError.
        new Shop.Shop();
        //- /tested.js
        const Shop = require('./shop');
        if (typeof Shop === 'function') new Shop();
        //- /throws.js
        exports.a = 1;
        throw new Error('not here');
        //- /uses.js
        const throwing = require('./throws');
        new throwing();
        //- /compiled.js
        Object.defineProperty(exports, '__esModule', { value: true });
        exports.default = class Shop {};
        //- /compiles.js
        import Shop from './compiled';
        new Shop();
        """);
  }

  /** Node's <em>Loading ECMAScript modules using require()</em>. */
  @Test
  void anEsModuleThatIsRequiredIsNoFunction() {
    check(
        """
        //- /node_modules/page/package.json
        { "type": "module", "exports": "./index.js" }
        //- /node_modules/page/index.js
        export default function page() {}
        //- /node_modules/both/index.mjs
        export default function both() {}
        export { both as 'module.exports' };
        //- /node_modules/passed/index.mjs
        export * from 'both';
        //- /node_modules/renamed/index.mjs
        function renamed() {}
        export { renamed as default };
        //- /node_modules/named/index.mjs
        export function deleteAsync() {}
        //- /use.js
        const page = require('page');
        page();
        ^^^^ error[not-callable]: `page` is the namespace of `page`, not a function: calling it throws a TypeError. Use its `default`.
        new page();
            ^^^^ error[not-callable]: `page` is the namespace of `page`, not a function: `new` throws a TypeError. Use its `default`.
        page.default();
        require('both/index.mjs')();
        const renamed = require('renamed/index.mjs');
        renamed();
        ^^^^^^^ error[not-callable]: `renamed` is the namespace of `renamed/index.mjs`, not a function: calling it throws a TypeError. Use its `default`.
        const named = require('named/index.mjs');
        named();
        ^^^^^ error[not-callable]: `named` is the namespace of `named/index.mjs`, not a function: calling it throws a TypeError.
        require('passed/index.mjs')();
        //- /tested.js
        const page = require('page');
        if (typeof page === 'function') page();
        """);
  }
}
