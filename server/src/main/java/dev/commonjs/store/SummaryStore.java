package dev.commonjs.store;

import dev.commonjs.shape.ModuleSummary;
import dev.commonjs.text.ContentHash;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Summaries by the hash of what they were read from, on disk: shared by all processes of a user,
 * and by those that come later. What is not there, or can't be read, is made again; nothing here
 * fails. Thread-safe.
 */
public final class SummaryStore {
  /** Of one user: tens of thousands of files of packages. */
  private static final long MOST_BYTES = 512L << 20;

  private volatile @Nullable Segments segments;

  private SummaryStore(@Nullable Segments segments) {
    this.segments = segments;
  }

  /**
   * The store of what this very build reads, in {@code folder}, which need not be there. Where it
   * is not known which build this is, nothing is kept.
   */
  public static SummaryStore in(Path folder) {
    return new SummaryStore(segmentsOfThisBuild(folder));
  }

  /** The same at once: what is there is found a moment later. */
  public static SummaryStore soonIn(Path folder) {
    SummaryStore store = new SummaryStore(null);
    Thread.ofPlatform()
        .name("summary-store")
        .daemon()
        .start(() -> store.segments = segmentsOfThisBuild(folder));
    return store;
  }

  private static @Nullable Segments segmentsOfThisBuild(Path folder) {
    return Build.name().map(build -> segments(folder, build, MOST_BYTES)).orElse(null);
  }

  private static Segments segments(Path folder, String analysis, long most) {
    return Segments.open(folder.resolve(analysis), most);
  }

  /**
   * The store of what some build reads.
   *
   * @param analysis names what makes the summaries: others are not read
   * @param most how many bytes are kept, about
   */
  public static SummaryStore in(Path folder, String analysis, long most) {
    return new SummaryStore(segments(folder, analysis, most));
  }

  /** A summary, and what was assumed when it was made: which specifiers were missing. */
  public record Kept(Map<String, Boolean> assumed, ModuleSummary summary) {
    public Kept {
      assumed = Map.copyOf(assumed);
    }
  }

  /** The newest summary of a text under assumptions that hold. */
  public Optional<Kept> find(ContentHash hash, Predicate<? super Map<String, Boolean>> holds) {
    Segments known = segments;
    for (Segments.Entry entry : known == null ? List.<Segments.Entry>of() : known.of(hash)) {
      Optional<Kept> kept = entry.read().flatMap(bytes -> kept(bytes, holds));
      if (kept.isPresent()) {
        return kept;
      }
    }
    return Optional.empty();
  }

  /** Bytes that are no summary, of another build or of a broken disk, are none. */
  private static Optional<Kept> kept(byte[] bytes, Predicate<? super Map<String, Boolean>> holds) {
    try {
      Input in = new Input(bytes);
      Map<String, Boolean> assumed = new HashMap<>();
      in.all(() -> assumed.put(in.text(), in.flag()) == null);
      return holds.test(assumed)
          ? Optional.of(new Kept(assumed, SummaryReader.read(in)))
          : Optional.empty();
    } catch (IllegalArgumentException | IndexOutOfBoundsException | StackOverflowError e) {
      return Optional.empty();
    }
  }

  /** Keeps a summary, if there is room for it. */
  public void put(ContentHash hash, Kept kept) {
    Segments known = segments;
    if (known == null) {
      return;
    }
    Bytes out = new Bytes();
    try {
      out.all(
          kept.assumed().entrySet(),
          assumed -> {
            out.text(assumed.getKey());
            out.flag(assumed.getValue());
          });
      SummaryWriter.write(kept.summary(), out);
    } catch (StackOverflowError deep) {
      return;
    }
    known.append(hash, out.toArray());
  }

  /** For those who delete the folder: nothing is found and kept from now on. */
  void close() throws IOException {
    Segments known = segments;
    segments = null;
    if (known != null) {
      known.close();
    }
  }
}
