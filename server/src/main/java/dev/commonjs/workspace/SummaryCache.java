package dev.commonjs.workspace;

import dev.commonjs.shape.ModuleSummary;
import dev.commonjs.shape.Reason;
import dev.commonjs.shape.Reason.Plain;
import dev.commonjs.shape.Shape;
import dev.commonjs.summarize.Summarizer;
import dev.commonjs.syntax.ParsedFile;
import dev.commonjs.text.ContentHash;
import dev.commonjs.text.SourceText;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The facts of texts, by content: no path and no version is part of a key, so nothing here is ever
 * out of date. Bounded; what was dropped is computed again. Thread-safe.
 */
final class SummaryCache {
  /** Trees are large and quickly made again. In characters of source. */
  private static final long MAX_PARSED_CHARS = 2L << 20;

  /** A use or a member with its value, name, place and what holds them, by a histogram of heaps. */
  private static final long BYTES_OF_A_THING = 150;

  /** In texts. */
  private static final long MOST_MENTIONS = 1_000;

  /** In texts. More than there is room for summaries of. */
  private static final long MOST_READINGS = 100_000;

  /** Why nothing is known of a text that was given up. */
  private static final Reason TOO_MUCH = Plain.OUT_OF_MEMORY;

  private final Analysis analysis;
  private final MemoryGuard memory;
  private final Recent<Key, ModuleSummary> summaries;
  private final Recent<ContentHash, ParsedFile> parsed;

  /** Of open texts, which are asked for again and again. */
  private final Recent<ContentHash, Mentions.Specifiers> mentions;

  /** By text: what has been read of it, each under other assumptions. */
  private final Recent<ContentHash, List<Key>> readings;

  /** Of the texts that are being read. */
  private final Map<ContentHash, Object> turns = new ConcurrentHashMap<>();

  /**
   * @param missing what was assumed about the specifiers of guarded requires: whether they are
   *     known to fail
   */
  record Key(ContentHash hash, boolean json, Map<String, Boolean> missing) {
    Key {
      missing = Map.copyOf(missing);
    }

    Key withHash(ContentHash other) {
      return hash.equals(other) ? this : new Key(other, json, missing);
    }

    private boolean holds(Predicate<String> isMissing) {
      return missing.entrySet().stream()
          .allMatch(assumed -> isMissing.test(assumed.getKey()) == assumed.getValue());
    }
  }

  SummaryCache(Analysis analysis, MemoryGuard memory) {
    this.analysis = analysis;
    this.memory = memory;
    this.summaries = new Recent<>(Runtime.getRuntime().maxMemory() / 4, SummaryCache::weight);
    this.readings = new Recent<>(MOST_READINGS, keys -> 1);
    this.mentions = new Recent<>(MOST_MENTIONS, text -> 1);
    this.parsed = new Recent<>(MAX_PARSED_CHARS, file -> 1000 + file.source().text().length());
  }

  /** About how many bytes a summary holds. */
  private static long weight(ModuleSummary summary) {
    long things =
        (long) summary.requires().size()
            + summary.facts().size()
            + summary.exportUses().size()
            + summary.uses().size()
            + summary.shape().writes().size();
    for (Shape.Obj object : summary.shape().objects()) {
      things += 2 + object.parts().size();
    }
    for (Shape.Arguments call : summary.shape().calls()) {
      things += 1 + call.values().size();
    }
    return 1000 + BYTES_OF_A_THING * things;
  }

  /*
   * Computed outside the caches' locks: nobody waits for another's slow file. For the same text one waits for the other: to read
   * it, too, would take longer.
   */

  /** Empty when there is no memory even for that. */
  Optional<ContentHash> hash(Path file, SourceText text) {
    return memory.loading(file, () -> Optional.of(text.hash()));
  }

  /** What {@code text} mentions, see {@link Mentions}. */
  Mentions.Specifiers mentions(SourceText text) {
    Mentions.Specifiers known = mentions.get(text.hash());
    if (known == null) {
      known = Mentions.in(text.text());
      mentions.put(text.hash(), known);
    }
    return known;
  }

  /** Empty when that takes more memory than there is; {@code file} is where the text stands. */
  Optional<ParsedFile> parsed(Path file, SourceText text) {
    ParsedFile known = parsed.get(text.hash());
    return known != null
        ? Optional.of(known)
        : inTurn(text, () -> memory.reading(file, text.hash(), () -> parse(text)));
  }

  private ParsedFile parse(SourceText text) {
    ContentHash hash = text.hash();
    ParsedFile known = parsed.get(hash);
    if (known != null) {
      return known;
    }
    ParsedFile made = analysis.parse(text);
    parsed.put(hash, made);
    return made;
  }

  /** One thread at a time for each text. Not from inside of a reading. */
  private <T> T inTurn(SourceText text, Supplier<T> work) {
    Object turn = turns.computeIfAbsent(text.hash(), hash -> new Object());
    synchronized (turn) {
      try {
        return work.get();
      } finally {
        turns.remove(text.hash(), turn);
      }
    }
  }

  ModuleSummary summary(Path file, SourceText text, Key key) {
    ModuleSummary known = summaries.get(key);
    return known != null ? known : inTurn(text, () -> summaryInTurn(file, text, key));
  }

  private ModuleSummary summaryInTurn(Path file, SourceText text, Key key) {
    ModuleSummary known = summaries.get(key);
    if (known != null) {
      return known;
    }
    ModuleSummary made =
        memory
            .reading(
                file,
                text.hash(),
                () ->
                    key.json()
                        ? analysis.summarizeJson(text)
                        : analysis.summarize(
                            parse(text), s -> key.missing().getOrDefault(s, false)))
            .orElseGet(() -> Summarizer.unread(TOO_MUCH));
    summaries.put(key, made);
    return made;
  }

  /** The key of a text that has been read under assumptions that hold. */
  Optional<Key> keyOf(ContentHash hash, Predicate<String> isMissing) {
    List<Key> known = readings.get(hash);
    return known == null
        ? Optional.empty()
        : known.stream().filter(key -> key.holds(isMissing)).findFirst();
  }

  /** Reads a text under the assumptions that it turns out to need; the key tells which. */
  Key read(Path file, SourceText text, Predicate<String> isMissing) {
    return inTurn(
        text,
        () -> keyOf(text.hash(), isMissing).orElseGet(() -> readInTurn(file, text, isMissing)));
  }

  private Key readInTurn(Path file, SourceText text, Predicate<String> isMissing) {
    Map<String, Boolean> asked = new HashMap<>();
    ModuleSummary made =
        memory
            .reading(
                file,
                text.hash(),
                () ->
                    analysis.summarize(parse(text), s -> asked.computeIfAbsent(s, isMissing::test)))
            .orElseGet(() -> Summarizer.unread(TOO_MUCH));
    Key key = new Key(text.hash(), false, asked);
    summaries.put(key, made);
    readings.merge(
        text.hash(),
        List.of(key),
        (known, more) -> Stream.concat(more.stream(), known.stream()).distinct().toList());
    return key;
  }

  /** Forgets what can be made again. */
  void drop() {
    summaries.clear();
    parsed.clear();
  }

  /** The summary if it is still there. */
  Optional<ModuleSummary> known(Key key) {
    return Optional.ofNullable(summaries.get(key));
  }
}
