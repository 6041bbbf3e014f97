package dev.commonjs.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LineIndexTest {
  /** {@code aé€😀z}: 1, 2, 3 and 4 bytes, then 1. */
  private static final String WIDTHS = "a\u00e9\u20ac\ud83d\ude00z";

  private static int count(LineIndex lines) {
    return lines.lineOf(Integer.MAX_VALUE) + 1;
  }

  @Test
  void everyKindOfLineTerminatorEndsALine() {
    LineIndex lines = new SourceText("lf\ncrlf\r\ncr\rlast").lines();

    assertEquals(4, count(lines));
    assertEquals("lf", lines.textOf(0));
    assertEquals("crlf", lines.textOf(1));
    assertEquals("cr", lines.textOf(2));
    assertEquals("last", lines.textOf(3));
  }

  @Test
  void aFinalTerminatorOpensAnEmptyLine() {
    LineIndex lines = new SourceText("a\r\n").lines();

    assertEquals(2, count(lines));
    assertEquals("", lines.textOf(1));
    assertEquals(new LineColumn(1, 0), lines.offsetToLineColumn(3, ColumnUnit.UTF16));
  }

  @Test
  void lfThenCrAreTwoTerminators() {
    assertEquals(3, count(new SourceText("a\n\rb").lines()));
  }

  @Test
  void theLineSeparatorsOfJavaScriptEndNoLine() {
    assertEquals(1, count(new SourceText("a\u2028b\u2029c").lines()));
  }

  @Test
  void anEmptyTextHasOneEmptyLine() {
    LineIndex lines = new SourceText("").lines();

    assertEquals(1, count(lines));
    assertEquals("", lines.textOf(0));
    assertEquals(new LineColumn(0, 0), lines.offsetToLineColumn(7, ColumnUnit.UTF8));
  }

  @Test
  void anOffsetBetweenCrAndLfIsTheEndOfItsLine() {
    assertEquals(
        new LineColumn(0, 2),
        new SourceText("ab\r\nc").lines().offsetToLineColumn(3, ColumnUnit.UTF16));
  }

  @ParameterizedTest
  @CsvSource({"UTF8,0,1,3,6,10,11", "UTF16,0,1,2,3,5,6", "UTF32,0,1,2,3,4,5"})
  void columnsCountInTheirUnit(ColumnUnit unit, int a, int b, int c, int d, int e, int end) {
    LineIndex lines = new SourceText("x\n" + WIDTHS).lines();
    int[] columns = {a, b, c, d, e, end};
    int[] offsets = {2, 3, 4, 5, 7, 8};

    for (int i = 0; i < offsets.length; i++) {
      LineColumn place = new LineColumn(1, columns[i]);
      assertEquals(place, lines.offsetToLineColumn(offsets[i], unit));
      assertEquals(offsets[i], lines.lineColumnToOffset(place, unit));
    }
  }

  @Test
  void aColumnInsideACharacterIsItsStart() {
    LineIndex lines = new SourceText(WIDTHS).lines();

    assertEquals(1, lines.lineColumnToOffset(new LineColumn(0, 2), ColumnUnit.UTF8));
    assertEquals(3, lines.lineColumnToOffset(new LineColumn(0, 9), ColumnUnit.UTF8));
    assertEquals(new LineColumn(0, 6), lines.offsetToLineColumn(4, ColumnUnit.UTF8));
  }

  @Test
  void aLoneSurrogateCountsAsTheReplacementCharacter() {
    LineIndex lines = new SourceText("\ud83dz").lines();

    assertEquals(new LineColumn(0, 3), lines.offsetToLineColumn(1, ColumnUnit.UTF8));
    assertEquals(1, lines.lineColumnToOffset(new LineColumn(0, 3), ColumnUnit.UTF8));
  }

  @ParameterizedTest
  @EnumSource(ColumnUnit.class)
  void whatLiesOutsideMovesToTheNearestPlaceInside(ColumnUnit unit) {
    LineIndex lines = new SourceText("ab\r\ncd\n").lines();

    assertEquals(2, lines.lineColumnToOffset(new LineColumn(0, 99), unit));
    assertEquals(6, lines.lineColumnToOffset(new LineColumn(1, Integer.MAX_VALUE), unit));
    assertEquals(7, lines.lineColumnToOffset(new LineColumn(99, 0), unit));
    assertEquals(7, lines.lineColumnToOffset(new LineColumn(99, 99), unit));
    assertEquals(0, lines.lineColumnToOffset(new LineColumn(-1, 5), unit));
    assertEquals(4, lines.lineColumnToOffset(new LineColumn(1, -5), unit));
    assertEquals(new LineColumn(0, 0), lines.offsetToLineColumn(-3, unit));
    assertEquals(new LineColumn(2, 0), lines.offsetToLineColumn(99, unit));
  }

  @Test
  void everyOffsetOutsideATerminatorComesBack() {
    String text = "var é = '😀';\r\n\r\nx\ry\n\n" + WIDTHS;
    LineIndex lines = new SourceText(text).lines();

    for (ColumnUnit unit : ColumnUnit.values()) {
      for (int i = 0; i <= text.length(); i++) {
        boolean insideCrLf = i > 0 && i < text.length() && text.startsWith("\r\n", i - 1);
        boolean insidePair =
            i > 0
                && i < text.length()
                && Character.isSurrogatePair(text.charAt(i - 1), text.charAt(i));
        if (!insideCrLf && !insidePair) {
          assertEquals(i, lines.lineColumnToOffset(lines.offsetToLineColumn(i, unit), unit));
        }
      }
    }
  }
}
