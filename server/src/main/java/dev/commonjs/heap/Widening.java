package dev.commonjs.heap;

import dev.commonjs.heap.Value.Ref;
import dev.commonjs.shape.Phase;
import dev.commonjs.shape.Reason;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is behind the {@link Limits}: values with few alternatives, and objects nobody follows. */
final class Widening {
  private final Limits limits;
  private final CapturedNames captured = new CapturedNames();
  private boolean lostTrack;
  private boolean idle;
  private long work;

  Widening(Limits limits) {
    this.limits = limits;
  }

  /** How many objects and values were looked at. */
  long work() {
    return work;
  }

  /**
   * A limit is passed behind which nobody knows which of {@code touched} is written on or called:
   * they may have more names, and so may all that can be reached from them, now and later on any
   * path.
   */
  void exceeded(Iterable<Cell> touched) {
    if (idle) {
      return;
    }
    Deque<Cell> queue = new ArrayDeque<>(4);
    for (Cell cell : touched) {
      if (!cell.seen.blurred) {
        queue.add(cell);
      }
    }
    Set<Cell> environments = new HashSet<>(4);
    for (Cell cell = queue.poll(); cell != null; cell = queue.poll()) {
      if (cell.seen.blurred) {
        continue;
      }
      cell.seen.blurred = true;
      if (cell.isCallable()) {
        cell.seen.calledIn(Phase.MAYBE);
      }
      work++;
      addHeld(cell, queue);
      if (cell.callable instanceof Cell.Closure closure
          && closure.env().outer != null
          && environments.add(closure.env())) {
        addHeld(closure.env(), queue);
      }
    }
  }

  private static void addHeld(Cell cell, Collection<Cell> held) {
    cell.forEachHeld(value -> addRefs(value, held));
  }

  static void addRefs(Value value, Collection<Cell> cells) {
    if (value instanceof Ref only) {
      cells.add(only.cell());
    } else if (value instanceof Value.Union union) {
      for (Value.Atom atom : union.atoms()) {
        if (atom instanceof Ref ref) {
          cells.add(ref.cell());
        }
      }
    }
  }

  /**
   * A limit is passed behind which code runs that is not followed: while the file loads it may
   * change whatever the file has.
   */
  void exceeded(Phase phase) {
    lostTrack |= phase == Phase.LOAD;
  }

  /** Runs {@code walk} without noting what limits it passes, for it never happens. */
  void idly(Runnable walk) {
    boolean before = idle;
    idle = true;
    try {
      walk.run();
    } finally {
      idle = before;
    }
  }

  /** Whether {@link #exceeded(Phase)} was said of the load. */
  boolean lostTrack() {
    return lostTrack;
  }

  /** Whether it has more alternatives than are told apart. */
  boolean isWide(Value value) {
    return value instanceof Value.Union union && union.atoms().size() > limits.alternatives();
  }

  /** {@link #limited} puts at the end that there are more: so it has made this. */
  private boolean isLimited(Value.Union union) {
    int size = union.atoms().size();
    boolean more =
        union.atoms().getLast() instanceof Value.Unknown unknown
            && (unknown.reason() == Reason.Plain.MANY
                || unknown.reason() == Reason.Plain.MANY_OBJECTS);
    return more && size <= limits.aliases();
  }

  /**
   * {@code value} with not too many alternatives: constants of a kind become that kind; if that is
   * not enough, only objects are told apart, and too many of these are not either.
   */
  Value limited(Value value) {
    if (!isWide(value) || isLimited((Value.Union) value)) {
      return value;
    }
    Value fewer = Value.ofKinds(value.atoms());
    if (fewer.atoms().size() <= limits.alternatives()) {
      return fewer;
    }
    List<Value.Atom> kept = new ArrayList<>();
    for (Value.Atom atom : fewer.atoms()) {
      if (atom instanceof Ref || isNameFromOutside(atom) || isAnyObject(atom)) {
        kept.add(atom);
      }
    }
    if (kept.stream().noneMatch(Widening::isAnyObject)) {
      kept.add(new Value.Unknown(Reason.Plain.MANY));
    }
    return withFewObjects(kept);
  }

  /** It may be any object of the file, which {@link Reason.Plain#MANY} does not say. */
  private static boolean isAnyObject(Value.Atom atom) {
    return atom instanceof Value.Unknown unknown && unknown.reason() == Reason.Plain.MANY_OBJECTS;
  }

  /** As a computed key it is a name that the linker knows. */
  private static boolean isNameFromOutside(Value.Atom atom) {
    return atom instanceof Value.EachElement || atom instanceof Value.EachValue;
  }

  /**
   * Of too many objects only functions are told apart, by their code; what the others are written
   * on is not known.
   */
  private Value withFewObjects(List<Value.Atom> atoms) {
    List<Cell> cells = new ArrayList<>();
    atoms.forEach(atom -> addRefs(atom, cells));
    if (cells.size() <= limits.aliases()) {
      return Value.of(atoms);
    }
    exceeded(cells);
    Map<Object, Ref> byCode = new LinkedHashMap<>();
    boolean lost = false;
    for (Cell cell : cells) {
      Object code = code(cell);
      boolean stands = code != null && byCode.putIfAbsent(code, new Ref(cell)) == null;
      lost |= !stands && (code == null || !cell.slots.isEmpty());
    }
    List<Value.Atom> fewer = new ArrayList<>();
    if (byCode.size() > limits.aliases()) {
      lost = true;
    } else {
      fewer.addAll(byCode.values());
    }
    for (Value.Atom atom : atoms) {
      lost |= isAnyObject(atom);
      if (!(atom instanceof Ref) && !(atom instanceof Value.Unknown)) {
        fewer.add(atom);
      }
    }
    fewer.add(new Value.Unknown(lost ? Reason.Plain.MANY_OBJECTS : Reason.Plain.MANY));
    return Value.of(fewer);
  }

  /**
   * Equal for functions that do the same; null for what is no function, or one that nobody knows
   * another like.
   */
  private @Nullable Object code(Cell cell) {
    return switch (cell.callable) {
      case Cell.Closure closure -> captured.isOneForAll(closure) ? closure.func() : null;
      case Cell.ClassOf node -> null;
      case Cell.Bound bound ->
          !bound.arguments().has(0) && !(bound.target() instanceof Ref) ? bound.target() : null;
      case Cell.Native builtin -> builtin;
      case null -> null;
    };
  }

  /** {@code slot} with a {@link #limited} value. */
  Slot bounded(Slot slot) {
    return isWide(slot.value()) ? slot.withValue(limited(slot.value())) : slot;
  }

  /** {@code meta} with {@link #limited} elements. */
  Cell.Meta bounded(Cell.Meta meta) {
    Value rest = meta.rest();
    return rest != null && isWide(rest) ? meta.withOnlyRest(limited(rest)) : meta;
  }

  /** One of {@code values}; undefined when there is none. */
  Value joined(Collection<? extends Value> values) {
    if (values.size() <= Limits.MOST_CONSTANTS) {
      Value result = null;
      for (Value value : values) {
        result = result == null ? value : Value.join(result, value);
      }
      return result == null ? Values.UNDEFINED : limited(result);
    }
    Set<Value.Atom> atoms = new LinkedHashSet<>();
    values.forEach(value -> atoms.addAll(value.atoms()));
    work += values.size();
    if (atoms.size() > Limits.MOST_CONSTANTS) {
      List<Value.Atom> all = List.copyOf(atoms);
      atoms.clear();
      all.forEach(atom -> atoms.add(Value.kindOf(atom)));
    }
    return limited(withFewObjects(List.copyOf(atoms)));
  }
}
