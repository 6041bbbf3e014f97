package dev.commonjs.cli;

/** The formats of {@code check}. */
enum Format {
  PRETTY,
  JSON,
  SARIF,
  GITHUB
}
