package dev.commonjs.rule;

import static dev.commonjs.rule.RuleTester.check;

import org.junit.jupiter.api.Test;

/**
 * Objects live on after their file has loaded: nothing is said of a member that may be another by
 * the time it is read, and all is said of one that can't.
 */
final class SettledTest {
  @Test
  void whatNobodyChangesIsSettled() {
    check(
        """
        //- /lib.js
        const other = {};
        exports.conf = { port: 1 };
        exports.after = 0;
        exports.load = () => { other.conf = exports.conf; return exports.conf.port + other.x; };
        //- /use.js
        const lib = require('./lib');
        lib.conf.prot.toString();
                 ^^^^ warning[missing-member]: `require('./lib').conf` has no `prot`.
        lib.load.calls();
                 ^^^^^ error[missing-member]
        lib.after();
            ^^^^^ error[not-callable]
        """);
  }

  @Test
  void aFunctionOfTheModuleReplacesIt() {
    check(
        """
        //- /lib.js
        exports.conf = {};
        exports.after = {};
        exports.other = {};
        exports.open = (options) => {
          exports.conf = options;
          Object.defineProperty(exports, 'after', { value: () => options });
        };
        setTimeout(() => { exports.conf = { late: 1 }; });
        //- /use.js
        const lib = require('./lib');
        lib.open({ port: 1 });
        console.log(lib.conf.port, lib.after());
        lib.other.port();
                  ^^^^ error[missing-member]
        """);
  }

  @Test
  void namesThatAreComputedLater() {
    check(
        """
        //- /lib.js
        const a = {}, b = {}, c = {}, d = {}, e = {};
        module.exports = { a, b, c, d, e, fill };
        function fill(from, keys) {
          for (const key in from) a[key] = from[key];
          keys.forEach((key) => { b[key] = 1; });
          Object.assign(c, from);
          (globalThis.merge || merge)(d, from);
        }
        function merge(to, from) { to.y = from; }
        //- /use.js
        const lib = require('./lib');
        console.log(lib.a.x, lib.b.x, lib.c.x, lib.d.x);
        lib.e.z();
              ^ error[missing-member]
        """);
  }

  @Test
  void methodsChangeTheirObject() {
    check(
        """
        //- /lib.js
        class Base {
          constructor() { this.table = {}; this.info = {}; this.hooks = {}; this.rest = {}; }
          put(key, value) { this.table[key] = value; }
        }
        class Store extends Base {
          async open() { await 0; this.info = { port: 1 }; }
          on(hook) { setTimeout(() => { this.hooks = hook; }); }
        }
        module.exports = new Store();
        //- /use.js
        const store = require('./lib');
        console.log(store.table.pets.count, store.info.port, store.hooks.close());
        store.rest.port();
                   ^^^^ error[missing-member]
        """);
  }

  @Test
  void settersChangeTheirObject() {
    check(
        """
        //- /lib.js
        class Store {
          set names(list) { list.forEach((name) => { this[name] = {}; }); const k = 'own'; this[k] = {}; }
        }
        exports.store = new Store();
        exports.rest = {};
        //- /use.js
        const lib = require('./lib');
        lib.store.names = ['pets'];
        console.log(lib.store.pets.count, lib.store.own.port);
        lib.rest.port();
                 ^^^^ error[missing-member]
        """);
  }

  @Test
  void functionsThatAreMethodsChangeTheirObject() {
    check(
        """
        //- /lib.js
        function Store() { this.table = {}; this.rest = {}; }
        Store.prototype.put = function (key, value) { this.table[key] = value; };
        exports.store = new Store();
        exports.plain = { table: {}, rest: {}, put(key) { this.table[key] = 1; } };
        exports.state = {};
        exports.rest = {};
        exports.reset = function () { this.state = { port: 1 }; };
        //- /use.js
        const lib = require('./lib');
        console.log(lib.store.table.pets, lib.plain.table.pets, lib.state.port);
        lib.store.rest.pets();
                       ^^^^ error[missing-member]
        lib.plain.rest.pets();
                       ^^^^ error[missing-member]
        lib.rest.port();
                 ^^^^ error[missing-member]
        """);
  }

