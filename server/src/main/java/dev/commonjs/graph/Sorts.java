package dev.commonjs.graph;

import dev.commonjs.shape.Shape;
import dev.commonjs.shape.Truth;

/** What sort of thing values are. */
final class Sorts {
  private Sorts() {}

  static boolean isPrimitive(Linked value) {
    return value instanceof Linked.Local local
        && (local.shape() instanceof Shape.Constant || local.shape() instanceof Shape.Primitive);
  }

  static boolean isNullish(Linked value) {
    return value instanceof Linked.Local local
        && local.shape() instanceof Shape.Constant constant
        && Defaults.constructorOf(constant.kind()).isEmpty();
  }

  static Kind kind(Walk walk, Linked value) {
    return switch (value) {
      case Linked.Instance i -> Kind.OBJECT;
      case Linked.EsNamespace e -> Kind.OBJECT;
      case Linked.BuiltinModule b -> Defaults.kindOf(b);
      case Linked.OfKind k -> k.kind();
      case Linked.Missing m -> Kind.UNKNOWN;
      case Linked.Open o -> Kind.UNKNOWN;
      case Linked.Local l when isPrimitive(l) -> Kind.PRIMITIVE;
      case Linked.Local l when l.shape() instanceof Shape.Builtin b ->
          Defaults.kindOfGlobal(b.name());
      case Linked.Local l -> ofObject(walk, l);
    };
  }

  private static Kind ofObject(Walk walk, Linked.Local local) {
    Shape.Obj object = walk.object(local);
    if (object == null) {
      return Kind.UNKNOWN;
    }
    return switch (object.kind()) {
      case OBJECT -> Kind.OBJECT;
      case ARRAY -> Kind.ARRAY;
      case FUNCTION -> Kind.FUNCTION;
      case CLASS -> Kind.CLASS;
    };
  }

  /**
   * ECMA-262, IsCallable, and that a class constructor throws when it is called without {@code
   * new}.
   */
  static Truth callable(Walk walk, Linked value) {
    if (value instanceof Linked.EsNamespace) {
      // Its export named "module.exports", where there is one, takes its place.
      return Truth.UNKNOWN;
    }
    return switch (kind(walk, value)) {
      case FUNCTION ->
          value instanceof Linked.Local local && walk.object(local) != null
              ? Truth.YES
              : Truth.UNKNOWN;
      case CLASS, OBJECT, ARRAY, PRIMITIVE -> Truth.NO;
      case UNKNOWN -> Truth.UNKNOWN;
    };
  }

  /**
   * A function may be an arrow or a method, which shapes do not tell; async functions and
   * generators are no constructors.
   */
  static Truth constructable(Walk walk, Linked value) {
    if (value instanceof Linked.EsNamespace) {
      return Truth.UNKNOWN;
    }
    Shape.Signature signature = walk.signature(value);
    return switch (kind(walk, value)) {
      case CLASS -> Truth.YES;
      case FUNCTION ->
          signature != null && (signature.async() || signature.generator())
              ? Truth.NO
              : Truth.UNKNOWN;
      case OBJECT, ARRAY, PRIMITIVE -> Truth.NO;
      case UNKNOWN -> Truth.UNKNOWN;
    };
  }
}
