package dev.commonjs.text;

/**
 * A half-open range of UTF-16 code unit offsets into one {@link SourceText}: {@code start} is in
 * it, {@code end} is not.
 */
public record Span(int start, int end) {
  public Span {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("not a span: " + start + ".." + end);
    }
  }

  /**
   * Whether {@code offset} lies in this span or just behind its last character (a caret there still
   * touches it).
   */
  public boolean touches(int offset) {
    return start <= offset && offset <= end;
  }

  /** Whether {@code other} lies wholly inside this span. */
  public boolean contains(Span other) {
    return start <= other.start && other.end <= end;
  }
}
