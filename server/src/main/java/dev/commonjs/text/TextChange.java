package dev.commonjs.text;

/** {@code replacement} in place of what stands at {@code span}. */
public record TextChange(Span span, String replacement) {}
