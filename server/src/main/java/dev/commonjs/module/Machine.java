package dev.commonjs.module;

import dev.commonjs.module.Value.Ref;
import dev.commonjs.syntax.Node;
import dev.commonjs.syntax.ParsedFile;
import dev.commonjs.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The abstract machine: the heap, the phase, the budget, the places that a path can jump to, and
 * the parts that execute on them. One machine reads one file, on one thread.
 *
 * <p>A path that cannot go on (it threw, returned, left a loop) unwinds the Java stack with {@link
 * Dead} to the nearest place where paths join; its state was saved before at the place it jumped
 * to.
 */
final class Machine {
  /**
   * The current path does not go on. Carries nothing: the state of the path, if it matters, was
   * saved.
   */
  static final class Dead extends RuntimeException {
    private static final long serialVersionUID = 1;
    static final Dead PATH = new Dead();

    private Dead() {
      super(null, null, false, false);
    }
  }

  /**
   * A place that paths jump to: the end of a function, of a loop turn, a catch clause. Collects
   * their states and values.
   */
  final class Target {
    private static final int MOST = 24;
    private final boolean inDeadCode = phase == Phase.NEVER;
    private final int finalizersAround = finalizers.size();
    private int next = 1;
    private int asked;
    private final Heap.Mark mark = heap.mark();
    private final List<Heap.Changes> states = new ArrayList<>();
    private final List<Value> values = new ArrayList<>();
    private int lastState = -1;
    private boolean closed;
    private boolean skipped;

    void save(Value value) {
      if (closed || phase == Phase.NEVER && !inDeadCode) {
        return;
      }
      leave(finalizersAround);
      if (!values.contains(value)) {
        values.add(value);
      }
      int now = heap.state();
      if (states.isEmpty() || states.size() < MOST && now != lastState) {
        states.add(heap.changes(mark));
      }
      lastState = now;
    }

    /**
     * Something here may jump, or not: of many such places in a row the first ones, then fewer and
     * fewer, stand for all.
     */
    void saveSparsely(Value value) {
      if (++asked >= next) {
        next = asked * 2;
        saveGoingOn(value);
      } else {
        skipped = true;
      }
    }

    /** As {@link #save}, where the path also goes on. */
    void saveGoingOn(Value value) {
      skipped = false;
      if (finalizers.size() == finalizersAround) {
        save(value);
      } else {
        speculate(() -> attempt(() -> saved(value)));
      }
    }

    /**
     * At the end of what may jump here: the present state stands for the places that were passed
     * over since the last one.
     */
    void saveSkipped(Value value) {
      if (skipped) {
        saveGoingOn(value);
      }
    }

    private Value saved(Value value) {
      save(value);
      return value;
    }

    /** What jumps here from now on does so at another time. */
    void close() {
      closed = true;
    }

    boolean isInDeadCode() {
      return inDeadCode;
    }

    boolean reached() {
      return !states.isEmpty();
    }

    /**
     * Joins the saved states with the present one, or with each other when the present path is
     * dead.
     */
    Value arrive(boolean alive, Value present) {
      int from = 0;
      if (!alive) {
        if (states.isEmpty()) {
          throw Dead.PATH;
        }
        heap.undo(mark);
        heap.apply(states.get(0));
        from = 1;
      }
      for (Heap.Changes state : states.subList(from, states.size())) {
        heap.join(mark, state);
      }
      states.clear();
      Value result = alive ? present : null;
      for (Value value : values) {
        result = result == null ? value : Value.join(result, value);
      }
      return result == null ? Values.UNDEFINED : result;
    }
  }

  /** Where names are looked up and which function is running. */
  record Context(Activation activation, Cell env) {
    Context in(Cell frame) {
      return new Context(activation, frame);
    }
  }

  /** One call of a function. */
  static final class Activation {
    final @Nullable Cell function;
    final Cell frame;
    final Value receiver;
    final List<Value> arguments;
    final @Nullable Value moreArguments;
    final boolean constructing;
    final @Nullable Cell home;
    final Target returns;
    final boolean async;

    /** What runs now runs after the caller went on: an {@code await} has been passed. */
    boolean detached;

    @Nullable Value resolved;

