package dev.commonjs.summarize;

import dev.commonjs.heap.Args;
import dev.commonjs.heap.Cell;
import dev.commonjs.heap.Limits;
import dev.commonjs.heap.Opening;
import dev.commonjs.heap.OwnProperties;
import dev.commonjs.heap.Value;
import dev.commonjs.heap.Value.Atom;
import dev.commonjs.heap.Value.Ref;
import dev.commonjs.heap.Value.Symbolic;
import dev.commonjs.heap.Value.Unknown;
import dev.commonjs.heap.Values;
import dev.commonjs.interpret.Activation;
import dev.commonjs.interpret.Context;
import dev.commonjs.interpret.Interpreter;
import dev.commonjs.interpret.Situation;
import dev.commonjs.shape.Phase;
import dev.commonjs.shape.Reason.Plain;
import dev.commonjs.syntax.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Functions that do not run while the file loads, walked once with unknown arguments, and
 * everything taken back.
 */
final class FunctionSummaries {
  private final Interpreter interpreter;

  /** Of each function: how many closures were walked that the load has made. */
  private final Map<Node.Func, Integer> loaded = new IdentityHashMap<>();

  /** Of each function: how many were walked that other walks have made, in states of their own. */
  private final Map<Node.Func, Integer> inner = new IdentityHashMap<>();

  /** By function: the frame around the first closure that was walked of those the load has made. */
  private final Map<Node.Func, Cell> firstFrames = new IdentityHashMap<>();

  private @Nullable Receivers receivers;

