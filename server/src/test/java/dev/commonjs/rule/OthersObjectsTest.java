package dev.commonjs.rule;

import static dev.commonjs.rule.RuleTester.check;

import org.junit.jupiter.api.Test;

/** What is done to an object that another module has made, besides naming a member of it. */
final class OthersObjectsTest {
  @Test
  void anotherPrototypeLater() {
    check(
        """
        //- /lib.js
        exports.one = {};
        exports.two = {};
        exports.extend = (base) => { Object.setPrototypeOf(exports.one, base); };
        //- /use.js
        const lib = require('./lib');
        lib.one.run();
        lib.two.run();
                ^^^ error[missing-member]
        """);
  }

  @Test
  void anotherPrototypeOfAnObjectThatAnotherModuleHasMade() {
    check(
        """
        //- /lib.js
        exports.one = {};
        exports.two = {};
        exports.three = {};
        //- /wrap.js
        const lib = require('./lib');
        Object.setPrototypeOf(lib.one, require('./base'));
        lib.two.__proto__ = require('./base');
        //- /base.js
        exports.run = () => {};
        //- /use.js
        require('./wrap');
        const lib = require('./lib');
        lib.one.run();
        lib.two.run();
        lib.three.run();
                  ^^^ error[missing-member]
        """);
  }

  @Test
  void whatIsWrittenOnAnotherModulesExportsMayBeRefused() {
    check(
        """
        //- /lib.js
        module.exports = Object.freeze({ name: 'lib' });
        //- /use.js
        const lib = require('./lib');
        lib.toString = lib;
        lib.toString();
        lib();
        ^^^ error[not-callable]
        """);
  }

  @Test
  void accessorsOfTheOldKindOnTheExportsOfAnother() {
    check(
        """
        //- /lib.js
        exports.first = 1;
        //- /index.js
        module.exports = require('./lib');
        module.exports.__defineGetter__('second', () => require('./second'));
        module.exports.__defineSetter__('third', () => {});
        //- /second.js
        module.exports = () => 2;
        //- /use.js
        const lib = require('.');
        lib.second();
        console.log(lib.third);
        lib.fourth();
            ^^^^^^ error[missing-member]
        """);
  }

  @Test
  void whatAMethodWritesOnTheInstanceOfAnotherModuleIsCopied() {
    check(
        """
        //- /lib.js
        class Store { open() { module.exports.handle = {}; } }
        module.exports = new Store();
        //- /main.js
        const lib = require('./lib');
        lib.open();
        for (const key in lib) exports[key] = lib[key];
        //- /use.js
        console.log(require('./main').handle.close);
        console.log(require('./main').handel.close);
                                      ^^^^^^ warning[missing-member]
        """);
  }

  @Test
  void whatInheritsFromAnObjectOfNodeHasWhatTheFilePutOnThat() {
    check(
        """
        //- /lib.js
        const path = require('path');
        path.short = null;
        module.exports = Object.create(path);
        //- /use.js
        const lib = require('./lib');
        console.log(lib.short, lib.join('a', 'b'));
        """);
  }

  @Test
  void anObjectOfNodeThatIsExportedHoldsWhatIsPutOnIt() {
    check(
        """
        module.exports = new (require('events'))();
        const options = exports = { quiet: true };
        module.exports.options = options;
        """);
  }
}
