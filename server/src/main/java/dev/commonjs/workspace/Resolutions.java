package dev.commonjs.workspace;

import dev.commonjs.resolve.Mode;
import dev.commonjs.resolve.Resolution;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Answers of resolution, kept until a path that they looked at changes. Thread-safe. */
final class Resolutions {
  private final Map<Query, Resolution> known = new ConcurrentHashMap<>();

  /** Node's answer depends on the folder of the asking file, not on the file. */
  record Query(Path directory, String specifier, Mode mode) {}

  Resolution get(Query query, Supplier<Resolution> resolve) {
    Resolution answer = known.get(query);
    if (answer == null) {
      answer = resolve.get();
      known.put(query, answer);
    }
    return answer;
  }

  /**
   * What led nowhere may have done so through a link, whose other end no probed path shows: it is
   * not kept.
   */
  Resolutions without(Predicate<Path> stale) {
    Resolutions next = new Resolutions();
    known.forEach(
        (query, answer) -> {
          if (!(answer instanceof Resolution.NotFound)
              && answer.probed().stream().noneMatch(stale)) {
            next.known.put(query, answer);
          }
        });
    return next;
  }
}
