package dev.commonjs.models;

import dev.commonjs.heap.Args;
import dev.commonjs.heap.Cell;
import dev.commonjs.heap.OwnPath;
import dev.commonjs.heap.Value;
import dev.commonjs.heap.Value.Atom;
import dev.commonjs.heap.Value.Ref;
import dev.commonjs.heap.Value.Unknown;
import dev.commonjs.heap.Values;
import dev.commonjs.interpret.Interpreter;
import dev.commonjs.interpret.Paths;
import dev.commonjs.interpret.Unreachable;
import dev.commonjs.shape.Phase;
import dev.commonjs.shape.Reason.Plain;
import dev.commonjs.shape.RequireSite;
import dev.commonjs.syntax.Node;
import dev.commonjs.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code Function.prototype}, {@code require}, promises and timers. */
final class FunctionModels {
  private FunctionModels() {}

  static void register(Map<String, Model> models) {
    models.put(
        "Function.prototype.call",
        call ->
            call.interpreter()
                .calls
                .call(
                    call.receiver(),
                    call.arg(0),
                    call.args().from(1),
                    call.at(),
                    call.situation()));
    models.put(
        "Function.prototype.apply", call -> apply(call, call.receiver(), call.arg(0), call.arg(1)));
    models.put("Reflect.apply", call -> apply(call, call.arg(0), call.arg(1), call.arg(2)));
    models.put("Reflect.construct", FunctionModels::reflectConstruct);
    models.put("Function.prototype.bind", FunctionModels::bind);
    models.put("require", FunctionModels::require);
    models.put("require.resolve", FunctionModels::requireResolve);
    models.put("process.exit", call -> exit());
    models.put("process.on", FunctionModels::later);
    models.put("process.once", FunctionModels::later);
    for (String timer :
        List.of(
            "setTimeout", "setInterval", "setImmediate", "queueMicrotask", "process.nextTick")) {
      models.put(timer, FunctionModels::later);
    }
    models.put(
        "Promise.resolve",
        call -> call.interpreter().heap.newPromise(call.interpreter().calls.awaited(call.arg(0))));
    models.put(
        "Promise.reject",
        call -> call.interpreter().heap.newPromise(new Unknown(Plain.PROMISE_REJECTED)));
    models.put("Promise.prototype.then", FunctionModels::then);
    models.put("Promise.prototype.catch", FunctionModels::then);
    models.put("Promise.prototype.finally", FunctionModels::then);
    models.put("new Promise", FunctionModels::promise);
    models.put(
        "deprecated function",
        call ->
            call.interpreter()
                .calls
                .call(
                    call.captured().get(0),
                    call.receiver(),
                    call.args(),
                    call.at(),
                    call.situation()));
    models.put("promisified function", FunctionModels::promisified);
  }

  /** The function runs at once, and the callback that it gets when it wants. */
  private static Value promisified(Call call) {
    Interpreter interpreter = call.interpreter();
    Args callback = Args.of(interpreter.heap.newNative("settle"));
    interpreter.implicit.callAndCatch(
        call.captured().get(0), call.args().followedBy(callback), call.situation());
    return interpreter.heap.newPromise(new Unknown(Plain.RESULT_OF_PROMISIFIED));
  }

  /** What can be called may be anything that {@code apply} gets as a list. */
  private static Value apply(Call call, Value function, Value receiver, Value list) {
    return call.interpreter()
        .calls
        .call(function, receiver, listed(call, list), call.at(), call.situation());
  }

  private static Args listed(Call call, Value list) {
    List<Value> known = call.interpreter().enumeration.elements(list);
    return known == null
        ? new Args(List.of(), call.interpreter().enumeration.anyElement(list))
        : new Args(known, null);
  }

  private static Value reflectConstruct(Call call) {
    return call.interpreter()
        .calls
        .construct(call.arg(0), listed(call, call.arg(1)), call.at(), call.situation());
  }

