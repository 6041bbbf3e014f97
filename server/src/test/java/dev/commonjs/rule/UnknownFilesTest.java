package dev.commonjs.rule;

import static dev.commonjs.rule.RuleTester.check;

import org.junit.jupiter.api.Test;

/** Nothing is claimed about files that plain Node can't load, and why it can't is said there. */
final class UnknownFilesTest {
  @Test
  void whatNodeDoesNotKnowHasUnknownExports() {
    check(
        """
        //- /card.vue
        <template/>
        //- /look.css
        .card { color: red }
        //- /data.yaml
        port: 1
        //- /page.hbs
        {{title}}
        //- /use.js
        const card = require('./card.vue');
        const { port } = require('./data.yaml');
        require('./look.css').card;
        require('./page.hbs')({ title: port, card });
        //- /use.mjs
        import card from './card.vue';
        import * as look from './look.css';
        console.log(card, card.name, look.card);
        """);
  }

  /** Node reads it as {@code .js}. */
  @Test
  void javaScriptUnderAnotherExtensionIsRead() {
    check(
        """
        //- /lib.es6
        exports.known = 1;
        //- /use.js
        require('./lib.es6').other();
                             ^^^^^ error[missing-member]
        """);
  }

  @Test
  void aHalfWrittenFileHasUnknownExports() {
    check(
        """
        //- /lib.js
        const options = { start: function ( {
        module.exports = { one() {} };
              ^ error[syntax-error]: Node can't load this file: `}` is expected here.
        //- /use.js
        const lib = require('./lib');
        lib.one();
        lib.two.three();
        lib();
        """);
  }

  @Test
  void soHaveTheObjectsInIt() {
    check(
        """
        //- /lib.js
        const inner = { a: 1 };
        module.exports = { inner, make: () => inner, nothing: () => undefined };
        function later( {
                        ^ error[syntax-error]
        //- /use.js
        const { inner, make, absent } = require('./lib');
        inner.b();
        make().c();
        absent();
        """);
  }

  @Test
  void marksOfAMergeConflict() {
    check(
        """
        //- /lib.js
        <<<<<<< ours
          ^ error[syntax-error]: Node can't load this file: an expression is expected here.
        exports.one = () => 1;
        =======
        exports.uno = () => 2;
        >>>>>>> theirs
        //- /use.js
        require('./lib').eins();
        """);
  }

  @Test
  void namesThatAreDeclaredTwice() {
    check(
        """
        //- /constants.js
        const one = 1;
        const one = 2;
              ^^^ error[syntax-error]: Node can't load this file: `one` is declared twice in one scope.
        //- /variable.js
        let one = 1;
            ^^^ error[syntax-error]
        if (one) { var one = 2; }
        //- /parameter.js
        exports.f = (a, { b }) => {
          let b = a;
              ^ error[syntax-error]
        };
        //- /function.js
        function one() {}
        class one {}
              ^^^ error[syntax-error]
        //- /imported.mjs
        import { one } from './constants.js';
        const one = 1;
              ^^^ error[syntax-error]
        """);
  }

  @Test
  void namesThatAreDeclaredTwiceInScopesOfTheirOwn() {
    check(
        """
        //- /a.js
        const one = 1;
        { const one = 2; { let one; } }
        var two = one;
        var two = 2;
        function two() {}
        function two() {}
        for (let one of []) { let one = 2; }
        switch (one) { case 1: { let one; } case 2: { let one; } }
        exports.f = function one(two) { var two; var one; function two() {} };
        exports.g = (one) => { { let one = 2; } };
        exports.h = function h() { let h = 1; };
        class A { m(one) { { const one = 1; } } static { let one; } static { let one; } }
        try { one; } catch (two) { var two; }
        """);
  }

  /** Somebody translates them. */
  @Test
  void otherLanguagesInFilesOfJavaScript() {
    check(
        """
        //- /element.js
        const React = require('react');
                              ^^^^^^^ error[package-not-installed]
        exports.View = () => <div className="a">it's</div>;
        //- /fragment.js
        exports.View = () => (
          <>
            <b/>
          </>
        );
        //- /typed.js
        // @flow
        exports.add = (a: number, b: number): number => a + b;
        //- /decorated.js
        const log = (x) => x;
        class A { @log m() {} }
        exports.A = A;
        //- /template.js
        exports.name = <%= name %>;
        //- /use.js
        require('./element').Other();
        require('./typed').sub();
        require('./decorated').B;
        require('./template')();
        """);
  }

  @Test
  void aFileThatWaitsForANameWhichNodeDoesNotHave() {
    check(
        """
        //- /part.js
        define('part', ['jquery'], function ($) { return { run: function () {} }; });
        //- /script.js
        angular.module('app', []).run(function () {});
        //- /use.js
        const part = require('./part');
        part.run();
        require('./script').go();
        new (require('./part'))();
        """);
  }

  /** One that asks whether it is there is for Node too; so is one that exports something. */
  @Test
  void aNameThatIsAskedForOrNotWaitedFor() {
    check(
        """
        //- /umd.js
        (function (root, factory) {
          if (typeof define === 'function' && define.amd) define([], factory);
          else if (typeof module === 'object') module.exports = factory();
        })(this, function () { return { run() {} }; });
        //- /setup.js
        exports.run = () => define('x');
        setup();
        //- /later.js
        function later() { define('x'); }
        //- /use.js
        require('./umd').walk();
                         ^^^^ error[missing-member]
        require('./setup').walk();
                           ^^^^ error[missing-member]
        require('./later').walk();
                           ^^^^ error[missing-member]
        """);
  }
}
