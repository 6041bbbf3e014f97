package dev.commonjs.cli;

/** A command can't do what it was asked to; the message says why and what to do, for people. */
final class CannotRun extends RuntimeException {
  private static final long serialVersionUID = 1;

  CannotRun(String message) {
    super(message);
  }
}