  FunctionSummaries(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  /** What {@link #describeAll} found out while the state of the walk was there. */
  interface Visitor {
    /**
     * {@code receiver}: the object that was {@code this}, where it is one that {@code new} would
     * have made; else unknown.
     */
    void returned(Cell function, Value result, Value receiver, Situation situation);

    /** What callers can get hold of; it grows while functions are described. */
    List<Cell> cells();

    /** Whether callers can get hold of {@code cell}. */
    boolean contains(Cell cell);
  }

  /**
   * Functions that callers can reach first, then what is known to run later, then what nothing
   * seems to hold. Each is walked once.
   */
  void describeAll(Visitor visitor) {
    Limits limits = interpreter.heap.limits();
    receivers = new Receivers(visitor.cells(), limits.chain(), limits.aliases());
    for (int i = 0; i < visitor.cells().size(); i++) {
      Cell cell = visitor.cells().get(i);
      if (cell.isCallable()) {
        cell.seen.calledIn(cell.seen.called ? Phase.LOAD : Phase.MAYBE);
        if (mayDescribeForCallers(cell)) {
          describe(cell, Phase.MAYBE, visitor);
        }
      }
    }
    for (Phase phase : List.of(Phase.LOAD, Phase.LATER, Phase.MAYBE, Phase.NEVER)) {
      boolean more = true;
      while (more) {
        more = false;
        for (Cell cell : interpreter.heap.functions()) {
          Phase when = cell.seen.later == null ? Phase.NEVER : cell.seen.later;
          if (when == phase && mayDescribe(cell, true)) {
            describe(cell, phase == Phase.LOAD ? Phase.MAYBE : phase, visitor);
            more = true;
          }
        }
      }
    }
  }

  private void describe(Cell cell, Phase phase, Visitor visitor) {
    Situation deferred = Situation.ofLoad(interpreter.budget.grant());
    describe(cell, phase, deferred, visitor);
  }

  /**
   * Walks a function that does not run while the file loads, with unknown arguments, and takes
   * everything back. Functions made on the way are walked too.
   */
  private void describe(Cell function, Phase phase, Situation situation, Visitor visitor) {
    Cell.Closure closure = closureOf(function);
    if (closure == null) {
      return;
    }
    Situation inside =
        situation.summarizing(closure.func(), function, interpreter.heap.mark().cells(), phase);
    List<Atom> objects = receivers == null ? List.of() : receivers.of(function);
    interpreter.paths.speculate(
        () -> {
          Value receiver = describedReceiver(function, closure, inside);
          // What is made by `new` is told apart from what has the function as a method.
          boolean made = receiver instanceof Ref;
          Value each = made ? receiver : joined(receiver, objects);
          walk(function, closure, each, inside, visitor);
          return Values.UNDEFINED;
        });
    if (!objects.isEmpty() && OwnProperties.hasPrototype(closure.func())) {
      interpreter.paths.speculate(
          () -> {
            Value receiver = joined(new Unknown(Plain.RECEIVER), objects);
            walk(function, closure, receiver, inside, new Unasked(visitor));
            return Values.UNDEFINED;
          });
    }
  }

  private static Value joined(Value receiver, List<Atom> objects) {
    Value all = receiver;
    for (Atom object : objects) {
      all = Value.join(all, object);
    }
    return all;
  }

  /** Of a second walk only what it changes matters. */
  private record Unasked(Visitor visitor) implements Visitor {
    @Override
    public void returned(Cell function, Value result, Value receiver, Situation situation) {}

    @Override
    public List<Cell> cells() {
      return visitor.cells();
    }

    @Override
    public boolean contains(Cell cell) {
      return visitor.contains(cell);
    }
  }

  private void walk(
      Cell function, Cell.Closure closure, Value receiver, Situation inside, Visitor visitor) {
    int first = interpreter.heap.functionCount();
    Args args = describedArguments(function, closure.func());
    Activation activation =
        interpreter.calls.activate(function, closure, receiver, args, false, inside);
    Context context = Context.ofCall(activation, inside);
    boolean alive =
        interpreter.paths.attemptTo(
            () -> {
              interpreter.calls.bindParameters(closure.func(), args, context);
              interpreter.statements.body(closure.func().body(), context);
            });
    finish(function, closure.func(), activation, alive, receiver, inside, visitor);
    visitInner(first, inside, visitor);
    interpreter.heap.forgetFunctions(first);
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
        at, at, null, List.of(), body, Node.FuncKind.CONSTRUCTOR, false, false, true, false, false);
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
      Situation situation,
      Visitor visitor) {
    Value result = activation.resolved();
    boolean detached = activation.isDetached();
    if (!detached || result == null) {
      boolean ends = alive || activation.returns.reached();
      result =
          ends && !detached
              ? activation.returns.arrive(alive, Values.UNDEFINED)
              : new Unknown(Plain.NO_RETURN);
    }
    Value returned =
        func.generator()
            ? new Unknown(Plain.GENERATOR)
            : func.async() ? interpreter.calls.awaited(result) : result;
    Value described = withoutReceiver(returned, receiver);
    for (Atom atom : described.atoms()) {
      if (atom instanceof Ref ref) {
        ref.cell().seen.escaped = true;
        if (ref.cell().isCallable()) {
          ref.cell().seen.calledIn(Phase.MAYBE);
        }
      }
    }
    boolean reached = visitor.contains(function);
    interpreter.events.given(described, reached);
    if (receiver instanceof Ref made) {
      interpreter.events.given(made, reached);
    }
    visitor.returned(function, described, receiver, situation);
  }

  private static Value withoutReceiver(Value result, Value receiver) {
    List<Atom> atoms =
        result.atoms().stream()
            .map(atom -> atom.equals(receiver) ? new Unknown(Plain.RECEIVER) : atom)
            .toList();
    return Value.of(atoms);
  }

  private void visitInner(int first, Situation situation, Visitor visitor) {
    for (int i = first; i < interpreter.heap.functionCount(); i++) {
      Cell inner = interpreter.heap.function(i);
      boolean known = inner.seen.entered && !inner.seen.escaped && !visitor.contains(inner);
      if (!known && mayDescribe(inner, false)) {
        Phase phase =
            inner.seen.later == null
                ? Phase.MAYBE
                : inner.seen.later == Phase.LOAD ? situation.phase() : inner.seen.later;
        describe(inner, phase, situation, visitor);
      }
    }
  }

