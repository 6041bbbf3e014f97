package dev.commonjs.cli;

import dev.commonjs.text.ColumnUnit;
import dev.commonjs.text.LineColumn;
import dev.commonjs.text.LineIndex;
import dev.commonjs.text.SourceText;
import dev.commonjs.text.Span;

/**
 * A span as people and tools point at it: lines and columns from 1, columns in UTF-16 units, the
 * end exclusive.
 *
 * @param file as it is printed, with forward slashes
 */
record Place(String file, int line, int column, int endLine, int endColumn) {
  static Place of(String file, SourceText text, Span span) {
    LineIndex lines = text.lines();
    LineColumn start = lines.offsetToLineColumn(span.start(), ColumnUnit.UTF16);
    LineColumn end = lines.offsetToLineColumn(span.end(), ColumnUnit.UTF16);
    return new Place(file, start.line() + 1, start.column() + 1, end.line() + 1, end.column() + 1);
  }

  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
