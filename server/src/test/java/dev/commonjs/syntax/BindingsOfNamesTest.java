package dev.commonjs.syntax;

import static dev.commonjs.syntax.BoundPlaces.bindings;
import static dev.commonjs.syntax.BoundPlaces.check;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.commonjs.fixture.Fixture;
import dev.commonjs.text.Span;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Imports, shorthands, functions in blocks, {@code with}, and names that nothing is said about. */
class BindingsOfNamesTest {
  @Test
  void imports_are_bindings() {
    check(
        """
        import a, { b as <|>c, d } from 'x';
                         ^ declares
        import * as e from 'y';
        export default () => c + a + d + e;
                             ^ refers
        """);
  }

  @Test
  void exported_declarations_are_bindings() {
    check(
        """
        export const <|>a = 1;
                     ^ declares
        export function f() { return a; }
                                     ^ refers
        """);
  }

  @Test
  void a_shorthand_in_a_literal_reads() {
    check(
        """
        const <|>a = 1;
              ^ declares
        module.exports = { a, a: 2, b: a, a() {}, ...a };
                           ^ refers
                                       ^ refers
                                                     ^ refers
        """);
  }

  @Test
  void a_shorthand_in_a_pattern_declares() {
    check(
        """
        const { <|>a } = o;
                ^ declares
        a;
        ^ refers
        """);
  }

  @Test
  void a_shorthand_with_a_value_declares() {
    check(
        """
        const b = 1, { <|>a = b, c = a } = o;
                       ^ declares
                                  ^ refers
        a;
        ^ refers
        """);
  }

  @Test
  void behind_a_colon_in_a_pattern_is_the_name() {
    check(
        """
        let a;
        const { a: <|>b, ...c } = o;
                   ^ declares
        b;
        ^ refers
        """);
  }

  @Test
  void a_shorthand_in_an_assignment_refers() {
    check(
        """
        let <|>a, b;
            ^ declares
        ({ a } = o);
           ^ refers
        ({ a = 1, b: a.c, ...a.d } = o);
           ^ refers
                     ^ refers
                             ^ refers
        """);
  }

  @Test
  void a_function_in_a_block_of_sloppy_code_is_a_variable_too() {
    check(
        """
        f;
        ^ refers
        { f(); function <|>f() { f; } }
          ^ refers
                        ^ declares
                              ^ refers
        if (a) function f() {} else f;
                        ^ declares
                                    ^ refers
        """);
  }

  @Test
  void a_function_in_a_block_of_strict_code_is_not() {
    check(
        """
        'use strict';
        f;
        { f(); function <|>f() {} }
          ^ refers
                        ^ declares
        """);
  }

  @Test
  void a_generator_in_a_block_is_not() {
    check(
        """
        f;
        { f(); function* <|>f() {} }
          ^ refers
                         ^ declares
        """);
  }

  @Test
  void a_function_in_a_block_is_not_where_var_would_be_an_error() {
    check(
        """
        function g(f) {
          f;
          { f(); function <|>f() {} }
            ^ refers
                          ^ declares
        }
        """);
  }

  @Test
  void a_function_in_a_block_is_not_where_a_let_is_around_it() {
    check(
        """
        f;
        { let f; { f(); function <|>f() {} } f; }
                   ^ refers
                                 ^ declares
        """);
  }

  @Test
  void a_function_in_a_block_never_replaces_what_the_wrapper_declares() {
    check(
        """
        require('a');
        { require(); function <|>require() {} }
          ^^^^^^^ refers
                              ^^^^^^^ declares
        """);
  }

  @Test
  void a_function_in_a_catch_clause_is_a_variable_though_its_name_is_caught() {
    check(
        """
        try {} catch (e) { e; { function <|>e() {} } }
                                         ^ declares
        e;
        ^ refers
        """);
  }

