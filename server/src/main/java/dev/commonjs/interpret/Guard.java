package dev.commonjs.interpret;

/** How far code is prepared for a value that is not there. Each includes those before it. */
enum Guard {
  /** It relies on what it uses. */
  NONE,

  /**
   * An error is caught, and told or handed on as one: whoever requires a module here is prepared
   * that it may be missing, but no member is asked for.
   */
  CAUGHT,

  /** Here and now it may be missing: this place says nothing about others. */
  HERE,

  /** The file asks whether it is there, and may go by the answer anywhere. */
  TESTED,

  /**
   * A test that ends in an error where it is missing: all code behind it relies on it. Names tested
   * inside stay with this, however they are tested.
   */
  ASSERTED;

  /** Whether the place itself may find nothing. */
  boolean holdsHere() {
    return ordinal() >= HERE.ordinal();
  }

  /** Of two ways in which one place runs, what holds for both. */
  static Guard weaker(Guard a, Guard b) {
    return a.ordinal() < b.ordinal() ? a : b;
  }
}
