package dev.commonjs.cli;

import java.util.Locale;

/** The formats of {@code check}. */
enum Format {
  PRETTY,
  JSON,
  SARIF,
  GITHUB;

  /** As it is written on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
