package dev.commonjs.heap;

import org.jspecify.annotations.Nullable;

/** The path of the file that is read, of which its facts may know nothing but where it starts. */
public final class OwnPath {
  /**
   * Stand for the folder and the name of the file being read, which its facts may not depend on; no
   * source text contains them by accident.
   */
  public static final String DIRNAME = "\uE0F0dirname\uE0F1";

  public static final String FILENAME = "\uE0F0filename\uE0F1";

  /** The specifier that a path made of {@code __dirname} amounts to; null when it can't be said. */
  public static @Nullable String toSpecifier(String text) {
    if (text.startsWith(DIRNAME)) {
      String rest = text.substring(DIRNAME.length());
      if (rest.isEmpty()) {
        return ".";
      }
      if (!rest.startsWith("/")) {
        return null;
      }
      return rest.startsWith("/..") ? rest.substring(1) : "." + rest;
    }
    return text.indexOf('\uE0F0') >= 0 ? null : text;
  }

  private OwnPath() {}
}
