package dev.commonjs.rule;

import static dev.commonjs.rule.RuleTester.check;

import org.junit.jupiter.api.Test;

/** Mistakes about which object a name holds. */
final class AliasRulesTest {
  @Test
  void aListenerOfAStreamIsLate() {
    check(
        """
        //- /main.js
        const fs = require('fs');
        fs.createReadStream(__filename).on('data', (data) => {
          exports.data = data;
          ^^^^^^^^^^^^ information[late-export]
        });
        fs.readFile(__filename, (error, text) => {
          exports.text = text;
          ^^^^^^^^^^^^ information[late-export]
        });
        """);
  }

  @Test
  void anAssignmentToExportsCutsTheAlias() {
    check(
        """
        exports = function greet() { return 'hi'; };
        ^^^^^^^ error[exports-reassigned]: `require()` of this file still returns `{}`
        """);
  }

  @Test
  void aMemberThatWasReadBeforeItGotAnotherValueMayHaveReachedCallers() {
    check(
        """
        exports = { parse: function () {} };
        module.exports.parse = exports.parse;
        exports.parse = 1;
        """);
  }

  @Test
  void nothingIsNoValueForCallersEitherWhereTheFileDoesNoMore() {
    check(
        """
        exports = undefined;
        ^^^^^^^ error[exports-reassigned]: `require()` of this file still returns `{}`
        """);
  }

  @Test
  void nothingHidesTheModuleSystemFromWhatComesNext() {
    check(
        """
        exports = undefined;
        module = undefined;
        (function (root) {
          if (typeof module === 'object') module.exports = 1;
        })(this);
        """);
    check("if (typeof exports !== 'undefined') exports = undefined;\n");
    check("exports = null;\neval(require('fs').readFileSync('library.js', 'utf8'));\n");
    check("exports.a = 1;\nexports = null;\n");
  }

  @Test
  void itIsAWarningWhereOtherExportsRemain() {
    check(
        """
        exports.a = 1;
        exports = Object.assign({}, exports, { b: 2 });
        ^^^^^^^ warning[exports-reassigned]: Callers never get this value
        """);
  }

  @Test
  void aDeclarationWithAValueCutsTheAliasToo() {
    check(
        """
        var exports = { a() { return 1; } };
            ^^^^^^^ error[exports-reassigned]
        """);
  }

  @Test
  void anAssignmentInACalledFunctionCutsItForTheCodeBehindTheCall() {
    check(
        """
        function reset() {
          exports = {};
          ^^^^^^^ error[exports-reassigned]
        }
        reset();
        exports.a = 1;
        ^^^^^^^^^ warning[lost-write]: Callers never see `a`: `exports` is the old object here, `exports` was made to point elsewhere on line 2.
        """);
  }

  @Test
  void aWriteAfterTheReplacementIsLost() {
    check(
        """
        module.exports = { kept: 1 };
        exports.lost = 2;
        ^^^^^^^^^^^^ warning[lost-write]: Callers never see `lost`: `exports` is the old object here, `module.exports` was replaced on line 1.
        """);
  }

  @Test
  void aWriteThroughThisIsLostAsWell() {
    check(
        """
        module.exports = { kept: 1 };
        this.lost = 2;
        ^^^^^^^^^ warning[lost-write]: `this` is the old object here
        """);
  }

  @Test
  void aCopyOfExportsGoesStale() {
    check(
        """
        var e = exports;
        module.exports = { kept: 1 };
        e.lost = 2;
        ^^^^^^ warning[lost-write]: `e` is an old exports object here
        """);
  }

  @Test
  void aWriteToAFrozenObjectDoesNothing() {
    check(
        """
        module.exports = Object.freeze({ a: 1 });
        module.exports.b = 2;
        ^^^^^^^^^^^^^^^^ warning[lost-write]: `module.exports` is frozen, so this write does nothing.
        """);
  }

  @Test
  void aWriteInAFunctionThatIsCalledAfterTheReplacementIsLost() {
    check(
        """
        function register(name, fn) { exports[name] = fn; }
                                      ^^^^^^^^^^^^^ warning[lost-write]
        module.exports = { register };
        register('late', function late() { return 1; });
        """);
  }

  @Test
  void aCopyToTheOldObjectIsLost() {
    check(
        """
        module.exports = { a: 1 };
        Object.assign(exports, { b: 2 });
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[lost-write]: Callers never see `b`: `exports` is the old object here
        """);
  }

