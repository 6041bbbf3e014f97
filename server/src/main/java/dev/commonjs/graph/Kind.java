package dev.commonjs.graph;

/** What sort of thing a linked value is. */
public enum Kind {
  FUNCTION,
  CLASS,
  OBJECT,
  ARRAY,
  PRIMITIVE,
  UNKNOWN
}
