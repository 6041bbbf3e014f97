package dev.commonjs.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.commonjs.text.SourceText;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A text in the middle of an edit: what stands around the wound is still read. */
class BrokenTextTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "exports.a = 1; exports.; exports.b = 2 | a b",
        "exports.a = 1; var x = ; exports.b = 2 | a b",
        "exports.a = 1; } exports.b = 2 | a b",
        "exports.a = 1; if ( exports.b = 2 | a b",
        "exports.a = 1; const { b, c = require('x'); exports.d = 2 | a d",
        "exports.a = 1; function f() { exports.b = 2; | a b",
        "exports.a = { b: function () { ; exports.c = 1 | a c",
        "exports.a = 1; x = [1, 2; exports.b = 2 | a b",
        "exports.a = 1; x = 'abc⏎exports.b = 2 | a b",
        "exports.a = 1; x = /abc⏎exports.b = 2 | a b",
        "exports.a = 1; @decorator; exports.b = 2 | a b",
        "exports.a = 1; const ; exports.b = 2 | a b",
        "exports.a = 1; x ? y ; exports.b = 2 | a b",
        "exports.a = 1; for (const x of ) {} exports.b = 2 | a b",
        "exports.a = 1; import x fro 'y'; exports.b = 2 | a b",
        "exports.a = 1; try { exports.b = 2 | a b",
        "exports.a = `x${ | a",
        "exports.a = 1; /* never closed | a",
      })
  void the_exports_around_it_are_found(String source, String names) {
    ParsedFile file = JsParser.parse(new SourceText(source.replace('⏎', '\n')));
    assertFalse(file.errors().isEmpty());
    assertEquals(names, String.join(" ", assigned(file.program())));
  }

  private static List<String> assigned(Node.Program program) {
    List<String> out = new ArrayList<>();
    Nodes.walk(
        program,
        node -> {
          if (node instanceof Node.Assign a
              && a.target() instanceof Node.Member m
              && m.object() instanceof Node.Ident o
              && o.name().equals("exports")) {
            out.add(m.name());
          }
        });
    return out;
  }
}
