package dev.commonjs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ExcerptTest {
  @Test
  void marksStandBelowThePlace() {
    assertEquals(new Excerpt("ab cd ef", "   ^^"), excerpt("ab cd ef", "cd"));
  }

  @Test
  void tabsStayTabs() {
    assertEquals(new Excerpt("\ta\tb", "\t \t^"), excerpt("\ta\tb", "b"));
  }

  @Test
  void wideCharactersTakeTwoColumnsAndAccentsNone() {
    assertEquals(new Excerpt("漢e\u0301😀 x", "      ^"), excerpt("漢e\u0301😀 x", "x"));
    assertEquals(new Excerpt("x漢字", " ^^^^"), excerpt("x漢字", "漢字"));
  }

  @Test
  void anEmptyPlaceGetsOneMark() {
    assertEquals(new Excerpt("ab", "  ^"), Excerpt.of("ab", new Place("a.js", 1, 3, 1, 3)));
  }

  @Test
  void aPlaceOfManyLinesIsMarkedToTheEndOfTheFirst() {
    assertEquals(new Excerpt("ab cd", "   ^^"), Excerpt.of("ab cd", new Place("a.js", 1, 4, 9, 1)));
  }

  @Test
  void longLinesAreCutAroundThePlace() {
    String line = "😀".repeat(100_000) + "here" + "y".repeat(100_000);
    Excerpt excerpt = excerpt(line, "here");

    assertTrue(excerpt.text().length() < 130, excerpt.text());
    assertTrue(excerpt.text().startsWith("…😀") && excerpt.text().endsWith("y…"), excerpt.text());
    assertEquals(excerpt.marks().length(), excerpt.marks().lastIndexOf('^') + 1);
    assertEquals("^^^^", excerpt.marks().strip());
    assertEquals(
        Printable.columns(excerpt.text().substring(0, excerpt.text().indexOf("here"))),
        excerpt.marks().indexOf('^'));
  }

  @Test
  void aPlaceBehindTheEndOfTheLineIsItsEnd() {
    assertEquals(new Excerpt("ab", "  ^"), Excerpt.of("ab", new Place("a.js", 1, 9, 1, 12)));
  }

  private static Excerpt excerpt(String line, String marked) {
    int start = line.indexOf(marked);
    return Excerpt.of(line, new Place("a.js", 1, start + 1, 1, start + marked.length() + 1));
  }
}
