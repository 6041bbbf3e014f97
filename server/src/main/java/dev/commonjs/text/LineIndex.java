package dev.commonjs.text;

import java.util.Arrays;

/**
 * Offsets of a text as lines and columns and back. Lines end at LF, CR LF or CR, as in LSP;
 * JavaScript's other line terminators (U+2028, U+2029) end none. Total: what lies outside is moved
 * to the nearest place inside.
 */
public final class LineIndex {
  private final String text;
  private final int[] starts;

  LineIndex(String text) {
    this.text = text;
    this.starts = lineStarts(text);
  }

  /** The line of {@code offset}; a line terminator belongs to the line that it ends. */
  public int lineOf(int offset) {
    int found = Arrays.binarySearch(starts, offset);
    return found >= 0 ? found : Math.max(0, -found - 2);
  }

  /** Where {@code line} starts. */
  public int startOf(int line) {
    return line < 0 ? 0 : line < starts.length ? starts[line] : text.length();
  }

  /** Where {@code line} ends, before its terminator. */
  public int endOf(int line) {
    if (line < 0) {
      return 0;
    }
    if (line >= starts.length - 1) {
      return text.length();
    }
    int end = starts[line + 1] - 1;
    boolean crLf = text.charAt(end) == '\n' && end > starts[line] && text.charAt(end - 1) == '\r';
    return crLf ? end - 1 : end;
  }

  /** The text of {@code line} without its terminator. */
  public String textOf(int line) {
    return text.substring(startOf(line), endOf(line));
  }

  /** The white space that {@code line} begins with. */
  public String indentationOf(int line) {
    String all = textOf(line);
    return all.substring(0, all.length() - all.stripLeading().length());
  }

  /** What the first line ends with; LF in a text of one line. */
  public String terminator() {
    return starts.length == 1 ? "\n" : text.substring(endOf(0), starts[1]);
  }

  /**
   * {@code offset} as a line and a column; an offset inside a terminator is the end of its line.
   */
  public LineColumn offsetToLineColumn(int offset, ColumnUnit unit) {
    int inside = Math.clamp(offset, 0, text.length());
    int line = lineOf(inside);
    return new LineColumn(line, column(starts[line], Math.min(inside, endOf(line)), unit));
  }

  /**
   * The offset of a line and column. A column behind the end of its line is that end; a column in
   * the middle of a character is the start of the character.
   */
  public int lineColumnToOffset(LineColumn place, ColumnUnit unit) {
    int offset = startOf(place.line());
    if (place.line() < 0) {
      return offset;
    }
    int end = endOf(place.line());
    if (unit == ColumnUnit.UTF16) {
      return Math.clamp((long) offset + place.column(), offset, end);
    }
    int left = place.column();
    while (offset < end) {
      int codePoint = text.codePointAt(offset);
      left -= unit.width(codePoint);
      if (left < 0) {
        break;
      }
      offset += Character.charCount(codePoint);
    }
    return offset;
  }

  private int column(int start, int end, ColumnUnit unit) {
    if (unit == ColumnUnit.UTF16) {
      return end - start;
    }
    int column = 0;
    int offset = start;
    while (offset < end) {
      int codePoint = text.codePointAt(offset);
      int next = offset + Character.charCount(codePoint);
      if (next > end) {
        break; // in the middle of a pair
      }
      column += unit.width(codePoint);
      offset = next;
    }
    return column;
  }

  private static int[] lineStarts(String text) {
    int[] starts = new int[16];
    int count = 1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\n' && c != '\r') {
        continue;
      }
      if (c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n') {
        i++;
      }
      if (count == starts.length) {
        starts = Arrays.copyOf(starts, count * 2);
      }
      starts[count++] = i + 1;
    }
    return Arrays.copyOf(starts, count);
  }
}
