package dev.commonjs.heap;

import dev.commonjs.heap.Value.Atom;
import org.jspecify.annotations.Nullable;

/**
 * The path of the file that is read. Its facts may not depend on it, so that in a {@link
 * Value.PathText} these stand for the folder and the file. Node's <em>Modules: CommonJS
 * modules</em>, "The module scope".
 */
public final class OwnPath {
  private static final String DIRNAME_MARK = "\uE0F0dirname\uE0F1";
  private static final String FILENAME_MARK = "\uE0F0filename\uE0F1";

  public static final Value.PathText DIRNAME = new Value.PathText(DIRNAME_MARK);
  public static final Value.PathText FILENAME = new Value.PathText(FILENAME_MARK);

  /** Node's <em>ECMAScript modules</em>, "import.meta.url". */
  public static final Value.PathText URL = new Value.PathText("file://" + FILENAME_MARK);

  private OwnPath() {}

  /** The text of a string, with marks for that path; null when it is not known. */
  public static @Nullable String marked(Atom atom) {
    return switch (atom) {
      case Value.Str s -> s.value();
      case Value.PathText p -> p.text();
      default -> null;
    };
  }

  /** A string of that text, with {@code marked} one that has those marks. */
  public static Value string(String text, boolean marked) {
    return !marked
        ? Value.string(text)
        : text.length() > Limits.LONGEST_TEXT ? Values.ANY_STRING : new Value.PathText(text);
  }

  /** The specifier that a string amounts to; null when it can't be said. */
  public static @Nullable String specifier(Atom atom) {
    return switch (atom) {
      case Value.Str s -> s.value();
      case Value.PathText p -> specifier(p.text());
      default -> null;
    };
  }

  private static @Nullable String specifier(String marked) {
    if (!marked.startsWith(DIRNAME_MARK)) {
      return null;
    }
    String rest = marked.substring(DIRNAME_MARK.length());
    if (rest.isEmpty()) {
      return ".";
    }
    if (!rest.startsWith("/")) {
      return null;
    }
    return rest.startsWith("/..") ? rest.substring(1) : "." + rest;
  }
}
