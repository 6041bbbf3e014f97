package dev.commonjs.builtins;

import org.jspecify.annotations.Nullable;

/**
 * The names that the language and Node give every object of a kind, in the newest version, so that
 * an absence is never claimed too early.
 */
public final class Prototypes {
  private Prototypes() {}

  /**
   * Own members that every function has, none of them enumerable (ECMA-262, Function Instances).
   */
  public static boolean isOwnOfFunctions(String name) {
    return name.equals("prototype") || name.equals("name") || name.equals("length");
  }

  public static boolean knowsPrototypeOf(String constructor) {
    Entry entry = Globals.find(constructor);
    return entry != null && !entry.inherited().isEmpty();
  }

  /**
   * Which constructor's prototype gives {@code name} to the instances of {@code constructor};
   * empty: none does.
   */
  public static String prototypeOwner(String constructor, String name) {
    @Nullable String at = constructor;
    while (at != null) {
      Entry entry = Globals.find(at);
      if (entry != null && entry.inherited().containsKey(name)) {
        return at;
      }
      at = entry == null ? null : entry.parent();
    }
    Entry object = Globals.find("Object");
    return name.equals("__proto__") || object != null && object.inherited().containsKey(name)
        ? "Object"
        : "";
  }
}
