package dev.commonjs.module;

import dev.commonjs.module.Jumps.Jump;
import dev.commonjs.module.Machine.Context;
import dev.commonjs.module.Machine.Target;
import dev.commonjs.module.Value.Atom;
import dev.commonjs.module.Value.EachKey;
import dev.commonjs.module.Value.Ref;
import dev.commonjs.module.Value.Symbolic;
import dev.commonjs.module.Value.Unknown;
import dev.commonjs.syntax.Node;
import dev.commonjs.syntax.Node.Stmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Loops: turns that are known one by one, all others as any number of turns. */
final class Loops {
  private static final int MOST_TURNS = 512;

  /** Turns over a list that is known. */
  private static final int MOST_ELEMENTS = 8_192;

  /**
   * Loops in loops, calls between them included. Each is walked more than once, so that the time
   * grows with the power of their number.
   */
  private static final int MOST_NESTED_LOOPS = 100;

  /** Turns of a loop whose condition is the constant true: only a jump ends it. */
  private static final int MOST_ENDLESS_TURNS = 3;

  private final Machine machine;
  private int nested;

  Loops(Machine machine) {
    this.machine = machine;
  }

  void forLoop(Node.For node, Context context, Set<String> own) {
    boolean lexical = node.init() instanceof Node.VarDecl decl && decl.kind() != Node.DeclKind.VAR;
    Cell[] frame = {
      lexical ? machine.heap.allocate(Cell.Kind.FRAME, null, null, context.env()) : context.env()
    };
    if (node.init() != null) {
      machine.executor.execute(node.init(), context.in(frame[0]));
    }
    Runnable update =
        () -> {
          if (lexical) {
            frame[0] = copyFrame(frame[0]);
          }
          if (node.update() != null) {
            machine.evaluator.eval(node.update(), context.in(frame[0]));
          }
        };
    loop(
        own,
        node.test(),
        () -> context.in(frame[0]),
        () -> machine.executor.execute(node.body(), context.in(frame[0])),
        update,
        true);
  }

  /** Each turn of a loop has its own let bindings (ECMA-262, CreatePerIterationEnvironment). */
  private Cell copyFrame(Cell frame) {
    Cell copy = machine.heap.allocate(Cell.Kind.FRAME, null, null, frame.outer);
    frame.slots.list().forEach(own -> machine.heap.put(copy, own.name(), own.slot()));
    return copy;
  }

  void whileLoop(Node.Expr test, Stmt body, Context context, Set<String> own, boolean testFirst) {
    loop(
        own,
        test,
        () -> context,
        () -> machine.executor.execute(body, context),
        () -> {},
        testFirst);
  }

  private void loop(
      Set<String> own,
      Node.@Nullable Expr test,
      Supplier<Context> context,
      Runnable body,
      Runnable update,
      boolean testFirst) {
    Jump jump = new Jump(own, machine.new Target(), true);
    machine.jumps.breakable(jump, () -> turns(jump, test, context, body, update, testFirst));
  }

  private void turns(
      Jump jump,
      Node.@Nullable Expr test,
      Supplier<Context> context,
      Runnable body,
      Runnable update,
      boolean testFirst) {
    boolean constant = test == null || test instanceof Node.Bool || test instanceof Node.Num;
    int most = constant ? MOST_ENDLESS_TURNS : MOST_TURNS;
    for (int turn = 0; turn < most && !machine.budget.isEmpty(); turn++) {
      if (testFirst || turn > 0) {
        Boolean goesOn =
            test == null
                ? Boolean.TRUE
                : Operators.truth(machine.evaluator.eval(test, context.get()));
        if (goesOn == null) {
          break;
        }
        if (!goesOn) {
          if (turn == 0) {
            machine.conditions.deadCode(test, body);
          }
          return;
        }
      }
      turn(jump, body);
      update.run();
    }
    unknownTurns(
        () -> {
          if (test != null) {
            machine.evaluator.eval(test, context.get());
            machine.conditions.assume(test, true, context.get());
          }
          turn(jump, body);
          update.run();
        });
    if (constant) {
      throw Machine.Dead.PATH;
    }
    if (test != null) {
      machine.evaluator.eval(test, context.get());
    }
  }