  private Value describedReceiver(Cell function, Cell.Closure closure, Situation situation) {
    if (function.callable instanceof Cell.ClassOf node) {
      Ref instance = interpreter.heap.newObject(function.site);
      interpreter.heap.setMeta(
          instance.cell(), instance.cell().meta.withPrototype(new Ref(node.prototype())));
      if (node.parent() == null) {
        interpreter.classes.fields(node, instance, situation);
      }
      return instance;
    }
    Value unknown = new Unknown(Plain.RECEIVER);
    if (closure.home() != null) {
      boolean ofClass = Receivers.isPrototype(closure.home());
      Ref known = ofClass ? anInstance(function, closure.home()) : new Ref(closure.home());
      return Value.join(known, unknown);
    }
    if (!OwnProperties.hasPrototype(closure.func())) {
      return unknown;
    }
    Ref instance = interpreter.heap.newObject(function.site);
    Value prototype = interpreter.properties.get(new Ref(function), "prototype", situation);
    Cell.Meta meta = instance.cell().meta.withPrototype(prototype);
    boolean constructor =
        prototype instanceof Ref ref
            && (ref.cell().slots.size() > 1 || ref.cell().meta.prototype() != null);
    interpreter.heap.setMeta(
        instance.cell(), constructor ? meta : meta.opened(new Opening(Plain.RECEIVER, null)));
    return instance;
  }

  /** What it has of its own is not known. */
  private Ref anInstance(Cell function, Cell prototype) {
    Ref instance = interpreter.heap.newObject(function.site);
    Cell.Meta meta = instance.cell().meta.withPrototype(new Ref(prototype));
    interpreter.heap.setMeta(instance.cell(), meta.opened(new Opening(Plain.RECEIVER, null)));
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
              : new Unknown(Plain.ARGUMENT));
    }
    return new Args(arguments, described(function, arguments.size(), true));
  }

  private static Value described(Cell function, int index, boolean rest) {
    return new Symbolic(new Value.Argument(function, index, rest), List.of());
  }

  /**
   * Whether {@code cell} is a function that should still be walked with unknown arguments; true
   * only once for each.
   *
   * @param atLoad it was made while the file loads, so that its objects are seen by others
   */
  private boolean mayDescribe(Cell cell, boolean atLoad) {
    Cell.Closure closure = cell.seen.called || cell.seen.described ? null : closureOf(cell);
    if (closure == null
        || cell.callable instanceof Cell.ClassOf node && node.constructor() == null) {
      return false;
    }
    cell.seen.described = true;
    if (atLoad) {
      firstFrames.putIfAbsent(closure.func(), closure.env());
    }
    int walked = (atLoad ? loaded : inner).merge(closure.func(), 1, Integer::sum);
    if (walked <= interpreter.heap.limits().summaries()) {
      return true;
    }
    if (atLoad) {
      interpreter.heap.exceeded(ownFrames(closure));
    }
    return false;
  }

  /**
   * The frames that the first closure of the same function has not caught: what {@code closure}
   * does to the objects in them is not seen.
   */
  private List<Cell> ownFrames(Cell.Closure closure) {
    Set<Cell> known = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Cell at = firstFrames.get(closure.func()); at != null; at = at.outer) {
      known.add(at);
    }
    List<Cell> own = new ArrayList<>();
    for (Cell at = closure.env(); at != null && !known.contains(at); at = at.outer) {
      own.add(at);
    }
    return own;
  }

  /**
   * Whether {@code cell}, which callers can reach, should still be walked; true only once for each.
   * Unlike in {@link #mayDescribe} it may have been called while the file loads, and there is no
   * limit for the closures of one function.
   */
  private boolean mayDescribeForCallers(Cell cell) {
    boolean first = !cell.seen.described;
    cell.seen.described = true;
    return first;
  }
}
