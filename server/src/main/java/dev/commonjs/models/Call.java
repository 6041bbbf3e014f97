package dev.commonjs.models;

import dev.commonjs.heap.Args;
import dev.commonjs.heap.Operators;
import dev.commonjs.heap.Slot;
import dev.commonjs.heap.Value;
import dev.commonjs.heap.Value.Atom;
import dev.commonjs.heap.Value.Ref;
import dev.commonjs.heap.Values;
import dev.commonjs.interpret.Interpreter;
import dev.commonjs.interpret.Situation;
import dev.commonjs.shape.Phase;
import dev.commonjs.shape.Truth;
import dev.commonjs.syntax.Node;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A call of a built-in function. */
record Call(
    Interpreter interpreter,
    Value receiver,
    Args args,
    @Nullable Node at,
    List<Value> captured,
    Situation situation) {
  Value arg(int index) {
    return args.get(index);
  }

  Slot.@Nullable Site site() {
    return at == null ? null : new Slot.Site(at.span(), at.span());
  }

  /** Where argument {@code index} stands, else the call. */
  Slot.@Nullable Site site(int index) {
    if (at instanceof Node.Call call && index < call.args().size()) {
      return new Slot.Site(call.args().get(index).span(), call.span());
    }
    return site();
  }

  /**
   * Calls argument 0, with argument 1 as its {@code this}, for each element of the receiver, in
   * order. {@code step} sees each element with the result.
   */
  void each(BiConsumer<Value, Value> step) {
    Value list = receiver;
    Value function = arg(0);
    Value self = arg(1);
    List<Value> known = interpreter.enumeration.elements(list);
    if (known != null
        && known.size() <= interpreter.heap.limits().elements()
        && !interpreter.budget.isEmpty(situation)) {
      for (int i = 0; i < known.size(); i++) {
        Value element = known.get(i);
        step.accept(
            element,
            interpreter.calls.call(
                function, self, Args.of(element, new Value.Num(i), list), at, situation));
      }
      return;
    }
    Value element = interpreter.enumeration.anyElement(list);
    interpreter.loops.unknownTurns(
        () ->
            step.accept(
                element,
                interpreter.calls.call(
                    function, self, Args.of(element, Values.ANY_NUMBER, list), at, situation)),
        situation);
  }

  /**
   * As {@link #each}, up to the first element for which the function gives what is true or, as
   * {@code stop} says, false.
   */
  void eachUntil(boolean stop, BiConsumer<Value, Value> step) {
    List<Value> known = interpreter.enumeration.elements(receiver);
    if (known == null
        || known.size() > interpreter.heap.limits().elements()
        || interpreter.budget.isEmpty(situation)) {
      each(step);
      return;
    }
    eachUntil(known, 0, stop, step, 0);
  }

  /** {@code undecided}: how many elements may have been the last one. */
  private void eachUntil(
      List<Value> known, int from, boolean stop, BiConsumer<Value, Value> step, int undecided) {
    for (int i = from; i < known.size(); i++) {
      Value element = known.get(i);
      Args args = Args.of(element, new Value.Num(i), receiver);
      Value result = interpreter.calls.call(arg(0), arg(1), args, at, situation);
      step.accept(element, result);
      Truth truth = Operators.truth(result);
      if (truth == Truth.of(stop)) {
        return;
      }
      if (!truth.isKnown()) {
        int next = i + 1;
        Runnable rest =
            undecided < interpreter.heap.limits().alternatives()
                ? () -> eachUntil(known, next, stop, step, undecided + 1)
                : () -> eachAny(known.subList(next, known.size()), step);
        interpreter.paths.either(rest, () -> {});
        return;
      }
    }
  }

  /** Any of {@code elements}, any number of times. */
  private void eachAny(List<Value> elements, BiConsumer<Value, Value> step) {
    if (elements.isEmpty()) {
      return;
    }
    Value element = interpreter.heap.joined(elements);
    Args args = Args.of(element, Values.ANY_NUMBER, receiver);
    interpreter.loops.unknownTurns(
        () -> step.accept(element, interpreter.calls.call(arg(0), arg(1), args, at, situation)),
        situation);
  }

  /** Functions among the arguments are called at some other time. */
  static void callbacks(Args args, Phase phase, Situation situation) {
    for (Value value : args.values()) {
      for (Atom atom : value.atoms()) {
        if (atom instanceof Ref ref && ref.cell().isCallable()) {
          Phase when = situation.phase().ordinal() > phase.ordinal() ? situation.phase() : phase;
          ref.cell().seen.calledIn(when);
          ref.cell().seen.escaped = true;
        }
      }
    }
  }
}
