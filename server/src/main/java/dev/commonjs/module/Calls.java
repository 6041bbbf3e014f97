package dev.commonjs.module;

import dev.commonjs.module.Machine.Activation;
import dev.commonjs.module.Machine.Context;
import dev.commonjs.module.Machine.Target;
import dev.commonjs.module.Shape.AwaitStep;
import dev.commonjs.module.Value.Atom;
import dev.commonjs.module.Value.Ref;
import dev.commonjs.module.Value.Symbolic;
import dev.commonjs.module.Value.Unknown;
import dev.commonjs.syntax.Node;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Function calls: known functions are entered, all others are asked of {@link Natives} or taken for
 * strangers.
 */
final class Calls {
  private static final int MOST_RECURSION = 24;
  private static final int DEFERRED_DEPTH = 3;

  /* The places, before all others, of what may become enumerable on a function. */
  private static final int LENGTH = -2;
  private static final int NAME = -1;

  private final Machine machine;

  /** How many calls of a function go on. */
  final Map<Node.Func, Integer> running = new IdentityHashMap<>();

  /** The call that is being made; null at top level. Where an object escapes to a stranger. */
  @Nullable Node site;

  Calls(Machine machine) {
    this.machine = machine;
  }

  // ---------------------------------------------------------------- the module itself

  /** Runs the wrapper function that Node makes of the file; false when no path comes to an end. */
  boolean runModule(Activation activation, List<Node.Stmt> body) {
    activation.frame.activation = activation;
    Context context = new Context(activation, activation.frame);
    Value done =
        machine.attempt(
            () -> {
              machine.executor.body(body, context);
              return Values.UNDEFINED;
            });
    machine.handler = null;
    machine.phase = Phase.LOAD;
    machine.guarded = 0;
    boolean ends = done != null || activation.returns.reached();
    if (ends) {
      activation.returns.arrive(done != null && !activation.detached, Values.UNDEFINED);
    }
    return ends;
  }

  // ---------------------------------------------------------------- calling

  Value call(Value function, Value receiver, Args args, @Nullable Node at) {
    List<Atom> callees = callees(function);
    if (callees.isEmpty()) {
      machine.seemsToThrow();
      return stranger(receiver, args, "the result of calling undefined");
    }
    Node before = site;
    site = at == null ? before : at;
    try {
      return callFrom(callees, 0, receiver, args, at);
    } finally {
      site = before;
    }
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
      List<Atom> callees, int index, Value receiver, Args args, @Nullable Node at) {
    if (index == callees.size() - 1) {
      return callAtom(callees.get(index), receiver, args, at);
    }
    return machine.either(
        () -> callAtom(callees.get(index), receiver, args, at),
        () -> callFrom(callees, index + 1, receiver, args, at));
  }

  private Value callAtom(Atom callee, Value receiver, Args args, @Nullable Node at) {
    return switch (callee) {
      case Ref ref -> callCell(ref.cell(), receiver, args, at);
      case Value.Builtin builtin -> machine.natives.call(builtin.name(), receiver, args, at);
      case Symbolic symbolic -> callSymbolic(symbolic, receiver, args, at, false);
      default -> stranger(receiver, args, "the result of a call that is not known");
    };
  }

  private Value callCell(Cell cell, Value receiver, Args args, @Nullable Node at) {
    return switch (cell.callable) {
      case null -> stranger(receiver, args, "the result of calling what is not a function");
      case Cell.Closure closure -> enter(cell, closure, receiver, args, false);
      case Cell.ClassOf c -> stranger(Values.UNDEFINED, args, "the result of calling a class");
      case Cell.Bound bound -> {
        List<Value> values = new ArrayList<>(bound.arguments());
        values.addAll(args.values());
        yield call(bound.target(), bound.receiver(), new Args(values, args.more()), at);
      }
      case Cell.Native nativeFunction ->
          machine.natives.callNative(nativeFunction, receiver, args, at);
    };
  }

