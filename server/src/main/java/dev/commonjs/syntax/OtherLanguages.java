package dev.commonjs.syntax;

import java.util.regex.Pattern;

/**
 * Texts that are JavaScript only after somebody has translated them, told by where they stop being
 * it. A guess that nothing but silence rests on.
 */
final class OtherLanguages {
  /** An element or a fragment of JSX; not the mark of a merge conflict. */
  private static final Pattern ELEMENT = Pattern.compile("(?<!<)<\\s*(?:[\\p{L}_$]|>)");

  /** Placeholders of template languages. */
  private static final Pattern PLACEHOLDER =
      Pattern.compile("<%|%>|\\{\\{|\\}\\}|\\{%|%\\}|#\\{|@@|%[A-Z_]+%");

  private static final Pattern TYPES =
      Pattern.compile(
          "@flow\\b|\\b(?:import|export)\\s+(?:type|interface|enum|declare|abstract)\\b"
              + "|\\b(?:interface|enum|namespace|declare)\\s+[\\p{L}_$]"
              + "|[\\p{L}_$)\\]]\\??\\s*:\\s*(?:string|number|boolean|any|void|unknown|mixed|never)\\b"
              + "|\\)\\s*:\\s*[\\p{L}_$?][\\w.$<>,| \\[\\]]*(?:=>|\\{)");

  private OtherLanguages() {}

  /**
   * @param error where the first thing stands that JavaScript does not have
   */
  static boolean mayBe(String text, int error) {
    int before = text.substring(0, error).stripTrailing().length();
    return isElement(text, error)
        || isElement(text, Math.max(0, before - 1))
        || error < text.length() && "@|:#".indexOf(text.charAt(error)) >= 0 && isMarked(text, error)
        || PLACEHOLDER.matcher(line(text, error)).find()
        || TYPES.matcher(text).find();
  }

  private static boolean isElement(String text, int offset) {
    return ELEMENT
        .matcher(text)
        .region(offset, text.length())
        .useTransparentBounds(true)
        .lookingAt();
  }

  /** Decorators, {@code |>}, {@code ::}: proposals that compilers take. */
  private static boolean isMarked(String text, int error) {
    return text.charAt(error) == '@'
        || text.startsWith("|>", error)
        || text.startsWith("::", error)
        || text.startsWith("#", error);
  }

  private static String line(String text, int offset) {
    int start = text.lastIndexOf('\n', Math.max(0, offset - 1)) + 1;
    int end = text.indexOf('\n', offset);
    return text.substring(Math.min(start, offset), end < 0 ? text.length() : end);
  }
}