    Activation(
        @Nullable Cell function,
        Cell frame,
        Value receiver,
        List<Value> arguments,
        @Nullable Value moreArguments,
        boolean constructing,
        @Nullable Cell home,
        boolean async,
        Target returns) {
      this.function = function;
      this.frame = frame;
      this.receiver = receiver;
      this.arguments = arguments;
      this.moreArguments = moreArguments;
      this.constructing = constructing;
      this.home = home;
      this.async = async;
      this.returns = returns;
    }
  }

  final ParsedFile file;
  final Predicate<String> missing;
  final Heap heap = new Heap();
  final Scopes scopes = new Scopes();
  final Budget budget = new Budget(heap);
  final CallTable callTable = new CallTable();
  final Recorder recorder;
  final Objects objects;
  final OpenNames names;
  final Copies copies;
  final Escapes escapes;
  final Globals globals;
  final Evaluator evaluator;
  final Executor executor;
  final Jumps jumps = new Jumps(this);
  final Loops loops = new Loops(this);
  final Patterns patterns;
  final Calls calls;
  final Descriptions descriptions;
  final Classes classes;
  final Natives natives;
  final Conditions conditions;

  Phase phase = Phase.LOAD;

  /** More than zero: the value is only tested here, or a failure here is expected. */
  int guarded;

  /**
   * Where a throw goes: the innermost catch clause of all functions that run; null when nothing
   * catches.
   */
  @Nullable Target handler;

  /** The {@code finally} blocks of the try statements that the path is in, the innermost last. */
  final List<Runnable> finalizers = new ArrayList<>();

  /** Cells of functions in the order of their creation. */
  final List<Cell> functions = new ArrayList<>();

  Machine(ParsedFile file, Predicate<String> missing) {
    this.file = file;
    this.missing = missing;
    this.recorder = new Recorder(this);
    this.objects = new Objects(this);
    this.names = new OpenNames(this);
    this.copies = new Copies(this);
    this.escapes = new Escapes(this);
    this.globals = new Globals(this);
    this.conditions = new Conditions(this);
    this.patterns = new Patterns(this);
    this.classes = new Classes(this);
    this.calls = new Calls(this);
    this.descriptions = new Descriptions(this);
    this.natives = new Natives(this);
    this.evaluator = new Evaluator(this);
    this.executor = new Executor(this);
  }

  // ---------------------------------------------------------------- allocation

  Ref newObject(@Nullable Node site) {
    return new Ref(heap.allocate(Cell.Kind.OBJECT, site, null, null));
  }

  Ref newArray(@Nullable Node site, List<Value> elements) {
    Cell cell = heap.allocate(Cell.Kind.ARRAY, site, null, null);
    for (int i = 0; i < elements.size(); i++) {
      objects.define(cell, Integer.toString(i), elements.get(i), true, null);
    }
    return new Ref(cell);
  }

  /** An array of unknown length whose elements are {@code element}. */
  Ref newArrayOf(@Nullable Node site, Value element) {
    Cell cell = heap.allocate(Cell.Kind.ARRAY, site, null, null);
    heap.setMeta(cell, cell.meta.withRest(element));
    return new Ref(cell);
  }

  Ref newFunction(Node.Func func, Cell env, @Nullable Value receiver, @Nullable Cell home) {
    Cell cell =
        heap.allocate(Cell.Kind.FUNCTION, func, new Cell.Closure(func, env, receiver, home), null);
    functions.add(cell);
    return new Ref(cell);
  }

  Ref newNative(String name, Value... captured) {
    return new Ref(
        heap.allocate(Cell.Kind.FUNCTION, null, new Cell.Native(name, List.of(captured)), null));
  }

  Ref newPromise(Value result) {
    Cell cell = heap.allocate(Cell.Kind.OBJECT, null, null, null);
    heap.setMeta(cell, cell.meta.withPrototype(new Value.Builtin("Promise.prototype")));
    objects.define(cell, Objects.PROMISE_RESULT, result, false, null);
    return new Ref(cell);
  }

  // ---------------------------------------------------------------- paths

  /** Walks two alternatives from the present state and joins them; dead when both are. */
  Value either(Supplier<Value> first, Supplier<Value> second) {
    Heap.Mark mark = heap.mark();
    Value one = attempt(first);
    if (one == null) {
      heap.undo(mark);
      return second.get();
    }
    Heap.Changes changes = heap.rollback(mark);
    Value two = attempt(second);
    if (two == null) {
      heap.undo(mark);
      heap.apply(changes);
      return one;
    }
    heap.join(mark, changes);
    return Value.join(one, two);
  }

