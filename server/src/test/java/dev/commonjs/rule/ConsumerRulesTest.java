package dev.commonjs.rule;

import static dev.commonjs.rule.RuleTester.check;

import org.junit.jupiter.api.Test;

/** Places that use what another module does not give. */
final class ConsumerRulesTest {
  @Test
  void aMemberThatIsNotExported() {
    check(
        """
        //- /lib.js
        exports.known = 1;
        //- /use.js
        const lib = require('./lib');
        console.log(lib.known, lib.unknwon);
                                   ^^^^^^^ warning[missing-member]: `./lib` exports no `unknwon`.
        """);
  }

  @Test
  void aCallOfItIsAnError() {
    check(
        """
        //- /lib.js
        exports.known = () => 1;
        //- /use.js
        require('./lib').knwon();
                         ^^^^^ error[missing-member]: `./lib` exports no `knwon`. Did you mean `known`?
        """);
  }

  /** Node refuses to load it. */
  @Test
  void whatIsNotJsonHasNoMembersThatAreKnown() {
    check(
        """
        //- /data.json
        // comment
        { known: 1, }
        //- /use.js
        const data = require('./data.json');
        data.absent();
        """);
  }

  @Test
  void aDestructuredNameThatIsNotExported() {
    check(
        """
        //- /lib.js
        exports.known = 1;
        //- /use.js
        const { unknown } = require('./lib');
                ^^^^^^^ warning[missing-member]
        module.exports = unknown;
        """);
  }

  @Test
  void aDestructuredNameIsReportedWhereItIsTaken() {
    check(
        """
        //- /lib.js
        exports.known = 1;
        //- /use.js
        const { other } = require('./lib');
                ^^^^^ error[missing-member]
        other();
        other();
        """);
  }

  /** A function that is called later may do it; what only a comment or a text says is not done. */
  @Test
  void aMemberThatCodeOfTheModuleWritesSomewhereIsNotMissing() {
    check(
        """
        //- /lib.js
        const state = { known: 1 };
        exports.set = (from, key) => {
          [state.first, state['second'] = 1] = from;
          ({ a: state.third, ...state[`fourth`] } = from);
          for (state.fifth of from);
          state.sixth ??= state.seventh++;
          // state.eighth = 1;
          return 'state.eighth = 1' + (state.eighth === 1);
        };
        exports.state = state;
        //- /use.js
        const { state } = require('./lib');
        state.first();
        state.second();
        state.third();
        state.fourth();
        state.fifth();
        state.sixth();
        state.seventh();
        state.eighth();
              ^^^^^^ error[missing-member]
        """);
  }

  @Test
  void itPointsToTheLostWrite() {
    check(
        """
        //- /lib.js
        module.exports = { kept: 1 };
        exports.lost = () => 2;
        ^^^^^^^^^^^^ error[lost-write]
        //- /use.js
        require('./lib').lost();
                         ^^^^ error[missing-member]: `./lib` exports no `lost`; it writes one on line 2, but after `module.exports` was replaced.
        """);
  }

  @Test
  void itPointsToTheReassignment() {
    check(
        """
        //- /lib.js
        exports = { a: () => 1 };
        ^^^^^^^ error[exports-reassigned]
        //- /use.js
        const lib = require('./lib');
        lib.a();
            ^ error[missing-member]: `./lib` exports no `a`: line 1 there assigns `exports`, not `module.exports`.
        """);
  }

  @Test
  void aKeyThatTheJsonFileDoesNotHave() {
    check(
        """
        //- /data.json
        { "present": 1 }
        //- /use.js
        const data = require('./data.json');
        data.absent.toFixed(data.present);
             ^^^^^^ warning[missing-member]: `./data.json` exports no `absent`.
        """);
  }

  @Test
  void whatNodesOwnModulesHoldDependsOnItsVersion() {
    check("require('fs').globSync('x');\n");
  }

  @Test
  void anEmptyModuleThatOthersFill() {
    check(
        """
        //- /registered.js
        'use strict';
        //- /promise.js
        require('./registered').promise = (mode) => mode;
        //- /plain.js
        const extensions = require('./registered');
        exports.each = (visit) => visit(extensions);
        //- /nothing.js
        'use strict';
        //- /other.js
        const nothing = require('./nothing');
        exports.each = (visit) => visit(nothing);
                                        ^^^^^^^ warning[exports-nothing]
        """);
  }

