package dev.commonjs.summarize;

import dev.commonjs.heap.Cell;
import dev.commonjs.heap.Slots;
import dev.commonjs.heap.Value;
import dev.commonjs.heap.Value.Atom;
import dev.commonjs.heap.Value.Ref;
import dev.commonjs.shape.Phase;
import dev.commonjs.syntax.Node;
import dev.commonjs.syntax.Nodes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@code this} may be in functions that callers reach as members: the objects that have them,
 * of their own or by inheritance (ECMA-262, EvaluateCall). A constructor is not called as the
 * method {@code constructor} of what it has made.
 */
final class Receivers {
  private final Map<Cell, Set<Cell>> byFunction = new IdentityHashMap<>();
  private final int most;

  /**
   * @param objects what callers can get hold of
   * @param chain how many prototypes are followed
   * @param most how many objects one function is walked for
   */
  Receivers(Collection<Cell> objects, int chain, int most) {
    this.most = most;
    for (Cell object : objects) {
      if (isPrototype(object)) {
        continue;
      }
      Cell at = object;
      for (int i = 0; at != null && i < chain; i++) {
        for (Slots.Keyed member : at.slots.list()) {
          if (!member.key().isName("constructor")) {
            add(member.slot().value(), object);
            addAccessor(member.slot().getter(), object);
            addAccessor(member.slot().setter(), object);
          }
        }
        at = at.meta.prototype() instanceof Ref inherited ? inherited.cell() : null;
      }
    }
  }

  /** Of a class or constructor: its methods are called on instances, hardly ever on itself. */
  static boolean isPrototype(Cell object) {
    return object.slots.has("constructor");
  }

  /** It runs when callers read or write the member. */
  private void addAccessor(@Nullable Value function, Cell object) {
    add(function, object);
    if (function instanceof Ref ref) {
      ref.cell().seen.calledIn(Phase.MAYBE);
    }
  }

  private void add(@Nullable Value function, Cell object) {
    if (function == null) {
      return;
    }
    for (Atom atom : function.atoms()) {
      if (atom instanceof Ref ref && ref.cell().callable instanceof Cell.Closure closure) {
        if (closure.receiver() == null) {
          byFunction.computeIfAbsent(ref.cell(), f -> new LinkedHashSet<>()).add(object);
        }
      }
    }
  }

  /** Empty for a function that does not ask for its receiver. What there is no room for is open. */
  List<Atom> of(Cell function) {
    Set<Cell> all = byFunction.getOrDefault(function, Set.of());
    if (all.isEmpty()
        || !(function.callable instanceof Cell.Closure closure)
        || !asksForReceiver(closure.func())) {
      return List.of();
    }
    List<Atom> receivers = new ArrayList<>();
    for (Cell object : all) {
      if (receivers.size() < most) {
        receivers.add(new Ref(object));
      } else {
        object.seen.laterOpen = true;
      }
    }
    return receivers;
  }

  private static boolean asksForReceiver(Node.Func func) {
    boolean[] asks = {false};
    Nodes.walkWhile(
        func,
        node -> {
          asks[0] |= node instanceof Node.This || node instanceof Node.Super;
          return !asks[0];
        });
    return asks[0];
  }
}
