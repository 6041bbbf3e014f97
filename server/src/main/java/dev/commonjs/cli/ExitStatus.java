package dev.commonjs.cli;

/** What commands exit with. */
final class ExitStatus {
  static final int CLEAN = 0;
  static final int REPORTED = 1;
  static final int FAILED = 2;

  private ExitStatus() {}
}