  @Test
  void gettersThatAreDefinedOnAnInstanceOfAnotherModule() {
    check(
        """
        //- /provider.js
        exports.Provider = function () { this.stores = {}; };
        //- /lib.js
        const { Provider } = require('./provider');
        const lib = module.exports = new Provider();
        require('fs').readdirSync(__dirname).forEach((file) => {
          lib.__defineGetter__(file, () => require('./stores/' + file));
        });
        //- /other.js
        exports.Provider = function () { this.stores = {}; };
        //- /named.js
        const { Provider } = require('./other');
        const named = module.exports = new Provider();
        named.__defineGetter__('File', () => class {});
        //- /use.js
        const lib = require('./lib');
        const named = require('./named');
        new lib.Memory();
        new named.File();
        new named.Memory();
                  ^^^^^^ error[missing-member]
        """);
  }

  @Test
  void codeThatAnotherModuleSwitchesOffIsNotReached() {
    check(
        """
        //- /metrics.js
        const dummy = { hasSubscribers: false };
        exports.metrics = dummy;
        exports.live = { on: false, start() { this.on = true; } };
        exports.always = 1;
        //- /use.js
        const lib = require('./metrics');
        const { metrics: { hasSubscribers: has } } = lib;
        module.exports = (status) => {
          if (status && lib.metrics.hasSubscribers) {
            if (status.deep) lib.metrics.publish(status);
          }
          lib.metrics.hasSubscribers && lib.metrics.publish(status);
          has ? lib.metrics.publish() : lib.metrics.closed();
                                                    ^^^^^^ error[missing-member]
          if (!has) lib.metrics.published();
                                ^^^^^^^^^ error[missing-member]
          if (lib.metrics.hasSubscribers || status) lib.metrics.published(status);
                                                                ^^^^^^^^^ error[missing-member]
          if (lib.live.on) lib.live.stop();
                                    ^^^^ error[missing-member]
          if (lib.always) lib.metrics.published(status);
                                      ^^^^^^^^^ error[missing-member]
        };
        """);
  }

  @Test
  void aModuleThatIsThereForItsEffectsMayHaveOtherNames() {
    check(
        """
        //- /modules/at.js
        globalThis.at = 1;
        //- /es/at.js
        require('../modules/at');
        //- /stable/at.js
        const parent = require('../es/at');
        module.exports = parent;
        //- /list.js
        const at = require('./es/at');
        module.exports = { at, list: [at] };
                           ^^ warning[exports-nothing]: `./es/at` exports nothing, so `at` is `{}`.
        //- /lost.js
        exports = function lost() {};
        ^^^^^^^ error[exports-reassigned]
        //- /passed.js
        const lost = require('./lost');
        module.exports = lost;
                         ^^^^ warning[exports-nothing]
        """);
  }

  @Test
  void aModuleThatExportsNothingIsPassedOn() {
    check(
        """
        //- /router.js
        exports = function router() {};
        ^^^^^^^ error[exports-reassigned]
        //- /use.js
        const router = require('./router');
        console.log(router);
                    ^^^^^^ warning[exports-nothing]: `./router` exports nothing, so `router` is `{}`: line 1 there assigns `exports`, not `module.exports`.
        """);
  }

  @Test
  void membersOfItAreReportedInstead() {
    check(
        """
        //- /router.js
        function router() {}
        //- /use.js
        const router = require('./router');
        router.get();
               ^^^ error[missing-member]
        console.log(router);
        """);
  }

  /** An error that is caught to be told is still an error. */
  @Test
  void aTryThatHandsTheErrorOnIsNoGuard() {
    check(
        """
        //- /lib.js
        exports.there = () => 1;
        //- /rethrown.js
        const lib = require('./lib');
        try {
          lib.their();
              ^^^^^ error[missing-member]
        } catch (e) {
          throw e;
        }
        //- /wrapped.js
        const lib = require('./lib');
        try { lib.their(); } catch { throw new Error('no'); }
                  ^^^^^ error[missing-member]
        //- /told.js
        const lib = require('./lib');
        function main() {
          lib.their();
              ^^^^^ error[missing-member]
        }
        try { main(); } catch ({ stack }) { console.error(stack); process.exit(1); }
        //- /ended.js
        const lib = require('./lib');
        exports.run = async () => {
          let config;
          try {
            config = await lib.their(1);
                               ^^^^^ error[missing-member]
          } catch (e) {
            process.exit(1);
          }
          return config;
        };
        //- /asked.js
        const lib = require('./lib');
        try { lib.their(); } catch (e) { process.exit(0); }
        //- /answered.js
        const lib = require('./lib');
        module.exports = async (req, res, next) => {
          try { res.send(await lib.their()); } catch (e) { next(e); }
                                   ^^^^^ error[missing-member]
        };
        """);
  }

