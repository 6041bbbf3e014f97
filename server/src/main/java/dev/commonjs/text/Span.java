package dev.commonjs.text;

import org.jspecify.annotations.Nullable;

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

  /* Written out: what the compiler makes for a record is slow where little is compiled, and these are compared a lot. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Span that && start == that.start && end == that.end;
  }

  @Override
  public int hashCode() {
    return 31 * start + end;
  }

  /** Whether {@code other} lies wholly inside this span. */
  public boolean contains(Span other) {
    return start <= other.start && other.end <= end;
  }
}
