package dev.commonjs.lsp;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * File URIs and paths. Clients differ in what they encode ({@code file:///c%3A/a b.js}), so
 * decoding takes what it gets and {@link java.net.URI}, which throws for much of it, is not used.
 */
final class Uris {
  private static final String SCHEME = "file:";
  private static final String UNTITLED = "untitled:";

  private static final int LONGEST_NAME = 80;

  private static final String PLAIN = "-._~/!$&'()*+,;=:@";

  private Uris() {}

  /** The absolute, normalised path; empty for other schemes and for what can't be a path here. */
  static Optional<Path> toPath(String uri) {
    if (!uri.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Optional.empty();
    }
    String rest = uri.substring(SCHEME.length());
    String path = decode(cut(cut(rest, '#'), '?'));
    if (path.startsWith("//")) {
      int slash = path.indexOf('/', 2);
      String host = slash < 0 ? path.substring(2) : path.substring(2, slash);
      boolean local = host.isEmpty() || host.equalsIgnoreCase("localhost");
      path = local ? path.substring(2 + host.length()) : path;
    }
    if (hasDrive(path)) {
      path = path.substring(1);
    }
    try {
      Path result = Path.of(path);
      return result.isAbsolute() ? Optional.of(result.normalize()) : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** What the editor calls a document that was never saved, decoded; empty for other schemes. */
  static Optional<String> untitled(String uri) {
    return uri.regionMatches(true, 0, UNTITLED, 0, UNTITLED.length())
        ? Optional.of(decode(cut(cut(uri.substring(UNTITLED.length()), '#'), '?')))
        : Optional.empty();
  }

  /** The last part of {@code name}, as every file system takes it. */
  static String plainName(String name) {
    String last = name.substring(name.lastIndexOf('/') + 1).replaceAll("[^\\p{L}\\p{N}._-]", "_");
    String end = last.substring(Math.max(0, last.length() - LONGEST_NAME));
    return end.chars().allMatch(c -> c == '.') ? "untitled" + end : end;
  }

  /** {@code /C:/…}. */
  private static boolean hasDrive(String path) {
    return path.length() >= 3
        && path.charAt(0) == '/'
        && Character.isLetter(path.charAt(1))
        && path.charAt(2) == ':'
        && (path.length() == 3 || path.charAt(3) == '/' || path.charAt(3) == '\\');
  }

  private static String cut(String text, char at) {
    int index = text.indexOf(at);
    return index < 0 ? text : text.substring(0, index);
  }

  /** Percent-decoding as UTF-8; a {@code %} that begins no escape stands for itself. */
  private static String decode(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    int i = 0;
    while (i < text.length()) {
      int value = text.charAt(i) == '%' ? hex(text, i + 1) : -1;
      if (value >= 0) {
        bytes.write(value);
        i += 3;
      } else {
        int c = text.codePointAt(i);
        bytes.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
        i += Character.charCount(c);
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static int hex(String text, int at) {
    if (at + 2 > text.length()) {
      return -1;
    }
    int high = Character.digit(text.charAt(at), 16);
    int low = Character.digit(text.charAt(at + 1), 16);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
  }

  static String toUri(Path path) {
    String text = path.toString().replace(path.getFileSystem().getSeparator(), "/");
    StringBuilder uri = new StringBuilder(text.startsWith("//") ? "file:" : "file://");
    if (!text.startsWith("/")) {
      uri.append('/');
    }
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain = c < 128 && (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0);
      if (plain) {
        uri.append(c);
      } else {
        uri.append('%').append(Character.toUpperCase(Character.forDigit(c >> 4, 16)));
        uri.append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
      }
    }
    return uri.toString();
  }
}