  /** A function of another module, or an argument of the function that is being described. */
  Value callSymbolic(
      Symbolic callee, Value receiver, Args args, @Nullable Node at, boolean constructing) {
    String method =
        callee.path().isEmpty()
                || !(callee.path().get(callee.path().size() - 1) instanceof Shape.Prop prop)
            ? ""
            : prop.name();
    if (receiver instanceof Symbolic && (method.equals("call") || method.equals("apply"))) {
      return machine.natives.call("Function.prototype." + method, receiver, args, at);
    }
    Value modelled = machine.natives.callModule(callee, receiver, args, at, constructing);
    if (modelled != null) {
      return modelled;
    }
    for (int i = 0; i < args.values().size(); i++) {
      handOver(args.values().get(i), callee, i, args);
    }
    if (args.more() != null) {
      machine.escapes.escape(args.more(), "it was given to another module");
    }
    if (receiver instanceof Ref) {
      handOver(receiver, callee, -1, args);
    }
    if (receiver instanceof Symbolic changed) {
      machine.names.calledOn(changed, method);
    }
    if (method.equals("forEach") && receiver instanceof Symbolic list) {
      // If it is no array after all, the linker will see that its elements are not known.
      Value element = new Value.EachElement(list);
      maybeCalled(args, Args.of(element, Values.ANY_NUMBER, list));
    } else {
      maybeCalled(args);
    }
    machine.recorder.calledOutside();
    machine.mayThrow();
    int call = machine.callTable.number(at, args, machine.heap.tick());
    return callee.then(constructing ? new Shape.NewStep(call) : new Shape.CallStep(call));
  }

  /**
   * An object is an argument of a function that another file defines: what that does to it is for
   * the linker to find.
   */
  private void handOver(Value value, Symbolic callee, int index, Args args) {
    for (Atom atom : value.atoms()) {
      if (atom instanceof Ref ref) {
        boolean sure = value.atoms().size() == 1;
        machine.escapes.handOver(
            ref.cell(),
            within ->
                new Cell.EffectOf(
                    machine.heap.tick(), callee, index, within, args, sure && !within));
      } else if (atom instanceof Symbolic symbolic) {
        machine.recorder.handOver(symbolic, callee, index, args);
      }
    }
  }

  /** Nothing is known of the function: it may write on whatever it is given, and call it. */
  Value stranger(Value receiver, Args args, String reason) {
    String escape = "it was given to code that is not known";
    args.values().forEach(value -> machine.escapes.escape(value, escape));
    if (args.more() != null) {
      machine.escapes.escape(args.more(), escape);
    }
    if (receiver instanceof Ref ref && ref.cell() != machine.globals.cell) {
      machine.escapes.escape(receiver, escape);
    }
    maybeCalled(args);
    machine.recorder.calledOutside();
    machine.mayThrow();
    return new Unknown(reason);
  }

  /**
   * While the file loads, functions handed to a stranger may be called at once: both ways are
   * walked.
   */
  void maybeCalled(Args args) {
    maybeCalled(args, Args.unknown("an argument of a callback"));
  }

  private void maybeCalled(Args args, Args given) {
    for (Value value : args.values()) {
      for (Atom atom : value.atoms()) {
        if (atom instanceof Ref ref
            && ref.cell().callable instanceof Cell.Closure
            && machine.phase == Phase.LOAD
            && !ref.cell().seen.called) {
          ref.cell().seen.called = true;
          ref.cell().seen.calledIn(Phase.MAYBE);
          Cell cell = ref.cell();
          machine.either(
              () -> call(new Ref(cell), new Unknown("this of a callback"), given, null),
              () -> Values.UNDEFINED);
        }
      }
    }
  }

  // ---------------------------------------------------------------- entering

