package dev.commonjs.builtins;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One of the resources that {@code tools/builtins.mjs} writes. A line is a name, deeper by the
 * spaces before it than what it belongs to: {@code .x} is a property, {@code #x} is on the
 * prototype of that class, {@code =x} an own property of its instances ({@code =} alone: these are
 * not known). Behind it stands what it is: {@code typeof}, or {@code class}, {@code null}, or
 * {@code any} where that is not known. Then come, in any order:
 *
 * <ul>
 *   <li>{@code 18,20} the versions that have it, if not just those that have what it belongs to
 *   <li>{@code !24} versions that have it with an experimental flag
 *   <li>{@code +} it is enumerable
 *   <li>{@code *} ECMA-262 defines it
 *   <li>{@code node:} it is found with that prefix only
 *   <li>{@code <Error} the constructor that it extends
 *   <li>{@code =Array.prototype.values} the same function, under the name that it is known by
 *   <li>{@code ~} it has other names on other platforms, in other builds and hosts
 * </ul>
 *
 * A name has several lines when its kind differs between versions. What is under a name at the top
 * is read when somebody asks for it.
 */
final class Table {
  private final String text;
  private final Map<String, List<int[]>> sections = new HashMap<>();
  private final Map<String, Entry> read = new java.util.concurrent.ConcurrentHashMap<>();
  private final SortedSet<String> names;

  Table(String resource) {
    try (InputStream in =
        Objects.requireNonNull(Table.class.getResourceAsStream(resource), resource)) {
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(resource + " is part of this program", e);
    }
    int start = text.indexOf('\n') + 1; // the first line says where it comes from
    while (start < text.length()) {
      int end = start;
      do {
        end = text.indexOf('\n', end) + 1;
      } while (end < text.length() && text.charAt(end) == ' ');
      String name = text.substring(start, text.indexOf(' ', start));
      sections.computeIfAbsent(name, n -> new ArrayList<>()).add(new int[] {start, end});
      start = end;
    }
    names = Collections.unmodifiableSortedSet(new TreeSet<>(sections.keySet()));
  }

  /** Those at the top. */
  SortedSet<String> names() {
    return names;
  }

  /** What is at the top under that name. */
  @Nullable Entry get(String name) {
    List<int[]> lines = sections.get(name);
    return lines == null ? null : read.computeIfAbsent(name, n -> parse(n, lines));
  }

  private Entry parse(String name, List<int[]> lines) {
    Entry top = new Entry(name);
    for (int[] section : lines) {
      List<Entry> open = new ArrayList<>();
      List<Versions> versions = new ArrayList<>();
      for (String line : text.substring(section[0], section[1]).split("\n")) {
        int depth = 0;
        while (line.charAt(depth) == ' ') {
          depth++;
        }
        String[] words = line.substring(depth).split(" ");
        while (open.size() > depth) {
          open.removeLast();
          versions.removeLast();
        }
        Entry entry =
            depth == 0 ? top : open.getLast().under(words[0].charAt(0), words[0].substring(1));
        Versions above = depth == 0 ? Versions.ALL : versions.getLast();
        versions.add(entry.add(words, 1, above));
        open.add(entry);
      }
    }
    return top;
  }
}
