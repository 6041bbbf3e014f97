package dev.commonjs.builtins;

import java.util.Map;
import java.util.Set;

/**
 * The names that the language gives every object of a kind (ECMA-262, the properties of the
 * prototype objects; the newest edition that Node implements, so that an absence is never claimed
 * too early).
 */
public final class Prototypes {
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

  private Prototypes() {}

  private static Set<String> names(String text) {
    return Set.of(text.strip().split("\\s+"));
  }

  /**
   * Own members that every function has, none of them enumerable (ECMA-262, Function Instances).
   */
  public static boolean isOwnOfFunctions(String name) {
    return name.equals("prototype") || name.equals("name") || name.equals("length");
  }

  public static boolean knowsPrototypeOf(String constructor) {
    return PROTOTYPES.containsKey(constructor);
  }

  /**
   * Which constructor's prototype gives {@code name} to the instances of {@code constructor};
   * empty: none does.
   */
  public static String prototypeOwner(String constructor, String name) {
    if (PROTOTYPES.getOrDefault(constructor, Set.of()).contains(name)) {
      return constructor;
    }
    return OBJECT.contains(name) ? "Object" : "";
  }
}
