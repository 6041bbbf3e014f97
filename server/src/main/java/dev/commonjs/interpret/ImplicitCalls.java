package dev.commonjs.interpret;

import dev.commonjs.heap.Args;
import dev.commonjs.heap.Cell;
import dev.commonjs.heap.Constants;
import dev.commonjs.heap.PropertyKey;
import dev.commonjs.heap.Slots;
import dev.commonjs.heap.Value;
import dev.commonjs.heap.Value.Atom;
import dev.commonjs.heap.Value.Ref;
import dev.commonjs.heap.Value.Unknown;
import dev.commonjs.heap.Values;
import dev.commonjs.shape.Phase;
import dev.commonjs.shape.Reason.Plain;
import dev.commonjs.shape.Shape;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Functions of the file that run although no call of them stands in its text: when an object is
 * turned into a primitive value (ECMA-262, <em>ToPrimitive</em>) or asked for its elements
 * (<em>GetIterator</em>), when a built-in function looks at all that an object has, the traps of a
 * proxy, and what other code is given to call, at once or not.
 */
public final class ImplicitCalls {
  private static final PropertyKey TO_PRIMITIVE = new PropertyKey.Symbol("toPrimitive");
  private static final PropertyKey ITERATOR = new PropertyKey.Symbol("iterator");
  private static final PropertyKey HAS_INSTANCE = new PropertyKey.Symbol("hasInstance");
  private static final PropertyKey TO_STRING = new PropertyKey.Name("toString");
  private static final PropertyKey VALUE_OF = new PropertyKey.Name("valueOf");
  private static final PropertyKey TO_JSON = new PropertyKey.Name("toJSON");

  private static final List<PropertyKey> PATTERNS =
      Stream.of("match", "matchAll", "replace", "search", "split")
          .<PropertyKey>map(PropertyKey.Symbol::new)
          .toList();

  private static final Value STRANGE = new Unknown(Plain.RECEIVER_OF_CALLBACK);

  /** What is asked for; the text is what a function under {@code Symbol.toPrimitive} is given. */
  public enum Hint {
    STRING("string"),
    NUMBER("number"),
    DEFAULT("default");

    private final String text;

    Hint(String text) {
      this.text = text;
    }
  }

  private final Interpreter interpreter;