  void either(Runnable first, Runnable second) {
    either(() -> done(first), () -> done(second));
  }

  static Value done(Runnable action) {
    action.run();
    return Values.UNDEFINED;
  }

  /**
   * The value of {@code path}, or null when the path is dead; the state is then whatever it was
   * when the path died.
   */
  @Nullable Value attempt(Supplier<Value> path) {
    int guardedBefore = guarded;
    Phase phaseBefore = phase;
    Target handlerBefore = handler;
    try {
      return path.get();
    } catch (Dead dead) {
      guarded = guardedBefore;
      phase = phaseBefore;
      handler = handlerBefore;
      return null;
    }
  }

  /** Evaluates {@code path} and takes its changes back. */
  <T> T speculate(Supplier<T> path) {
    Heap.Mark mark = heap.mark();
    int guardedBefore = guarded;
    Phase phaseBefore = phase;
    Target handlerBefore = handler;
    try {
      return path.get();
    } finally {
      guarded = guardedBefore;
      phase = phaseBefore;
      handler = handlerBefore;
      heap.undo(mark);
    }
  }

  /** Evaluates {@code action} as something that is only tested. */
  <T> T guardedly(Supplier<T> action) {
    guarded++;
    try {
      return action.get();
    } finally {
      guarded--;
    }
  }

  /**
   * Runs the finalizers of the try statements that a jump leaves; {@code remaining} are around the
   * place it goes to.
   */
  private void leave(int remaining) {
    List<Runnable> before = List.copyOf(finalizers);
    try {
      while (finalizers.size() > remaining) {
        finalizers.remove(finalizers.size() - 1).run();
      }
    } finally {
      finalizers.clear();
      finalizers.addAll(before);
    }
  }

  /** The path throws here. */
  Dead raise(Value error) {
    if (handler != null) {
      handler.save(error);
    }
    return Dead.PATH;
  }

  /** Something here may throw, or not. */
  void mayThrow() {
    if (handler != null) {
      handler.saveSparsely(new Value.Unknown("an error that was thrown"));
    }
  }

  /**
   * As far as is known the path ends here with an error; it is walked on all the same, since what
   * is known can be wrong.
   */
  void seemsToThrow() {
    if (handler != null) {
      handler.saveGoingOn(new Value.Unknown("an error that was thrown"));
    }
  }

  static Span span(Node node) {
    return node.span();
  }

  /**
   * What may still be done, in steps of evaluation and in the work of joining paths. Running out
   * never throws: whoever asks does the cheap, coarse thing instead.
   */
  static final class Budget {
    private static final long LOAD = 600_000;

    /** For one function that does not run while the file loads, with what it calls. */
    private static final long DEFERRED = 1_500;

    /**
     * For all of them together; each is walked once in any case, but enters nothing when this is
     * spent.
     */
    private static final long ALL_DEFERRED = 300_000;

    /** This many slots joined cost as much as one step. */
    private static final int SLOTS_PER_STEP = 8;

    static final int DEPTH = 48;

    private final Heap heap;
    private long steps;
    private long limit = LOAD;
    private long deferred = ALL_DEFERRED;
    private long granted;
    private boolean refused;
    int depth;

    Budget(Heap heap) {
      this.heap = heap;
    }

    private long spent() {
      return steps + heap.work() / SLOTS_PER_STEP;
    }

    void step() {
      steps++;
    }

    /** A known function is not entered: what it does while the file loads stays unknown. */
    void refuse(Phase phase) {
      refused |= phase == Phase.LOAD;
    }

    boolean ranOut() {
      return refused || isEmpty();
    }

    boolean isEmpty() {
      return spent() >= limit;
    }

    /**
     * A call may spend seven eighths of what is left, so that one that gets out of hand leaves
     * something for the others; to be given back.
     */
    long lend() {
      long before = limit;
      long spent = spent();
      limit = spent + Math.max(0, limit - spent) / 8 * 7;
      return before;
    }

    void giveBack(long before) {
      limit = before;
    }

    /** Nobody writes that: what is left is spent. */
    void giveUp() {
      steps += LOAD;
    }

    /** From now on steps come from {@link #refill}. */
    void endLoad() {
      limit = 0;
      granted = spent();
    }

    void refill() {
      long spent = spent();
      deferred -= spent - granted;
      limit = spent + Math.min(DEFERRED, Math.max(0, deferred));
      granted = spent;
    }
  }
}