  /** Where many things are tried, the others rely on each. */
  @Test
  void aTrySaysNothingAboutOtherPlaces() {
    check(
        """
        //- /lib.js
        exports.there = () => 1;
        //- /use.js
        const lib = require('./lib');
        exports.one = () => {
          try {
            const list = lib.there();
            lib.their(list);
            return list;
          } catch (e) {}
        };
        exports.two = () => lib.their();
                                ^^^^^ error[missing-member]
        const { there = 1, their = 2 } = lib;
        """);
  }

  @Test
  void aTestThatEndsInAnErrorIsNoGuard() {
    check(
        """
        //- /lib.js
        exports.there = () => 1;
        //- /use.js
        const lib = require('./lib');
        if (typeof lib.make !== 'function') throw new Error('no make');
        if (!lib.one || lib.two === undefined) {
          console.log('old');
          throw new Error('too old');
        }
        if (!lib.three) process.exit(2);
        if (!lib.four) process.exit(0);
        lib.make(lib.one, lib.two);
            ^^^^ error[missing-member]
                     ^^^ warning[missing-member]
                              ^^^ warning[missing-member]
        console.log(lib.three.a, lib.four.a);
                        ^^^^^ warning[missing-member]
        """);
  }

  /** A condition asks for what a call returns: the function has to be there before that. */
  @Test
  void whatIsCalledInAConditionIsReliedOn() {
    check(
        """
        //- /lib.js
        exports.there = () => 1;
        //- /use.js
        const lib = require('./lib');
        function use(user, path) {
          if (lib.exists(path)) return path;
                  ^^^^^^ error[missing-member]
          if (user && !lib.verify(user)) return null;
                           ^^^^^^ error[missing-member]
          while (lib.next()) console.log(path);
                     ^^^^ error[missing-member]
          if (new lib.Parser(path).done) return 1;
                      ^^^^^^ error[missing-member]
          if (lib.options.deep) return 2;
                  ^^^^^^^ warning[missing-member]
          return typeof lib.kind() === 'string' ? lib.there() : lib.size() === 1;
                            ^^^^ error[missing-member]
                                                                    ^^^^ error[missing-member]
        }
        if (run()) process.exit(1);
        function run() {
          return lib.main() + 1;
                     ^^^^ error[missing-member]
        }
        module.exports = use;
        """);
  }

  /** The other half: what is given to a test, made into a list for one, or tested elsewhere. */
  @Test
  void whatIsItselfTestedIsNotReliedOn() {
    check(
        """
        //- /lib.js
        exports.there = () => 1;
        //- /use.js
        const lib = require('./lib');
        const isFunction = (x) => typeof x === 'function';
        module.exports = () => {
          if (lib.one && lib.one()) return 1;
          if (isFunction(lib.two)) lib.two();
          if ([lib.three, lib.four].some((f) => f)) return 2;
          if (lib.there(lib.five)) lib.five();
          if (lib?.six() || lib.seven?.()) return 3;
          if (lib.eight()) return lib.eight ? 4 : 5;
          if ((lib.nine || lib.ten).length) return 6;
        };
        """);
  }

  @Test
  void onlyUndefinedItselfCanBeSpread() {
    check(
        """
        //- /lib.js
        exports.conf = { a: 1 };
        //- /use.js
        const lib = require('./lib');
        module.exports = { ...lib.cnf.extra, ...lib.read() };
                                  ^^^ warning[missing-member]: Did you mean `conf`?
                                                    ^^^^ error[missing-member]
        """);
  }

  /** What is put on other values, or under other names, is no reason. */
  @Test
  void additionsToPrototypesExplainTheirOwnMembersOnly() {
    check(
        """
        //- /setup.js
        String.prototype.red = function () { return this; };
        Object.defineProperty(Object.prototype, 'ought', { get() { return 1; } });
        if (false) Object.prototype.never = 1;
        //- /lib.js
        exports.conf = {};
        //- /main.js
        require('./setup');
        require('should');
                ^^^^^^^^ error[package-not-installed]
        const lib = require('./lib');
        lib.conf.red();
                 ^^^ error[missing-member]
        lib.ougth();
            ^^^^^ error[missing-member]
        lib.shoud();
            ^^^^^ error[missing-member]
        lib.never();
            ^^^^^ error[missing-member]
        lib.should.equal(lib.ought);
        """);
  }

  /** Bundlers take both kinds in one file; whether Node ever loads it is not known. */
  @Test
  void bothKindsInOneFileAreNoErrorForABundler() {
    check(
        """
        //- /package.json
        { "devDependencies": { "webpack": "5" } }
        //- /client/a.js
        import './b.js';
        module.exports = 1;
        ^^^^^^ information[mixed-module]
        //- /client/b.js
        """);
  }
}
