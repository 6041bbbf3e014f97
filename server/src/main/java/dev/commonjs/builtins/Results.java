package dev.commonjs.builtins;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What built-in functions return, where that is a primitive or a list of strings whatever they are
 * given: {@code results.txt} of {@code tools/results.mjs}. A line has kinds, as {@code typeof}
 * names them or {@code strings} for a list, with {@code |} between them, and then the functions
 * that return a value of one of these: {@code Array.prototype.join}, {@code node:path.join}.
 */
public final class Results {
  private static final Map<String, List<String>> KINDS = read();

  private Results() {}

  /** The kinds of value that {@code function} returns; empty when they are not known. */
  public static List<String> of(String function) {
    return KINDS.getOrDefault(function, List.of());
  }

  private static Map<String, List<String>> read() {
    Map<String, List<String>> kinds = new HashMap<>();
    try (InputStream in =
        Objects.requireNonNull(Results.class.getResourceAsStream("results.txt"))) {
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
        String[] words = line.split(" ");
        List<String> of = List.of(words[0].split("\\|"));
        for (int i = 1; i < words.length && !words[0].equals("//"); i++) {
          kinds.put(words[i], of);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("results.txt is part of this program", e);
    }
    return kinds;
  }
}
