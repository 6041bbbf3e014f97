package dev.commonjs.graph;

import dev.commonjs.builtins.BuiltinFunctions;
import dev.commonjs.builtins.Builtins;
import dev.commonjs.builtins.Entry;
import dev.commonjs.builtins.Globals;
import dev.commonjs.builtins.Prototypes;
import dev.commonjs.builtins.Versions;
import dev.commonjs.shape.Shape;
import dev.commonjs.shape.Truth;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Built-in objects and functions as the linker asks for them. */
final class Defaults {
  /** What the namespace of a built-in has when an ES module imports it as a whole. */
  private static final Set<String> OF_NAMESPACES = Set.of("default", "module.exports");

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
    return Builtins.exports(module).stream().map(Entry::name).toList();
  }

  /** What an object that a built-in module exports holds in some version of Node. */
  static List<String> memberNames(Linked.BuiltinModule member) {
    Entry found = Builtins.find(member.module(), member.member());
    return found == null || !"object".equals(found.kind())
        ? List.of()
        : found.members().values().stream().filter(Entry::isAlwaysThere).map(Entry::name).toList();
  }

  /**
   * Whether one of {@code versions} has {@code name} in a built-in module, or in an object of one.
   */
  static Truth mayHave(Linked.BuiltinModule holder, String name, Versions versions) {
    Entry object = Builtins.find(holder.module(), holder.member());
    String kind = object == null ? null : object.kind(versions);
    // Of classes it is not known what they inherit; an object without names was not looked into.
    if (object == null
        || !"object".equals(kind) && !"function".equals(kind)
        || object.members().isEmpty()
        || holder.member().contains(".")) {
      return Truth.UNKNOWN;
    }
    Entry entry = object.members().get(name);
    if (entry != null && entry.mayBeIn(versions)) {
      return Truth.YES;
    }
    boolean inherits =
        !Prototypes.prototypeOwner("object".equals(kind) ? "Object" : "Function", name).isEmpty();
    return inherits || object.differs() || OF_NAMESPACES.contains(name) ? Truth.UNKNOWN : Truth.NO;
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
    Entry entry = Builtins.find(part.module(), part.member());
    return entry == null ? Kind.UNKNOWN : kindOf(entry.typeOf());
  }

  private static Kind kindOf(@Nullable String type) {
    return switch (type) {
      case null -> Kind.UNKNOWN;
      // Old-style constructors can be called too: as `typeof` says.
      case "function" -> Kind.FUNCTION;
      case "object" -> Kind.OBJECT;
      default -> Kind.PRIMITIVE;
    };
  }

  static Kind kindOfGlobal(String name) {
    return kindOf(Globals.typeOf(name));
  }
}
