package dev.commonjs.resolve;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Paths in specifiers, letter by letter against the names that directories really hold. */
final class Spelling {
  private Spelling() {}

  /**
   * {@code path}, a specifier or a part of one that starts at {@code start}, with the case of its
   * letters as on disk; empty when nothing needs changing or nothing fits.
   */
  static Optional<String> inRightCase(
      Probe probe, Path start, String path, List<String> extensions) {
    String[] segments = path.split("/", -1);
    Path directory = start;
    boolean changed = false;
    for (int i = 0; i < segments.length; i++) {
      String segment = segments[i];
      if (isStep(segment)) {
        directory = directory.resolve(segment).normalize();
        continue;
      }
      List<String> endings = i == segments.length - 1 ? withNone(extensions) : List.of("");
      Optional<String> actual = actual(segment, probe.list(directory), endings);
      if (actual.isEmpty()) {
        return Optional.empty();
      }
      changed |= !actual.get().equals(segment);
      segments[i] = actual.get();
      directory = directory.resolve(segments[i]);
    }
    return changed ? Optional.of(String.join("/", segments)) : Optional.empty();
  }

  static boolean isStep(String segment) {
    return segment.isEmpty() || segment.equals(".") || segment.equals("..");
  }

  private static List<String> withNone(List<String> extensions) {
    List<String> all = new ArrayList<>(List.of(""));
    all.addAll(extensions);
    return all;
  }

  private static Optional<String> actual(String segment, List<String> names, List<String> endings) {
    for (String ending : endings) {
      if (names.contains(segment + ending)) {
        return Optional.of(segment);
      }
    }
    for (String ending : endings) {
      String wanted = segment + ending;
      @Nullable String match =
          names.stream().filter(wanted::equalsIgnoreCase).findFirst().orElse(null);
      if (match != null) {
        return Optional.of(match.substring(0, segment.length()));
      }
    }
    return Optional.empty();
  }
}
