package dev.commonjs.interpret;

import dev.commonjs.heap.Cell;
import dev.commonjs.heap.Heap;
import dev.commonjs.heap.OwnProperties;
import dev.commonjs.heap.PropertyKey;
import dev.commonjs.heap.PropertyKey.Internal;
import dev.commonjs.heap.Slot.Site;
import dev.commonjs.heap.Value;
import dev.commonjs.heap.Value.Atom;
import dev.commonjs.heap.Value.Ref;
import dev.commonjs.heap.Value.Unknown;
import dev.commonjs.shape.Phase;
import dev.commonjs.shape.Reason.Plain;
import dev.commonjs.shape.Shape;
import dev.commonjs.syntax.Node;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Proxy exotic objects (ECMA-262, Proxy Object Internal Methods and Internal Slots): what they are
 * made of. {@link Properties} gets and sets through them; of all else that is done with one it is
 * known that traps may run ({@link ImplicitCalls#mayTrap}).
 */
public final class Proxies {
  private final Heap heap;
  private final OwnProperties own;
  private final OpenNames names;
  private final Escapes escapes;

  Proxies(Heap heap, OwnProperties own, OpenNames names, Escapes escapes) {
    this.heap = heap;
    this.own = own;
    this.names = names;
    this.escapes = escapes;
  }

  /** {@code new Proxy(target, handler)}, of a target that cannot be called, at {@code at}. */
  public Value create(
      Value target, Value handler, @Nullable Node at, @Nullable Site site, Situation situation) {
    Ref proxy = heap.newObject(at);
    Cell cell = proxy.cell();
    cell.seen.proxy = true;
    own.define(cell, Internal.TARGET, target, false, null);
    own.define(cell, Internal.HANDLER, handler, false, null);
    for (Atom atom : target.atoms()) {
      Shape.Filter all = Shape.Filter.without(Set.of());
      names.addPart(
          cell,
          new Cell.CopyOf(heap.tick(), atom, all, target instanceof Atom, false, true),
          situation);
    }
    names.open(cell, Plain.PROXY, site, situation);
    return proxy;
  }

  /**
   * What is done to a proxy by other means than assignment is done to its {@code target}, and its
   * traps may be called by whoever has it.
   */
  public void expose(Value target, Value handler, Situation situation) {
    for (Value trap : traps(handler)) {
      for (Atom atom : trap.atoms()) {
        if (atom instanceof Ref ref && ref.cell().isCallable()) {
          ref.cell().seen.calledIn(Phase.MAYBE);
          ref.cell().seen.escaped = true;
        }
      }
    }
    escapes.escape(target, Plain.HELD_BY_PROXY, situation);
  }

  /** Whether a trap of {@code cell} may decide about {@code key}. */
  static boolean isTrapped(Cell cell, PropertyKey key) {
    return cell.seen.proxy
        && (key instanceof PropertyKey.Name || key instanceof PropertyKey.Symbol);
  }

  static boolean isProxy(Atom atom) {
    return atom instanceof Ref ref && ref.cell().seen.proxy;
  }

  /** What a trap is given for {@code key}. */
  static Value keyValue(PropertyKey key) {
    return key instanceof PropertyKey.Name name
        ? Value.string(name.text())
        : new Unknown(Plain.ARGUMENT_OF_CALLBACK);
  }

  static Value target(Cell proxy) {
    return held(proxy, Internal.TARGET);
  }

  static Value handler(Cell proxy) {
    return held(proxy, Internal.HANDLER);
  }

  private static Value held(Cell proxy, Internal key) {
    Value value = Enumeration.internal(proxy, key);
    return value == null ? new Unknown(Plain.PROXY) : value;
  }

  /** {@code object} and, where it may be a proxy, the objects that are behind it. */
  static Value withTargets(Value object) {
    if (object.atoms().stream().noneMatch(Proxies::isProxy)) {
      return object;
    }
    Set<Atom> all = new LinkedHashSet<>();
    Deque<Atom> queue = new ArrayDeque<>(object.atoms());
    for (Atom atom = queue.poll(); atom != null; atom = queue.poll()) {
      if (all.add(atom) && isProxy(atom)) {
        queue.addAll(target(((Ref) atom).cell()).atoms());
      }
    }
    return Value.of(List.copyOf(all));
  }

  /** All that {@code handler} holds: any of it that is a function is a trap. */
  public static List<Value> traps(Value handler) {
    List<Value> traps = new ArrayList<>();
    for (Atom atom : handler.atoms()) {
      if (atom instanceof Ref ref) {
        ref.cell().slots.forEach(slot -> traps.add(slot.value()));
      }
    }
    return traps;
  }
}
