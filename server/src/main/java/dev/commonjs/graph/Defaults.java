package dev.commonjs.graph;

import dev.commonjs.builtins.BuiltinFunctions;
import dev.commonjs.builtins.Builtins;
import dev.commonjs.builtins.Globals;
import dev.commonjs.shape.Shape;
import java.util.List;
import java.util.Optional;

/** Built-in objects and functions as the linker asks for them. */
final class Defaults {
  private Defaults() {}

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
    return BuiltinFunctions.onlyReadsArguments(function.module());
  }

  /** The same of a global. */
  static boolean onlyReadsArguments(String global) {
    return BuiltinFunctions.globalOnlyReadsArguments(global);
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
    if (BuiltinFunctions.isNamespace(name)
        || (name.endsWith(".prototype") && !name.startsWith("Function."))) {
      return Kind.OBJECT;
    }
    return BuiltinFunctions.isConstructor(name) || Globals.isFunction(name)
        ? Kind.FUNCTION
        : Kind.UNKNOWN;
  }
}
