package dev.commonjs.text;

/** An immutable text. */
public record SourceText(String text) {}
