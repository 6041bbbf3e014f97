package dev.commonjs.workspace;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/*
 * To know who may require a file without parsing everybody: every specifier is reduced to its tail (the package, or the last
 * name of a path), and so is every file to the tails that may name it. Both err on the side of too many. Specifiers that are
 * computed have no tail: who seems to compute one is executed.
 */

/**
 * The specifiers in a text as far as they can be seen without parsing, their tails, and the tails
 * that may name a file.
 */
final class Mentions {
  /** Of {@code .}, {@code ..} and {@code ./}: a folder that is not named. */
  private static final String FOLDER = ".";

  private static final String REQUIRE = "require";

  /** What stands before a specifier that is imported. */
  private static final List<String> IMPORTS = List.of("import", "from");

  private Mentions() {}

  /**
   * All that a text seems to require or import, and that which it seems to import; comments count
   * too.
   *
   * @param computes whether it seems to require something whose specifier is not all there, or not
   *     behind a {@code require}
   */
  record Specifiers(Set<String> all, Set<String> imported, boolean computes) {
    static final Specifiers NONE = new Specifiers(Set.of(), Set.of(), false);
  }

  static Specifiers in(String text) {
    Set<String> imported = new HashSet<>();
    IMPORTS.forEach(word -> behind(word, text, imported));
    Set<String> all = new HashSet<>(imported);
    behind(REQUIRE, text, all);
    return new Specifiers(all, imported.isEmpty() ? Set.of() : imported, computes(text));
  }

  private static boolean computes(String text) {
    for (int at = text.indexOf(REQUIRE); at >= 0; at = text.indexOf(REQUIRE, at + 1)) {
      int behind = skipSpace(text, at + REQUIRE.length());
      char next = behind < text.length() ? text.charAt(behind) : '\n';
      if (next == '(' ? !isLiteral(text, behind + 1) : isValue(text, at, next)) {
        return true;
      }
    }
    return text.contains("createRequire");
  }

  /** Whether the function itself seems to be passed on: {@code const r = require;}. */
  private static boolean isValue(String text, int at, char next) {
    int before = at - 1;
    while (before >= 0 && Character.isWhitespace(text.charAt(before))) {
      before--;
    }
    return before >= 0 && "=(,:?&|".indexOf(text.charAt(before)) >= 0 && ";,)}".indexOf(next) >= 0;
  }

  /** Whether the argument from {@code from} on is a string and nothing else. */
  private static boolean isLiteral(String text, int from) {
    int open = skipSpace(text, from);
    if (open >= text.length() || !isQuote(text.charAt(open))) {
      return false;
    }
    int close = text.indexOf(text.charAt(open), open + 1);
    if (close < 0 || text.charAt(open) == '`' && text.substring(open, close).contains("${")) {
      return false;
    }
    int end = skipSpace(text, close + 1);
    return end < text.length() && text.charAt(end) == ')';
  }

  private static int skipSpace(String text, int from) {
    int at = from;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static void behind(String word, String text, Set<String> specifiers) {
    for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
      int open = skip(text, at + word.length());
      if (open < text.length() && isQuote(text.charAt(open))) {
        int close = text.indexOf(text.charAt(open), open + 1);
        if (close > open && close - open < 300) {
          String specifier = text.substring(open + 1, close);
          if (specifier.chars().noneMatch(Character::isISOControl)) {
            specifiers.add(specifier);
          }
        }
      }
    }
  }

  /** Behind {@code (} and white space. */
  private static int skip(String text, int from) {
    int at = from;
    while (at < text.length()
        && (text.charAt(at) == '(' || Character.isWhitespace(text.charAt(at)))) {
      at++;
    }
    return at;
  }

  private static boolean isQuote(char c) {
    return c == '\'' || c == '"' || c == '`';
  }

  static String tail(String specifier) {
    if (specifier.startsWith("#")) {
      return "#";
    }
    if (!specifier.startsWith(".") && !specifier.startsWith("/")) {
      String[] parts = specifier.split("/", 3);
      return parts[0].startsWith("@") && parts.length > 1 ? parts[0] + "/" + parts[1] : parts[0];
    }
    String path =
        specifier.endsWith("/") ? specifier.substring(0, specifier.length() - 1) : specifier;
    String last = path.substring(path.lastIndexOf('/') + 1);
    return last.isEmpty() || last.equals(".") || last.equals("..")
        ? FOLDER
        : withoutExtension(last);
  }

  private static String withoutExtension(String name) {
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  /**
   * The tails that may name {@code file}: its own name, and as any file may be the {@code main} of
   * a folder, those of the folders that it is in up to its package.
   *
   * @param top the folder of its package
   * @param name of its package, where it has one
   */
  static Set<String> of(Path file, Path top, @Nullable String name) {
    Set<String> tails = new HashSet<>(Set.of(FOLDER, "#"));
    if (name != null) {
      tails.add(name);
    }
    String own = String.valueOf(file.getFileName());
    tails.add(withoutExtension(own));
    // `./a.min` names a.min.js, and its own tail is `a`.
    tails.add(withoutExtension(withoutExtension(own)));
    tails.add(own);
    for (@Nullable Path folder = file.getParent(); folder != null; folder = folder.getParent()) {
      if (folder.getFileName() != null) {
        tails.add(withoutExtension(folder.getFileName().toString()));
        tails.add(folder.getFileName().toString());
      }
      if (folder.equals(top)) {
        break;
      }
    }
    return tails;
  }
}
