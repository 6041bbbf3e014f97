package dev.commonjs.heap;

import dev.commonjs.shape.Shape.PrimitiveKind;

/**
 * The values that are needed again and again. Apart from {@link Value}, whose initialisation may
 * not depend on its own subtypes.
 */
public final class Values {
  public static final Value.Undefined UNDEFINED = new Value.Undefined();
  public static final Value.Null NULL = new Value.Null();
  public static final Value.Bool TRUE = new Value.Bool(true);
  public static final Value.Bool FALSE = new Value.Bool(false);
  public static final Value.Prim ANY_BOOLEAN = new Value.Prim(PrimitiveKind.BOOLEAN);
  public static final Value.Prim ANY_NUMBER = new Value.Prim(PrimitiveKind.NUMBER);
  public static final Value.Prim ANY_STRING = new Value.Prim(PrimitiveKind.STRING);
  public static final Value.Prim ANY_BIGINT = new Value.Prim(PrimitiveKind.BIGINT);
  public static final Value.Prim ANY_SYMBOL = new Value.Prim(PrimitiveKind.SYMBOL);

  private Values() {}

  /** Any value of {@code kind}, of which there is more than one. */
  static Value.Prim any(PrimitiveKind kind) {
    return switch (kind) {
      case BOOLEAN -> ANY_BOOLEAN;
      case NUMBER -> ANY_NUMBER;
      case STRING -> ANY_STRING;
      case BIGINT -> ANY_BIGINT;
      case SYMBOL -> ANY_SYMBOL;
      case UNDEFINED, NULL -> throw new IllegalArgumentException("there is only one " + kind);
    };
  }
}
