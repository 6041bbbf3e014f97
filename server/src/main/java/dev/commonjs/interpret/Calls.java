package dev.commonjs.interpret;

import dev.commonjs.heap.Args;
import dev.commonjs.heap.Cell;
import dev.commonjs.heap.Constants;
import dev.commonjs.heap.Heap;
import dev.commonjs.heap.Limits;
import dev.commonjs.heap.PropertyKey;
import dev.commonjs.heap.Slot;
import dev.commonjs.heap.Value;
import dev.commonjs.heap.Value.Atom;
import dev.commonjs.heap.Value.Ref;
import dev.commonjs.heap.Value.Symbolic;
import dev.commonjs.heap.Value.Unknown;
import dev.commonjs.heap.Values;
import dev.commonjs.shape.Phase;
import dev.commonjs.shape.Reason;
import dev.commonjs.shape.Reason.Plain;
import dev.commonjs.shape.Shape;
import dev.commonjs.shape.Shape.AwaitStep;
import dev.commonjs.syntax.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Function calls: known functions are entered, built-in ones are asked of {@link
 * Interpreter.Intrinsics}, all others are taken for strangers.
 */
public final class Calls {
  /** A call of a generator function. */
  private record Started(Value receiver, Args args) {}

  private final Interpreter interpreter;

  /** Generator functions that were called while the file loads, with the last such call. */
  private final Map<Cell, Started> generators = new LinkedHashMap<>();

