package dev.commonjs.rule;

import dev.commonjs.workspace.Settings;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Right code that looks like a mistake. Nothing may be said about any of it. */
final class KnownTrapsTest {
  private static final Map<String, String> SILENT =
      Map.ofEntries(
          Map.entry("exports or a new object", "exports = exports || {};\nexports.a = 1;\n"),
          Map.entry(
              "an await in code that does not run",
              "//- /a.mjs\nif (false) { await 1; }\nwhile (false) await 2;\nfalse && (await 3);\ntry { } catch { await 4; }\nexport const a = 1;\n"),
          Map.entry(
              "names that a loop over let makes",
              "//- /a.js\nconst n = Number(process.env.N || 5);\nfor (let i = 0; i < n; i++) exports['k' + i] = i;\n//- /b.js\nconsole.log(require('./a').k4.toFixed());\n"),
          Map.entry(
              "exports assigned into itself", "exports = Object.assign(exports, { a: 1 });\n"),
          Map.entry(
              "a new object for exports that is exported then",
              "exports = { a: 1 };\nmodule.exports = exports;\n"),
          Map.entry("both at once", "exports = module.exports = { a: 1 };\nexports.b = 2;\n"),
          Map.entry(
              "both at once, the other way round",
              "module.exports = exports = { a: 1 };\nexports.b = 2;\n"),
          Map.entry(
              "both at once, another module",
              "//- /a.js\nexports.a = 1;\n//- /b.js\nexports = module.exports = require('./a');\nexports.b = 2;\n"),
          Map.entry(
              "both at once, in parentheses",
              "const api = (exports = module.exports = {});\napi.a = 1;\nexports.b = 2;\n"),
          Map.entry(
              "an alias made with the replacement",
              "const api = (module.exports = {});\napi.a = 1;\n"),
          Map.entry(
              "a compiler's initialisers",
              "exports.a = exports.b = void 0;\nexports.b = 1;\nexports.a = 2;\n"),
          Map.entry(
              "a compiler's initialisers before a replacement",
              "exports.a = void 0;\nexports.a = 1;\nmodule.exports = Object.assign({}, exports);\n"),
          Map.entry(
              "a parameter called exports",
              "function fill(exports) {\n  exports = exports || {};\n  exports.a = 1;\n  return exports;\n}\nmodule.exports = fill;\n"),
          Map.entry(
              "a parameter called module",
              "module.exports = function (module) {\n  module = { exports: {} };\n  return module.exports;\n};\n"),
          Map.entry(
              "a local variable called exports",
              "function f() {\n  var exports = {};\n  exports.a = 1;\n  return exports;\n}\nmodule.exports = f;\n"),
          Map.entry(
              "a parameter called require",
              "(function (require) {\n  require('./whatever');\n})(function (x) { return x; });\n"),
          Map.entry(
              "a replacement that spreads the old object",
              "exports.a = 1;\nmodule.exports = { ...exports, b: 2 };\n"),
          Map.entry(
              "a replacement that copies the old object",
              "exports.a = 1;\nmodule.exports = Object.assign({}, exports, { b: 2 });\n"),
          Map.entry(
              "a replacement that keeps the old object as a member",
              "exports.a = 1;\nmodule.exports = { old: exports };\n"),
          Map.entry(
              "properties of the exported function",
              "module.exports = create;\nfunction create() {}\ncreate.version = '1';\nmodule.exports.create = create;\n"),
          Map.entry("no-op", "exports.a = 1;\nmodule.exports = exports;\nexports.b = 2;\n"),
          Map.entry(
              "var exports keeps the object", "var exports = module.exports;\nexports.a = 1;\n"),
          Map.entry(
              "interop line",
              "Object.defineProperty(exports, '__esModule', { value: true });\nexports.default = function f() {};\nmodule.exports = exports.default;\n"),
          Map.entry(
              "a default that is the module itself",
              "Object.defineProperty(exports, '__esModule', { value: true });\nconst make = () => 1;\nexports.default = make;\nmodule.exports = make;\n"),
          Map.entry(
              "a member of module that somebody made",
              "module.exported = 1;\nconsole.log(module.exported);\nif (module.exporter) module.exporter.run();\n"),
          Map.entry(
              "interop line that keeps the names",
              "exports.default = f;\nfunction f() {}\nmodule.exports = Object.assign(exports.default, exports);\n"),
          Map.entry(
              "a wrapper for several module systems",
              """
              (function (global, factory) {
                typeof exports === 'object' && typeof module !== 'undefined' ? module.exports = factory() :
                typeof define === 'function' && define.amd ? define(factory) :
                (global = global || self, global.lib = factory());
              })(this, function () { 'use strict'; return { a: 1 }; });
              """),
          Map.entry(
              "a wrapper that is given the exports",
              """
              (function (global, factory) {
                typeof exports === 'object' && typeof module !== 'undefined' ? factory(exports) :
                typeof define === 'function' && define.amd ? define(['exports'], factory) :
                factory((global.lib = {}));
              })(this, function (exports) { exports.a = 1; });
              """),
          Map.entry(
              "a wrapper that is given this", "(function () {\n  this.a = 1;\n}).call(this);\n"),
          Map.entry(
              "minified",
              "!function(e,t){\"object\"==typeof exports&&\"object\"==typeof module?module.exports=t():e.lib=t()}(this,function(){return{a:1}});\n"),
          Map.entry(
              "a package that may be absent",
              "let fast;\ntry {\n  fast = require('./main.js') && 1;\n} catch (e) {\n  fast = null;\n}\nmodule.exports = { fast };\n"),
          Map.entry(
              "a half that is asked for",
              "//- /lib.js\nexports.a = 1;\n//- /use.js\nconst lib = require('./lib');\nif (lib.b) lib.b();\ntypeof lib.c === 'function' && lib.c();\nlib.d?.();\nif ('e' in lib) lib.e();\n"),
          Map.entry(
              "a half that a try asks for",
              "//- /lib.js\nexports.a = 1;\n//- /use.js\nconst lib = require('./lib');\nlet fast = true;\ntry { lib.b(); } catch { fast = false; }\nif (fast) lib.b();\ntry { lib.c(); } catch (e) { if (!(e instanceof TypeError)) throw e; }\ntry {\n  lib.a.toFixed();\n  lib.a.toFixed();\n  lib.d();\n} catch (e) { module.exports = null; }\n"),
          Map.entry(
              "a half that is asked for in other ways",
              "//- /lib.js\nexports.a = 1;\n//- /use.js\nconst lib = require('./lib');\nif (lib.hasOwnProperty('b')) lib.b();\nif (Reflect.has(lib, 'c')) lib.c();\nif (Object.hasOwn(lib, 'd')) lib.d();\nif (Object.prototype.hasOwnProperty.call(lib, 'e')) lib.e();\nif (Object.getOwnPropertyDescriptor(lib, 'f')) lib.f();\nif (Object.prototype.propertyIsEnumerable.call(lib, 'g')) lib.g();\nif (lib.propertyIsEnumerable('h')) lib.h();\n"),
          Map.entry(
              "a half that a list of keys shows",
              "//- /lib.js\nexports.a = 1;\n//- /use.js\nconst lib = require('./lib');\nconst names = Object.keys(lib);\nif (names.includes('b')) lib.b();\nif (names.indexOf('c') !== -1) lib.c();\nif (Reflect.ownKeys(lib).some((k) => k === 'd')) lib.d();\nfor (const k in lib) {\n  if (k === 'e') lib.e();\n  switch (k) { case 'f': lib.f(); }\n}\n"),
          Map.entry(
              "a test that ends in an error where the member is there",
              "//- /lib.js\nexports.a = 1;\n//- /use.js\nconst lib = require('./lib');\nif (lib.b) throw new Error('new');\nif (typeof lib.c === 'function') throw lib.c();\nexports.d = () => lib.c();\nif (lib.e && lib.f) throw new Error('both');\nexports.g = () => [lib.e, lib.f];\n"),
          Map.entry(
              "nothing is copied from nothing",
              "//- /lib.js\nexports.conf = { a: 1 };\n//- /use.js\nconst { conf } = require('./lib');\nconst all = { ...conf.extra, ...(process.argv[2] ? conf.more : {}), ...(process.argv[3] && conf.last) };\nObject.assign(all, conf.other, conf.another);\nfor (const k in conf.none) all[k] = 1;\nmodule.exports = all;\n"),
          Map.entry(
              "what is read under a computed name is exported",
              "//- /a.js\nexports = { a: { x: 1 }, b: { x: 2 } };\nmodule.exports = exports[process.argv[2]];\n//- /b.js\nconst all = { a: {}, b: {} };\nexports.pick = (k) => all[k];\nexports = all.a;\n//- /c.js\nexports = { a() {}, b() {} };\nfor (const k of process.argv) module.exports[k] = exports[k];\n//- /d.js\nexports = { a() {}, b() {} };\nfor (const k of ['a', 'b']) module.exports[k] = exports[k];\n"),
          Map.entry(
              "members that a package puts on every object",
              "//- /node_modules/ought/index.js\nmodule.exports = require('./lib/ext');\n//- /node_modules/ought/lib/ext.js\nvar proto = Object.prototype;\nfunction extend(name) {\n  Object.defineProperty(proto, name, { get() { return {}; }, configurable: true });\n}\nextend('ought');\n//- /levels.js\nmodule.exports = { HIGH: 2, f: function () {} };\n//- /test.js\nrequire('ought');\nconst levels = require('./levels');\nlevels.HIGH.ought.be(levels.ought, levels.f.ought);\n"),
          Map.entry(
              "members that this program puts on strings and functions",
              "//- /setup.js\nString.prototype.red = function () { return this; };\n['blue', 'green'].forEach((c) => Array.prototype[c] = 1);\nObject.assign(Function.prototype, { twice() {} });\nNumber.prototype.__defineGetter__('px', () => 1);\n//- /lib.js\nmodule.exports = { name: 'x', list: [1], f() {}, n: 1 };\n//- /main.js\nrequire('./setup');\nrequire('./use');\n//- /use.js\nconst lib = require('./lib');\nlib.name.red();\nlib.list.blue.toFixed();\nlib.f.twice();\nlib.n.px.toFixed();\n"),
          Map.entry(
              "members that a declared package puts on every object",
              "//- /package.json\n{ \"devDependencies\": { \"should\": \"^13\" } }\n//- /levels.js\nmodule.exports = { HIGH: 2 };\n//- /test.js\nrequire('./levels').HIGH.should.equal(2);\n"),
          Map.entry(
              "a member with a default",
              "//- /lib.js\nexports.a = 1;\n//- /use.js\nconst { b = 2 } = require('./lib');\nmodule.exports = b;\n"),
          Map.entry(
              "a member that this file writes itself",
              "//- /lib.js\nexports.a = 1;\n//- /use.js\nconst lib = require('./lib');\nlib.b = () => 2;\nlib.b();\n"),
          Map.entry(
              "members of every object",
              "//- /lib.js\nexports.a = 1;\n//- /use.js\nconst lib = require('./lib');\nlib.hasOwnProperty('a');\nlib.toString();\n"),
          Map.entry(
              "a module that is loaded for what it does",
              "//- /setup.js\nglobalThis.x = 1;\n//- /use.js\nrequire('./setup');\n"),
          Map.entry(
              "a compiled file without exports",
              "//- /types.js\n\"use strict\";\nObject.defineProperty(exports, \"__esModule\", { value: true });\n//- /use.js\nmodule.exports = Object.assign({}, require('./types'));\n"),
          Map.entry(
              "names that are computed",
              "//- /lib.js\nfor (const k of Object.keys(process.env)) exports[k] = 1;\n//- /use.js\nrequire('./lib').anything();\n"),
          Map.entry(
              "a specifier that is not known",
              "module.exports = (name) => require('./plugins/' + name);\n"),
          Map.entry(
              "a specifier of which one value is there",
              "//- /a.js\nexports.a = 1;\n//- /use.js\nmodule.exports = require(process.argv[2] ? './a' : './b');\n"),
          Map.entry(
              "a cycle that is used later",
              "//- /a.js\nexports.fromA = function fromA() { return 'A'; };\nconst b = require('./b');\nexports.callB = function callB() { return b.fromB(); };\n//- /b.js\nconst a = require('./a');\nexports.fromB = function fromB() { return a.fromA(); };\n"),
          Map.entry(
              "what a function returns may be changed",
              "//- /lib.js\nexports.create = () => ({});\nexports.Layer = class {};\n//- /use.js\nconst { create, Layer } = require('./lib');\ncreate().run();\nnew Layer().run();\n"),
          Map.entry(
              "names that are written to both objects",
              "exports.b = 1;\nmodule.exports = f;\nmodule.exports.a = exports.a = 1;\nmodule.exports.b = 1;\nfunction f() {}\n"),
          Map.entry(
              "a package that extends what it requires",
              "//- /node_modules/r/index.js\nvar a = require('./lib/a');\na.sync = function () {};\nmodule.exports = a;\n//- /node_modules/r/lib/a.js\nmodule.exports = function a() {};\n//- /use.js\nrequire('r').sync();\n"),
          Map.entry(
              "a package that defines names on what it requires",
              "//- /node_modules/r/index.js\nconst f = (exports.format = require('./format'));\nfunction expose(name, get) {\n  Object.defineProperty(f, name, { get, configurable: true });\n}\nexpose('cli', () => () => 1);\n//- /node_modules/r/format.js\nmodule.exports = function format() {};\n//- /use.js\nrequire('r').format.cli();\n"),
          Map.entry(
              "a member that a call writes",
              "//- /lib.js\nfunction read(s) { read.bytes = s.length; return s; }\nmodule.exports = { read };\n//- /use.js\nconst { read } = require('./lib');\nread('x');\nconsole.log(read.bytes);\n"),
          Map.entry(
              "an export written for each file of a folder",
              "//- /lib.js\nconst fs = require('fs');\nfs.readdirSync(__dirname).forEach((f) => { exports.seen = f; });\nfs.readFileSync(__filename, 'utf8').replace(/a/g, () => { exports.text = 1; });\n//- /use.js\nconst lib = require('./lib');\nconsole.log(lib.seen, lib.text);\n"),
          Map.entry(
              "an export that a call writes",
              "//- /lib.js\nexports.init = () => { exports.db = {}; };\n//- /use.js\nconst lib = require('./lib');\nlib.init();\nlib.db.open();\n"),
          Map.entry("in node_modules", "//- /node_modules/p/index.js\nexports = { a: 1 };\n"));

  @TestFactory
  Stream<DynamicTest> silent() {
    return SILENT.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(e -> DynamicTest.dynamicTest(e.getKey(), () -> RuleTester.check(e.getValue())));
  }

  /** All rules but the one that says that there is a syntax error. */
  private static final Settings OTHERS =
      new Settings("", Map.of("syntax-error", "off"), false, true, List.of(), List.of());

  @TestFactory
  Stream<DynamicTest> silentOnWhatSyntaxErrorsLeave() {
    return List.of("exports = {", "module.exports = ", "exports.", "require('", "const { a")
        .stream()
        .map(code -> DynamicTest.dynamicTest(code, () -> RuleTester.check(OTHERS, code + "\n")));
  }
}
