package dev.commonjs.cli;

/** A format of {@code check}. Called in the order of the output. */
interface Reporter {
  void report(Reported finding);

  /** Called once, after the last finding. {@code complete}: no file was left out. */
  void end(int checkedFiles, boolean complete);
}