  private Value enter(
      Cell cell, Cell.Closure closure, Value receiver, Args args, boolean constructing) {
    Node.Func func = closure.func();
    int turns = running.getOrDefault(func, 0);
    int deepest = machine.phase == Phase.LOAD ? Machine.Budget.DEPTH : DEFERRED_DEPTH;
    if (turns >= MOST_RECURSION || machine.budget.depth >= deepest || machine.budget.isEmpty()) {
      machine.budget.refuse(machine.phase);
      machine.recorder.notEntered();
      return stranger(receiver, args, "the calls are nested too deeply");
    }
    if (machine.phase == Phase.LOAD) {
      cell.seen.called = true;
    }
    cell.seen.entered = true;
    cell.seen.calledIn(machine.phase);
    if (func.generator()) {
      args.values().forEach(value -> machine.escapes.escape(value, "a generator holds it"));
    }
    running.put(func, turns + 1);
    long limit = machine.budget.lend();
    machine.budget.depth++;
    Phase before = machine.phase;
    Cell caller = machine.recorder.function;
    machine.recorder.function = cell;
    try {
      Activation activation = activate(cell, closure, receiver, args, constructing);
      return func.generator() ? generator(activation, func) : run(activation, func);
    } finally {
      machine.recorder.function = caller;
      machine.phase = before;
      machine.budget.giveBack(limit);
      machine.budget.depth--;
      running.put(func, turns);
    }
  }

  /** Its body runs when it is asked for values: perhaps at once, perhaps never. */
  private Value generator(Activation activation, Node.Func func) {
    Value result = new Unknown("a generator");
    if (machine.phase == Phase.LOAD) {
      machine.either(() -> run(activation, func), () -> result);
    }
    return result;
  }

  Activation activate(
      Cell cell, Cell.Closure closure, Value receiver, Args args, boolean constructing) {
    Node.Func func = closure.func();
    Target returns = machine.new Target();
    Cell frame = machine.heap.allocate(Cell.Kind.FRAME, func, null, closure.env());
    Value own = closure.receiver() != null ? closure.receiver() : sloppyReceiver(func, receiver);
    Activation activation =
        new Activation(
            cell,
            frame,
            own,
            args.values(),
            args.more(),
            constructing,
            closure.home(),
            func.async(),
            returns);
    if (func.kind() != Node.FuncKind.ARROW) {
      frame.activation = activation;
    }
    return activation;
  }

  private Value sloppyReceiver(Node.Func func, Value receiver) {
    return !func.strict() && receiver.isNullish() ? new Ref(machine.globals.cell) : receiver;
  }

  private Value run(Activation activation, Node.Func func) {
    Context context = new Context(activation, activation.frame);
    Machine.Target outer = machine.handler;
    Value done =
        machine.attempt(
            () -> {
              if (func.async()) {
                machine.handler = activation.returns;
              }
              bindParameters(func, activation, context);
              machine.executor.body(func.body(), context);
              activation.returns.saveSkipped(Values.UNDEFINED);
              return Values.UNDEFINED;
            });
    machine.handler = outer;
    if (activation.detached) {
      return activation.returns.arrive(false, Values.UNDEFINED);
    }
    if (func.async() && done == null && !activation.returns.reached()) {
      activation.returns.save(machine.newPromise(new Unknown("a rejected promise")));
    }
    Value result = activation.returns.arrive(done != null, Values.UNDEFINED);
    return func.async() ? machine.newPromise(awaited(result)) : result;
  }

  void bindParameters(Node.Func func, Activation activation, Context context) {
    Args args = new Args(activation.arguments, activation.moreArguments);
    for (int i = 0; i < func.params().size(); i++) {
      Node.Target param = func.params().get(i);
      if (param instanceof Node.Rest rest) {
        Args tail = args.from(i);
        Ref array = machine.newArray(rest, tail.values());
        if (tail.more() != null) {
          machine.heap.setMeta(array.cell(), array.cell().meta.withRest(tail.more()));
        }
        machine.patterns.declare(rest.target(), array, context, activation.frame, null);
      } else {
        machine.patterns.declare(param, args.get(i), context, activation.frame, null);
      }
    }
  }

