package dev.commonjs.module;

import dev.commonjs.module.Cell.CopyOf;
import dev.commonjs.module.Cell.EffectOf;
import dev.commonjs.module.Slot.Site;
import dev.commonjs.module.Value.Atom;
import dev.commonjs.module.Value.EachKey;
import dev.commonjs.module.Value.EachValue;
import dev.commonjs.module.Value.Ref;
import dev.commonjs.module.Value.Symbolic;
import dev.commonjs.module.Value.Unknown;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Properties whose names this file does not know: computed keys, what comes from other modules,
 * what nobody lists.
 */
final class OpenNames {
  private static final int MOST_PARTS = 64;

  /** ECMA-262, Properties of the Array Prototype Object: those that change their receiver. */
  private static final Set<String> CHANGES_LIST =
      Set.of("push", "pop", "shift", "unshift", "splice", "sort", "reverse", "fill", "copyWithin");

  /** Lists of other modules that this file has changed on some path. */
  private final Set<Symbolic> changed = new HashSet<>();

  private final Machine machine;

  OpenNames(Machine machine) {
    this.machine = machine;
  }

  /** {@code object[key] = value} for any key value. */
  void setComputed(
      Value object,
      Value key,
      Value value,
      @Nullable Site site,
      Fact.Through through,
      Situation situation) {
    List<Atom> keys = namingAtoms(key);
    if (!keys.stream().allMatch(Constants::isPrimitive)) {
      // ECMA-262, ToPropertyKey: an object is asked for its text.
      Paths.mayThrow(situation);
    }
    for (Atom atom : keys) {
      String name = Constants.propertyKey(atom);
      if (name != null && keys.size() == 1) {
        machine.objects.set(object, name, value, site, through, situation);
      } else if (name != null) {
        setMaybe(object, name, value, site, through, situation);
      } else if (atom instanceof EachKey each) {
        copyKey(object, each, value, site, through, situation);
      } else {
        boolean sure = keys.size() == 1 && object.atoms().size() == 1;
        Cell.Part part = namedBy(atom, sure);
        if (part != null) {
          writeNamed(object, atom, part, value, site, through, situation);
          continue;
        }
        setUnknown(object, atom, value, site, through, situation);
      }
    }
  }

  /**
   * What a key may be. Behind the end of a list of unknown length it is {@code undefined}, and
   * whether a loop goes there cannot be seen: that name may be there, but is not listed.
   */
  static List<Atom> namingAtoms(Value key) {
    boolean element =
        key.atoms().stream().anyMatch(a -> a instanceof EachKey || a instanceof Value.EachElement);
    return element ? key.atoms().stream().map(OpenNames::unlessBehindEnd).toList() : key.atoms();
  }

  private static Atom unlessBehindEnd(Atom key) {
    return key instanceof Value.Undefined ? new Unknown("the list may end before") : key;
  }

  private void setMaybe(
      Value object,
      String name,
      Value value,
      @Nullable Site site,
      Fact.Through through,
      Situation situation) {
    machine.paths.either(
        () -> machine.objects.set(object, name, value, site, through, situation), () -> {});
  }

  private void copyKey(
      Value object,
      EachKey key,
      Value value,
      @Nullable Site site,
      Fact.Through through,
      Situation situation) {
    for (Atom atom : object.atoms()) {
      if (atom instanceof Ref ref) {
        Cell cell = ref.cell();
        boolean values = value.atoms().stream().anyMatch(v -> v.equals(new EachValue(key.of())));
        machine.recorder.blur(value);
        addPart(
            cell,
            new CopyOf(machine.heap.tick(), key.of(), key.filter(), true, key.inherited(), values),
            situation);
        if (key.of() instanceof Symbolic source) {
          for (String name : machine.objects.writtenOn(source)) {
            if (key.filter().takes(name)) {
              machine.objects.put(
                  cell, name, machine.objects.fromOutside(source, name), true, site, false);
            }
          }
        }
        machine.recorder.write(cell, null, value, site, through, false, situation);
      } else if (atom instanceof Symbolic symbolic) {
        machine.recorder.copyOnSymbolic(symbolic, key, situation);
      }
    }
  }

