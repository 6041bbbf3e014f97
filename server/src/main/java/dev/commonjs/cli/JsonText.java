package dev.commonjs.cli;

import com.google.gson.Gson;
import dev.commonjs.text.Visible;

/** JSON that may be printed to a terminal: the same values, but nothing in it steers one. */
final class JsonText {
  private JsonText() {}

  /** Strings are the only part of JSON that can hold such characters, and escapes are theirs. */
  static String of(Gson gson, Object value) {
    String json = gson.toJson(value);
    StringBuilder result = new StringBuilder(json.length());
    json.codePoints()
        .forEach(
            c -> {
              if (c != '\n' && Visible.isHarmful(c)) {
                result.append(String.format("\\u%04x", c));
              } else {
                result.appendCodePoint(c);
              }
            });
    return result.toString();
  }
}