  /**
   * The {@code arguments} object of the function that {@code frame} belongs to; null where there is
   * none.
   */
  @Nullable Value argumentsOf(Cell frame) {
    Activation activation = frame.activation;
    if (activation == null) {
      return null;
    }
    Ref array = machine.newArray(null, mapped(activation));
    if (activation.moreArguments != null) {
      machine.heap.setMeta(array.cell(), array.cell().meta.withRest(activation.moreArguments));
    }
    return array;
  }

  /**
   * ECMA-262, CreateMappedArgumentsObject: in sloppy functions the elements follow the parameters.
   */
  private List<Value> mapped(Activation activation) {
    List<String> parameters = mappedParameters(activation);
    List<Value> values = new ArrayList<>(activation.arguments);
    for (int i = 0; i < Math.min(values.size(), parameters.size()); i++) {
      Slot slot = activation.frame.slots.get(parameters.get(i));
      if (slot != null) {
        values.set(i, slot.value());
      }
    }
    return values;
  }

  private List<String> mappedParameters(Activation activation) {
    if (activation.function == null) {
      return machine.file.program().strict() ? List.of() : Summarizer.PARAMETERS;
    }
    if (!(activation.function.callable instanceof Cell.Closure closure)
        || closure.func().strict()) {
      return List.of();
    }
    List<String> names = new ArrayList<>();
    for (Node parameter : closure.func().params()) {
      if (!(parameter instanceof Node.Ident ident)) {
        return List.of();
      }
      names.add(ident.name());
    }
    return names;
  }

  /** Parameter {@code name} of the function that {@code frame} belongs to was assigned. */
  void parameterAssigned(Cell frame, String name, Value value) {
    Slot made = frame.activation == null ? null : frame.slots.get("arguments");
    int index =
        made == null
            ? -1
            : mappedParameters(java.util.Objects.requireNonNull(frame.activation)).indexOf(name);
    if (index < 0 || made == null) {
      return;
    }
    // On several paths it was made more than once; on each of them it is one.
    for (Atom atom : made.value().atoms()) {
      if (atom instanceof Ref array && array.cell().slots.has(Integer.toString(index))) {
        machine.objects.define(array.cell(), Integer.toString(index), value, true, null);
      }
    }
  }

  void returned(Activation activation, Value value) {
    if (activation.detached && machine.phase == Phase.NEVER && !activation.returns.isInDeadCode()) {
      return;
    }
    if (activation.detached) {
      activation.resolved =
          activation.resolved == null ? value : Value.join(activation.resolved, value);
    } else {
      activation.returns.save(value);
    }
  }

  /**
   * At an {@code await} of an async function: the caller goes on with a promise, what follows runs
   * later.
   */
  void detach(Activation activation) {
    if (activation.async && !activation.detached) {
      activation.returns.save(machine.newPromise(new Unknown("what a promise resolves to")));
      activation.returns.close();
      activation.detached = true;
      if (machine.phase == Phase.LOAD) {
        machine.phase = Phase.LATER;
      }
    }
  }