  @Test
  void gettersGiveWhatIsThereWhenTheyAreAsked() {
    check(
        """
        //- /lib.js
        let conf = {};
        const fixed = {};
        const state = { conf: {} };
        module.exports = {
          get conf() { return conf; },
          get inner() { return state.conf; },
          get fixed() { return fixed; },
          set(value) { conf = value; state.conf = value; },
        };
        //- /use.js
        const lib = require('./lib');
        console.log(lib.conf.port, lib.inner.port);
        lib.fixed.port();
                  ^^^^ error[missing-member]
        """);
  }

  @Test
  void anotherModuleReplacesIt() {
    check(
        """
        //- /state.js
        exports.db = {};
        exports.before = 0;
        exports.rest = {};
        //- /setup.js
        const state = require('./state');
        state.db = { query: () => 'rows' };
        state.before = () => 1;
        //- /use.js
        require('./setup');
        const state = require('./state');
        console.log(state.db.query(), state.before());
        state.rest.query();
                   ^^^^^ error[missing-member]
        """);
  }

  @Test
  void whoIsGivenTheModuleMayReplaceWhatItHas() {
    check(
        """
        //- /lib.js
        exports.load = () => 1;
        //- /one.js
        const lib = require('./lib');
        function prepare() { globalThis.observe(lib, 'load'); }
        console.log(lib.load.calls, prepare);
        //- /two.js
        const lib = require('./lib');
        Object.assign(lib, globalThis.more());
        console.log(lib.load.calls);
        //- /three.js
        const lib = require('./lib');
        for (const key of Object.keys(lib)) lib[key] = globalThis.wrap(lib[key]);
        console.log(lib.load.calls);
        //- /other.js
        exports.load = () => 1;
        //- /four.js
        console.log(require('./other').load.calls);
                                            ^^^^^ warning[missing-member]
        """);
  }

  @Test
  void whoIsGivenItsNameMayPutAnotherInItsPlace() {
    check(
        """
        //- /lib.js
        exports.load = () => 1;
        exports.size = 1;
        //- /one.test.js
        swap.module('./lib');
        const lib = require('./lib');
        lib.load.answers(2);
        lib.size();
        lib.other();
        //- /three.js
        console.log('./lib');
        require('./lib').load.answers(2);
                              ^^^^^^^ error[missing-member]
        """);
  }

  @Test
  void aModuleThatSomebodyProvidesIsNotMissing() {
    check(
        """
        //- /one.test.js
        swap.module('host-api', () => ({ read: () => 1 }));
        require('host-api').read();
        //- /two.test.js
        require('host-api').read();
                ^^^^^^^^^^ error[package-not-installed]
        """);
  }

  @Test
  void whatTestsStubIsStillAMistakeInTheProgram() {
    check(
        """
        //- /lib.js
        exports.load = () => 1;
        //- /app.js
        const lib = require('./lib');
        exports.run = () => lib.load.calls();
                                     ^^^^^ error[missing-member]
        //- /test/app.js
        const lib = require('../lib');
        globalThis.observe(lib, 'load');
        lib.load.calls();
        //- /checks.js
        const lib = require('./lib');
        it('works', () => { observe(lib, 'load'); lib.load.calls(); });
        """);
  }

  @Test
  void aTestStubsForItselfAndAHelperForAll() {
    check(
        """
        //- /one.js
        exports.load = () => 1;
        //- /two.js
        exports.load = () => 1;
        //- /test/setup.js
        globalThis.observe(require('../one'), 'load');
        //- /test/a.js
        describe('a', () => { observe(require('../two'), 'load'); });
        //- /test/b.js
        const one = require('../one');
        const two = require('../two');
        it('b', () => { one.load.calls(); two.load.calls(); });
                                                   ^^^^^ error[missing-member]
        """);
  }

  @Test
  void whatIsNotInstalledMayDoAnything() {
    check(
        """
        //- /kit.js
        const merge = require('merge-kit');
                              ^^^^^^^^^^^ error[package-not-installed]
        class Kit {}
        merge(Kit, { two: 2 });
        module.exports = Kit;
        //- /use.js
        console.log(require('./kit').two.length);
        """);
  }

