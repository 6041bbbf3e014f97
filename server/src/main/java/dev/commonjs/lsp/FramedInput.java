package dev.commonjs.lsp;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a byte stream into messages (LSP, "Base Protocol": header lines, an empty line, {@code
 * Content-Length} bytes). Total: what is not a message is reported as {@link Garbage} and skipped
 * up to the next header that can be read.
 */
final class FramedInput {
  private static final String LENGTH = "content-length:";
  private static final int LONGEST_LINE = 8 * 1024;

  private final InputStream in;
  private final int longestMessage;

  /** What is left of a message that there was no memory for. */
  private long skipped;

  FramedInput(InputStream in, int longestMessage) {
    this.in = new BufferedInputStream(in, 64 * 1024);
    this.longestMessage = longestMessage;
  }

  sealed interface Frame {}

  /** The body of one message: {@code text} is decoded as UTF-8. */
  record Body(String text) implements Frame {}

  /** Bytes that are no message, and why. */
  record Garbage(String reason) implements Frame {}

  /**
   * The next message; null at the end of the stream. When there is no memory for it, the next call
   * goes on behind it.
   */
  @Nullable Frame next() throws IOException {
    in.skipNBytes(skipped);
    skipped = 0;
    long length = -1;
    boolean anything = false;
    while (true) {
      String line = line();
      if (line == null) {
        return null;
      }
      if (line.isEmpty()) {
        if (length >= 0) {
          return body(length);
        }
        if (anything) {
          return new Garbage("a header without Content-Length");
        }
        continue;
      }
      anything = true;
      long found = contentLength(line);
      if (found == -2) {
        return new Garbage("a Content-Length that is no length");
      }
      length = found >= 0 ? found : length;
    }
  }

  /**
   * −1: not that header; −2: that header without a usable number. It may stand behind the rest of a
   * broken message.
   */
  private static long contentLength(String line) {
    int at = line.toLowerCase(Locale.ROOT).lastIndexOf(LENGTH);
    if (at < 0) {
      return -1;
    }
    String digits = line.substring(at + LENGTH.length()).trim();
    if (digits.isEmpty()
        || digits.length() > 12
        || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return -2;
    }
    return Long.parseLong(digits);
  }

  private @Nullable Frame body(long length) throws IOException {
    if (length > longestMessage) {
      in.skipNBytes(length);
      return new Garbage(
          "a message of " + length + " bytes; at most " + longestMessage + " are read");
    }
    skipped = length;
    byte[] bytes = new byte[(int) length];
    skipped = 0;
    return in.readNBytes(bytes, 0, bytes.length) < length
        ? null
        : new Body(new String(bytes, StandardCharsets.UTF_8));
  }

  /**
   * A line without its end; null at the end of the stream. Of an endless line only the last part is
   * kept.
   */
  private @Nullable String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(64);
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        return null;
      }
      if (line.size() >= LONGEST_LINE) {
        line.reset();
      }
      if (c != '\r') {
        line.write(c);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }
}
