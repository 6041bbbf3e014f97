package dev.commonjs.text;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An immutable text. Equal when the characters are; may hold lone surrogates and NUL. The line
 * index and the hash are made when first asked for: threads that race for them make equal ones.
 */
public final class SourceText {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final String text;
  private @Nullable LineIndex lines;
  private @Nullable ContentHash hash;

  public SourceText(String text) {
    this.text = text;
  }

  /**
   * A file's bytes as text, as Node reads a module: UTF-8, malformed bytes replaced. A byte order
   * mark is left out, so that columns are those of editors. Unlike Node, for which such a file is
   * nonsense, UTF-16 is read when a mark says so.
   */
  public static SourceText decode(byte[] bytes) {
    String text = new String(bytes, charsetOf(bytes));
    boolean marked = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
    return new SourceText(marked ? text.substring(1) : text);
  }

  public String text() {
    return text;
  }

  public int length() {
    return text.length();
  }

  /** What stands at {@code span}, as far as it lies in this text. */
  public String textAt(Span span) {
    int end = Math.min(span.end(), text.length());
    return text.substring(Math.min(span.start(), end), end);
  }

  public LineIndex lines() {
    LineIndex known = lines;
    if (known == null) {
      known = new LineIndex(text);
      lines = known; // safe without a lock: all its fields are final
    }
    return known;
  }

  public ContentHash hash() {
    ContentHash known = hash;
    if (known == null) {
      known = ContentHash.of(text);
      hash = known;
    }
    return known;
  }

  /** This text after one change; a span that reaches behind the end is cut there. */
  public SourceText edited(TextChange change) {
    return edited(List.of(change));
  }

  /**
   * This text after all {@code changes}. Their spans are of this text, whatever their order, and
   * must not overlap; of several insertions at one place the first comes first. (LSP's {@code
   * didChange} counts each change in the result of the one before: apply those one by one.)
   */
  public SourceText edited(List<TextChange> changes) {
    Comparator<TextChange> byPlace =
        Comparator.comparingInt((TextChange change) -> change.span().start())
            .thenComparingInt(change -> change.span().end());
    StringBuilder result = new StringBuilder(text.length() + 64);
    int copied = 0;
    for (TextChange change : changes.stream().sorted(byPlace).toList()) {
      int start = Math.min(change.span().start(), text.length());
      if (start < copied) {
        throw new IllegalArgumentException("changes overlap at " + change.span());
      }
      result.append(text, copied, start).append(change.replacement());
      copied = Math.min(change.span().end(), text.length());
    }
    return new SourceText(result.append(text, copied, text.length()).toString());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SourceText that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** The text itself. */
  @Override
  public String toString() {
    return text;
  }

  private static Charset charsetOf(byte[] bytes) {
    if (startsWith(bytes, 0xFF, 0xFE)) {
      return StandardCharsets.UTF_16LE;
    }
    return startsWith(bytes, 0xFE, 0xFF) ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_8;
  }

  private static boolean startsWith(byte[] bytes, int first, int second) {
    return bytes.length >= 2 && (bytes[0] & 0xFF) == first && (bytes[1] & 0xFF) == second;
  }
}
