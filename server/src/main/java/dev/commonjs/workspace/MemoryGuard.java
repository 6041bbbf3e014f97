package dev.commonjs.workspace;

import dev.commonjs.text.ContentHash;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/*
 * The error strikes whoever asks for memory next, not who has taken it. What was struck is therefore tried again without the
 * caches and, where that may take a while, without the readings of other files beside it, before anything is held against it.
 *
 * Until that much is free again nothing here needs memory: no lambda that is met for the first time, no lock that counts its
 * holders in objects.
 */

/**
 * The one owner of {@link OutOfMemoryError}. When it comes, the caches are dropped, the work at
 * hand is tried again or given up, and the thread goes on. One for a whole process, or for a
 * command. Thread-safe.
 */
public final class MemoryGuard {
  private final Set<ContentHash> hopeless = ConcurrentHashMap.newKeySet();
  private final AtomicInteger givenUp = new AtomicInteger();

  /**
   * How many readings are under way. None waits for another, nor for a monitor under which somebody
   * reads.
   */
  private int readings;

  /** Whether somebody reads alone, or waits for that. */
  private boolean alone;

  private volatile Runnable caches = () -> {};
  private volatile Consumer<Path> listener = file -> {};

  /**
   * @param heard is told of a file that takes too much memory to read, on the thread that wanted to
   *     know something about it, each time that somebody does
   */
  public void onGivenUp(Consumer<Path> heard) {
    listener = heard;
  }

  /**
   * @param drop forgets what can be made again
   */
  void onShortage(Runnable drop) {
    caches = drop;
  }

  /** What {@code work} gives, or {@code otherwise} when there was no memory for it. */
  public <T> T once(Supplier<? extends T> work, Supplier<? extends T> otherwise) {
    try {
      return work.get();
    } catch (OutOfMemoryError full) {
      // Goes on below, where nothing of the work is held any more.
    }
    dropCaches();
    return otherwise.get();
  }

  /** {@link #once}, but {@code work}, which may be done twice, is tried again. Never waits. */
  public <T> T twice(Supplier<? extends T> work, Supplier<? extends T> otherwise) {
    try {
      return work.get();
    } catch (OutOfMemoryError full) {
      // Goes on below.
    }
    dropCaches();
    return once(work, otherwise);
  }

  /**
   * {@link #twice}, waiting until the files that are being read by others are read or given up, and
   * again when one was given up meanwhile. Not from inside of a reading.
   */
  public <T> T patiently(Supplier<? extends T> work, Supplier<? extends T> otherwise) {
    try {
      return work.get();
    } catch (OutOfMemoryError full) {
      // Goes on below.
    }
    int before;
    do {
      beginAlone();
      endAlone();
      dropCaches();
      before = givenUp.get();
      try {
        return work.get();
      } catch (OutOfMemoryError full) {
        // Perhaps because of a reading that began in between.
      }
    } while (before != givenUp.get());
    dropCaches();
    return otherwise.get();
  }

  /**
   * What {@code reading} makes of a text; empty when that takes more memory than there is, even
   * with no other file being read: then it is not tried again for the same text.
   *
   * @param file where the text stands
   */
  <T> Optional<T> reading(Path file, ContentHash text, Supplier<? extends T> reading) {
    if (!hopeless.contains(text)) {
      beginReading();
      try {
        return Optional.of(reading.get());
      } catch (OutOfMemoryError full) {
        // Goes on below.
      } finally {
        endReading();
      }
      beginAlone();
      try {
        // Another thread may have wanted the same.
        if (!hopeless.contains(text)) {
          dropCaches();
          return Optional.of(reading.get());
        }
      } catch (OutOfMemoryError full) {
        // Goes on below.
      } finally {
        endAlone();
      }
      dropCaches();
      if (hopeless.add(text)) {
        givenUp.incrementAndGet();
      }
    }
    listener.accept(file);
    return Optional.empty();
  }

  /** What {@code loading} gives; empty, too, when there is no memory for the file. Never waits. */
  <T> Optional<T> loading(Path file, Supplier<Optional<T>> loading) {
    return twice(
        loading,
        () -> {
          givenUp.incrementAndGet();
          listener.accept(file);
          return Optional.empty();
        });
  }

  private synchronized void beginReading() {
    awaitWhile(Wait.ALONE);
    readings++;
  }

  private synchronized void endReading() {
    readings--;
    notifyAll();
  }

  private synchronized void beginAlone() {
    awaitWhile(Wait.ALONE);
    alone = true;
    awaitWhile(Wait.READINGS);
  }

  private synchronized void endAlone() {
    alone = false;
    notifyAll();
  }

  private enum Wait {
    ALONE,
    READINGS
  }

  /** Keeps an interrupt for who looks for it. */
  private synchronized void awaitWhile(Wait what) {
    boolean interrupted = false;
    while (what == Wait.ALONE ? alone : readings > 0) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void dropCaches() {
    try {
      caches.run();
    } catch (OutOfMemoryError full) {
      // Others take what there is; whoever is struck next drops the rest.
    }
  }
}