  private void turn(Jump jump, Runnable body) {
    if (nested >= MOST_NESTED_LOOPS) {
      machine.budget.giveUp();
      return;
    }
    Target next = machine.new Target();
    jump.next = next;
    nested++;
    Value done;
    try {
      done = machine.attempt(() -> Machine.done(body));
    } finally {
      nested--;
    }
    next.arrive(done != null, Values.UNDEFINED);
  }

  /** Any number of turns, none included. */
  void unknownTurns(Runnable turn) {
    int times = machine.budget.isEmpty() ? 1 : 2;
    for (int i = 0; i < times; i++) {
      Heap.Mark mark = machine.heap.mark();
      if (machine.attempt(() -> Machine.done(turn)) == null) {
        machine.heap.undo(mark);
      } else {
        machine.heap.joinWidening(mark);
      }
    }
  }

  void forIn(Node.ForIn node, Context context, Set<String> own) {
    Value subject = machine.evaluator.eval(node.subject(), context);
    List<Value> keys = knownKeys(subject);
    each(own, node.kind(), node.target(), node.body(), context, keys, () -> keyOf(subject));
  }

  private @Nullable List<Value> knownKeys(Value subject) {
    boolean nothing =
        subject.atoms().stream()
            .allMatch(
                a ->
                    Constants.isPrimitive(a)
                        && Value.primitiveKind(a) != Shape.PrimitiveKind.STRING);
    if (nothing) {
      return List.of();
    }
    if (!(subject instanceof Ref ref)) {
      return null;
    }
    List<String> keys = machine.objects.knownKeys(ref.cell(), true);
    return keys == null ? null : keys.stream().<Value>map(Value::string).toList();
  }

  /** The key variable of a loop over {@code subject}, whose keys are not known here. */
  private Value keyOf(Value subject) {
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
    Value subject = machine.evaluator.eval(node.subject(), context);
    if (node.await()) {
      machine.calls.detach(context.activation());
    }
    each(
        own,
        node.kind(),
        node.target(),
        node.body(),
        context,
        machine.natives.elements(subject),
        () -> machine.natives.anyElement(subject));
  }

  private void each(
      Set<String> own,
      Node.@Nullable DeclKind kind,
      Node.Target target,
      Stmt body,
      Context context,
      @Nullable List<Value> values,
      Supplier<Value> any) {
    Jump jump = new Jump(own, machine.new Target(), true);
    BooleanSupplier enough = () -> machine.budget.isEmpty();
    machine.jumps.breakable(
        jump,
        () -> {
          if (values != null && values.size() <= MOST_ELEMENTS && !enough.getAsBoolean()) {
            for (Value value : new ArrayList<>(values)) {
              turn(jump, () -> eachTurn(kind, target, body, context, value));
            }
          } else {
            Value value = values == null ? any.get() : new Unknown("an element of a long list");
            unknownTurns(() -> turn(jump, () -> eachTurn(kind, target, body, context, value)));
          }
        });
  }

  private void eachTurn(
      Node.@Nullable DeclKind kind, Node.Target target, Stmt body, Context context, Value value) {
    if (kind == null) {
      machine.patterns.assign(target, value, context, null);
      machine.executor.execute(body, context);
    } else if (kind == Node.DeclKind.VAR) {
      machine.patterns.declare(
          target, value, context, machine.executor.variableFrame(target, context), null);
      machine.executor.execute(body, context);
    } else {
      Cell frame = machine.heap.allocate(Cell.Kind.FRAME, null, null, context.env());
      machine.patterns.declare(target, value, context.in(frame), frame, null);
      machine.executor.execute(body, context.in(frame));
    }
  }
}
