package dev.commonjs.cli;

/** Numbers of things, for people. */
final class Counted {
  private Counted() {}

  /** {@code 1 file}, {@code 2 files}. */
  static String of(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
