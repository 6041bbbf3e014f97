package dev.commonjs.interpret;

import dev.commonjs.heap.Cell;
import dev.commonjs.heap.Heap;
import dev.commonjs.heap.OwnProperties;
import dev.commonjs.heap.PropertyKey;
import dev.commonjs.heap.Slot;
import dev.commonjs.heap.Slots;
import dev.commonjs.heap.Value;
import dev.commonjs.heap.Value.Atom;
import dev.commonjs.heap.Value.Ref;
import dev.commonjs.heap.Value.Symbolic;
import dev.commonjs.heap.Values;
import dev.commonjs.shape.Reason.Plain;
import dev.commonjs.syntax.Node;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** ECMA-262's [[Delete]] on abstract objects. */
public final class Deletions {
  private final Heap heap;
  private final OwnProperties own;
  private final ForeignUses uses;
  private final OpenNames names;

  Deletions(Heap heap, OwnProperties own, ForeignUses uses, OpenNames names) {
    this.heap = heap;
    this.own = own;
    this.uses = uses;
    this.names = names;
  }

  /**
   * @param at where that stands; null when no place says more than another
   */
  public void delete(Value object, PropertyKey key, @Nullable Node at, Situation situation) {
    Paths.throwsOnNothing(object, situation);
    boolean one = object.atoms().size() == 1;
    for (Atom atom : object.atoms()) {
      if (atom instanceof Ref ref) {
        if (ref.cell().isCallable()) {
          own.materialize(ref.cell(), key);
        }
        Slot old = ref.cell().slots.get(key);
        deleteFromParts(ref.cell(), key, one, situation);
        if (old == null || ref.cell().meta.frozen()) {
          continue;
        }
        boolean sure = one && !ref.cell().meta.mayBeFrozen() && old.pinned() == Cell.Freeze.NO;
        if (old.pinned() != Cell.Freeze.NO) {
          Paths.mayThrow(situation);
        }
        if (sure) {
          heap.remove(ref.cell(), key);
          if (ref.cell().kind == Cell.Kind.ARRAY && Enumeration.index(key) != null) {
            // A hole: the list is as long as before.
            heap.setMeta(ref.cell(), ref.cell().meta.withRest(Values.UNDEFINED));
          }
          if (ref.cell().isCallable()) {
            own.deletedFrom(ref.cell(), key);
          }
        } else if (old.pinned() != Cell.Freeze.YES) {
          heap.put(ref.cell(), key, old.maybe());
        }
      } else if (atom instanceof Symbolic symbolic) {
        if (key instanceof PropertyKey.Name name) {
          uses.deleted(symbolic, name.text(), at, situation);
        }
      }
    }
  }

  /** Some name is deleted, nobody knows which. */
  public void deleteAny(Value object, @Nullable Node at, Situation situation) {
    Paths.throwsOnNothing(object, situation);
    for (Atom atom : object.atoms()) {
      if (atom instanceof Ref ref && !ref.cell().meta.frozen()) {
        Cell cell = ref.cell();
        for (Slots.Named named : List.copyOf(cell.slots.names())) {
          if (named.slot().pinned() != Cell.Freeze.YES) {
            heap.put(cell, named.name(), named.slot().maybe());
          }
        }
        if (!cell.meta.parts().isEmpty()) {
          names.open(cell, Plain.NAMES_COMPUTED, null, situation);
        }
      } else if (atom instanceof Symbolic symbolic) {
        uses.changed(symbolic, at, situation);
      }
    }
  }

  /** The linker has to know when names come from outside. */
  private void deleteFromParts(Cell cell, PropertyKey key, boolean sure, Situation situation) {
    if (!cell.meta.parts().isEmpty()
        && !cell.meta.frozen()
        && key instanceof PropertyKey.Name name) {
      boolean always = sure && !cell.meta.mayBeFrozen();
      names.addPart(cell, new Cell.Deleted(heap.tick(), name.text(), always), situation);
    }
  }
}
