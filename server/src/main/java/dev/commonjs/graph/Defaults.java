package dev.commonjs.graph;

import dev.commonjs.module.Shape;
import dev.commonjs.resolve.Builtins;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the language gives every object of a kind (ECMA-262, the properties of the prototype
 * objects; the newest edition that Node implements, so that an absence is never claimed too early),
 * and what is known of Node's own functions.
 */
final class Defaults {
  private static final Set<String> OBJECT =
      names(
          """
          constructor hasOwnProperty isPrototypeOf propertyIsEnumerable toLocaleString toString valueOf __proto__
          __defineGetter__ __defineSetter__ __lookupGetter__ __lookupSetter__
          """);

  private static final Map<String, Set<String>> PROTOTYPES =
      Map.of(
          "Object",
          OBJECT,
          "Function",
          names("apply arguments bind call caller constructor length name toString"),
          "Array",
          names(
              """
              at concat constructor copyWithin entries every fill filter find findIndex findLast findLastIndex flat
              flatMap forEach includes indexOf join keys lastIndexOf length map pop push reduce reduceRight reverse
              shift slice some sort splice toLocaleString toReversed toSorted toSpliced toString unshift values with
              """),
          "String",
          names(
              """
              anchor at big blink bold charAt charCodeAt codePointAt concat constructor endsWith fixed fontcolor
              fontsize includes indexOf isWellFormed italics lastIndexOf length link localeCompare match matchAll
              normalize padEnd padStart repeat replace replaceAll search slice small split startsWith strike sub
              substr substring sup toLocaleLowerCase toLocaleUpperCase toLowerCase toString toUpperCase
              toWellFormed trim trimEnd trimLeft trimRight trimStart valueOf
              """),
          "Number",
          names("constructor toExponential toFixed toLocaleString toPrecision toString valueOf"),
          "Boolean",
          names("constructor toString valueOf"),
          "BigInt",
          names("constructor toLocaleString toString valueOf"),
          "Symbol",
          names("constructor description toString valueOf"));

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

  private static final Set<String> NAMESPACES =
      Set.of(
          "process",
          "Math",
          "JSON",
          "Reflect",
          "Atomics",
          "Intl",
          "WebAssembly",
          "console",
          "globalThis",
          "global");

  private static final Set<String> CONSTRUCTORS =
      names(
          """
          AbortController AbortSignal AggregateError Array ArrayBuffer BigInt BigInt64Array BigUint64Array Blob
          Boolean Buffer DataView Date Error EvalError Event EventTarget FinalizationRegistry Float32Array
          Float64Array FormData Function Headers Int16Array Int32Array Int8Array Map MessageChannel Number Object
          Promise Proxy RangeError ReferenceError RegExp Request Response Set SharedArrayBuffer String Symbol
          SyntaxError TextDecoder TextEncoder TypeError URIError URL URLSearchParams Uint16Array Uint32Array
          Uint8Array Uint8ClampedArray WeakMap WeakRef WeakSet
          """);

  private Defaults() {}

  private static Set<String> names(String text) {
    return Set.of(text.strip().split("\\s+"));
  }

  /**
   * The constructor whose prototype a primitive's members come from; empty for undefined and null.
   */
  static String constructorOf(Shape.PrimitiveKind kind) {
    return switch (kind) {
      case UNDEFINED, NULL -> "";
      case BOOLEAN -> "Boolean";
      case NUMBER -> "Number";
      case BIGINT -> "BigInt";
      case STRING -> "String";
      case SYMBOL -> "Symbol";
    };
  }

  static String constructorOf(Shape.ObjectKind kind) {
    return switch (kind) {
      case OBJECT -> "Object";
      case ARRAY -> "Array";
      case FUNCTION, CLASS -> "Function";
    };
  }

  /**
   * Own members that every function has, none of them enumerable (ECMA-262, Function Instances).
   */
  static boolean isOwnOfFunctions(String name) {
    return name.equals("prototype") || name.equals("name") || name.equals("length");
  }

  static boolean knowsPrototypeOf(String constructor) {
    return PROTOTYPES.containsKey(constructor);
  }

  /**
   * Which constructor's prototype gives {@code name} to the instances of {@code constructor};
   * empty: none does.
   */
  static String prototypeOwner(String constructor, String name) {
    if (PROTOTYPES.getOrDefault(constructor, Set.of()).contains(name)) {
      return constructor;
    }
    return OBJECT.contains(name) ? "Object" : "";
  }

  /** An array index in canonical form (ECMA-262, 6.1.7). */
  static boolean isIndex(String name) {
    int length = name.length();
    if (length == 0 || length > 10 || (length > 1 && name.charAt(0) == '0')) {
      return false;
    }
    return name.chars().allMatch(c -> '0' <= c && c <= '9') && Long.parseLong(name) < 0xFFFF_FFFFL;
  }

  /**
   * What {@code require(module)} of a built-in holds, in some version of Node; empty when that is
   * not known.
   */
  static List<String> exportNames(String module) {
    return Builtins.exportNames(module).stream().map(Builtins.Member::name).toList();
  }

  /** What an object that a built-in module exports holds in some version of Node. */
  static List<String> memberNames(Linked.BuiltinModule member) {
    return Builtins.module(member.module()).stream()
        .flatMap(module -> module.member(member.member()).stream())
        .filter(found -> found.kind() == Builtins.Kind.OBJECT)
        .flatMap(found -> found.members().stream())
        .filter(Builtins.Member::inAllVersions)
        .map(Builtins.Member::name)
        .toList();
  }

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

  static boolean makesFunction(String name) {
    return MAKES_FUNCTION.contains(name);
  }

  /** {@code util.promisify}, {@code Reflect.apply}; empty for what is not Node's own. */
  static String nameOf(Linked value) {
    return switch (value) {
      case Linked.BuiltinModule b when !b.member().isEmpty() -> b.module() + "." + b.member();
      case Linked.Local l when l.shape() instanceof Shape.Builtin b -> b.name();
      default -> "";
    };
  }

  static boolean copiesSecondToFirst(Linked.BuiltinModule function) {
    return function.module().equals("util") && function.member().equals("_extend");
  }

  /**
   * Whether calling it adds no enumerable name to its arguments. Its receiver is another matter.
   */
  static boolean onlyReadsArguments(Linked.BuiltinModule function) {
    return !WRITING_MODULES.contains(function.module());
  }

  /** The same of a global. */
  static boolean onlyReadsArguments(String global) {
    return READING_GLOBALS.stream().anyMatch(global::startsWith);
  }

  static Kind kindOf(Linked.BuiltinModule part) {
    Optional<Builtins.Member> member = Builtins.module(part.module());
    for (String name : part.member().isEmpty() ? new String[0] : part.member().split("\\.")) {
      member = member.flatMap(m -> m.member(name));
    }
    return member.map(Builtins.Member::kind).map(Defaults::kindOf).orElse(Kind.UNKNOWN);
  }

  private static Kind kindOf(Builtins.Kind kind) {
    return switch (kind) {
      // Old-style constructors can be called too: as `typeof` says.
      case FUNCTION, CLASS -> Kind.FUNCTION;
      case OBJECT -> Kind.OBJECT;
      case CONSTANT -> Kind.PRIMITIVE;
    };
  }

  static Kind kindOfGlobal(String name) {
    if (NAMESPACES.contains(name)
        || (name.endsWith(".prototype") && !name.startsWith("Function."))) {
      return Kind.OBJECT;
    }
    return CONSTRUCTORS.contains(name) || new Shape.Builtin(name).isFunction()
        ? Kind.FUNCTION
        : Kind.UNKNOWN;
  }
}