  @Test
  void aDefinitionOnTheOldObjectIsLost() {
    check(
        """
        module.exports = { a: 1 };
        Object.defineProperty(this, 'b', { value: 2 });
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[lost-write]: Callers never see `b`: `this` is the old object here
        """);
  }

  @Test
  void aFileThatCannotBeLoadedHasNoOtherMistakes() {
    check(
        """
        //- /lib.cjs
        const exports = {};
              ^^^^^^^ error[wrapper-redeclared]
        exports.a = 1;
        """);
  }

  @Test
  void aReplacementDropsWhatWasExportedBefore() {
    check(
        """
        exports.a = 1;
        ^^^^^^^^^ warning[overwritten-export]: Callers never see `a`: line 2 replaces the whole `module.exports`.
        module.exports = { b: 2 };
        """);
  }

  @Test
  void severalDroppedNamesAreOneMistake() {
    check(
        """
        exports.a = 1;
        exports.b = 2;
        exports.c = 3;
        exports.d = 4;
        module.exports = { e: 5 };
        ^^^^^^^^^^^^^^ warning[overwritten-export]: Callers never see `a`, `b`, `c` and 1 more: this assignment replaces the whole `module.exports`.
        """);
  }

  @Test
  void theFirstOfTwoReplacementsIsDropped() {
    check(
        """
        module.exports = { first: 1 };
        ^^^^^^^^^^^^^^ warning[overwritten-export]: line 2 assigns `module.exports` again
        module.exports = { second: 2 };
        """);
  }

  @Test
  void anAssignmentToModuleExportsNothing() {
    check(
        """
        module = { exports: { a: 1 } };
        ^^^^^^ error[module-reassigned]
        """);
  }

  @Test
  void aLoopOverNamesMayCallThemModule() {
    check(
        """
        //- /a.js
        for (var module in process.versions) exports[module] = 1;
        //- /b.js
        for (module of ['fs', 'os']) exports[module] = 1;
        //- /c.js
        for (const make of [() => 1]) module = make;
                                      ^^^^^^ error[module-reassigned]
        //- /d.js
        module = 'fs';
        ^^^^^^ error[module-reassigned]
        """);
  }

  @Test
  void aDefaultThatIsTheModuleItselfIsNotLostWhateverItIs() {
    check(
        """
        //- /a.js
        const made = require('./make').a('range');
        exports.default = made;
        module.exports = made;
        //- /b.js
        const one = process.env.ONE ? () => 1 : class {};
        exports.default = one;
        module.exports = one;
        //- /c.js
        exports.default = require('./make').a('range');
        ^^^^^^^^^^^^^^^ warning[overwritten-export]
        module.exports = require('./make').b('range');
        //- /d.js
        const one = process.env.ONE ? () => 1 : class {};
        exports.default = process.env.TWO ? one : { two: 2 };
        ^^^^^^^^^^^^^^^ warning[overwritten-export]
        module.exports = one;
        //- /make.js
        exports.a = (keyword) => ({ keyword });
        exports.b = (keyword) => ({ keyword });
        """);
  }

  @Test
  void aWrapperNameDeclaredAgainKeepsTheFileFromLoading() {
    check(
        """
        //- /lib.cjs
        const module = {};
              ^^^^^^ error[wrapper-redeclared]: This file can't be loaded
        """);
  }

  @Test
  void aFunctionCalledExportsReplacesExports() {
    check(
        """
        function exports() {}
                 ^^^^^^^ error[wrapper-redeclared]: This function replaces Node's `exports`
        """);
  }

  @Test
  void aMisspeltModuleExportsExportsNothing() {
    check(
        """
        module.export = { a: 1 };
               ^^^^^^ error[misspelled-exports]: Did you mean `module.exports`?
        """);
  }

  @Test
  void aMisspeltExportsThrows() {
    check(
        """
        exprots.a = 1;
        ^^^^^^^ error[misspelled-exports]: Loading this file throws: `exprots` is not defined. Did you mean `exports`?
        """);
  }

  @Test
  void aReplacementInACallbackComesTooLate() {
    check(
        """
        const fs = require('fs');
        fs.readFile(__filename, 'utf8', function (err, text) {
          module.exports = { size: text.length };
          ^^^^^^^^^^^^^^ warning[late-export]: Callers never get this value
        });
        """);
  }

  @Test
  void aNameWrittenInATimerIsOnlyWorthAnInformation() {
    check(
        """
        setTimeout(() => { exports.ready = true; }, 10);
                           ^^^^^^^^^^^^^ information[late-export]: Callers don't see `ready` at first
        """);
  }

