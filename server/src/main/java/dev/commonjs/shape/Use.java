package dev.commonjs.shape;

import dev.commonjs.text.Span;
import java.util.List;

/**
 * A place whose value is (part of) what another module exports.
 *
 * @param span the token that a person would point at: the binding's name, the property's name, the
 *     destructured key, the specifier literal of a bare {@code require()}
 * @param value what stands there; the last step of its path is what this place reads
 * @param member what stands at {@code span} names a member of another module's object, the last
 *     step of the path: not so a variable or a member of the file's own object that holds its value
 * @param access what is done with it
 * @param guarded it is not relied on: the file tests somewhere whether it is there ({@code typeof},
 *     {@code ?.}, {@code in}, a condition, {@code ||}), or this place is prepared for nothing (a
 *     {@code try} block that tries whether it is there, a spread)
 * @param certain {@code value} is the only thing that can stand here
 * @param conditions what has to hold for the place to be reached at all, as far as other modules
 *     decide it
 */
public record Use(
    Span span,
    Shape.Required value,
    boolean member,
    Access access,
    boolean guarded,
    boolean certain,
    Phase phase,
    List<Condition> conditions) {

  /** {@code value} is truthy, or else it is not (ECMA-262, <em>ToBoolean</em>). */
  public record Condition(Shape.Required value, boolean outcome) {}

  public enum Access {
    READ,
    /** Read where undefined will do as well: spread into an object, copied from, looped over. */
    OPTIONAL,
    CALL,
    CONSTRUCT,
    DESTRUCTURE,
    WRITE,
    /** Deletes the member. */
    DELETE,
    /** Declares or assigns the name that now holds the value. */
    BIND,
    EXTEND,
    /** Handed to code that is not known: it may be changed there. */
    ESCAPE
  }
}
