package dev.commonjs.builtins;

import java.util.List;
import java.util.Set;

/** What is known of built-in functions without running them. */
public final class BuiltinFunctions {
  /** Modules whose functions do something to the objects that they are given. */
  private static final Set<String> WRITING_MODULES =
      Set.of("vm", "repl", "domain", "v8", "module", "inspector");

  private static final List<String> READING_GLOBALS =
      List.of(
          "console.",
          "JSON.",
          "Math.",
          "Number",
          "String",
          "Boolean",
          "Symbol",
          "Array.isArray",
          "Array.from",
          "Object.keys",
          "Object.values",
          "Object.entries",
          "Object.freeze",
          "Object.seal",
          "Object.is",
          "Object.getOwnProperty",
          "Object.getPrototypeOf",
          "Object.preventExtensions",
          "Object.create",
          "Object.hasOwn",
          "Reflect.ownKeys",
          "Reflect.has",
          "Reflect.get",
          "isNaN",
          "isFinite",
          "parseInt",
          "parseFloat",
          "WeakSet",
          "WeakMap",
          "Set",
          "Map");

  /** What makes a new function of what it is given or called on. */
  private static final Set<String> MAKES_FUNCTION =
      Set.of(
          "Function.prototype.bind",
          "Function",
          "util.promisify",
          "util.callbackify",
          "util.deprecate",
          "util.debuglog",
          "module.createRequire");

  /** Whether a call of it makes a function of what it is given or called on. */
  public static boolean makesFunction(String name) {
    return MAKES_FUNCTION.contains(name);
  }

  private BuiltinFunctions() {}

  /** Whether calling a function of {@code module} adds no enumerable name to its arguments. */
  public static boolean onlyReadsArguments(String module) {
    return !WRITING_MODULES.contains(module);
  }

  /** The same of a global. */
  public static boolean globalOnlyReadsArguments(String global) {
    return READING_GLOBALS.stream().anyMatch(global::startsWith);
  }
}
