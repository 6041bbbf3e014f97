package dev.commonjs.models;

import dev.commonjs.heap.Args;
import dev.commonjs.heap.Cell;
import dev.commonjs.heap.Operators;
import dev.commonjs.heap.Value;
import dev.commonjs.heap.Value.Atom;
import dev.commonjs.heap.Value.Ref;
import dev.commonjs.heap.Value.Symbolic;
import dev.commonjs.heap.Values;
import dev.commonjs.interpret.Interpreter;
import dev.commonjs.interpret.Situation;
import dev.commonjs.shape.Phase;
import dev.commonjs.shape.Shape;
import dev.commonjs.shape.Truth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Objects that call their listeners when they are told to (Node, Events: {@code emit} calls each of
 * them synchronously, in order). Who listens to what was seen on some path; it is never forgotten.
 */
final class Emitters {
  private static final Set<String> LISTEN =
      Set.of("on", "once", "addListener", "prependListener", "prependOnceListener");
  private static final Value NEW_LISTENER = Value.string("newListener");

  private record Listener(Value event, Ref function) {}

  private final Interpreter interpreter;

  /** By the object, or by how a value of another module was made. */
  private final Map<Object, List<Listener>> listeners = new HashMap<>();

  Emitters(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  /**
   * {@code receiver.method(…args)}, where {@code callee} is the method of one of Node's modules.
   */
  void called(Symbolic callee, Value receiver, Args args, Situation situation) {
    if (situation.phase() != Phase.LOAD
        || callee.path().isEmpty()
        || !(callee.path().getLast() instanceof Shape.Prop method)) {
      return;
    }
    if (method.name().equals("emit")) {
      emit(receiver, args.get(0), args.from(1), situation);
    } else if (LISTEN.contains(method.name())) {
      emit(receiver, NEW_LISTENER, args, situation);
      listen(receiver, args);
    }
  }

  private void listen(Value receiver, Args args) {
    for (Atom atom : receiver.atoms()) {
      for (Atom function : args.get(1).atoms()) {
        if (function instanceof Ref ref && ref.cell().callable instanceof Cell.Closure) {
          Listener listener = new Listener(args.get(0), ref);
          List<Listener> all = listeners.computeIfAbsent(key(atom), k -> new ArrayList<>());
          if (!all.contains(listener)) {
            all.add(listener);
          }
        }
      }
    }
  }

  private void emit(Value receiver, Value event, Args args, Situation situation) {
    for (Atom atom : receiver.atoms()) {
      for (Listener listener : List.copyOf(listeners.getOrDefault(key(atom), List.of()))) {
        if (mayBe(listener.event(), event)) {
          interpreter.paths.either(
              () -> interpreter.calls.call(listener.function(), receiver, args, null, situation),
              () -> Values.UNDEFINED);
        }
      }
    }
  }

  private static boolean mayBe(Value event, Value emitted) {
    return event.any(a -> emitted.any(b -> Operators.strictEquals(a, b) != Truth.NO));
  }

  /** Methods of an emitter give it back: all that one call has made is one. */
  private static Object key(Atom receiver) {
    if (!(receiver instanceof Symbolic symbolic)) {
      return receiver;
    }
    List<Shape.Step> steps = new ArrayList<>();
    for (Shape.Step step : symbolic.path()) {
      steps.add(step);
      if (step instanceof Shape.NewStep || step instanceof Shape.CallStep) {
        break;
      }
    }
    return List.of(symbolic.root(), steps);
  }
}
