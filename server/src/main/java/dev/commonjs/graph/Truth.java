package dev.commonjs.graph;

/** Three-valued: a rule speaks on YES or NO, never on UNKNOWN. */
public enum Truth {
  YES,
  NO,
  UNKNOWN
}
