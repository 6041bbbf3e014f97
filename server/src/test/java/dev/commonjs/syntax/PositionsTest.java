package dev.commonjs.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.commonjs.text.SourceText;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A node's span, checked by what it cuts out of the source. */
class PositionsTest {

  private static <T extends Node> List<String> slices(Class<T> type, String source) {
    List<String> out = new ArrayList<>();
    Nodes.walk(
        JsParser.parse(new SourceText(source)).program(),
        node -> {
          if (type.isInstance(node)) {
            out.add(source.substring(node.start(), node.end()));
          }
        });
    return out;
  }

  @Test
  void a_function_spans_from_its_first_word_to_its_closing_brace() {
    assertEquals(
        List.of("async function f() { }", "function () {}", "async a => b", "(c) => { }"),
        slices(
            Node.Func.class,
            " async function f() { } ; x = function () {} ; y = async a => b ; (c) => { } "));
  }

  @Test
  void a_method_spans_from_its_first_word_but_static() {
    assertEquals(
        List.of(
            "a() {}",
            "async b() {}",
            "* c() {}",
            "async * d() {}",
            "get e() {}",
            "async [f]() {}",
            "'g'() {}"),
        slices(
            Node.Func.class,
            "x = class { a() {} static async b() {} static * c() {} async * d() {}"
                + " static get e() {} static async [f]() {} static 'g'() {} }"));
  }

  @Test
  void a_class_member_includes_static() {
    assertEquals(
        List.of("static async b() {}", "static c = 1;", "static { d }", "static get e() {}", "f"),
        slices(
            Node.ClassMember.class,
            "class A { static async b() {} static c = 1; static { d } static get e() {} f }"));
  }

  @Test
  void methods_of_object_literals_include_their_modifiers() {
    assertEquals(
        List.of("async a() {}", "*b() {}", "async *[c]() {}", "get d() {}", "'e'() {}"),
        slices(
            Node.Func.class,
            "x = { async a() {}, *b() {}, async *[c]() {}, get d() {}, 'e'() {} }"));
  }

  @Test
  void computed_keys_include_their_brackets() {
    assertEquals(
        List.of("[a]", "[ 'b' ]", "[`c`]", "[d /* e */ ]"),
        slices(
            Node.ComputedKey.class,
            "x = { [a]: 1, [ 'b' ]() {}, get [`c`]() {}, async [d /* e */ ]() {} }"));
  }

  @Test
  void nodes_inside_parentheses_keep_their_own_span() {
    assertEquals(List.of("a + b"), slices(Node.Binary.class, "x = ((a + b))"));
    assertEquals(List.of("(a).b"), slices(Node.Member.class, "(a).b"));
  }

  @Test
  void templates_include_their_back_quotes() {
    assertEquals(List.of("`a${b}c`", "`d`"), slices(Node.Template.class, "`a${b}c`; e`d`"));
    assertEquals(List.of("`a`.b"), slices(Node.Member.class, "x; `a`.b"));
    assertEquals(List.of("`a` + `b`"), slices(Node.Binary.class, "x = `a` + `b`"));
    assertEquals(List.of("`a`.b()"), slices(Node.ExprStmt.class, "`a`.b()"));
    assertEquals(List.of("e`d`"), slices(Node.TaggedTemplate.class, "e`d`"));
  }

  @Test
  void the_name_of_a_member_has_its_own_place() {
    String source = "a . /* c */ b ; this.#x";
    List<String> names = new ArrayList<>();
    Nodes.walk(
        JsParser.parse(new SourceText(source)).program(),
        node -> {
          if (node instanceof Node.Member m) {
            names.add(source.substring(m.nameSpan().start(), m.nameSpan().end()));
          }
        });
    assertEquals(List.of("b", "#x"), names);
  }

  @Test
  void statements_include_their_semicolon_and_labels_their_statement() {
    assertEquals(List.of("a = 1;", "b()", "c;"), slices(Node.ExprStmt.class, "a = 1; b()\n d: c;"));
    assertEquals(List.of("d: for (;;) { e }"), slices(Node.Labeled.class, "d: for (;;) { e } f"));
    assertEquals(
        List.of("case 1: a;", "default: b"),
        slices(Node.Case.class, "switch (x) { case 1: a; default: b }"));
  }

  @Test
  void a_shorthand_has_the_span_of_its_name() {
    assertEquals(
        List.of("a", "b", "c = 1"), slices(Node.PatternProperty.class, "var { a, b, c = 1 } = d"));
    assertEquals(List.of("a", "b: c"), slices(Node.ValueProperty.class, "x = { a, b: c }"));
  }

  @Test
  void what_the_parser_was_shown_in_another_spelling_keeps_its_place() {
    assertEquals(List.of("package", "interface"), slices(Node.Ident.class, "package; interface"));
    assertEquals(
        List.of("import('x', { a: 1 })"),
        slices(Node.ImportCall.class, "x = import('x', { a: 1 })"));
    assertEquals(List.of("using a = b;"), slices(Node.VarDecl.class, "using a = b; c"));
    assertEquals(
        List.of("export * as n from 'x';"),
        slices(Node.ExportDecl.class, "export * as n from 'x'; import 'y'"));
  }
}
