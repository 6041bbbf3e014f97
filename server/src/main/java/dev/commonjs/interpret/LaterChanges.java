package dev.commonjs.interpret;

import dev.commonjs.heap.Cell;
import dev.commonjs.heap.Heap;
import dev.commonjs.heap.PropertyKey;
import dev.commonjs.heap.Slot;
import dev.commonjs.heap.Slots;
import dev.commonjs.heap.Value;
import dev.commonjs.shape.Phase;
import dev.commonjs.shape.Reason.Plain;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What code that runs after the file has loaded does to objects and variables that were there
 * before: they live on, and what callers find in them then is not what loading left there.
 */
public final class LaterChanges {
  /** What a later change leaves. */
  public static final Value.Atom LATER = new Value.Unknown(Plain.WRITTEN_LATER);

  private final Heap heap;
  private final Set<Cell> changed = new LinkedHashSet<>();

  LaterChanges(Heap heap) {
    this.heap = heap;
  }

  /**
   * {@code key} of {@code cell} gets another value.
   *
   * @param there whether {@code cell} has it already
   */
  public void write(Cell cell, PropertyKey key, boolean there, Situation situation) {
    // What a timer or a promise adds is surely not there yet for those who read at once.
    boolean counts = situation.phase() == Phase.MAYBE || situation.phase() == Phase.LATER && there;
    if (counts && key instanceof PropertyKey.Name name && situation.isOlder(cell)) {
      cell.seen.writtenLater(name.text());
      changed.add(cell);
    }
  }

  /** Any member of {@code cell} may get another value, and others may come. */
  public void writeAny(Cell cell, Situation situation) {
    boolean later = situation.phase() == Phase.MAYBE || situation.phase() == Phase.LATER;
    if (later && situation.isOlder(cell)) {
      cell.seen.laterOpen = true;
      changed.add(cell);
    }
  }

  /** {@code cell} inherits from something else. */
  public void setPrototype(Cell cell, Situation situation) {
    boolean later = situation.phase() == Phase.MAYBE || situation.phase() == Phase.LATER;
    cell.seen.inheritsLater |= later && situation.isOlder(cell);
  }

  /** Whether nothing was noted. */
  public boolean isEmpty() {
    return changed.isEmpty();
  }

  /** Lets all that was noted happen, or not. To be taken back. */
  public void happen() {
    for (Cell cell : changed) {
      for (Slots.Keyed keyed : cell.slots.list()) {
        Slot slot = keyed.slot();
        boolean may =
            cell.seen.laterOpen
                || keyed.key() instanceof PropertyKey.Name name
                    && cell.seen.laterWrites().contains(name.text());
        if (may && !slot.isAccessor()) {
          heap.put(cell, keyed.key(), slot.withValue(Value.join(slot.value(), LATER)));
        }
      }
    }
  }
}
