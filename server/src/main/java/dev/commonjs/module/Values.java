package dev.commonjs.module;

import dev.commonjs.module.Shape.PrimitiveKind;

/**
 * The values that are needed again and again. Apart from {@link Value}, whose initialisation may
 * not depend on its own subtypes.
 */
final class Values {
  static final Value.Undefined UNDEFINED = new Value.Undefined();
  static final Value.Null NULL = new Value.Null();
  static final Value.Bool TRUE = new Value.Bool(true);
  static final Value.Bool FALSE = new Value.Bool(false);
  static final Value.Prim ANY_BOOLEAN = new Value.Prim(PrimitiveKind.BOOLEAN);
  static final Value.Prim ANY_NUMBER = new Value.Prim(PrimitiveKind.NUMBER);
  static final Value.Prim ANY_STRING = new Value.Prim(PrimitiveKind.STRING);
  static final Value.Prim ANY_BIGINT = new Value.Prim(PrimitiveKind.BIGINT);
  static final Value.Prim ANY_SYMBOL = new Value.Prim(PrimitiveKind.SYMBOL);

  private Values() {}
}
