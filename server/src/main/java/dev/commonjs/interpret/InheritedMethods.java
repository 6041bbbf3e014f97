package dev.commonjs.interpret;

import java.util.Map;
import java.util.Set;

/** Methods that act on the object they are called on, whichever that is. */
final class InheritedMethods {
  /** The built-in functions that they are, where the object is not known. */
  static final Map<String, String> FUNCTIONS =
      Map.of(
          "call", "Function.prototype.call",
          "apply", "Function.prototype.apply",
          "__defineGetter__", "Object.prototype.__defineGetter__",
          "__defineSetter__", "Object.prototype.__defineSetter__");

  /** Those that say whether it has a member of the name they are given. */
  static final Set<String> ASK_FOR_MEMBER =
      Set.of("hasOwnProperty", "propertyIsEnumerable", "__lookupGetter__");

  private InheritedMethods() {}
}
