package dev.commonjs.workspace;

import dev.commonjs.resolve.Mode;
import dev.commonjs.resolve.Resolution;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Answers of resolution, kept until a path that they looked at changes. Thread-safe. */
final class Resolutions {
  private final Map<Query, Resolution> known = new ConcurrentHashMap<>();

  /** Each path once: most are looked at by many. */
  private final Map<Path, Path> paths = new ConcurrentHashMap<>();

  /** Node's answer depends on the folder of the asking file, not on the file. */
  record Query(Path directory, String specifier, Mode mode) {
    /* Written out, as for spans. */
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Query that
          && mode == that.mode
          && specifier.equals(that.specifier)
          && directory.equals(that.directory);
    }

    @Override
    public int hashCode() {
      return 31 * directory.hashCode() + specifier.hashCode() + mode.ordinal();
    }
  }

  Resolution get(Query query, Supplier<Resolution> resolve) {
    Resolution answer = known.get(query);
    if (answer == null) {
      Resolution made = resolve.get();
      answer = made.withProbed(made.probed().stream().map(this::once).toList());
      known.put(query, answer);
    }
    return answer;
  }

  /** Like {@link #get}, but an answer that found nothing is not kept. */
  Resolution found(Query query, Supplier<Resolution> resolve) {
    Resolution answer = known.get(query);
    if (answer != null) {
      return answer;
    }
    Resolution made = resolve.get();
    return made instanceof Resolution.NotFound ? made : get(query, () -> made);
  }

  private Path once(Path path) {
    @Nullable Path known = paths.putIfAbsent(path, path);
    return known == null ? path : known;
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
