package dev.commonjs.interpret;

import dev.commonjs.heap.Args;
import dev.commonjs.heap.Cell;
import dev.commonjs.heap.PropertyKey;
import dev.commonjs.heap.PropertyKey.Internal;
import dev.commonjs.heap.Slot.Site;
import dev.commonjs.heap.Value;
import dev.commonjs.heap.Value.Atom;
import dev.commonjs.heap.Value.Ref;
import dev.commonjs.heap.Value.Unknown;
import dev.commonjs.heap.Values;
import dev.commonjs.shape.Fact;
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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Proxy exotic objects (ECMA-262, Proxy Object Internal Methods and Internal Slots). [[Get]] and
 * [[Set]] run the trap, or go on to the target; of all else it is known that traps may run.
 */
public final class Proxies {
  private final Interpreter interpreter;

  /** How many proxies deep the access is that runs. */
  private int depth;

  Proxies(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  /** {@code new Proxy(target, handler)}; {@code at} is that expression. */
  public Value create(
      Value target, Value handler, @Nullable Node at, @Nullable Site site, Situation situation) {
    List<Value> traps = traps(handler);
    for (Value trap : traps) {
      calledLater(trap);
    }
    // What is done to the proxy by other means than those below is done to the target.
    interpreter.escapes.escape(target, Plain.HELD_BY_PROXY, situation);
    if (target.any(atom -> atom instanceof Ref ref && ref.cell().isCallable())) {
      // What may be called is not followed: it is as if a stranger had got the traps.
      interpreter.implicit.maybeCalled(new Args(traps, null), situation);
      return new Unknown(Plain.PROXY_OF_FUNCTION);
    }
    Ref proxy = interpreter.heap.newObject(at);
    Cell cell = proxy.cell();
    cell.seen.proxy = true;
    interpreter.own.define(cell, Internal.TARGET, target, false, null);
    interpreter.own.define(cell, Internal.HANDLER, handler, false, null);
    for (Atom atom : target.atoms()) {
      interpreter.names.addPart(
          cell,
          new Cell.CopyOf(
              interpreter.heap.tick(),
              atom,
              Shape.Filter.without(Set.of()),
              target instanceof Atom,
              false,
              true),
          situation);
    }
    interpreter.names.open(cell, Plain.PROXY, site, situation);
    return proxy;
  }

  private static void calledLater(Value trap) {
    for (Atom atom : trap.atoms()) {
      if (atom instanceof Ref ref && ref.cell().isCallable()) {
        ref.cell().seen.calledIn(Phase.MAYBE);
        ref.cell().seen.escaped = true;
      }
    }
  }

  /** [[Get]] of {@code key}, the name of a property or a symbol. */
  Value get(Cell proxy, PropertyKey key, Value receiver, Situation situation) {
    return deeper(
        () ->
            trapped(
                proxy,
                "get",
                () -> interpreter.properties.get(target(proxy), key, receiver, situation),
                List.of(target(proxy), keyValue(key), receiver),
                situation),
        situation);
  }

  /**
   * [[Set]] of {@code key}, the name of a property or a symbol.
   *
   * @param strong no other object can be meant
   */
  void set(
      Cell proxy,
      PropertyKey key,
      Value value,
      @Nullable Site site,
      boolean strong,
      Fact.Through through,
      Situation situation) {
    Supplier<Value> assign =
        () ->
            trapped(
                proxy,
                "set",
                () -> {
                  interpreter.properties.set(target(proxy), key, value, site, through, situation);
                  return Values.TRUE;
                },
                List.of(target(proxy), keyValue(key), value, new Ref(proxy)),
                situation);
    deeper(
        strong ? assign : () -> interpreter.paths.either(assign, () -> Values.UNDEFINED),
        situation);
  }

  private static Value keyValue(PropertyKey key) {
    return key instanceof PropertyKey.Name name
        ? Value.string(name.text())
        : new Unknown(Plain.ARGUMENT_OF_CALLBACK);
  }

  private static Value target(Cell proxy) {
    return held(proxy, Internal.TARGET);
  }

  private static Value held(Cell proxy, Internal key) {
    Value value = Enumeration.internal(proxy, key);
    return value == null ? new Unknown(Plain.PROXY) : value;
  }

  private Value deeper(Supplier<Value> access, Situation situation) {
    if (depth >= interpreter.heap.limits().chain()) {
      interpreter.heap.exceeded(situation.phase());
      return new Unknown(Plain.CHAIN_TOO_LONG);
    }
    depth++;
    try {
      return access.get();
    } finally {
      depth--;
    }
  }

  /** The trap {@code name} where the handler has it, {@code without} where it has none. */
  private Value trapped(
      Cell proxy, String name, Supplier<Value> without, List<Value> args, Situation situation) {
    Value handler = held(proxy, Internal.HANDLER);
    // A trap may refuse, and what it says of a property that cannot change is checked.
    Paths.mayThrow(situation);
    Value trap = interpreter.properties.get(handler, name, situation);
    boolean absent = trap.any(Value::isNullish);
    List<Atom> there = trap.atoms().stream().filter(atom -> !atom.isNullish()).toList();
    Supplier<Value> forward =
        () -> {
          // To set a property asks for it and defines it on the receiver: that has traps of its
          // own.
          if (!name.equals("get")) {
            mayTrap(proxy, situation);
          }
          return without.get();
        };
    Supplier<Value> run =
        () ->
            interpreter.calls.call(Value.of(there), handler, new Args(args, null), null, situation);
    if (there.isEmpty()) {
      return forward.get();
    }
    boolean surely = !absent && there.stream().noneMatch(Value::isUnknown);
    return surely ? run.get() : interpreter.paths.either(run, forward);
  }

  /** {@code object} and, where it may be a proxy, the objects that are behind it. */
  Value withTargets(Value object) {
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

  private static boolean isProxy(Atom atom) {
    return atom instanceof Ref ref && ref.cell().seen.proxy;
  }

  private static List<Value> traps(Value handler) {
    List<Value> traps = new ArrayList<>();
    for (Atom atom : handler.atoms()) {
      if (atom instanceof Ref ref) {
        ref.cell().slots.forEach(slot -> traps.add(slot.value()));
      }
    }
    return traps;
  }

  /** Something is done with {@code value}: where it is a proxy, its traps may run. */
  public void mayTrap(Value value, Situation situation) {
    if (value instanceof Ref only) {
      mayTrap(only.cell(), situation);
    } else if (!(value instanceof Atom)) {
      for (Atom atom : value.atoms()) {
        if (atom instanceof Ref ref) {
          mayTrap(ref.cell(), situation);
        }
      }
    }
  }

  void mayTrap(Cell proxy, Situation situation) {
    if (!proxy.seen.proxy) {
      return;
    }
    Paths.mayThrow(situation);
    Value handler = held(proxy, Internal.HANDLER);
    for (Value trap : traps(handler)) {
      for (Atom atom : trap.atoms()) {
        if (atom instanceof Ref ref && ref.cell().callable instanceof Cell.Closure) {
          Args args = Args.unknown(Plain.ARGUMENT_OF_CALLBACK);
          interpreter.paths.either(
              () -> {
                interpreter.calls.call(ref, handler, args, null, situation);
              },
              () -> {});
        }
      }
    }
  }
}
