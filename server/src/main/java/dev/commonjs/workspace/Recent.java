package dev.commonjs.workspace;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The entries that were put or asked for last, up to a weight of all together; an entry that is
 * heavier by itself is not kept. Thread-safe.
 *
 * <p>By age and not by how often something is asked for: whoever goes through many files asks for
 * what it has just made, and what was asked for often belongs to packages that are left behind.
 */
final class Recent<K, V> {
  private final long most;
  private final ToLongFunction<? super V> weigher;
  private final Map<K, V> entries = new LinkedHashMap<>(16, 0.75f, true);
  private long weight;

  /**
   * @param weigher gives the same for the same value, always
   */
  Recent(long most, ToLongFunction<? super V> weigher) {
    this.most = most;
    this.weigher = weigher;
  }

  synchronized @Nullable V get(K key) {
    return entries.get(key);
  }

  synchronized void put(K key, V value) {
    remove(key);
    long added = weigher.applyAsLong(value);
    if (added > most) {
      return;
    }
    entries.put(key, value);
    weight += added;
    while (weight > most) {
      remove(entries.keySet().iterator().next());
    }
  }

  /** What is there for {@code key} afterwards: {@code value}, unless there was something. */
  synchronized V putIfAbsent(K key, V value) {
    V before = get(key);
    if (before != null) {
      return before;
    }
    put(key, value);
    return value;
  }

  synchronized void merge(K key, V value, BinaryOperator<V> merger) {
    V before = get(key);
    put(key, before == null ? value : merger.apply(before, value));
  }

  private void remove(K key) {
    V gone = entries.remove(key);
    if (gone != null) {
      weight -= weigher.applyAsLong(gone);
    }
  }

  /** The oldest first. */
  synchronized void forEach(BiConsumer<? super K, ? super V> action) {
    entries.forEach(action);
  }

  synchronized void removeIf(Predicate<? super V> isGone) {
    entries.values().removeIf(isGone);
    weight = 0;
    for (V kept : entries.values()) {
      weight += weigher.applyAsLong(kept);
    }
  }

  /** Needs no memory. */
  synchronized void clear() {
    entries.clear();
    weight = 0;
  }
}
