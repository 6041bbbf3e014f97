package dev.commonjs.text;

/** A place in a text. Both count from 0; what {@code column} counts, a {@link ColumnUnit} says. */
public record LineColumn(int line, int column) implements Comparable<LineColumn> {
  @Override
  public int compareTo(LineColumn other) {
    int byLine = Integer.compare(line, other.line);
    return byLine != 0 ? byLine : Integer.compare(column, other.column);
  }
}
