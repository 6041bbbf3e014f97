package dev.commonjs.totality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.commonjs.fixture.MapFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * From any text to findings: nothing throws, nothing takes long, and nothing is denied that Node
 * would show.
 */
@Timeout(240)
class StrangeTextsTest {
  private static final int LEVELS = 10_000;
  private static final Path MAIN = Path.of("/main.js");

  private static Whole whole(String text) {
    return Whole.of(new MapFiles(Map.of(MAIN, text)), Path.of("/"), MAIN);
  }

  /** {@code before|middle|after}: the outer parts again and again. */
  private static String nested(String pattern) {
    String[] parts = pattern.split("\\|", -1);
    return parts[0].repeat(LEVELS) + parts[1] + parts[2].repeat(LEVELS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(|1|)",
        "[|1|]",
        "({ a: |1| })",
        "{ ...|x| }",
        "function () { return |1| }",
        "() => |1|",
        "!|1|",
        "`${|1|}`",
        "1 ? |1| : 2",
        "f(|1|)",
        "new (|A|)",
        "a = |1|",
        "class { [|1|]() {} }",
        "await |1|",
      })
  void ten_thousand_levels_of_an_expression_have_a_whole(String pattern) {
    assertTrue(whole("exports.a = 1; exports.b = " + nested(pattern)).mayHave("a"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{|exports.b = 1|}",
        "if (x) {|exports.b = 1|}",
        "if (x) y(); else |exports.b = 1|",
        "for (;;) {|exports.b = 1|}",
        "while (x) {|exports.b = 1|}",
        "try {|exports.b = 1|} catch (e) {}",
        "try {} catch (e) {|exports.b = 1|}",
        "switch (x) { case 1: |exports.b = 1|}",
        "(function () {|exports.b = 1|})();",
        "function f() {|exports.b = 1|}",
        "l: |exports.b = 1|",
        "with (x) |exports.b = 1|",
      })
  void ten_thousand_levels_of_a_statement_have_a_whole(String pattern) {
    assertTrue(whole("exports.a = 1;\n" + nested(pattern)).mayHave("a"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".b", ".b()", "()", "[0]", "?.b", "`t`", " + b", ", b", " && b", " || b", " ?? b", " ** b",
        " = b", " in b"
      })
  void ten_thousand_links_of_a_chain_have_a_whole(String link) {
    for (String head : List.of("a", "exports", "require('./main')")) {
      assertTrue(whole("exports.a = 1; exports.b = " + head + link.repeat(LEVELS)).mayHave("a"));
    }
  }

  @Test
  void ten_thousand_functions_that_call_the_next_have_a_whole() {
    String text =
        IntStream.range(0, LEVELS)
            .mapToObj(i -> "function f" + i + "() { return f" + (i + 1) + "() }\n")
            .collect(Collectors.joining());
    assertTrue(whole(text + "function f10000() { exports.a = 1 } f0();").mayHave("a"));
  }

  @Test
  void five_million_characters_on_one_line_have_a_whole() {
    String text =
        IntStream.range(0, 125_000)
            .mapToObj(i -> "exports.name" + i + "=function(a,b){return a+b};")
            .collect(Collectors.joining());
    assertTrue(text.length() > 5_000_000);
    assertTrue(whole(text).mayHave("name124999"));
  }

  @Test
  void five_million_characters_of_one_bundle_have_a_whole() {
    String module = "function(e,t,n){var r=n(1);t.a=function(e){return e?r.b(e):t.c};t.c=r},";
    String text =
        "module.exports=(function(m){var c={};function r(i){if(c[i])return c[i].e;var x=c[i]={e:{}};"
            + "m[i](x,x.e,r);return x.e}return r(0)})(["
            + module.repeat(72_000)
            + "]);";
    assertTrue(text.length() > 5_000_000);
    assertTrue(whole(text).mayHave("a"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "exports['\uD800'] = '\uDC00'; exports.a = 1",
        "exports.a = '\uD83D' + `\uDE00`",
        "// \uDFFF\nexports.a = /\uD800/",
        "require('\uD800'); exports.a = 1",
        "exports.a = 1\r\nexports.b = 2\r\n",
        "exports.a = 1\rexports.b = 2\r",
        "// c\u2028exports.a = 1",
        "#!/usr/bin/env node\nexports.a = 1",
        "\u0000exports.a = 1",
        "exports.a = '\u0000'; require('\u0000'); require('./\u0000')",
        "exports.a = 1;\u0000",
        "exports['__proto__'] = 1; exports.a = 1",
      })
  void characters_that_are_hardly_text_have_a_whole(String text) {
    // Node rejects a NUL between tokens; what the parser makes of the rest is its own affair.
    assertTrue(whole(text).mayHave("a") || text.contains("\u0000"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "exports.self = exports; exports.a = 1",
        "module.exports = { module }; module.exports.a = module.exports.module.exports",
        "var a = {}, b = {}; a.__proto__ = b; b.__proto__ = a; exports.a = a.missing; exports.b = 'x' in a",
        "exports.__proto__ = exports; exports.a = exports.missing",
        "var a = {}, b = Object.create(a); Object.setPrototypeOf(a, b); exports.a = b.x; for (var k in b) exports[k] = 1",
        "function A() {} A.prototype = A; exports.a = new A().x; A.__proto__ = A; A.y",
        "class A extends A {} exports.a = A",
        "exports.a = { get b() { return this.b } }.b",
        "exports.a = 1; Object.defineProperty(exports, 'b', { get() { return exports.b } }); exports.b",
        "var o = { set x(v) { this.x = v } }; o.x = 1; exports.a = o",
        "function f() { return g() } function g() { return f() } exports.a = f()",
        "function f(n) { return n ? f(n - 1) + f(n - 2) : 1 } exports.a = f(100)",
        "exports.a = (function f(x) { return x(x) })(function f(x) { return x(x) })",
        "function A() { return new A() } exports.a = new A()",
        "exports.a = 1; while (true) {}",
        "exports.a = 1; for (;;) exports.b = 1",
        "exports.a = 1; do ; while (1)",
        "var i = 0; exports.a = []; while (i < 1e9) { exports.a.push(i); i++ }",
        "exports.a = 1; for (var i = 0; i < 1e9; i++) exports['x' + i] = i",
        "exports.a = 1; for (const x of [1]) for (;;) continue",
        "var s = 'x'; for (var i = 0; i < 40; i++) s += s; exports.a = s",
        "var a = []; a[0] = a; a[4294967295] = a; a.length = 4294967295; exports.a = a; for (var x of a) x.y = 1",
        "exports.a = [...Array(1e9).keys()]",
        "exports.a = 'x'.repeat(2 ** 29) + 'y'.padEnd(1e9)",
        "var o = {}; for (var i = 0; i < 300; i++) o = { o, p: o }; exports.a = o",
        "exports.a = f.bind(null); function f() {} for (var i = 0; i < 2000; i++) exports.a = exports.a.bind(1); exports.a()",
        "var p = new Proxy(p = {}, { get: (t, k, r) => r[k] }); exports.a = p.x",
        "module.exports = require('./main'); module.exports.a = 1",
        "module.exports = require('./main').a.b.c(); exports = require('./main')(require('./main'))",
        "Object.assign(exports, require('./main'), exports); exports.a = { ...require('./main') }",
        "module.exports = function () { return module.exports }; module.exports.a = module.exports()()()()",
        "exports.a = eval('exports'); new Function('return this')()",
      })
  void things_that_refer_to_themselves_have_a_whole(String text) {
    assertTrue(whole(text).mayHave("a"));
  }

  @Test
  void large_tables_have_a_whole() {
    String numbers = "[" + "12345,".repeat(200_000) + "]";
    String names =
        IntStream.range(0, 50_000)
            .mapToObj(i -> "k" + i + ":" + i)
            .collect(Collectors.joining(","));
    String rows = "[" + "['a','b',{c:1,d:[2,3]}],".repeat(30_000) + "]";
    assertTrue(whole("exports.a = " + numbers).mayHave("a"));
    assertTrue(whole("module.exports = {" + names + "}").mayHave("k49999"));
    assertTrue(whole("exports.a = " + rows).mayHave("a"));
    assertTrue(
        whole("var t = {" + names + "}; for (var k in t) exports[k] = t[k]").mayHave("k49999"));
    assertTrue(
        whole("exports.a = " + rows + ".map(function (r) { return r[2].d.concat(r) })")
            .mayHave("a"));
  }

  @Test
  void a_circle_of_a_thousand_files_has_a_whole() {
    Map<Path, String> texts =
        IntStream.range(0, 1000)
            .boxed()
            .collect(
                Collectors.toMap(
                    i -> Path.of("/m" + i + ".js"),
                    i ->
                        "exports.a"
                            + i
                            + " = 1; Object.assign(exports, require('./m"
                            + (i + 1) % 1000
                            + "'))"));
    MapFiles files = new MapFiles(texts);
    Whole whole = Whole.of(files, Path.of("/"), Path.of("/m0.js"));
    assertTrue(whole.mayHave("a999"));
    assertEquals(List.of(), whole.findings());
  }
}
