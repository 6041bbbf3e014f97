package dev.commonjs.workspace;

import dev.commonjs.shape.ModuleSummary;
import dev.commonjs.shape.Reason;
import dev.commonjs.shape.Reason.Plain;
import dev.commonjs.shape.Shape;
import dev.commonjs.store.SummaryStore;
import dev.commonjs.store.SummaryStore.Kept;
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
import org.jspecify.annotations.Nullable;

/**
 * The facts of texts, by content: no path and no version is part of a key, so nothing here is ever
 * out of date. Bounded; what was dropped is read from the store, or computed again. Thread-safe.
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
  private final @Nullable SummaryStore store;
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
  }

  /**
   * @param store where summaries are kept when there is no room for them here; null for nowhere
   */
  SummaryCache(Analysis analysis, MemoryGuard memory, @Nullable SummaryStore store) {
    this.analysis = analysis;
    this.memory = memory;
    this.store = store;
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

  /**
   * @param lasting whether the text will be asked for another time, by others: see {@link #store}
   */
  ModuleSummary summary(Path file, SourceText text, Key key, boolean lasting) {
    ModuleSummary known = summaries.get(key);
    return known != null ? known : inTurn(text, () -> summaryInTurn(file, text, key, lasting));
  }

  private ModuleSummary summaryInTurn(Path file, SourceText text, Key key, boolean lasting) {
    ModuleSummary known = summaries.get(key);
    if (known == null && !key.json()) {
      known = stored(key.hash(), key.missing()::equals).map(Kept::summary).orElse(null);
    }
    if (known == null) {
      Optional<ModuleSummary> made =
          memory.reading(
              file,
              text.hash(),
              () ->
                  key.json()
                      ? analysis.summarizeJson(text)
                      : analysis.summarize(parse(text), s -> key.missing().getOrDefault(s, false)));
      if (lasting && !key.json()) {
        made.ifPresent(summary -> store(key, summary));
      }
      known = made.orElseGet(() -> Summarizer.unread(TOO_MUCH));
    }
    summaries.put(key, known);
    return known;
  }

  private Optional<Kept> stored(
      ContentHash hash, Predicate<? super Map<String, Boolean>> assumptions) {
    return store == null
        ? Optional.empty()
        : memory.twice(() -> store.find(hash, assumptions), Optional::empty);
  }

  private void store(Key key, ModuleSummary summary) {
    if (store != null) {
      store.put(key.hash(), new Kept(key.missing(), summary));
    }
  }

  /** The key of a text that has been read under assumptions that hold. */
  Optional<Key> keyOf(ContentHash hash, Predicate<String> isMissing) {
    List<Key> known = readings.get(hash);
    return known == null
        ? Optional.empty()
        : known.stream().filter(key -> holds(key.missing(), isMissing)).findFirst();
  }

  /** {@link #keyOf}, of what has been read by others, too, or before this process. */
  Optional<Key> keyOfStored(ContentHash hash, Predicate<String> isMissing) {
    Optional<Key> known = keyOf(hash, isMissing);
    return known.isPresent()
        ? known
        : stored(hash, assumed -> holds(assumed, isMissing)).map(kept -> readAs(hash, kept));
  }

  private static boolean holds(Map<String, Boolean> assumed, Predicate<String> isMissing) {
    return assumed.entrySet().stream()
        .allMatch(each -> isMissing.test(each.getKey()) == each.getValue());
  }

  private Key readAs(ContentHash hash, Kept kept) {
    Key key = new Key(hash, false, kept.assumed());
    summaries.put(key, kept.summary());
    readings.merge(
        hash,
        List.of(key),
        (known, more) -> Stream.concat(more.stream(), known.stream()).distinct().toList());
    return key;
  }

  /**
   * Reads a text under the assumptions that it turns out to need; the key tells which.
   *
   * @param lasting as of {@link #summary}
   */
  Key read(Path file, SourceText text, Predicate<String> isMissing, boolean lasting) {
    return inTurn(
        text,
        () ->
            keyOf(text.hash(), isMissing)
                .orElseGet(() -> readInTurn(file, text, isMissing, lasting)));
  }

  private Key readInTurn(Path file, SourceText text, Predicate<String> isMissing, boolean lasting) {
    Map<String, Boolean> asked = new HashMap<>();
    Optional<ModuleSummary> made =
        memory.reading(
            file,
            text.hash(),
            () -> analysis.summarize(parse(text), s -> asked.computeIfAbsent(s, isMissing::test)));
    ModuleSummary summary = made.orElseGet(() -> Summarizer.unread(TOO_MUCH));
    Key key = readAs(text.hash(), new Kept(asked, summary));
    if (lasting && made.isPresent()) {
      store(key, summary);
    }
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