  @Test
  void unlessSomebodyReadsItAtOnce() {
    check(
        """
        //- /lib.js
        setTimeout(() => { exports.ready = true; }, 10);
                           ^^^^^^^^^^^^^ warning[late-export]
        //- /use.js
        const { ready } = require('./lib');
                ^^^^^ warning[missing-member]: it writes one on line 1, but after `require()` has returned.
        module.exports = ready;
        """);
  }

  @Test
  void bothBranchesMayReplaceTheExports() {
    check(
        """
        if (process.platform === 'win32') {
          module.exports = { name: 'win' };
        } else {
          module.exports = { name: 'posix' };
        }
        """);
  }

  @Test
  void inAnEsModuleTheNamesAreNotDefined() {
    check(
        """
        //- /package.json
        { "type": "module" }
        //- /lib.js
        module.exports = { a: 1 };
        ^^^^^^ error[commonjs-in-esm]: `module` is not defined here: this file is an ES module because package.json says
        module.exports.b = 2;
        """);
  }

  @Test
  void anEsModuleMayAskForThem() {
    check(
        """
        //- /lib.mjs
        export const inNode = typeof module !== 'undefined' && module.exports;
        """);
  }

  @Test
  void anEsModuleMayMakeItsOwnRequire() {
    check(
        """
        //- /lib.mjs
        import { createRequire } from 'node:module';
        const require = createRequire(import.meta.url);
        export const fs = require('fs');
        """);
  }

  @Test
  void oneFileOfBothKindsIsAnEsModule() {
    check(
        """
        export const a = 1;
        module.exports.b = 2;
        ^^^^^^ error[mixed-module]: line 1 makes this file an ES module
        """);
  }

  @Test
  void aMisspeltExportsThatIsWrittenOn() {
    check(
        """
        //- /a.js
        module.exports = { list };
        function list() {}
        module.export.show = function () {};
               ^^^^^^ error[misspelled-exports]: Did you mean `module.exports`?
        //- /b.js
        Object.assign(module.exprots, { two: 2 });
                             ^^^^^^^ error[misspelled-exports]: Did you mean `module.exports`?
        //- /c.js
        exports.later = () => module.Exports.three();
                                     ^^^^^^^ error[misspelled-exports]
        """);
  }

  /** Another value than callers get. */
  @Test
  void aDefaultThatIsNotTheModule() {
    check(
        """
        exports.default = () => 1;
        ^^^^^^^^^^^^^^^ warning[overwritten-export]: Callers never see `default`
        module.exports = () => 2;
        """);
  }

  /** What is read under a name that is not known does not reach callers who get nothing. */
  @Test
  void exportsThatIsReassignedBesideAComputedRead() {
    check(
        """
        //- /places.js
        const places = { home: 1 };
        places.find = function (name) { return places[name]; };
        exports = places;
        ^^^^^^^ error[exports-reassigned]: still returns
        //- /conf.js
        exports = { dev: { port: 1 }, live: { port: 2 } }[process.env.MODE || 'dev'];
        ^^^^^^^ error[exports-reassigned]: still returns
        //- /beside.js
        const table = { a: {}, b: {} };
        exports.kind = 'table';
        exports = table[process.argv[2]] || table;
        ^^^^^^^ warning[exports-reassigned]: Callers never get
        //- /list.js
        const all = [{ a: 1 }, { b: 2 }];
        exports = all.find((one) => one[process.argv[2]]);
        ^^^^^^^ error[exports-reassigned]
        """);
  }

  /** Who writes it when the exports are there already means to put it on them. */
  @Test
  void aDefaultThatIsWrittenTooLate() {
    check(
        """
        //- /make.js
        const make = () => 1;
        module.exports = make;
        exports.default = make;
        ^^^^^^^^^^^^^^^ warning[lost-write]: Callers never see `default`
        """);
  }

  /** What is no longer exported is not lost where callers get it from what is. */
  @Test
  void exportsThatAreGivenToCallersInAnotherWay() {
    check(
        """
        //- /made.js
        class K {
          constructor() {
            exports.c = 1;
            Object.assign(this, { e: exports });
          }
        }
        module.exports = K;
        //- /inner.js
        module.exports = function () {
          exports.a = 1;
          this.get = () => ({ all: { exports } });
        };
        //- /copied.js
        module.exports = {
          all() { return { ...exports }; },
          set() { exports.d = 1; },
        };
        //- /kept.js
        module.exports = function () {
          exports.a = 1;
          ^^^^^^^^^ warning[lost-write]
          this.get = () => ({ all: {} });
        };
        """);
  }
}
