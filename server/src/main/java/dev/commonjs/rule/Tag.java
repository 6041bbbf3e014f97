package dev.commonjs.rule;

/** How an editor may draw a {@link Finding}. */
public enum Tag {
  UNNECESSARY,
  DEPRECATED
}