  @Test
  void a_local_of_a_with_is_known_for_sure() {
    check(
        """
        with (o) { (function (<|>a) { a; }); }
                              ^ declares
                                   ^ refers
        """);
  }

  @Test
  void what_a_with_may_answer_is_no_reference() {
    check(
        """
        var <|>a;
            ^ declares
        with (a) { a; () => a; }
              ^ refers
        a;
        ^ refers
        """);
  }

  @Test
  void broken_text_has_the_bindings_that_were_read() {
    check(
        """
        const <|>a = require('x');
              ^ declares
        a.;
        ^ refers
        function f() { use(a); let b = ; return a
                           ^ refers
                                                ^ refers
        """);
  }

  @Test
  void offsets_count_utf16_code_units() {
    check(
        """
        const s = 'x', 𠮷 = 1, <|>a = '😀'; use(a);
                               ^ declares
                                             ^ refers
        """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<|>b;",
        "o.<|>a;",
        "o?.<|>a;",
        "o.#<|>a;",
        "({ <|>a: 1 });",
        "({ <|>a() {}, get a() {} });",
        "({ set <|>a(b) {} });",
        "class B { <|>a = 1; }",
        "class B { static <|>a() {} }",
        "let { <|>a: b } = o;",
        "({ <|>a: b } = o);",
        "<|>a: for (;;) break a;",
        "l: { a: for (;;) continue <|>a; }",
        "function f(b = <|>c) { var c; }",
        "function f() { <|>arguments; }",
        "<|>require('x');",
        "<|>module.exports = exports = __filename;",
        "'<|>a';",
        "x = `<|>a`;",
        "/<|>a/;",
        "// <|>a",
        "with (o) <|>a;",
        "import { <|>a as b } from 'x'",
      })
  void nothing_is_said_of_what_is_no_variable_of_the_file(String text) {
    assertEquals(
        Optional.empty(), BoundPlaces.atCursor(Fixture.parse("var a;\n" + text + " behind")), text);
  }

  @Test
  void what_the_wrapper_declares_is_a_binding_where_the_file_declares_it_again() {
    check(
        """
        var <|>exports = module.exports = {};
            ^^^^^^^ declares
        exports.a = 1;
        ^^^^^^^ refers
        """);
  }

  @Test
  void identifiers_without_a_binding_are_known_by_name() {
    Bindings bindings = bindings("let a = b; with (b) a; c: { let b; b } d.e");
    assertEquals(Set.of("a", "b", "d"), bindings.unresolved().keySet());
    assertEquals(List.of(new Span(8, 9), new Span(17, 18)), bindings.unresolved().get("b"));
    assertEquals(List.of(new Span(20, 21)), bindings.unresolved().get("a"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "let a; function f(b) { var c; { let d; ^ } } | a b c d f",
        "let a; function f(b) { var c; { let d; }^ } | a b c f",
        "let a; ^function f(b) { var c; } | a f",
        "let a; function f(b) { var c; }^ | a f",
        "(function f(b) { ^ }) | b f",
        "^a => b => a | a",
        "a => b => a^ | a b",
        "try {} catch (e) { let a; ^ } | a e",
        "try {} catch (e) { let a; } finally { ^ } | ~~",
        "for (let i;;) ^f(i) | i",
        "for (let i;;) { f(i) ^} | i",
        "for (let i;;) { f(i) }^ | ~~",
        "switch (a) { case 1: let b; default: ^ } | b",
        "x = class A { static { var b; ^ } m(c) {} } | A b",
        "{ ^; function f() {} } | f",
        "function f(a) { let b; ^ | a b f",
        "let a; { let a; ^ } | a",
        "^ | ~~",
      })
  void the_names_around_a_place(String text, String names) {
    int offset = text.indexOf('^');
    Bindings bindings = bindings(text.substring(0, offset) + text.substring(offset + 1));
    assertEquals(names, String.join(" ", bindings.namesIn(offset)));
  }
}
