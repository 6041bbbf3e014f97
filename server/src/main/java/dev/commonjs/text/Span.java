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

  /** Whether {@code other} lies wholly inside this span. */
  public boolean contains(Span other) {
    return start <= other.start && other.end <= end;
  }
}