  @Test
  void whatIsNotInstalledMayWriteOnWhatAllShare() {
    check(
        """
        //- /a.js
        require('more-asserts');
                ^^^^^^^^^^^^^^ error[package-not-installed]
        require('assert').isNull(null);
        //- /b.js
        require('./a');
        require('assert').isNull(null);
        //- /c.js
        require('assert').isNull(null);
                          ^^^^^^ error[missing-member]
        const cluster = require('cluster');
        if (cluster.isWorker) console.log(cluster.worker.id);
        """);
  }

  @Test
  void aPackageMayLoadAnyOfItsModulesByAComputedSpecifier() {
    check(
        """
        //- /node_modules/bell/package.json
        {"name": "bell", "main": "index.js"}
        //- /node_modules/bell/index.js
        exports.version = 1;
        ['ring'].concat(process.argv).forEach((name) => require('./src/' + name));
        //- /node_modules/bell/src/ring.js
        require('./common').register('ring', () => 'ding');
        //- /node_modules/bell/src/common.js
        const bell = require('..');
        exports.register = (name, action) => { bell[name] = () => action(); };
        //- /node_modules/gong/package.json
        {"name": "gong", "main": "index.js"}
        //- /node_modules/gong/index.js
        exports.version = 1;
        ['ring'].concat(process.argv).forEach((name) => require('./src/' + name));
        //- /node_modules/gong/src/ring.js
        exports.ring = () => 'dong';
        //- /use.js
        const bell = require('bell');
        const gong = require('gong');
        bell.ring();
        gong.ring();
             ^^^^ error[missing-member]
        """);
  }

  /** Whoever requires the module again gets what its function has put there. */
  @Test
  void aFunctionReplacesTheExportsThemselves() {
    check(
        """
        //- /lib.js
        module.exports = function init() {
          module.exports = { load() {} };
        };
        //- /class.js
        class Loader {
          all = (module.exports = { load() {} });
        }
        module.exports = Loader;
        //- /never.js
        function old() { module.exports = { load() {} }; }
        module.exports = { other: 1 };
        //- /use.js
        require('./lib')();
        require('./lib').load();
        const Loader = require('./class');
        new Loader();
        require('./class').load();
        require('./never').load();
                           ^^^^ error[missing-member]
        """);
  }

  /** The instance is made in another file than its class. */
  @Test
  void methodsSetFieldsOfInstancesThatOthersMake() {
    check(
        """
        //- /ipc.js
        module.exports = class Ipc {
          constructor() {
            this.server = false;
            this.of = {};
            this.conf = { port: 1 };
            this.list = {};
            this.kept = { a: 1 };
          }
          serve() { this.server = { on() {} }; console.log(this.kept); }
          connect(id) { const self = this; process.nextTick(() => { self.of[id] = {}; }); }
          reset() { [this.conf] = [{}]; fill(this.list); return this.kept.a; }
        };
        //- /old.js
        function Old() { this.handler = null; }
        Old.prototype.on = function (handler) { this.handler = handler; };
        module.exports = Old;
        //- /instance.js
        const Ipc = require('./ipc');
        module.exports = new Ipc();
        //- /use.js
        const ipc = require('./instance');
        ipc.server.on('x');
        ipc.of.world.on();
        ipc.conf.path.trim();
        ipc.list.first.trim();
        ipc.kept.b.trim();
                 ^ warning[missing-member]
        const Old = require('./old');
        const old = new Old();
        old.handler.call(1);
        """);
  }

  /** What a name stands for in a function that only code makes which does not run is not known. */
  @Test
  void functionsMadeInDeadCode() {
    check(
        """
        //- /dep.js
        exports.compare = () => 0;
        //- /use.js
        const r = require('./dep');
        module.exports = (items) => {
          if (true) return;
          ((r) => { items.forEach((item) => r.parts.get(item)); })(items);
        };
        r.parts.get();
          ^^^^^ warning[missing-member]
        """);
  }

  /** A variable of an async function is its own behind an await too. */
  @Test
  void variablesBehindAnAwait() {
    check(
        """
        //- /dep.js
        exports.compare = () => 0;
        //- /use.js
        const dep = require('./dep');
        module.exports = async () => {
          await 0;
          const dep = { parts: [] };
          [1].forEach(() => { dep.parts.push(1); });
        };
        async function load() {
          await 0;
          const dep = { parts: [] };
          [1].forEach(() => { dep.parts.push(1); });
        }
        load();
        """);
  }
}
