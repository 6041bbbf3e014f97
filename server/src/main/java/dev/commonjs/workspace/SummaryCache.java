package dev.commonjs.workspace;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.commonjs.module.ModuleSummary;
import dev.commonjs.module.Shape;
import dev.commonjs.syntax.ParsedFile;
import dev.commonjs.text.ContentHash;
import dev.commonjs.text.SourceText;
import java.util.Optional;
import java.util.Set;

/**
 * The facts of texts, by content: no path and no version is part of a key, so nothing here is ever
 * out of date. Bounded; what was dropped is computed again. Thread-safe.
 */
final class SummaryCache {
  /** Trees are large and quickly made again. In characters of source. */
  private static final long MAX_PARSED_CHARS = 2L << 20;

  private final Analysis analysis;
  private final Cache<Key, ModuleSummary> summaries;
  private final Cache<ContentHash, ParsedFile> parsed;

  /**
   * @param missing specifiers whose guarded requires are known to fail
   */
  record Key(ContentHash hash, boolean json, Set<String> missing) {
    Key {
      missing = Set.copyOf(missing);
    }

    Key withHash(ContentHash other) {
      return hash.equals(other) ? this : new Key(other, json, missing);
    }
  }

  SummaryCache(Analysis analysis) {
    this.analysis = analysis;
    this.summaries =
        Caffeine.newBuilder()
            .executor(Runnable::run)
            .maximumWeight(Runtime.getRuntime().maxMemory() / 3)
            .weigher((Key key, ModuleSummary summary) -> weight(summary))
            .build();
    this.parsed =
        Caffeine.newBuilder()
            .executor(Runnable::run)
            .maximumWeight(MAX_PARSED_CHARS)
            .weigher((ContentHash hash, ParsedFile file) -> 1000 + file.source().text().length())
            .build();
  }

  /** About how many bytes a summary holds. */
  private static int weight(ModuleSummary summary) {
    long parts = 0;
    for (Shape.Obj object : summary.shape().objects()) {
      parts += 2 + object.parts().size();
    }
    long sites =
        (long) summary.requires().size() + summary.facts().size() + summary.exportUses().size();
    return (int) Math.min(Integer.MAX_VALUE, 1000 + 120 * (parts + sites + summary.uses().size()));
  }

  /* Computed outside the caches' locks: two threads may do the same work, none waits for another's slow file. */

  ParsedFile parsed(SourceText text) {
    ContentHash hash = text.hash();
    ParsedFile known = parsed.getIfPresent(hash);
    if (known != null) {
      return known;
    }
    ParsedFile made = analysis.parse(text);
    parsed.put(hash, made);
    return made;
  }

  ModuleSummary summary(SourceText text, Key key) {
    ModuleSummary known = summaries.getIfPresent(key);
    if (known != null) {
      return known;
    }
    ModuleSummary made =
        key.json() ? analysis.summarizeJson(text) : analysis.summarize(parsed(text), key.missing());
    summaries.put(key, made);
    return made;
  }

  /** The summary if it is still there. */
  Optional<ModuleSummary> known(Key key) {
    return Optional.ofNullable(summaries.getIfPresent(key));
  }
}