  /** {@code list.method(…)} on a list of another module. */
  void calledOn(Symbolic list, String method) {
    if (CHANGES_LIST.contains(method)) {
      changed.add(list);
    }
  }

  /** Where the linker may know the name {@code key}; null where nobody does. */
  Cell.@Nullable NamedBy namedBy(Atom key, boolean sure) {
    return switch (key) {
      case Value.EachElement element
          when changed.contains(element.list())
              || !machine.objects.writtenOn(element.list()).isEmpty() ->
          null;
      case Value.EachElement element ->
          new Cell.NamedBy(machine.heap.tick(), element.list(), true, sure);
      case Symbolic symbolic -> new Cell.NamedBy(machine.heap.tick(), symbolic, false, sure);
      default -> null;
    };
  }

  /** {@code object[key] = value} where the linker may know the name. */
  void writeNamed(
      Value object,
      Atom key,
      Cell.Part part,
      Value value,
      @Nullable Site site,
      Fact.Through through,
      Situation situation) {
    for (Atom atom : object.atoms()) {
      boolean named = atom instanceof Ref ref && !ref.cell().meta.frozen();
      if (named && atom instanceof Ref ref && ref.cell().kind != Cell.Kind.ARRAY) {
        addPart(ref.cell(), part, situation);
        machine.recorder.blur(value);
        ref.cell().seen.laterOpen |=
            situation.phase() == Phase.LATER
                || situation.phase() == Phase.MAYBE && situation.isOlder(ref.cell());
        machine.recorder.write(ref.cell(), null, value, site, through, false, situation);
      } else {
        setUnknown(atom, key, value, site, through, situation);
      }
    }
  }

  /** Adds names from outside; the same part twice (a second turn of a loop) is one. */
  void addPart(Cell cell, Cell.Part part, Situation situation) {
    List<Cell.Part> parts = cell.meta.parts();
    for (int i = parts.size() - 1; i >= 0 && !(parts.get(i) instanceof Cell.Deleted); i--) {
      if (sameBesidesOrder(parts.get(i), part)) {
        return;
      }
    }
    if (cell.meta.parts().size() >= MOST_PARTS) {
      open(cell, "it was handed to too many functions", null, situation);
      return;
    }
    machine.heap.setMeta(cell, cell.meta.withPart(part));
  }

  private static boolean sameBesidesOrder(Cell.Part a, Cell.Part b) {
    if (a instanceof EffectOf x && b instanceof EffectOf y) {
      return x.callee().equals(y.callee())
          && x.index() == y.index()
          && x.within() == y.within()
          && x.arguments().equals(y.arguments());
    }
    if (a instanceof Cell.NamedBy x && b instanceof Cell.NamedBy y) {
      return x.source().equals(y.source()) && x.each() == y.each();
    }
    return a instanceof CopyOf x
        && b instanceof CopyOf y
        && x.source().equals(y.source())
        && x.filter().equals(y.filter())
        && x.values() == y.values();
  }

  private void setUnknown(
      Value object,
      Atom key,
      Value value,
      @Nullable Site site,
      Fact.Through through,
      Situation situation) {
    for (Atom atom : object.atoms()) {
      if (atom instanceof Ref ref) {
        Cell cell = ref.cell();
        if (cell.meta.frozen()) {
          continue;
        }
        machine.heap.setMeta(cell, cell.meta.withRest(value));
        if (cell.kind != Cell.Kind.ARRAY) {
          open(cell, "names are computed", site, situation);
        }
        machine.recorder.write(cell, null, value, site, through, false, situation);
      } else {
        if (atom instanceof Symbolic symbolic) {
          machine.recorder.writeOnSymbolic(symbolic, key, true, situation);
        }
        machine.escapes.escape(value, "it was stored in an object that is not known", situation);
      }
    }
  }

  /** Names may be there that nobody lists. */
  void open(Cell cell, String reason, @Nullable Site site, Situation situation) {
    String full =
        site == null
            ? reason
            : reason + " (line " + machine.recorder.line(site.whole().start()) + ")";
    cell.seen.laterOpen |= situation.phase() == Phase.LATER || situation.phase() == Phase.MAYBE;
    machine.heap.setMeta(cell, cell.meta.opened(full));
  }
}
