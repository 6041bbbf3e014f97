package dev.commonjs.interpret;

import dev.commonjs.heap.Cell;
import dev.commonjs.heap.Constants;
import dev.commonjs.heap.Heap;
import dev.commonjs.heap.Operators;
import dev.commonjs.heap.Value;
import dev.commonjs.heap.Value.Atom;
import dev.commonjs.heap.Value.EachKey;
import dev.commonjs.heap.Value.Ref;
import dev.commonjs.heap.Value.Symbolic;
import dev.commonjs.heap.Values;
import dev.commonjs.shape.Phase;
import dev.commonjs.shape.Shape;
import dev.commonjs.shape.Truth;
import dev.commonjs.shape.Use.Access;
import dev.commonjs.syntax.Node;
import dev.commonjs.syntax.Node.Stmt;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Loops: turns that are known one by one, all others as any number of turns. */
public final class Loops {
  private final Interpreter interpreter;

  Loops(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  /**
   * What a loop repeats.
   *
   * @param update the end of a turn, and the step to the next
   * @param testFirst the condition is asked before the first turn
   */
  private record Head(
      Node.@Nullable Expr test, Stmt body, Node.@Nullable Expr update, boolean testFirst) {}

  void forLoop(Node.For node, Context context, Set<String> own) {
    boolean lexical = node.init() instanceof Node.VarDecl decl && decl.kind() != Node.DeclKind.VAR;
    Context inside =
        lexical
            ? context.in(interpreter.heap.allocate(Cell.Kind.FRAME, null, null, context.env()))
            : context;
    if (node.init() != null) {
      interpreter.execute(node.init(), inside);
    }
    Head head = new Head(node.test(), node.body(), node.update(), true);
    interpreter.jumps.breakable(own, true, inside, loop -> turns(head, loop, lexical));
  }

  void whileLoop(Node.Expr test, Stmt body, Context context, Set<String> own, boolean testFirst) {
    Head head = new Head(test, body, null, testFirst);
    interpreter.jumps.breakable(own, true, context, loop -> turns(head, loop, false));
  }

  /**
   * Each turn of a loop has its own let bindings (ECMA-262, CreatePerIterationEnvironment). The
   * turns whose number is not known have theirs in one frame, so that what differs between them is
   * seen where paths are joined.
   */
  private Context copyFrame(Context context) {
    Cell copy = interpreter.heap.allocate(Cell.Kind.FRAME, null, null, context.env().outer);
    context.env().slots.list().forEach(own -> interpreter.heap.put(copy, own.key(), own.slot()));
    return context.in(copy);
  }

  /** {@code lexical}: the frame of {@code first} is one of the loop's own. */
  private void turns(Head head, Context first, boolean lexical) {
    Node.Expr test = head.test();
    boolean constant = test == null || test instanceof Node.Bool || test instanceof Node.Num;
    int most = constant ? endlessTurns(first.situation()) : interpreter.heap.limits().turns();
    Context context = first;
    for (int turn = 0; turn < most && !isEnough(context); turn++) {
      if (head.testFirst() || turn > 0) {
        Truth goesOn = test == null ? Truth.YES : Operators.truth(interpreter.eval(test, context));
        if (!goesOn.isKnown()) {
          break;
        }
        if (goesOn == Truth.NO) {
          if (turn == 0) {
            interpreter.conditions.deadCode(
                test, context, dead -> interpreter.execute(head.body(), dead));
          }
          return;
        }
      }
      turn(context, loop -> interpreter.execute(head.body(), loop));
      context = lexical ? copyFrame(context) : context;
      update(head, context);
    }
    Context any = lexical ? copyFrame(context) : context;
    boolean whole = unknownTurns(() -> unknownTurn(head, any), any.situation());
    if (constant) {
      if (!whole) {
        // It ends by a jump, which has to be met with what the last turn has left.
        interpreter.paths.attemptTo(() -> unknownTurn(head, any));
      }
      throw Unreachable.PATH;
    }
    if (test != null) {
      interpreter.eval(test, any);
    }
  }

  /**
   * Of a function that does not run while the file loads so little is known that the first turn is
   * like any other.
   */
  private int endlessTurns(Situation situation) {
    return situation.phase() == Phase.LOAD ? interpreter.heap.limits().endlessTurns() : 0;
  }

  private void unknownTurn(Head head, Context context) {
    if (head.test() != null) {
      interpreter.eval(head.test(), context);
      interpreter.conditions.assume(head.test(), true, context);
    }
    turn(context, loop -> interpreter.execute(head.body(), loop));
    update(head, context);
  }

  private void update(Head head, Context context) {
    if (head.update() != null) {
      interpreter.eval(head.update(), context);
    }
  }

  private boolean isEnough(Context context) {
    return interpreter.budget.isEmpty(context.situation());
  }

  private void turn(Context context, Consumer<Context> body) {
    Situation situation = context.situation();
    if (situation.loops() >= interpreter.heap.limits().nestedLoops()) {
      interpreter.budget.giveUp();
      return;
    }
    JoinPoint next = interpreter.joinPoint(situation);
    Jumps.Jump loop = java.util.Objects.requireNonNull(context.jump()).withNext(next);
    Context inside = context.within(loop).in(context.entered().inLoop());
    boolean alive = interpreter.paths.attemptTo(() -> body.accept(inside));
    next.arrive(alive, Values.UNDEFINED);
  }

  /**
   * Any number of turns, none included. Returns whether the last one that was walked began with all
   * that the turns leave.
   */
  public boolean unknownTurns(Runnable turn, Situation situation) {
    Heap heap = interpreter.heap;
    int times = interpreter.budget.isEmpty(situation) ? 1 : heap.limits().unknownTurns();
    Heap.Mark loop = heap.mark();
    Heap.Mark before = loop;
    for (int i = 0; i < times; i++) {
      Heap.Mark mark = heap.mark();
      if (!interpreter.paths.attemptTo(turn)) {
        heap.undo(mark);
        return true;
      }
      heap.joinWidening(mark);
      List<Cell> changed = heap.changedIn(mark, before, loop);
      if (changed.isEmpty()) {
        return heap.isAsAt(mark);
      }
      if (i == times - 1) {
        heap.exceeded(changed);
      }
      before = mark;
    }
    return false;
  }

  // ---------------------------------------------------------------- for in, for of

  void forIn(Node.ForIn node, Context context, Set<String> own) {
    Value subject = interpreter.eval(node.subject(), context, Access.OPTIONAL);
    interpreter.implicit.mayTrap(subject, context.situation());
    Each each = new Each(node.kind(), node.target(), node.body());
    each(own, each, context, knownKeys(subject), () -> keyOf(subject), () -> {});
  }

  private @Nullable List<Value> knownKeys(Value subject) {
    boolean nothing =
        subject.all(
            a -> Constants.isPrimitive(a) && a.primitiveKind() != Shape.PrimitiveKind.STRING);
    if (nothing) {
      return List.of();
    }
    if (!(subject instanceof Ref ref)) {
      return null;
    }
    List<String> keys = interpreter.enumeration.knownKeys(ref.cell(), true);
    return keys == null ? null : keys.stream().<Value>map(Value::string).toList();
  }

  /** The key variable of a loop over {@code subject}, whose keys are not known here. */
  private static Value keyOf(Value subject) {
    Value result = null;
    for (Atom atom : subject.atoms()) {
      if (atom instanceof Value.Undefined || atom instanceof Value.Null) {
        continue;
      }
      Value one =
          atom instanceof Symbolic || atom instanceof Ref
              ? new EachKey(atom, Shape.Filter.ALL, true)
              : Values.ANY_STRING;
      result = result == null ? one : Value.join(result, one);
    }
    return result == null ? Values.ANY_STRING : result;
  }

  void forOf(Node.ForOf node, Context context, Set<String> own) {
    Value subject = interpreter.eval(node.subject(), context);
    if (node.await()) {
      interpreter.calls.detach(context.activation(), context.situation());
    }
    Runnable step = interpreter.implicit.iterator(subject, context.situation());
    Each each = new Each(node.kind(), node.target(), node.body());
    each(
        own,
        each,
        context,
        interpreter.enumeration.elements(subject),
        () -> interpreter.enumeration.anyElement(subject),
        step == null ? () -> {} : step);
  }

  /** The head and the body of a loop over keys or elements. */
  private record Each(Node.@Nullable DeclKind kind, Node.Target target, Stmt body) {}

  /** {@code step}: what runs to get the next of values that are not known. */
  private void each(
      Set<String> own,
      Each each,
      Context context,
      @Nullable List<Value> values,
      Supplier<Value> any,
      Runnable step) {
    BiConsumer<Context, Value> turn =
        (loop, value) -> turn(loop, inside -> eachTurn(each, value, inside));
    interpreter.jumps.breakable(
        own,
        true,
        context,
        loop -> {
          if (values != null
              && values.size() <= interpreter.heap.limits().elements()
              && !isEnough(context)) {
            values.forEach(value -> turn.accept(loop, value));
          } else {
            Value value = any.get();
            unknownTurns(
                () -> {
                  step.run();
                  turn.accept(loop, value);
                },
                loop.situation());
            // It is asked once more, and answers that there is no more.
            step.run();
          }
        });
  }

  private void eachTurn(Each each, Value value, Context context) {
    Context inside = context;
    if (each.kind() == null) {
      interpreter.assignments.assign(each.target(), value, context, null);
    } else if (each.kind() == Node.DeclKind.VAR) {
      Cell frame = interpreter.environments.variableFrame(each.target(), context);
      interpreter.assignments.declare(each.target(), value, context, frame, null);
    } else {
      Cell frame = interpreter.heap.allocate(Cell.Kind.FRAME, null, null, context.env());
      inside = context.in(frame);
      interpreter.assignments.declare(each.target(), value, inside, frame, null);
    }
    interpreter.execute(each.body(), inside);
  }
}
