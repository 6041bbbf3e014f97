package dev.commonjs.workspace;

import dev.commonjs.graph.Modules;
import dev.commonjs.observe.Observation;
import dev.commonjs.observe.Observer;
import dev.commonjs.observe.Transcript;
import dev.commonjs.observe.World;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What runs of modules have shown, and which modules somebody would like to be run. A run counts as
 * long as it would go the same way again. Bounded. Thread-safe.
 */
public final class Observations {
  /** Names, and answers of the world, of all runs together. */
  private static final int MOST_KEPT = 200_000;

  private static final int MOST_WANTED = 32;

  /** A run and the answers of the world that it went by. */
  private static final class Run {
    final Observation seen;
    final Transcript.Answers answers;

    /** The version in which the answers were compared last, and held. */
    volatile long heldIn;

    Run(Observation seen, Transcript.Answers answers, long heldIn) {
      this.seen = seen;
      this.answers = answers;
      this.heldIn = heldIn;
    }

    boolean holdsIn(Snapshot snapshot, Path file) {
      if (heldIn != snapshot.version()) {
        if (!answers.holdIn(new SnapshotWorld(snapshot, file))) {
          return false;
        }
        heldIn = snapshot.version();
      }
      return true;
    }
  }

  private final Recent<Path, Run> runs =
      new Recent<>(MOST_KEPT, run -> 1 + run.seen.names().size() + run.answers.size());

  private final Set<Path> wanted = new LinkedHashSet<>();
  private boolean open = true;

  Observations() {}

  /** What the last run of {@code file} showed, if it would go the same way now. */
  Optional<Observation> of(Snapshot snapshot, Path file) {
    Run run = runs.get(file);
    return run != null && run.holdsIn(snapshot, file) ? Optional.of(run.seen) : Optional.empty();
  }

  /** Remembers that {@code file} should be run some time; the oldest wish gives way. */
  synchronized void want(Path file) {
    wanted.remove(file);
    if (wanted.size() >= MOST_WANTED) {
      wanted.remove(wanted.iterator().next());
    }
    wanted.add(file);
    notifyAll();
  }

  /** Waits for a wish and takes the youngest; null when this has been closed. */
  synchronized @Nullable Path take() throws InterruptedException {
    while (open && wanted.isEmpty()) {
      wait();
    }
    if (!open) {
      return null;
    }
    Path youngest = wanted.stream().reduce((first, second) -> second).orElseThrow();
    wanted.remove(youngest);
    return youngest;
  }

  synchronized boolean isIdle() {
    return wanted.isEmpty();
  }

  synchronized void close() {
    open = false;
    notifyAll();
  }

  /**
   * Runs {@code file} now, unless that has been done, and keeps what it shows. Empty when it is no
   * CommonJS module, or lies outside of the workspace and of what it has installed.
   */
  public Optional<Observation> observe(Snapshot snapshot, Path file, Observer observer) {
    Optional<Observation> known = of(snapshot, file);
    if (known.isPresent() || snapshot.kind(file) != Modules.Kind.COMMONJS) {
      return known;
    }
    SnapshotWorld inside = new SnapshotWorld(snapshot, file);
    if (!inside.admitsEntry()) {
      return known;
    }
    Transcript world = new Transcript(inside);
    Observation seen = observer.observe(file, World.Format.COMMONJS, world);
    runs.put(file, new Run(seen, world.answers(), snapshot.version()));
    return Optional.of(seen);
  }
}
