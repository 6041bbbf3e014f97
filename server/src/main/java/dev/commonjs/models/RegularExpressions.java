package dev.commonjs.models;

import dev.commonjs.shape.Truth;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** What is known of regular expressions without running them. */
final class RegularExpressions {
  /** What Java has, or does otherwise, and ECMA-262 has not. */
  private static final Pattern OF_JAVA =
      Pattern.compile("[+*?}]\\+|\\(\\?(?![:=!]|<[=!]|<[A-Za-z]\\w*>)|\\\\[QE]");

  private RegularExpressions() {}

  /** Whether {@code pattern} and {@code flags} make a regular expression. */
  static Truth isValid(String pattern, String flags) {
    if (hasOpenEnd(pattern) || flags.chars().distinct().count() < flags.length()) {
      return Truth.NO;
    }
    if (!flags.chars().allMatch(c -> "dgimsy".indexOf(c) >= 0) || OF_JAVA.matcher(pattern).find()) {
      return Truth.UNKNOWN;
    }
    try {
      Pattern.compile(pattern);
      return Truth.YES;
    } catch (PatternSyntaxException e) {
      return Truth.UNKNOWN;
    }
  }

  /** A group or a class without its end, an end without a group, a backslash before nothing. */
  private static boolean hasOpenEnd(String pattern) {
    int groups = 0;
    boolean inClass = false;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '\\') {
        i++;
        if (i == pattern.length()) {
          return true;
        }
      } else if (inClass) {
        inClass = c != ']';
      } else if (c == '[') {
        inClass = true;
      } else if (c == '(') {
        groups++;
      } else if (c == ')' && --groups < 0) {
        return true;
      }
    }
    return inClass || groups > 0;
  }
}
