package dev.commonjs.shape;

import java.util.function.Function;

/**
 * What is known of a question with two answers; where it is UNKNOWN, either may be right. A rule
 * speaks on YES or NO, never on UNKNOWN.
 */
public enum Truth {
  YES,
  NO,
  UNKNOWN;

  public static Truth of(boolean value) {
    return value ? YES : NO;
  }

  public Truth not() {
    return switch (this) {
      case YES -> NO;
      case NO -> YES;
      case UNKNOWN -> UNKNOWN;
    };
  }

  public boolean isKnown() {
    return this != UNKNOWN;
  }

  /**
   * The answer that all alternatives give; UNKNOWN when there is none, or no alternative. Those
   * after the first that differs are not asked.
   */
  public static <T> Truth common(Iterable<? extends T> alternatives, Function<T, Truth> answer) {
    Truth result = UNKNOWN;
    boolean first = true;
    for (T alternative : alternatives) {
      Truth one = answer.apply(alternative);
      if (!first && one != result) {
        return UNKNOWN;
      }
      result = one;
      first = false;
    }
    return result;
  }
}