  private static Value bind(Call call) {
    List<Value> results = new ArrayList<>();
    for (Atom atom : call.receiver().atoms()) {
      Cell.Bound bound = new Cell.Bound(atom, call.arg(0), call.args().from(1));
      boolean callable = !(atom instanceof Ref ref) || ref.cell().isCallable();
      results.add(
          callable
              ? new Ref(
                  call.interpreter().heap.allocate(Cell.Kind.FUNCTION, call.at(), bound, null))
              : new Unknown(Plain.BOUND_FUNCTION));
      if (atom instanceof Ref ref && ref.cell().isCallable()) {
        ref.cell().seen.calledIn(Phase.MAYBE);
      }
    }
    Value result = results.get(0);
    for (Value one : results) {
      result = Value.join(result, one);
    }
    return result;
  }

  // ---------------------------------------------------------------- require

  private static Value require(Call call) {
    Interpreter interpreter = call.interpreter();
    Value specifier = call.arg(0);
    interpreter.uses.require(
        RequireSite.Kind.REQUIRE, specifier, argumentSpan(call), call.situation());
    Value result = null;
    boolean all = true;
    for (Atom atom : specifier.atoms()) {
      String text = OwnPath.specifier(atom);
      all &= text != null && call.situation().guarded() && interpreter.missing.test(text);
      Value one =
          text == null ? new Unknown(Plain.SPECIFIER_COMPUTED) : interpreter.uses.required(text);
      result = result == null ? one : Value.join(result, one);
    }
    if (all && call.situation().handler() != null) {
      throw Paths.raise(new Unknown(Plain.MODULE_NOT_FOUND), call.situation());
    }
    interpreter.events.calledOutside(call.situation());
    return result == null ? new Unknown(Plain.SPECIFIER_ABSENT) : result;
  }

  private static Span argumentSpan(Call call) {
    if (call.at() instanceof Node.Call node && !node.args().isEmpty()) {
      return node.args().get(0).span();
    }
    return call.at() == null ? new Span(0, 0) : call.at().span();
  }

  private static Value requireResolve(Call call) {
    Value specifier =
        looksElsewhere(call.arg(1), call)
            ? Value.join(call.arg(0), new Unknown(Plain.LOADER))
            : call.arg(0);
    call.interpreter()
        .uses
        .require(RequireSite.Kind.RESOLVE, specifier, argumentSpan(call), call.situation());
    Paths.mayThrow(call.situation());
    return Values.ANY_STRING;
  }

  /** Whether {@code require.resolve}'s options may name other folders than this file's. */
  private static boolean looksElsewhere(Value options, Call call) {
    if (options.isNullish()) {
      return false;
    }
    Interpreter interpreter = call.interpreter();
    Value paths = interpreter.properties.get(options, "paths", call.situation());
    List<Value> known = interpreter.enumeration.elements(paths);
    return !paths.isNullish() && !List.of(OwnPath.DIRNAME).equals(known);
  }

  // ---------------------------------------------------------------- later

  private static Value exit() {
    throw Unreachable.PATH;
  }

  private static Value later(Call call) {
    Call.callbacks(call.args(), Phase.LATER, call.situation());
    return new Unknown(Plain.RESULT_OF_TIMER);
  }

  private static Value then(Call call) {
    Call.callbacks(call.args(), Phase.LATER, call.situation());
    return call.interpreter().heap.newPromise(new Unknown(Plain.PROMISED));
  }

  /** The executor of a promise runs at once; what it throws rejects the promise. */
  private static Value promise(Call call) {
    Args functions =
        Args.of(
            call.interpreter().heap.newNative("settle"),
            call.interpreter().heap.newNative("settle"));
    call.interpreter().implicit.callAndCatch(call.arg(0), functions, call.situation());
    return call.interpreter().heap.newPromise(new Unknown(Plain.PROMISED));
  }
}
