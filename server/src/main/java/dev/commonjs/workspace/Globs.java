package dev.commonjs.workspace;

import java.nio.file.FileSystem;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/**
 * Globs as editors understand them: a double star and a slash stand for no folder, too, so that
 * <code>**&#47;gen/**</code> covers {@code gen/a.js}. Java's matchers want a folder there.
 */
final class Globs {
  private static final String ANY_FOLDERS = "**/";

  /** Alternatives in braces, multiplied: more is nothing that a person writes. */
  private static final int MOST = 64;

  private Globs() {}

  /** A glob that is none matches nothing. */
  static List<PathMatcher> matchers(FileSystem files, String glob) {
    List<PathMatcher> matchers = new ArrayList<>();
    for (String one : withoutBraces(glob)) {
      try {
        matchers.add(files.getPathMatcher("glob:" + withOptionalFolders(one)));
      } catch (PatternSyntaxException e) {
        return List.of();
      }
    }
    return matchers;
  }

  private static String withOptionalFolders(String glob) {
    if (glob.indexOf('{') >= 0) {
      return glob; // Java's groups can't be nested.
    }
    StringBuilder result = new StringBuilder();
    int at = 0;
    while (at < glob.length()) {
      boolean segmentStarts = at == 0 || glob.charAt(at - 1) == '/';
      if (segmentStarts && glob.startsWith(ANY_FOLDERS, at)) {
        result.append("{**/,}");
        at += ANY_FOLDERS.length();
      } else {
        result.append(glob.charAt(at++));
      }
    }
    return result.toString();
  }

  /** {@code {a,b}/c} is {@code a/c} or {@code b/c}; itself where it has too many alternatives. */
  private static List<String> withoutBraces(String glob) {
    List<String> done = new ArrayList<>();
    List<String> open = new ArrayList<>(List.of(glob));
    while (!open.isEmpty()) {
      String one = open.remove(open.size() - 1);
      int start = one.indexOf('{');
      int end = one.indexOf('}', start + 1);
      boolean plain = one.indexOf('\\') < 0 && one.indexOf('[') < 0;
      if (start < 0 || end < 0 || !plain || one.lastIndexOf('{', end) != start) {
        done.add(one);
        continue;
      }
      for (String part : one.substring(start + 1, end).split(",", -1)) {
        open.add(one.substring(0, start) + part + one.substring(end + 1));
      }
      if (open.size() + done.size() > MOST) {
        return List.of(glob);
      }
    }
    return done;
  }
}