  ImplicitCalls(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  // ---------------------------------------------------------------- primitives

  /**
   * {@code value}, with the primitive values of those objects that the file says how to turn into
   * one in their place.
   */
  public Value primitive(Value value, Hint hint, Situation situation) {
    if (value instanceof Ref only) {
      return converts(only.cell()) ? converted(only, hint, situation) : value;
    }
    if (value instanceof Atom || value.atoms().stream().noneMatch(ImplicitCalls::convertsAtom)) {
      return value;
    }
    Value result = null;
    for (Atom atom : value.atoms()) {
      Value one =
          convertsAtom(atom)
              ? interpreter.paths.either(
                  () -> converted((Ref) atom, hint, situation), () -> converted(atom))
              : atom;
      result = result == null ? one : Value.join(result, one);
    }
    return result == null ? value : interpreter.heap.limited(result);
  }

  /** Another alternative is taken: nothing of this one comes out. */
  private static Value converted(Atom atom) {
    return atom;
  }

  private static boolean convertsAtom(Atom atom) {
    return atom instanceof Ref ref && converts(ref.cell());
  }

  /** Whether there is a method for it that is not Node's own. */
  private static boolean converts(Cell cell) {
    Deque<Cell> queue = new ArrayDeque<>(2);
    queue.add(cell);
    Set<Cell> seen = new HashSet<>(2);
    for (Cell at = queue.poll(); at != null; at = queue.poll()) {
      if (seen.add(at)) {
        if (at.slots.has(TO_STRING) || at.slots.has(VALUE_OF) || at.slots.has(TO_PRIMITIVE)) {
          return true;
        }
        addObjects(at.meta.prototype(), queue);
      }
    }
    return false;
  }

  private static void addObjects(@Nullable Value value, Deque<Cell> objects) {
    if (value instanceof Ref only) {
      objects.add(only.cell());
    } else if (value instanceof Value.Union union) {
      for (Atom atom : union.atoms()) {
        if (atom instanceof Ref ref) {
          objects.add(ref.cell());
        }
      }
    }
  }

  private Value converted(Ref object, Hint hint, Situation situation) {
    Value exotic = interpreter.properties.get(object, TO_PRIMITIVE, situation);
    if (isFunction(exotic)) {
      return interpreter.calls.call(
          exotic, object, Args.of(Value.string(hint.text)), null, situation);
    }
    List<PropertyKey> order =
        hint == Hint.STRING ? List.of(TO_STRING, VALUE_OF) : List.of(VALUE_OF, TO_STRING);
    Value result = null;
    for (PropertyKey name : order) {
      Value method = interpreter.properties.get(object, name, situation);
      if (isFunction(method)) {
        Value given = interpreter.calls.call(method, object, Args.NONE, null, situation);
        List<Atom> primitives = given.atoms().stream().filter(a -> !(a instanceof Ref)).toList();
        if (!primitives.isEmpty()) {
          Value one = Value.of(primitives);
          result = result == null ? one : Value.join(result, one);
        }
        if (primitives.size() == given.atoms().size() && areFunctions(method)) {
          return Objects.requireNonNull(result);
        }
      } else if (name.equals(TO_STRING) && !Constants.arePrimitive(method.atoms())) {
        // Node's own, or one that is not known: some text.
        return result == null ? object : Value.join(result, object);
      }
    }
    Paths.seemsToThrow(situation);
    return result == null ? object : Value.join(result, object);
  }

  /** Whether it may be a function of the file. */
  private static boolean isFunction(Value value) {
    return value.any(a -> a instanceof Ref ref && ref.cell().isCallable());
  }

  private static boolean areFunctions(Value value) {
    return value.all(a -> a instanceof Ref ref && ref.cell().isCallable());
  }

  /** A built-in function may turn any of {@code args} into a primitive value. */
  public void mayConvert(Value receiver, Args args, Situation situation) {
    List<Value> all = new ArrayList<>(args.values());
    all.add(receiver);
    for (Value value : all) {
      for (Atom atom : value.atoms()) {
        if (atom instanceof Ref ref) {
          mayMatch(ref, receiver, situation);
        }
      }
      if (value.any(ImplicitCalls::convertsAtom)) {
        interpreter.paths.either(
            () -> primitive(value, Hint.DEFAULT, situation), () -> Values.UNDEFINED);
        interpreter.paths.either(
            () -> primitive(value, Hint.STRING, situation), () -> Values.UNDEFINED);
      }
    }
  }

  /** ECMA-262, String.prototype.split and its like: the argument may say how that is done. */
  private void mayMatch(Ref pattern, Value text, Situation situation) {
    for (PropertyKey key : PATTERNS) {
      if (hasOwn(pattern.cell(), key)) {
        Value method = interpreter.properties.get(pattern, key, situation);
        if (isFunction(method)) {
          interpreter.paths.either(
              () -> {
                interpreter.calls.call(method, pattern, Args.of(text), null, situation);
              },
              () -> {});
        }
      }
    }
  }

  // ---------------------------------------------------------------- iterators

  /**
   * Asks {@code value} for an iterator where the file says how that is made. The result takes a
   * step of it; null when there is nothing to be run.
   */
  public @Nullable Runnable iterator(Value value, Situation situation) {
    List<Value> iterators = new ArrayList<>();
    boolean generates = false;
    for (Atom atom : value.atoms()) {
      generates |= isGenerator(atom);
      if (atom instanceof Ref ref && !isIterable(ref.cell())) {
        Value method = interpreter.properties.get(ref, ITERATOR, situation);
        if (isFunction(method)) {
          iterators.add(interpreter.calls.call(method, ref, Args.NONE, null, situation));
        } else if (method.isNullish()) {
          Paths.seemsToThrow(situation);
        } else {
          Paths.mayThrow(situation);
        }
      } else if (Constants.isPrimitive(atom)
          && atom.primitiveKind() != Shape.PrimitiveKind.STRING) {
        Paths.seemsToThrow(situation);
      }
    }
    List<Ref> own = new ArrayList<>();
    for (Value iterator : iterators) {
      for (Atom atom : iterator.atoms()) {
        generates |= isGenerator(atom);
        if (atom instanceof Ref ref && !isIterable(ref.cell())) {
          own.add(ref);
        }
      }
    }
    List<Runnable> bodies = generates ? interpreter.calls.generators(situation) : List.of();
    return own.isEmpty() && bodies.isEmpty()
        ? null
        : () -> {
          own.forEach(iterator -> step(iterator, situation));
          bodies.forEach(body -> interpreter.paths.either(body, () -> {}));
        };
  }

  private static boolean isGenerator(Atom atom) {
    return atom instanceof Unknown unknown && unknown.reason() == Plain.GENERATOR;
  }

  /** {@code next} runs, and {@code return} when it is not asked any more. */
  private void step(Ref iterator, Situation situation) {
    for (String name : List.of("next", "return")) {
      Value method = interpreter.properties.get(iterator, new PropertyKey.Name(name), situation);
      if (isFunction(method)) {
        interpreter.paths.either(
            () -> {
              interpreter.calls.call(method, iterator, Args.NONE, null, situation);
            },
            () -> {});
      }
    }
  }

  /** Runs all of it, as a spread or a pattern does. */
  public void iterate(Value value, Situation situation) {
    Runnable step = iterator(value, situation);
    if (step != null) {
      interpreter.loops.unknownTurns(step, situation);
    }
  }

  /** Lists and collections, whose elements are known without running code. */
  private static boolean isIterable(Cell cell) {
    return (cell.kind == Cell.Kind.ARRAY || cell.slots.has(PropertyKey.Internal.KEYS))
        && !cell.slots.has(ITERATOR);
  }

  // ---------------------------------------------------------------- others

  /** {@code left instanceof right}, where the file says what that is; null where it doesn't. */
  @Nullable Value instanceOf(Value left, Value right, Situation situation) {
    if (!(right instanceof Ref ref) || !hasOwn(ref.cell(), HAS_INSTANCE)) {
      return null;
    }
    Value method = interpreter.properties.get(ref, HAS_INSTANCE, situation);
    if (!isFunction(method)) {
      return null;
    }
    interpreter.calls.call(method, ref, Args.of(left), null, situation);
    return Values.ANY_BOOLEAN;
  }

  private static boolean hasOwn(Cell cell, PropertyKey key) {
    Cell at = cell;
    for (Set<Cell> seen = new HashSet<>(2); seen.add(at); ) {
      if (at.slots.has(key)) {
        return true;
      }
      if (!(at.meta.prototype() instanceof Ref next)) {
        return false;
      }
      at = next.cell();
    }
    return false;
  }

  /**
   * A built-in function may look at all that can be reached from {@code args}: getters run, and
   * what says how an object is written as JSON.
   */
  public void mayInspect(Args args, Situation situation) {
    Deque<Cell> queue = new ArrayDeque<>(4);
    args.values().forEach(value -> addObjects(value, queue));
    if (situation.phase() != Phase.LOAD) {
      mayInspectLater(queue, situation);
    } else if (!queue.isEmpty()) {
      mayInspect(queue, situation);
    }
  }

  /** After the load it is enough to know that these functions run some time. */
  private void mayInspectLater(Deque<Cell> queue, Situation situation) {
    Set<Cell> seen = new HashSet<>();
    for (Cell cell = queue.poll(); cell != null; cell = queue.poll()) {
      if (!seen.add(cell)) {
        continue;
      }
      if (seen.size() > interpreter.heap.limits().handedOver()) {
        interpreter.events.notEntered(situation);
        return;
      }
      for (Slots.Named named : cell.slots.names()) {
        Value getter = named.slot().getter();
        calledIn(getter == null ? Values.UNDEFINED : getter, situation);
        if (named.name().equals("toJSON")) {
          calledIn(named.slot().value(), situation);
        }
      }
      cell.forEachHeld(value -> addObjects(value, queue));
    }
  }

  private static void calledIn(Value function, Situation situation) {
    for (Atom atom : function.atoms()) {
      if (atom instanceof Ref ref && ref.cell().isCallable()) {
        ref.cell().seen.calledIn(situation.phase());
      }
    }
  }

  private void mayInspect(Deque<Cell> queue, Situation situation) {
    Set<Cell> seen = new HashSet<>();
    List<Runnable> runs = new ArrayList<>();
    for (Cell cell = queue.poll(); cell != null; cell = queue.poll()) {
      if (!seen.add(cell) || cell == interpreter.globals.cell) {
        continue;
      }
      if (seen.size() > interpreter.heap.limits().escaped()) {
        interpreter.heap.exceeded(situation.phase());
        break;
      }
      Ref object = new Ref(cell);
      cell.slots.forEach(
          slot -> {
            Value getter = slot.isAccessor() ? slot.getter() : null;
            if (getter != null) {
              runs.add(() -> mayCatch(getter, object, Args.NONE, situation));
            }
          });
      for (PropertyKey key : List.of(TO_JSON, PropertyKey.Symbol.INSPECT)) {
        if (hasOwn(cell, key)) {
          runs.add(
              () -> {
                Value method = interpreter.properties.get(object, key, situation);
                mayCatch(method, object, Args.NONE, situation);
              });
        }
      }
      if (cell.meta.rest() != null) {
        // What stands under a symbol of a module may be asked for.
        Args hidden = Args.of(cell.meta.rest());
        runs.add(() -> maybeCalled(hidden, situation));
      }
      cell.forEachHeld(value -> addObjects(value, queue));
    }
    interpreter.heap.charge(seen.size());
    runs.forEach(run -> interpreter.paths.either(run, () -> {}));
  }

  /** Something is done with {@code value}: where it is a proxy, its traps may run. */
  public void mayTrap(Value value, Situation situation) {
    for (Atom atom : value.atoms()) {
      if (Proxies.isProxy(atom)) {
        mayTrap(((Ref) atom).cell(), situation);
      }
    }
  }

  void mayTrap(Cell proxy, Situation situation) {
    if (!proxy.seen.proxy) {
      return;
    }
    Paths.mayThrow(situation);
    Value handler = Proxies.handler(proxy);
    for (Value trap : Proxies.traps(handler)) {
      for (Atom atom : trap.atoms()) {
        if (atom instanceof Ref ref && ref.cell().callable instanceof Cell.Closure) {
          Args args = Args.unknown(Plain.ARGUMENT_OF_CALLBACK);
          interpreter.paths.either(
              () -> interpreter.calls.call(ref, handler, args, null, situation),
              () -> Values.UNDEFINED);
        }
      }
    }
  }

  // ---------------------------------------------------------------- callbacks

  /**
   * While the file loads, functions handed to a stranger may be called at once: both ways are
   * walked.
   */
  public void maybeCalled(Args args, Situation situation) {
    maybeCalled(args, Args.unknown(Plain.ARGUMENT_OF_CALLBACK), situation);
  }

  /** A built-in function of the language calls what it is given, any number of times. */
  public void repeatedlyCalled(Args args, Situation situation) {
    Args given = Args.unknown(Plain.ARGUMENT_OF_CALLBACK);
    if (situation.phase() != Phase.LOAD) {
      return;
    }
    interpreter.loops.unknownTurns(
        () -> {
          for (Value value : args.values()) {
            for (Atom atom : value.atoms()) {
              if (atom instanceof Ref ref && ref.cell().callable instanceof Cell.Closure) {
                ref.cell().seen.called = true;
                ref.cell().seen.calledIn(Phase.MAYBE);
                interpreter.paths.either(
                    () -> mayCatch(ref, STRANGE, given, situation), () -> Values.UNDEFINED);
              }
            }
          }
        },
        situation);
  }

  void maybeCalled(Args args, Args given, Situation situation) {
    for (Value value : args.values()) {
      for (Atom atom : value.atoms()) {
        if (atom instanceof Ref ref
            && ref.cell().callable instanceof Cell.Closure
            && situation.phase() == Phase.LOAD
            && !ref.cell().seen.called) {
          ref.cell().seen.called = true;
          ref.cell().seen.calledIn(Phase.MAYBE);
          Cell cell = ref.cell();
          interpreter.paths.either(
              () -> mayCatch(new Ref(cell), STRANGE, given, situation), () -> Values.UNDEFINED);
        }
      }
    }
  }

  /** A call by code of which it is not known whether it goes on when {@code function} throws. */
  private Value mayCatch(Value function, Value receiver, Args args, Situation situation) {
    JoinPoint thrown = interpreter.joinPoint(situation);
    boolean alive = endsAt(thrown, function, receiver, args, situation);
    boolean hasThrown = thrown.reached();
    Value result = thrown.arrive(alive, Values.UNDEFINED);
    if (hasThrown) {
      Paths.seemsToThrow(situation); // No place of the text stands for this one.
    } else {
      Paths.mayThrow(situation);
    }
    return result;
  }

  /** A call by code that goes on when {@code function} throws. */
  public Value callAndCatch(Value function, Args args, Situation situation) {
    JoinPoint thrown = interpreter.joinPoint(situation);
    return thrown.arrive(endsAt(thrown, function, STRANGE, args, situation), Values.UNDEFINED);
  }

  /** Whether the call goes on; where it throws, that is saved at {@code thrown}. */
  private boolean endsAt(
      JoinPoint thrown, Value function, Value receiver, Args args, Situation situation) {
    return interpreter.paths.attemptTo(
        () -> interpreter.calls.call(function, receiver, args, null, situation.catching(thrown)));
  }
}
