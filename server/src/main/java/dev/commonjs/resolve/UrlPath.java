package dev.commonjs.resolve;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;

/**
 * Paths as the pathnames of {@code file:} URLs. {@code import} specifiers and the targets of {@code
 * exports} are relative URLs: {@code %20} is a space in them, and what follows {@code ?} or {@code
 * #} names no file. (WHATWG URL, "path state".)
 */
final class UrlPath {
  private UrlPath() {}

  /** The URL pathname of a file. */
  static String of(Path path) {
    String text = path.toString();
    String separator = path.getFileSystem().getSeparator();
    if (!separator.equals("/")) {
      text = text.replace(separator, "/");
    }
    text = encode(text);
    return text.startsWith("/") ? text : "/" + text;
  }

  /** A path whose separators are slashes as a part of a URL. */
  static String encode(String path) {
    return path.replace("%", "%25")
        .replace("\\", "%5C")
        .replace("?", "%3F")
        .replace("#", "%23")
        .replace("\n", "%0A")
        .replace("\r", "%0D")
        .replace("\t", "%09");
  }

  /** Where in a relative URL the path ends and what names no file begins. */
  static int endOfPath(String relative) {
    return firstOf(relative, '?', '#');
  }

  /** The pathname of {@code directory}, with the slash at its end that makes it a base. */
  static String ofDirectory(Path directory) {
    String text = of(directory);
    return text.endsWith("/") ? text : text + "/";
  }

  /**
   * {@code relative} seen from the pathname {@code base}; dot segments are gone from the result.
   */
  static String resolve(String base, String relative) {
    String path = relative.strip().replaceAll("[\t\n\r]", "");
    path = path.substring(0, endOfPath(path)).replace('\\', '/');
    if (path.isEmpty()) {
      return base;
    }
    return withoutDots(
        path.startsWith("/") ? path : base.substring(0, base.lastIndexOf('/') + 1) + path);
  }

  /**
   * The file that a pathname names; empty when its escapes are malformed or the file system has no
   * such names.
   */
  static Optional<Path> toPath(String pathname, FileSystem fileSystem) {
    Optional<String> decoded = decode(pathname);
    if (decoded.isEmpty()) {
      return Optional.empty();
    }
    String text = decoded.get();
    boolean drives = fileSystem.getSeparator().equals("\\");
    return path(fileSystem, drives && text.matches("/[A-Za-z]:.*") ? text.substring(1) : text);
  }

  /** {@code text} as a normalised path; empty when it can't be one (NUL, say). */
  static Optional<Path> path(FileSystem fileSystem, String text) {
    try {
      return Optional.of(fileSystem.getPath(text).normalize());
    } catch (InvalidPathException notAPath) {
      return Optional.empty();
    }
  }

  /** {@code text} as a path seen from {@code directory}, normalised without looking at links. */
  static Optional<Path> path(Path directory, String text) {
    return path(directory.getFileSystem(), text).isEmpty()
        ? Optional.empty()
        : Optional.of(directory.resolve(text).normalize());
  }

  /** A separator of segments in escaped form, which Node refuses. */
  static boolean hasEncodedSeparator(String pathname) {
    String lower = pathname.toLowerCase(Locale.ROOT);
    return lower.contains("%2f") || lower.contains("%5c");
  }

  private static String withoutDots(String path) {
    Deque<String> kept = new ArrayDeque<>();
    String[] segments = path.substring(1).split("/", -1);
    for (int i = 0; i < segments.length; i++) {
      boolean last = i == segments.length - 1;
      switch (segments[i].toLowerCase(Locale.ROOT).replace("%2e", ".")) {
        case "." -> {
          if (last) {
            kept.addLast("");
          }
        }
        case ".." -> {
          kept.pollLast();
          if (last) {
            kept.addLast("");
          }
        }
        default -> kept.addLast(segments[i]);
      }
    }
    return "/" + String.join("/", kept);
  }

  /** Undoes percent escapes; empty when they are malformed or no UTF-8. */
  static Optional<String> decode(String text) {
    if (text.indexOf('%') < 0) {
      return Optional.of(text);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < text.length(); ) {
      if (text.charAt(i) != '%') {
        int codePoint = text.codePointAt(i);
        bytes.writeBytes(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
        i += Character.charCount(codePoint);
        continue;
      }
      int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
      int low = high >= 0 ? Character.digit(text.charAt(i + 2), 16) : -1;
      if (low < 0) {
        return Optional.empty();
      }
      bytes.write(high * 16 + low);
      i += 3;
    }
    try {
      return Optional.of(
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(bytes.toByteArray()))
              .toString());
    } catch (CharacterCodingException notUtf8) {
      return Optional.empty();
    }
  }

  private static int firstOf(String text, char a, char b) {
    int atA = text.indexOf(a);
    int atB = text.indexOf(b);
    int first = atA < 0 ? atB : atB < 0 ? atA : Math.min(atA, atB);
    return first < 0 ? text.length() : first;
  }
}
