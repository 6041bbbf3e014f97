package dev.commonjs.feature;

/** What can be called. */
public enum CallableSort {
  FUNCTION,
  METHOD,
  CLASS,
  MODULE
}
