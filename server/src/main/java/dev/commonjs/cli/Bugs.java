package dev.commonjs.cli;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What to say of failures that should never happen. */
final class Bugs {
  private static final int FRAMES = 8;

  private Bugs() {}

  /** One paragraph that can be pasted into a report: what, where, the innermost calls. */
  static String describe(String file, Throwable failure) {
    String calls =
        Arrays.stream(failure.getStackTrace())
            .limit(FRAMES)
            .map(frame -> System.lineSeparator() + "    at " + frame)
            .collect(Collectors.joining());
    return "this is a bug of commonjs-ls, met in "
        + file
        + "; please report it: "
        + failure
        + calls;
  }
}
