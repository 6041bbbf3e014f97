package dev.commonjs.refactoring;

import dev.commonjs.text.TextChange;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A change of how code is written that keeps what it does, or why it would not keep it. */
public sealed interface Refactoring {
  /** What it does, as a person is offered it. */
  String title();

  Kind kind();

  /** As editors sort them. */
  enum Kind {
    REWRITE,
    MOVE
  }

  /**
   * @param changes of files that are there
   * @param created texts of files that are not
   * @param renamed files that get another name when they have been changed, by the old one; changes
   *     of other files are about that name
   */
  record Ready(
      String title,
      Kind kind,
      Map<Path, List<TextChange>> changes,
      Map<Path, String> created,
      Map<Path, Path> renamed)
      implements Refactoring {
    public Ready {
      changes = Collections.unmodifiableMap(new TreeMap<>(changes));
      created = Collections.unmodifiableMap(new TreeMap<>(created));
      renamed = Collections.unmodifiableMap(new TreeMap<>(renamed));
    }

    Ready(String title, Kind kind, Map<Path, List<TextChange>> changes, Map<Path, String> created) {
      this(title, kind, changes, created, Map.of());
    }
  }

  /**
   * @param why a sentence
   */
  record Refused(String title, Kind kind, String why) implements Refactoring {}

  /** One that changes {@code file} alone. */
  static Refactoring rewrite(
      String title, Path file, Conditions conditions, List<TextChange> changes) {
    return conditions
        .broken()
        .<Refactoring>map(why -> new Refused(title, Kind.REWRITE, why))
        .orElseGet(() -> new Ready(title, Kind.REWRITE, Map.of(file, changes), Map.of()));
  }
}
