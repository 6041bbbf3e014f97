package dev.commonjs.heap;

import dev.commonjs.shape.Phase;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What happened to a {@link Cell} on any path, in any phase. It only grows. */
public final class Seen {
  /** It was the value of {@code module.exports} at some time. */
  public boolean exported;

  /** It was the value of the wrapper's {@code exports} at some time. */
  public boolean heldByExports;

  /** Code that is not known got hold of it. */
  public boolean escaped;

  /**
   * It is one of more possible values than are told apart, or reached from one: what is written on
   * it may not be seen. Never taken back: what was done to it stays possible on any path.
   */
  public boolean blurred;

  /** Order number of the last event that read all its names; -1 for none. */
  public int copiedAt = -1;

  /** Order number of the last event that read a name of it that is not known; -1 for none. */
  public int indexedAt = -1;

  /** It got a name that it may have had before: which of its names come first is not known. */
  boolean reordered;

  private Set<PropertyKey> reads = Set.of();
  private Set<String> laterWrites = Set.of();

  /** Code that runs after the file has loaded writes on it under names that are not known. */
  public boolean laterOpen;

  /** Code that runs after the file has loaded gives it another prototype. */
  public boolean inheritsLater;

  /** So they are by code that may run while the file loads or later. */
  public boolean perhapsOpen;

  /** It stands for a proxy: see {@link PropertyKey.Internal#HANDLER}. */
  public boolean proxy;

  /** Of a frame: a closure holds it, so that it may be needed when its block is left. */
  boolean captured;

  /** Of a frame: its code makes closures, which may come to hold it. */
  boolean mayBeCaptured;

  /** The function was made in code that does not run. */
  public boolean inDeadCode;

  /** The function was called while the file loads. */
  public boolean called;

  /** The function was called with arguments that are known. */
  public boolean entered;

  /** The function was walked with unknown arguments. */
  public boolean described;

  /**
   * When the function runs if it is not called while the file loads; null while nothing is known to
   * hold it.
   */
  @Nullable public Phase later;

  /** Whether its names came to be in the order of their slots, on every path. */
  public boolean isInOrder() {
    return !reordered;
  }

  /** The keys that were read. */
  public Set<PropertyKey> reads() {
    return reads;
  }

  public void read(PropertyKey key) {
    reads = with(reads, key);
  }

  /** Names that get values from code that runs after the file has loaded, if it runs. */
  public Set<String> laterWrites() {
    return laterWrites;
  }

  public void writtenLater(String name) {
    laterWrites = with(laterWrites, name);
  }

  /** Most cells have none: a set is made for the first. */
  private static <T> Set<T> with(Set<T> names, T name) {
    Set<T> all = names.isEmpty() ? new HashSet<>(4) : names;
    all.add(name);
    return all;
  }

  public void calledIn(Phase phase) {
    if (later == null || phase.ordinal() < later.ordinal()) {
      later = phase;
    }
  }
}
