package dev.commonjs.resolve;

/** Which of Node's two loaders is asked. */
public enum Mode {
  /**
   * {@code require()}, {@code require.resolve()}: extensions are tried, directories have entries.
   */
  REQUIRE,
  /** {@code import} and {@code import()}: specifiers are URLs and name files exactly. */
  IMPORT
}
