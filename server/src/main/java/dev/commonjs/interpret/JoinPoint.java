package dev.commonjs.interpret;

import dev.commonjs.heap.Cell;
import dev.commonjs.heap.Changes;
import dev.commonjs.heap.Heap;
import dev.commonjs.heap.PathMerge;
import dev.commonjs.heap.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place that paths jump to: the end of a function, of a loop turn, a catch clause. Collects their
 * states and values.
 */
public final class JoinPoint {
  private final Paths paths;
  private final Heap heap;
  private final boolean inDeadCode;
  private final @Nullable Finalizer around;

  /**
   * The frame of the async function whose end this is: after its first await nothing comes here.
   */
  private final @Nullable Cell detachable;

  private int next = 1;
  private int asked;
  private int lastExported;
  private int savedForExports;
  private final Heap.Mark mark;
  private final List<Changes> states = new ArrayList<>();

  /** Of more paths than are kept apart all but the last ones; null for fewer. */
  private @Nullable PathMerge merge;

  private final List<Value> values = new ArrayList<>();
  private int lastState = -1;
  private boolean skipped;

  /**
   * @param made the situation of the place
   */
  public JoinPoint(Paths paths, Situation made, @Nullable Cell detachable) {
    this(paths, made, detachable, paths.heap().mark());
  }

  /**
   * @param mark where what is left on the way here has begun
   */
  JoinPoint(Paths paths, Situation made, @Nullable Cell detachable, Heap.Mark mark) {
    this.paths = paths;
    this.heap = paths.heap();
    this.inDeadCode = made.isDead();
    this.around = made.finalizer();
    this.detachable = detachable;
    this.mark = mark;
  }

  /** The present path ends here with {@code value}. */
  void save(Value value, Situation now) {
    save(value, now, false);
  }

  /** The same at an await: the code goes on, but nothing more comes here. */
  void saveDetaching(Value value, Situation now) {
    save(value, now, true);
  }

  private void save(Value value, Situation now, boolean goesOn) {
    if (now.isDead() && !inDeadCode || detachable != null && Activation.isDetached(detachable)) {
      return;
    }
    Finalizer.leave(now.finalizer(), around);
    if (!values.contains(value)) {
      values.add(value);
    }
    int state = heap.state();
    if (!reached() || state != lastState) {
      states.add(heap.changes(mark, goesOn));
    }
    if (states.size() > heap.limits().exits()) {
      merge = merge == null ? new PathMerge(heap, mark) : merge;
      merge.add(states);
      states.clear();
    }
    lastState = state;
  }

  /**
   * Something here may jump, or not: of many such places in a row the first ones, then fewer and
   * fewer, stand for all, and besides so many of those that are the first after something was
   * exported.
   */
  void saveSparsely(Value value, Situation now) {
    int exported = paths.exported();
    asked++;
    if (asked >= next) {
      next = asked * 2;
      saveGoingOn(value, now);
    } else if (exported != lastExported && savedForExports < heap.limits().exits()) {
      savedForExports++;
      saveGoingOn(value, now);
    } else {
      skipped = true;
      return;
    }
    lastExported = exported;
  }

  /** As {@link #save}, where the path also goes on. */
  void saveGoingOn(Value value, Situation now) {
    skipped = false;
    if (now.finalizer() == around) {
      save(value, now, true);
    } else {
      paths.speculate(() -> paths.attempt(() -> saved(value, now)));
    }
  }

  /**
   * At the end of what may jump here: the present state stands for the places that were passed over
   * since the last one.
   */
  void saveSkipped(Value value, Situation now) {
    if (skipped) {
      saveGoingOn(value, now);
    }
  }

  private Value saved(Value value, Situation now) {
    save(value, now, true);
    return value;
  }

  boolean isInDeadCode() {
    return inDeadCode;
  }

  public boolean reached() {
    return !states.isEmpty() || merge != null;
  }

  /** What paths have come with so far. */
  List<Value> values() {
    return List.copyOf(values);
  }

  /**
   * Joins the saved states with the present one, or with each other when the present path is dead.
   */
  public Value arrive(boolean alive, Value present) {
    if (!alive && !reached()) {
      throw Unreachable.PATH;
    }
    if (merge != null) {
      states.addFirst(merge.changes());
      merge = null;
    }
    int from = 0;
    if (!alive) {
      heap.undo(mark);
      heap.apply(states.get(0));
      from = 1;
    }
    for (Changes state : states.subList(from, states.size())) {
      heap.join(mark, state);
    }
    states.clear();
    List<Value> all = new ArrayList<>(values);
    if (alive) {
      all.addFirst(present);
    }
    return heap.joined(all);
  }
}
