package dev.commonjs.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values of which nothing is known, and code that means harm. */
class AbsorbingTest {
  @TempDir static Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "typeof absorb === 'function'",
        "typeof absorb.a.b().c === 'function'",
        "typeof new absorb() === 'object'",
        "new absorb() instanceof absorb",
        "(absorb.x = 1, absorb.x === 1)",
        "absorb.a === absorb.a",
        "absorb.then === undefined && absorb.__esModule === undefined",
        "typeof absorb[0][1] === 'function'",
        "absorb.apply(null, [1]) !== undefined && absorb.bind(null)() !== undefined",
        "(function () { var { a, b: { c } } = absorb; return typeof c === 'function'; })()",
        "(function () { function S() { absorb.call(this); this.a = 1; } S.prototype = Object.create(absorb.prototype);"
            + " return new S().a === 1; })()",
        "(function () { function S() { return absorb.call(this) || this; } S.prototype = Object.create(absorb.prototype);"
            + " return new S() instanceof S; })()",
        "(function () { function S() { return Reflect.construct(absorb, [], S); }"
            + " S.prototype = Object.create(absorb.prototype); S.prototype.m = function () { return 7; };"
            + " var s = new S(); return s.m() === 7 && s instanceof S && typeof s.other() === 'function'; })()",
        "(function () { var o = Object.create(absorb); o.z = 1; return Object.keys(o).join() === 'z'; })()",
        "typeof require('http').createServer().listen(3).on === 'function'",
        "require('http').Agent.nothing === undefined",
      })
  void is_used_without_being_asked(String expression) {
    try (TestScope sandbox = new TestScope(folder)) {
      assertEquals("true", sandbox.evaluate(expression));
      assertEquals("[]", sandbox.host.taints.toString(), expression);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'q' in absorb",
        "Object.keys(absorb)",
        "Object.getOwnPropertyNames(absorb)",
        "Reflect.ownKeys(absorb)",
        "Object.assign({}, absorb)",
        "({ ...absorb })",
        "[...absorb]",
        "(function () { for (var k in absorb); })()",
        "'' + absorb",
        "absorb > 3",
        "absorb == 'x'",
        "`${absorb}`",
        "absorb.length",
        "absorb.name",
        "absorb.toString()",
        "absorb.hasOwnProperty('x')",
        "JSON.stringify({ a: absorb })",
        "Object.keys(require('http').createServer())",
        "process.exit()",
      })
  void is_told_on_when_it_is_asked(String expression) {
    try (TestScope sandbox = new TestScope(folder)) {
      sandbox.evaluate(expression);
      assertFalse(sandbox.host.taints.isEmpty(), expression);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(Array.prototype.push = Array.prototype.map = null, require('util').inspect([1]))",
        "(Object.prototype.toString = function () { throw 1; }, require('util').types.isMap(new Map()))",
        "(Object.keys = 5, require('querystring').stringify({ a: 1 }))",
        "(String.prototype.slice = Function.prototype.call = undefined, require('path').join('a', 'b'))",
        "(delete globalThis.Error, new TypeError('x').stack)",
        "(globalThis.Error = function () {}, require('assert').ok(0))",
        "(globalThis.CallSite = 1, new Error('x'))",
        "require('util').inspect({ get a() { throw new Error('x'); }, get [Symbol.toStringTag]() { throw 2; } })",
        "require('path').join({ toString() { throw 3; } })",
        "require('fs').readFileSync({ get href() { throw 4; } })",
        "Buffer.from({ get length() { throw 5; } })",
        "new URL({ toString() { throw 6; } })",
        "(Error.prepareStackTrace = function () { throw 7; }, new Error('x'))",
        "(Error.stackTraceLimit = { valueOf() { throw 8; } }, new Error('x'))",
        "Object.setPrototypeOf(new TypeError('x'), {}).stack",
        "Reflect.construct(Error, ['m'], function () {}).stack",
        "Object.setPrototypeOf(absorb, null).x",
        "Object.setPrototypeOf(absorb, absorb)",
        "Object.freeze(absorb).x",
        "Object.defineProperty(absorb, 'x', { get() { throw 9; } }).x",
        "(absorb.prototype = 5, new absorb())",
        "Reflect.construct(absorb, [], absorb)",
        "require('util').inherits(function () {}, absorb)",
        "absorb.call.call.call(absorb)",
        "require('events').prototype.emit.call(null, 'error')",
        "new (require('stream').Transform)({ get read() { throw 10; } })",
      })
  void harm_stays_in_javascript(String expression) {
    try (TestScope sandbox = new TestScope(folder)) {
      // Whatever it gives: an exception that is not of JavaScript would come through.
      assertFalse(sandbox.evaluate(expression).contains("Exception:"), expression);
    }
  }

  @Test
  void java_is_out_of_reach() {
    try (TestScope sandbox = new TestScope(folder)) {
      assertEquals(
          "undefined",
          sandbox.evaluate(
              "(function () { try { null.x; } catch (e) { return typeof e.rhinoException; } })()"));
      for (String name :
          new String[] {"Packages", "java", "JavaAdapter", "Continuation", "getClass"}) {
        assertEquals("undefined", sandbox.evaluate("typeof " + name), name);
      }
      assertTrue(
          sandbox
              .evaluate("require.getClass === undefined && absorb.__parent__ === undefined")
              .equals("true"));
    }
  }

  @Test
  void built_in_modules_load_without_a_word() {
    try (TestScope sandbox = new TestScope(folder)) {
      assertEquals(
          "true",
          sandbox.evaluate(
              "require('module').builtinModules.every(function (name) { return require(name) !== null; })"));
      assertEquals("[]", sandbox.host.taints.toString());
    }
  }
}