  /** What {@code await value} gives. */
  Value awaited(Value value) {
    Value result = null;
    for (Atom atom : value.atoms()) {
      Value one =
          switch (atom) {
            case Ref ref -> {
              Slot slot = ref.cell().slots.get(Objects.PROMISE_RESULT);
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

  Value construct(Value function, Args args, @Nullable Node at) {
    List<Atom> callees = callees(function);
    Node before = site;
    site = at == null ? before : at;
    try {
      return callees.isEmpty()
          ? stranger(Values.UNDEFINED, args, "an instance of what is not known")
          : constructFrom(callees, 0, args, at);
    } finally {
      site = before;
    }
  }

  private Value constructFrom(List<Atom> callees, int index, Args args, @Nullable Node at) {
    if (index == callees.size() - 1) {
      return constructAtom(callees.get(index), args, at);
    }
    return machine.either(
        () -> constructAtom(callees.get(index), args, at),
        () -> constructFrom(callees, index + 1, args, at));
  }

  private Value constructAtom(Atom callee, Args args, @Nullable Node at) {
    return switch (callee) {
      case Ref ref when ref.cell().callable instanceof Cell.Bound bound -> {
        List<Value> values = new ArrayList<>(bound.arguments());
        values.addAll(args.values());
        yield construct(bound.target(), new Args(values, args.more()), at);
      }
      case Ref ref when ref.cell().isCallable() -> {
        Ref instance = machine.newObject(at);
        Value prototype = machine.objects.get(ref, "prototype");
        machine.heap.setMeta(instance.cell(), instance.cell().meta.withPrototype(prototype));
        yield initialize(ref.cell(), instance, args, at);
      }
      case Value.Builtin builtin -> machine.natives.construct(builtin.name(), args, at);
      case Symbolic symbolic -> callSymbolic(symbolic, Values.UNDEFINED, args, at, true);
      default -> stranger(Values.UNDEFINED, args, "an instance of what is not known");
    };
  }

  /** Runs a constructor on {@code instance}; the result is what {@code new} gives. */
  Value initialize(Cell function, Value instance, Args args, @Nullable Node at) {
    Value result =
        switch (function.callable) {
          case Cell.Closure closure -> enter(function, closure, instance, args, true);
          case Cell.ClassOf c -> machine.classes.initialize(function, c, instance, args, at);
          case Cell.Native nativeFunction ->
              machine.natives.callNative(nativeFunction, instance, args, at);
          case Cell.Bound bound -> call(bound.target(), instance, args, at);
          case null -> new Unknown("not a constructor");
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
      Cell function, Node.Func constructor, Cell env, Cell home, Value instance, Args args) {
    return enter(function, new Cell.Closure(constructor, env, null, home), instance, args, true);
  }

  // ---------------------------------------------------------------- functions as objects

  /** Makes the property {@code key} of a function that the language makes with the function. */
  void materialize(Cell function, String key) {
    if (function.slots.has(key)) {
      return;
    }
    if (key.equals("prototype")) {
      if (function.callable instanceof Cell.Closure closure && hasPrototype(closure.func())) {
        Ref prototype = machine.newObject(function.site);
        machine.objects.define(prototype.cell(), "constructor", new Ref(function), false, null);
        definePrototype(function, prototype, Cell.Freeze.NO);
      }
    } else {
      Slot innate = innate(key);
      if (innate != null && !function.slots.has(deleted(key))) {
        machine.heap.put(function, key, innate);
      }
    }
  }

  /** What every function has, {@code Function.prototype} too; null for any other name. */
  @Nullable Slot innate(String key) {
    return switch (key) {
      case "name" -> innate(Values.ANY_STRING, Cell.Freeze.YES, Cell.Freeze.NO, NAME);
      case "length" -> innate(Values.ANY_NUMBER, Cell.Freeze.YES, Cell.Freeze.NO, LENGTH);
      default -> null;
    };
  }

  private static Slot innate(Value value, Cell.Freeze readOnly, Cell.Freeze pinned, int order) {
    return new Slot(value, null, null, false, readOnly, pinned, true, order, List.of());
  }

  /**
   * An internal slot, there when {@code key} of a function, {@code name} or {@code length}, is not.
   */
  private static String deleted(String key) {
    return "[[no " + key + "]]";
  }

  /** What the language made with the function is gone, and does not come again by itself. */
  void deletedFrom(Cell function, String key) {
    if (innate(key) != null) {
      machine.objects.define(function, deleted(key), Values.TRUE, false, null);
    }
  }

  /** {@code readOnly}: of classes it is. */
  void definePrototype(Cell function, Ref prototype, Cell.Freeze readOnly) {
    Slot slot = innate(prototype, readOnly, Cell.Freeze.YES, machine.heap.tick());
    machine.heap.put(function, "prototype", slot);
  }

  static boolean hasPrototype(Node.Func func) {
    return func.kind() == Node.FuncKind.NORMAL && (!func.async() || func.generator());
  }
}
