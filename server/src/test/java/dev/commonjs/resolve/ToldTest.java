package dev.commonjs.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ToldTest {
  @Test
  void groups_are_told() {
    Told.Expression expression = Told.Expression.of("^@/(.*)$");

    assertEquals("a/b", expression.in("@/a/b").orElseThrow().group(1));
    assertTrue(expression.in("x/@/a").isEmpty());
    assertFalse(expression.isUnsureOf("x/@/a"));
  }

  @Test
  void what_takes_long_is_given_up() {
    Told.Expression expression = Told.Expression.of("b$");
    String text = "a".repeat(200_000) + "b";

    assertTrue(expression.isUnsureOf(text));
    assertTrue(expression.in(text).isEmpty());
    assertTrue(expression.in("ab").isPresent());
  }

  @Test
  void what_is_no_pattern_may_be_in_anything() {
    assertTrue(Told.Expression.of("(").isUnsureOf("x"));
    assertTrue(Told.Expression.of("(").in("x").isEmpty());
  }

  @Test
  void paths_from_the_root() {
    assertEquals("./src", Told.path("<rootDir>/src"));
    assertEquals("./", Told.path("<rootDir>"));
    assertEquals("../src", Told.path("../src"));
  }
}