  public Calls(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  // ---------------------------------------------------------------- the module itself

  /** Runs the wrapper function that Node makes of the file; false when no path comes to an end. */
  public boolean runModule(Activation activation, List<Node.Stmt> body, Situation situation) {
    Context context = Context.ofCall(activation, situation);
    boolean alive = interpreter.paths.attemptTo(() -> interpreter.statements.body(body, context));
    boolean ends = alive || activation.returns.reached();
    if (ends) {
      activation.returns.arrive(alive && !activation.isDetached(), Values.UNDEFINED);
    }
    return ends;
  }

  // ---------------------------------------------------------------- calling

  public Value call(
      Value function, Value receiver, Args args, @Nullable Node at, Situation situation) {
    List<Atom> callees = callees(function);
    if (callees.isEmpty()) {
      Paths.seemsToThrow(situation);
      return stranger(receiver, args, Plain.RESULT_OF_CALLING_UNDEFINED, situation);
    }
    Situation inside = situation.calling(at);
    return callees.size() <= interpreter.heap.limits().alternatives()
        ? callFrom(callees, 0, receiver, args, at, inside)
        : callSome(callees, receiver, args, at, inside);
  }

  /** One of so many is called that what it does with just these arguments is not followed. */
  private Value callSome(
      List<Atom> callees, Value receiver, Args args, @Nullable Node at, Situation situation) {
    List<Value> functions = new ArrayList<>();
    for (Atom callee : callees) {
      if (callee instanceof Ref) {
        functions.add(callee);
      } else {
        interpreter.paths.either(
            () -> callAtom(callee, receiver, args, at, situation), () -> Values.UNDEFINED);
      }
    }
    interpreter.implicit.maybeCalled(new Args(functions, null), situation);
    return stranger(receiver, args, Plain.RESULT_OF_UNKNOWN_CALL, situation);
  }

  /** To call undefined or null would throw: only the others are called. */
  private static List<Atom> callees(Value function) {
    List<Atom> callees = new ArrayList<>(1);
    for (Atom atom : function.atoms()) {
      if (!(atom instanceof Value.Undefined) && !(atom instanceof Value.Null)) {
        callees.add(atom);
      }
    }
    return callees;
  }

  private Value callFrom(
      List<Atom> callees,
      int index,
      Value receiver,
      Args args,
      @Nullable Node at,
      Situation situation) {
    if (index == callees.size() - 1) {
      return callAtom(callees.get(index), receiver, args, at, situation);
    }
    return interpreter.paths.either(
        () -> callAtom(callees.get(index), receiver, args, at, situation),
        () -> callFrom(callees, index + 1, receiver, args, at, situation));
  }

  private Value callAtom(
      Atom callee, Value receiver, Args args, @Nullable Node at, Situation situation) {
    return switch (callee) {
      case Ref ref -> callCell(ref.cell(), receiver, args, at, situation);
      case Value.Builtin builtin ->
          interpreter.intrinsics.call(builtin.name(), receiver, args, at, situation);
      case Symbolic symbolic -> callSymbolic(symbolic, receiver, args, at, false, situation);
      case Unknown unknown when unknown.reason() == Plain.MANY_OBJECTS -> {
        // It may be any function of the file.
        interpreter.heap.exceeded(situation.phase());
        yield stranger(receiver, args, Plain.RESULT_OF_UNKNOWN_CALL, situation);
      }
      // A `require` of another place puts nothing in the place of what it is told to load.
      case Unknown unknown when unknown.reason() == Plain.LOADER ->
          unnamed(receiver, args, Plain.RESULT_OF_UNKNOWN_CALL, situation);
      default -> stranger(receiver, args, Plain.RESULT_OF_UNKNOWN_CALL, situation);
    };
  }

  private Value callCell(
      Cell cell, Value receiver, Args args, @Nullable Node at, Situation situation) {
    return switch (cell.callable) {
      case null -> stranger(receiver, args, Plain.RESULT_OF_CALLING_NO_FUNCTION, situation);
      case Cell.Closure closure -> enter(cell, closure, receiver, args, false, situation);
      case Cell.ClassOf c ->
          stranger(Values.UNDEFINED, args, Plain.RESULT_OF_CALLING_CLASS, situation);
      case Cell.Bound bound ->
          call(bound.target(), bound.receiver(), bound.arguments().followedBy(args), at, situation);
      case Cell.Native nativeFunction ->
          interpreter.intrinsics.callNative(nativeFunction, receiver, args, at, situation);
    };
  }

  /** A function of another module, or an argument of the function that is being summarized. */
  Value callSymbolic(
      Symbolic callee,
      Value receiver,
      Args args,
      @Nullable Node at,
      boolean constructing,
      Situation situation) {
    String method =
        callee.path().isEmpty()
                || !(callee.path().get(callee.path().size() - 1) instanceof Shape.Prop prop)
            ? ""
            : prop.name();
    String inherited = InheritedMethods.FUNCTIONS.get(method);
    if (receiver instanceof Symbolic && inherited != null) {
      return interpreter.intrinsics.call(inherited, receiver, args, at, situation);
    }
    if (InheritedMethods.ASK_FOR_MEMBER.contains(method) && args.get(0) instanceof Value.Str name) {
      interpreter.uses.testedMember(receiver, name.value());
    }
    interpreter.texts.nameFiles(callee, args, at, situation);
    interpreter.loader.call(callee, at, situation);
    Value modelled =
        interpreter.intrinsics.callModule(callee, receiver, args, at, constructing, situation);
    if (modelled != null) {
      return modelled;
    }
    interpreter.texts.name(args, situation);
    for (int i = 0; i < args.values().size(); i++) {
      handOver(args.values().get(i), callee, i, args, situation);
    }
    if (args.more() != null) {
      interpreter.escapes.escape(args.more(), Plain.GIVEN_TO_MODULE, situation);
    }
    if (receiver instanceof Ref) {
      handOver(receiver, callee, -1, args, situation);
    }
    if (receiver instanceof Symbolic changed) {
      interpreter.names.calledOn(changed, method);
    }
    if (method.equals("forEach") && receiver instanceof Symbolic list) {
      // If it is no array after all, the linker will see that its elements are not known.
      Value element = new Value.EachElement(list);
      interpreter.implicit.maybeCalled(args, Args.of(element, Values.ANY_NUMBER, list), situation);
    } else {
      interpreter.implicit.maybeCalled(args, situation);
    }
    interpreter.events.calledOutside(situation);
    Paths.mayThrow(situation);
    int call = interpreter.callTable.number(at, args, interpreter.heap.tick());
    return callee.then(constructing ? new Shape.NewStep(call) : new Shape.CallStep(call));
  }

  /**
   * An object is an argument of a function that another file defines: what that does to it is for
   * the linker to find.
   */
  private void handOver(Value value, Symbolic callee, int index, Args args, Situation situation) {
    for (Atom atom : value.atoms()) {
      if (atom instanceof Ref ref) {
        boolean sure = value.atoms().size() == 1;
        interpreter.escapes.handOver(
            ref.cell(),
            within ->
                new Cell.EffectOf(
                    interpreter.heap.tick(), callee, index, within, args, sure && !within),
            situation);
      } else if (atom instanceof Symbolic symbolic) {
        interpreter.uses.handOver(symbolic, callee, index, args, situation);
      }
    }
  }

  /** Nothing is known of the function: it may write on whatever it is given, and call it. */
  Value stranger(Value receiver, Args args, Reason reason, Situation situation) {
    interpreter.texts.name(args, situation);
    return unnamed(receiver, args, reason, situation);
  }

  private Value unnamed(Value receiver, Args args, Reason reason, Situation situation) {
    Reason escape = Plain.GIVEN_TO_UNKNOWN_CODE;
    args.values().forEach(value -> interpreter.escapes.escape(value, escape, situation));
    if (args.more() != null) {
      interpreter.escapes.escape(args.more(), escape, situation);
    }
    if (receiver instanceof Ref ref && ref.cell() != interpreter.globals.cell) {
      interpreter.escapes.escape(receiver, escape, situation);
    }
    interpreter.implicit.maybeCalled(args, situation);
    interpreter.events.calledOutside(situation);
    Paths.mayThrow(situation);
    return new Unknown(reason);
  }

  /** Whether {@code receiver} has {@code function}, of its own or by inheritance. */
  private boolean isMethodOf(Cell function, Value receiver) {
    Value at = receiver;
    for (int i = 0; i < interpreter.heap.limits().chain() && at instanceof Ref ref; i++) {
      boolean[] has = {false};
      ref.cell()
          .slots
          .forEach(slot -> has[0] |= slot.value() instanceof Ref r && r.cell() == function);
      if (has[0]) {
        return true;
      }
      at = ref.cell().meta.prototype();
    }
    return false;
  }

  // ---------------------------------------------------------------- entering

  private Value enter(
      Cell cell,
      Cell.Closure closure,
      Value receiver,
      Args args,
      boolean constructing,
      Situation caller) {
    Node.Func func = closure.func();
    Limits limits = interpreter.heap.limits();
    int deepest = caller.phase() == Phase.LOAD ? limits.depth() : limits.deferredDepth();
    if (caller.depth() >= deepest
        || interpreter.budget.isEmpty(caller)
        || caller.turns(func) >= limits.recursion()) {
      interpreter.heap.exceeded(caller.phase());
      interpreter.events.notEntered(caller);
      // What a method does to its own object when it is called later is seen when it is walked.
      boolean seen = caller.phase() != Phase.LOAD && isMethodOf(cell, receiver);
      return stranger(seen ? Values.UNDEFINED : receiver, args, Plain.CALLS_TOO_DEEP, caller);
    }
    if (caller.phase() == Phase.LOAD) {
      cell.seen.called = true;
    }
    cell.seen.entered = true;
    cell.seen.calledIn(caller.phase());
    if (func.generator()) {
      args.values()
          .forEach(value -> interpreter.escapes.escape(value, Plain.HELD_BY_GENERATOR, caller));
    }
    Situation inside = caller.inside(func, cell, interpreter.budget.share(caller));
    Activation activation = activate(cell, closure, receiver, args, constructing, inside);
    return func.generator()
        ? generator(activation, func, args, inside)
        : run(activation, func, args, inside);
  }

  /** Its body runs when it is asked for values: perhaps at once, perhaps never. */
  private Value generator(Activation activation, Node.Func func, Args args, Situation situation) {
    Value result = new Unknown(Plain.GENERATOR);
    if (situation.phase() == Phase.LOAD) {
      if (activation.function != null) {
        generators.put(activation.function, new Started(activation.receiver, args));
      }
      interpreter.paths.either(() -> run(activation, func, args, situation), () -> result);
    }
    return result;
  }

  /** What runs when some generator that the file has made is asked for a value. */
  List<Runnable> generators(Situation situation) {
    List<Runnable> bodies = new ArrayList<>();
    generators.forEach(
        (function, started) ->
            bodies.add(
                () ->
                    call(new Ref(function), started.receiver(), started.args(), null, situation)));
    return bodies;
  }

  /** A call of {@code cell}, of which nothing has run yet. */
  public Activation activate(
      Cell cell,
      Cell.Closure closure,
      Value receiver,
      Args args,
      boolean constructing,
      Situation situation) {
    Node.Func func = closure.func();
    Heap.Mark start = interpreter.heap.mark();
    Cell frame = interpreter.heap.allocate(Cell.Kind.FRAME, func, null, closure.env());
    frame.mayBeCaptured(func.makesClosures());
    Cell detachable = func.async() ? frame : null;
    JoinPoint returns = new JoinPoint(interpreter.paths, situation, detachable, start);
    Value own =
        closure.receiver() != null
            ? closure.receiver()
            : interpreter.environments.sloppyReceiver(func, receiver);
    if (func.kind() != Node.FuncKind.ARROW) {
      frame.call = new Cell.CallArguments(args, cell);
    }
    return new Activation(cell, frame, own, constructing, closure.home(), func.async(), returns);
  }

  private Value run(Activation activation, Node.Func func, Args args, Situation situation) {
    Situation inside = func.async() ? situation.catching(activation.returns) : situation;
    Context context = Context.ofCall(activation, inside);
    boolean alive =
        interpreter.paths.attemptTo(
            () -> {
              bindParameters(func, args, context);
              interpreter.statements.body(func.body(), context);
              activation.returns.saveSkipped(Values.UNDEFINED, context.situation());
            });
    if (func.async() && !alive && !activation.returns.reached()) {
      activation.returns.save(
          interpreter.heap.newPromise(new Unknown(Plain.PROMISE_REJECTED)), situation);
    }
    if (activation.isDetached()) {
      return activation.returns.arrive(false, Values.UNDEFINED);
    }
    Value result = activation.returns.arrive(alive, Values.UNDEFINED);
    return func.async() ? interpreter.heap.newPromise(awaited(result)) : result;
  }

  public void bindParameters(Node.Func func, Args args, Context context) {
    Cell frame = context.activation().frame;
    for (int i = 0; i < func.params().size(); i++) {
      Node.Target param = func.params().get(i);
      if (param instanceof Node.Rest rest) {
        Args tail = args.from(i);
        Ref array = interpreter.heap.newArray(rest, tail.values());
        if (tail.more() != null) {
          interpreter.heap.setMeta(array.cell(), array.cell().meta.withRest(tail.more()));
        }
        interpreter.assignments.declare(rest.target(), array, context, frame, null);
      } else {
        interpreter.assignments.declare(param, args.get(i), context, frame, null);
      }
    }
  }

  void returned(Activation activation, Value value, Situation situation) {
    if (activation.isDetached()) {
      if (!situation.isDead() || activation.returns.isInDeadCode()) {
        activation.resolve(value);
      }
    } else {
      activation.returns.save(value, situation);
    }
  }

  /**
   * At an {@code await} of an async function: the caller goes on with a promise, what follows runs
   * later.
   */
  void detach(Activation activation, Situation situation) {
    if (activation.async && !activation.isDetached()) {
      Value promise = interpreter.heap.newPromise(new Unknown(Plain.PROMISED));
      activation.returns.saveDetaching(promise, situation);
      activation.detach(promise, interpreter.heap);
    }
  }

  /** What {@code await value} gives. */
  public Value awaited(Value value) {
    Value result = null;
    for (Atom atom : value.atoms()) {
      Value one =
          switch (atom) {
            case Ref ref -> {
              Slot slot = ref.cell().slots.get(PropertyKey.Internal.PROMISE_RESULT);
              yield slot == null ? ref : slot.value();
            }
            case Symbolic symbolic -> symbolic.then(new AwaitStep());
            default -> atom;
          };
      result = result == null ? one : Value.join(result, one);
    }
    return result == null ? Values.UNDEFINED : result;
  }

  // ---------------------------------------------------------------- new

  public Value construct(Value function, Args args, @Nullable Node at, Situation situation) {
    List<Atom> callees = callees(function);
    Situation inside = situation.calling(at);
    return callees.isEmpty()
        ? stranger(Values.UNDEFINED, args, Plain.INSTANCE_OF_UNKNOWN, inside)
        : constructFrom(callees, 0, args, at, inside);
  }

  private Value constructFrom(
      List<Atom> callees, int index, Args args, @Nullable Node at, Situation situation) {
    if (index == callees.size() - 1) {
      return constructAtom(callees.get(index), args, at, situation);
    }
    return interpreter.paths.either(
        () -> constructAtom(callees.get(index), args, at, situation),
        () -> constructFrom(callees, index + 1, args, at, situation));
  }

  private Value constructAtom(Atom callee, Args args, @Nullable Node at, Situation situation) {
    return switch (callee) {
      case Ref ref when ref.cell().callable instanceof Cell.Bound bound ->
          construct(bound.target(), bound.arguments().followedBy(args), at, situation);
      case Ref ref when ref.cell().isCallable() -> {
        if (ref.cell().callable instanceof Cell.Closure closure && !isConstructor(closure.func())) {
          Paths.seemsToThrow(situation);
        }
        Ref instance = interpreter.heap.newObject(at);
        Value prototype = interpreter.properties.get(ref, "prototype", situation);
        interpreter.heap.setMeta(instance.cell(), instance.cell().meta.withPrototype(prototype));
        yield initialize(ref.cell(), instance, args, at, situation);
      }
      case Value.Builtin builtin ->
          interpreter.intrinsics.construct(builtin.name(), args, at, situation);
      case Symbolic symbolic -> callSymbolic(symbolic, Values.UNDEFINED, args, at, true, situation);
      default -> stranger(Values.UNDEFINED, args, Plain.INSTANCE_OF_UNKNOWN, situation);
    };
  }

  /** ECMA-262, MakeConstructor: arrows, methods, async functions and generators are none. */
  private static boolean isConstructor(Node.Func func) {
    return func.kind() == Node.FuncKind.NORMAL && !func.async() && !func.generator();
  }

  /** Runs a constructor on {@code instance}; the result is what {@code new} gives. */
  Value initialize(
      Cell function, Value instance, Args args, @Nullable Node at, Situation situation) {
    Value result =
        switch (function.callable) {
          case Cell.Closure closure -> enter(function, closure, instance, args, true, situation);
          case Cell.ClassOf c ->
              interpreter.classes.initialize(function, c, instance, args, at, situation);
          case Cell.Native nativeFunction ->
              interpreter.intrinsics.callNative(nativeFunction, instance, args, at, situation);
          case Cell.Bound bound -> call(bound.target(), instance, args, at, situation);
          case null -> new Unknown(Plain.NO_CONSTRUCTOR);
        };
    List<Atom> objects = result.atoms().stream().filter(a -> !Constants.isPrimitive(a)).toList();
    if (objects.isEmpty()) {
      return instance;
    }
    return objects.size() == result.atoms().size()
        ? result
        : Value.join(instance, Value.of(objects));
  }

  /** Enters {@code constructor} of a class on {@code instance}. */
  Value enterConstructor(
      Cell function,
      Node.Func constructor,
      Cell env,
      Cell home,
      Value instance,
      Args args,
      Situation situation) {
    Cell.Closure closure = new Cell.Closure(constructor, env, null, home);
    return enter(function, closure, instance, args, true, situation);
  }
}
