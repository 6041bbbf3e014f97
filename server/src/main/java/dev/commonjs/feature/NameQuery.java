package dev.commonjs.feature;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * What a person has written to find a name: its characters in their order, others between them
 * (LSP, <em>workspace/symbol</em>).
 *
 * @param name of the name; empty: any
 * @param modules each has to be found in the module's name likewise
 */
record NameQuery(String name, List<String> modules) {
  NameQuery {
    modules = List.copyOf(modules);
  }

  /**
   * The first word is about the name, those that follow about the module: {@code parse src util}.
   */
  static NameQuery of(String text) {
    List<String> words = List.of(text.strip().split("\\s+"));
    return new NameQuery(words.getFirst(), words.subList(1, words.size()));
  }

  /** Less is better; empty where it does not match. */
  OptionalInt rank(String candidate) {
    if (candidate.equals(name)) {
      return OptionalInt.of(0);
    }
    String wanted = folded(name);
    String there = folded(candidate);
    int at = there.indexOf(wanted);
    if (at >= 0) {
      return OptionalInt.of(there.length() == wanted.length() ? 1 : at == 0 ? 2 : 3);
    }
    return isSubsequence(wanted, there) ? OptionalInt.of(4) : OptionalInt.empty();
  }

  boolean fitsModule(String module) {
    String there = folded(module);
    return modules.stream().allMatch(word -> isSubsequence(folded(word), there));
  }

  private static String folded(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static boolean isSubsequence(String wanted, String text) {
    int next = 0;
    for (int i = 0; i < text.length() && next < wanted.length(); i++) {
      next += text.charAt(i) == wanted.charAt(next) ? 1 : 0;
    }
    return next == wanted.length();
  }
}
