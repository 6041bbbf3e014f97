package dev.commonjs.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiteralsTest {

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "0, 0",
    "1e3, 1000",
    "0x10, 16",
    "0XfF, 255",
    "0o17, 15",
    "0b101, 5",
    "017, 15",
    "019, 19",
    "1_000_000, 1000000",
    ".5, 0.5",
    "5., 5",
    "1.50, 1.5",
    "1e21, 1e+21",
    "123456789012345680000, 123456789012345680000",
    "1e-6, 0.000001",
    "1e-7, 1e-7",
    "1.7976931348623157e308, 1.7976931348623157e+308",
    "1e400, Infinity",
    "5e-324, 5e-324",
    "0.1, 0.1",
    "9007199254740993, 9007199254740992",
    "0x20000000000001, 9007199254740992",
    "10n, 10",
    "0x1Fn, 31",
    "1_0n, 10",
  })
  void a_numeric_key_is_the_string_that_JavaScript_makes_of_the_number(String literal, String key) {
    assertEquals(key, Literals.numericKey(literal));
  }

  @Test
  void a_number_with_a_sign_keeps_it() {
    assertEquals("-1.5", Literals.numberToString(-1.5));
    assertEquals("0", Literals.numberToString(-0.0));
    assertEquals("-Infinity", Literals.numberToString(Double.NEGATIVE_INFINITY));
    assertEquals("NaN", Literals.numberToString(Double.NaN));
  }

  @Test
  void what_is_no_number_is_NaN() {
    assertEquals(Double.NaN, Literals.number("0x"));
    assertEquals(Double.NaN, Literals.number("1e"));
    assertEquals(Double.NaN, Literals.number("0b2"));
  }

  @Test
  void strings_are_cooked() {
    assertEquals("a\n\t\r\b\f\u000B\\'\"", Literals.string("'a\\n\\t\\r\\b\\f\\v\\\\\\'\\\"'"));
    assertEquals("A\u00e9\uD83D\uDE00\0", Literals.string("'\\x41\\u00e9\\u{1F600}\\0'"));
    assertEquals("A\u0001?8", Literals.string("'\\101\\1\\778'"));
  }

  @Test
  void line_continuations_vanish() {
    assertEquals("abcdef", Literals.string("'a\\\nb\\\r\nc\\\rd\\\u2028e\\\u2029f'"));
  }

  @Test
  void lone_surrogates_stay() {
    assertEquals("\uD83D", Literals.string("'\\ud83d'"));
    assertEquals("\uDC00x", Literals.string("'\uDC00x'"));
  }

  @Test
  void broken_strings_keep_what_is_there() {
    assertEquals("abc", Literals.string("'abc"));
    assertEquals("", Literals.string("'"));
    assertEquals("uzz", Literals.string("'\\uzz'"));
    assertEquals("a", Literals.string("\"a\\"));
  }

  @Test
  void templates_have_one_kind_of_line_end_and_no_value_where_an_escape_is_broken() {
    assertEquals("a\nb\nc", Literals.template("a\r\nb\rc"));
    assertEquals("A", Literals.template("\\u{41}"));
    assertNull(Literals.template("\\u{zz}"));
    assertNull(Literals.template("\\1"));
    assertNull(Literals.template("\\u{110000}"));
  }

  @Test
  void escapes_in_names_are_resolved() {
    assertEquals("abc", Literals.identifier("\\u0061b\\u{63}"));
  }
}
