package dev.commonjs.cli;

import java.util.List;

/** A format of {@code check}. Called in the order of the output. */
interface Reporter {
  void report(Reported finding);

  /**
   * The same where {@code finding} speaks for {@code others}, which are of the same rule and group
   * and at most as grave.
   */
  default void report(Reported finding, List<Reported> others) {
    report(finding);
    others.forEach(this::report);
  }

  /** Called once, after the last finding. {@code complete}: no file was left out. */
  void end(int checkedFiles, boolean complete);
}
