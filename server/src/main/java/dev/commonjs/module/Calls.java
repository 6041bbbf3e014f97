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
  private final Machine machine;
  private final Map<Node.Func, Integer> running = new IdentityHashMap<>();

  /**
   * @param firstCell the number of the first cell that the call made
   */
  private record Described(Cell function, int firstCell) {}

  /** The functions that are being described, the innermost last. */
  private final List<Described> describing = new ArrayList<>();

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
      machine.objects.escape(args.more(), "it was given to another module");
    }
    if (receiver instanceof Ref) {
      handOver(receiver, callee, -1, args);
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
        machine.objects.handOver(
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
    args.values().forEach(value -> machine.objects.escape(value, escape));
    if (args.more() != null) {
      machine.objects.escape(args.more(), escape);
    }
    if (receiver instanceof Ref ref && ref.cell() != machine.globals.cell) {
      machine.objects.escape(receiver, escape);
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
      return stranger(receiver, args, "the calls are nested too deeply");
    }
    if (machine.phase == Phase.LOAD) {
      cell.seen.called = true;
    }
    cell.seen.entered = true;
    cell.seen.calledIn(machine.phase);
    if (func.generator()) {
      args.values().forEach(value -> machine.objects.escape(value, "a generator holds it"));
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

  private Activation activate(
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

  private void bindParameters(Node.Func func, Activation activation, Context context) {
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
    if (index >= 0
        && made != null
        && made.value() instanceof Ref array
        && array.cell().slots.has(Integer.toString(index))) {
      machine.objects.define(array.cell(), Integer.toString(index), value, true, null);
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
        machine.objects.define(function, "prototype", prototype, false, null);
      }
    } else if (key.equals("name")) {
      machine.heap.put(function, "name", readOnly(Values.ANY_STRING));
    } else if (key.equals("length")) {
      machine.heap.put(function, "length", readOnly(Values.ANY_NUMBER));
    }
  }

  private Slot readOnly(Value value) {
    return new Slot(value, null, null, false, false, true, machine.heap.tick(), List.of());
  }

  private static boolean hasPrototype(Node.Func func) {
    return func.kind() == Node.FuncKind.NORMAL && (!func.async() || func.generator());
  }

  // ---------------------------------------------------------------- the rest of the file's life

  /** What {@link #describe} found out while the state of the walk was there. */
  interface Visitor {
    /**
     * {@code receiver}: the object that was {@code this}, where it is one that {@code new} would
     * have made; else unknown.
     */
    void returned(Cell function, Value result, Value receiver);

    /** Whether callers can get hold of {@code cell}. */
    boolean contains(Cell cell);
  }

  /**
   * Why an object that stands for {@code this} is open to reads: nobody knows what it had before.
   */
  static final String UNKNOWN_RECEIVER = "this is not known";

  /**
   * Walks a function that does not run while the file loads, with unknown arguments, and takes
   * everything back. Functions made on the way are walked too.
   */
  void describe(Cell function, Phase phase, Visitor visitor) {
    Cell.Closure closure = closureOf(function);
    if (closure == null) {
      return;
    }
    Cell caller = machine.recorder.function;
    machine.recorder.function = function;
    describing.add(new Described(function, machine.heap.mark().cells()));
    machine.speculate(
        () -> {
          machine.phase = phase;
          machine.guarded = 0;
          machine.handler = null;
          int first = machine.functions.size();
          Value receiver = describedReceiver(function, closure);
          Activation activation =
              activate(
                  function, closure, receiver, describedArguments(function, closure.func()), false);
          Context context = new Context(activation, activation.frame);
          int depth = machine.budget.depth;
          running.merge(closure.func(), 1, Integer::sum);
          Value done =
              machine.attempt(
                  () -> {
                    bindParameters(closure.func(), activation, context);
                    machine.executor.body(closure.func().body(), context);
                    return Values.UNDEFINED;
                  });
          running.merge(closure.func(), -1, Integer::sum);
          machine.budget.depth = depth;
          machine.phase = phase;
          finish(function, closure.func(), activation, done != null, receiver, visitor);
          visitInner(first, visitor);
          machine.functions.subList(first, machine.functions.size()).clear();
          return Values.UNDEFINED;
        });
    describing.remove(describing.size() - 1);
    machine.recorder.function = caller;
  }

  /** Whether {@code cell} was there before the function that is being described ran. */
  boolean isOlder(Cell cell) {
    return describing.isEmpty() || cell.id < describing.get(describing.size() - 1).firstCell();
  }

  /**
   * The function that makes {@code cell} each time it is called, of those that are being described;
   * null when {@code cell} was there before them.
   */
  @Nullable Cell makerOf(Cell cell) {
    for (int i = describing.size() - 1; i >= 0; i--) {
      if (cell.id >= describing.get(i).firstCell()) {
        return describing.get(i).function();
      }
    }
    return null;
  }

  boolean isDescribing(Object function) {
    return describing.stream().anyMatch(d -> d.function() == function);
  }

  /**
   * ECMA-262, ClassDefinitionEvaluation: {@code constructor(...args) { super(...args); }} under
   * {@code extends}, else an empty one.
   */
  private static Node.Func defaultConstructor(Cell.ClassOf node) {
    int at = node.node().start();
    List<Node.Stmt> body = List.of();
    if (node.parent() != null) {
      Node.Call call = new Node.Call(at, at, new Node.Super(at, at), List.of(), false);
      body = List.of(new Node.ExprStmt(at, at, call));
    }
    return new Node.Func(
        at, at, null, List.of(), body, Node.FuncKind.CONSTRUCTOR, false, false, true, false);
  }

  private static Cell.@Nullable Closure closureOf(Cell function) {
    return switch (function.callable) {
      case Cell.Closure closure -> closure;
      case Cell.ClassOf node when node.constructor() != null ->
          new Cell.Closure(node.constructor(), node.env(), null, node.prototype());
      case Cell.ClassOf node ->
          new Cell.Closure(defaultConstructor(node), node.env(), null, node.prototype());
      case null, default -> null;
    };
  }

  private void finish(
      Cell function,
      Node.Func func,
      Activation activation,
      boolean alive,
      Value receiver,
      Visitor visitor) {
    Value result = activation.resolved;
    if (!activation.detached || result == null) {
      boolean reached = alive || activation.returns.reached();
      result =
          reached && !activation.detached
              ? activation.returns.arrive(alive, Values.UNDEFINED)
              : new Unknown("it does not return");
    }
    Value returned =
        func.generator() ? new Unknown("a generator") : func.async() ? awaited(result) : result;
    Value described = withoutReceiver(returned, receiver);
    for (Atom atom : described.atoms()) {
      if (atom instanceof Ref ref) {
        ref.cell().seen.escaped = true;
        if (ref.cell().isCallable()) {
          ref.cell().seen.calledIn(Phase.MAYBE);
        }
      }
    }
    visitor.returned(function, described, receiver);
  }

  private static Value withoutReceiver(Value result, Value receiver) {
    List<Atom> atoms =
        result.atoms().stream()
            .map(atom -> atom.equals(receiver) ? new Unknown(UNKNOWN_RECEIVER) : atom)
            .toList();
    return Value.of(atoms);
  }

  private void visitInner(int first, Visitor visitor) {
    for (int i = first; i < machine.functions.size(); i++) {
      Cell inner = machine.functions.get(i);
      boolean known = inner.seen.entered && !inner.seen.escaped && !visitor.contains(inner);
      if (!known && machine.recorder.mayDescribe(inner)) {
        Phase phase =
            inner.seen.later == null
                ? Phase.MAYBE
                : inner.seen.later == Phase.LOAD ? machine.phase : inner.seen.later;
        describe(inner, phase, visitor);
      }
    }
  }

  private Value describedReceiver(Cell function, Cell.Closure closure) {
    if (function.callable instanceof Cell.ClassOf node) {
      Ref instance = machine.newObject(function.site);
      machine.heap.setMeta(
          instance.cell(), instance.cell().meta.withPrototype(new Ref(node.prototype())));
      if (node.parent() == null) {
        machine.classes.fields(node, instance);
      }
      return instance;
    }
    Value unknown = new Unknown(UNKNOWN_RECEIVER);
    if (closure.home() != null) {
      return Value.join(new Ref(closure.home()), unknown);
    }
    if (!hasPrototype(closure.func())) {
      return unknown;
    }
    Ref instance = machine.newObject(function.site);
    Value prototype = machine.objects.get(new Ref(function), "prototype");
    Cell.Meta meta = instance.cell().meta.withPrototype(prototype);
    boolean constructor =
        prototype instanceof Ref ref
            && (ref.cell().slots.size() > 1 || ref.cell().meta.prototype() != null);
    machine.heap.setMeta(instance.cell(), constructor ? meta : meta.opened(UNKNOWN_RECEIVER));
    return instance;
  }

  private static Args describedArguments(Cell function, Node.Func func) {
    List<Value> arguments = new ArrayList<>();
    for (Node.Target parameter : func.params()) {
      if (parameter instanceof Node.Rest) {
        break;
      }
      arguments.add(
          parameter instanceof Node.Ident
              ? described(function, arguments.size(), false)
              : new Unknown("an argument"));
    }
    return new Args(arguments, described(function, arguments.size(), true));
  }

  private static Value described(Cell function, int index, boolean rest) {
    return new Symbolic(new Value.Argument(function, index, rest), List.of());
  }
}
