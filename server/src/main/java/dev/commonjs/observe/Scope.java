package dev.commonjs.observe;

/**
 * What holds where a node stands.
 *
 * @param frame whose {@code this} it is
 * @param keptThis whether {@code this} is written as a variable
 * @param keptArguments whether {@code arguments} is
 * @param keptSuper whether {@code super} is
 * @param constructor directly in a derived class's constructor: what {@code return} leaves
 * @param body directly in a function's body, where declarations are the function's
 */
record Scope(
    Frame frame,
    boolean keptThis,
    boolean keptArguments,
    boolean keptSuper,
    boolean constructor,
    boolean body) {

  static Scope of(Frame frame, boolean async) {
    boolean derived = frame.kind == Frame.Kind.DERIVED_CONSTRUCTOR;
    return new Scope(frame, derived, false, async, derived, true);
  }

  /** Below a node that is no function. */
  Scope inner() {
    return body ? new Scope(frame, keptThis, keptArguments, keptSuper, constructor, false) : this;
  }

  /** In an arrow function that stays one. */
  Scope arrow() {
    return new Scope(frame, keptThis, keptArguments, keptSuper, false, true);
  }

  /** In an arrow function that becomes an ordinary one. */
  Scope moved() {
    return new Scope(frame, true, true, true, false, true);
  }
}
