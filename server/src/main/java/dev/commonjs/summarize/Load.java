package dev.commonjs.summarize;

import dev.commonjs.heap.Args;
import dev.commonjs.heap.Cell;
import dev.commonjs.heap.OwnPath;
import dev.commonjs.heap.OwnProperties;
import dev.commonjs.heap.Slot;
import dev.commonjs.heap.Value;
import dev.commonjs.heap.Value.Builtin;
import dev.commonjs.heap.Value.Ref;
import dev.commonjs.heap.Value.Unknown;
import dev.commonjs.heap.Values;
import dev.commonjs.interpret.Activation;
import dev.commonjs.interpret.Interpreter;
import dev.commonjs.interpret.JoinPoint;
import dev.commonjs.interpret.Situation;
import dev.commonjs.interpret.WrapperNames;
import dev.commonjs.shape.Reason;
import dev.commonjs.shape.Reason.Plain;
import dev.commonjs.syntax.ParsedFile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file that has run, as Node runs it.
 *
 * @param situation what it ran in
 * @param exported the value of {@code module.exports} at the end
 * @param finalWrites the assignments that can have given it
 * @param ends false when it throws, as far as can be seen
 * @param openReason for people: why {@code exported} may be more than is known; null if it is not
 */
record Load(
    Situation situation,
    Value exported,
    List<Slot.Site> finalWrites,
    boolean ends,
    @Nullable Reason openReason) {

  /** Runs the file of {@code interpreter}. */
  static Load of(Interpreter interpreter) {
    Situation loading = Situation.ofLoad(interpreter.budget.load());
    Cell module = interpreter.heap.allocate(Cell.Kind.MODULE, null, null, null);
    boolean ends = run(module, loading, interpreter);
    Slot slot = module.slots.get("exports");
    Value exported =
        slot == null
            ? new Unknown(Plain.DELETED_EXPORTS)
            : read(slot, module, loading, interpreter);
    List<Slot.Site> finalWrites = slot == null ? List.of() : slot.writes();
    Reason openReason = openReason(interpreter.file, interpreter.budget.ranOut(), ends, module);
    return new Load(loading, exported, finalWrites, ends, openReason);
  }

  /** The wrapper call (Node's documentation, "The module wrapper"). */
  private static boolean run(Cell module, Situation loading, Interpreter interpreter) {
    ParsedFile file = interpreter.file;
    OwnProperties own = interpreter.own;
    Ref exports = interpreter.heap.newObject(null);
    own.define(module, "exports", exports, true, null);
    for (String name : List.of("id", "path", "filename")) {
      own.define(module, name, Values.ANY_STRING, true, null);
    }
    for (String name : List.of("children", "parent")) {
      own.define(module, name, new Unknown(Plain.LOADER), true, null);
    }
    own.define(module, "paths", new Builtin("require.main.paths"), true, null);
    own.define(module, "loaded", Values.FALSE, true, null);
    own.define(module, "require", new Builtin("require"), true, null);
    inherit(module, interpreter);
    Cell frame = interpreter.heap.allocate(Cell.Kind.FRAME, file.program(), null, null);
    interpreter.events.start(frame, module, exports);
    List<Value> parameters =
        List.of(
            exports, new Builtin("require"), new Ref(module), OwnPath.FILENAME, OwnPath.DIRNAME);
    for (int i = 0; i < WrapperNames.PARAMETERS.size(); i++) {
      interpreter.environments.set(frame, WrapperNames.PARAMETERS.get(i), parameters.get(i), null);
    }
    boolean async = file.program().esmSyntax();
    frame.call = new Cell.CallArguments(new Args(parameters, null), null);
    JoinPoint end = new JoinPoint(interpreter.paths, loading, async ? frame : null);
    Activation activation = new Activation(null, frame, exports, false, null, async, end);
    return interpreter.calls.runModule(activation, file.program().body(), loading);
  }

  /** {@code Module.prototype}. */
  private static void inherit(Cell module, Interpreter interpreter) {
    Ref prototype = interpreter.heap.newObject(null);
    interpreter.own.define(
        prototype.cell(), "constructor", interpreter.uses.required("module"), false, null);
    for (String name : List.of("load", "_compile", "isPreloading")) {
      interpreter.own.define(prototype.cell(), name, new Unknown(Plain.LOADER), true, null);
    }
    interpreter.heap.setMeta(module, module.meta.withPrototype(prototype));
  }

  private static Value read(Slot slot, Cell module, Situation loading, Interpreter interpreter) {
    if (!slot.always()) {
      return Value.join(read(slot.withCertainty(), module, loading, interpreter), Values.UNDEFINED);
    }
    if (!slot.isAccessor()) {
      return slot.value();
    }
    Value value =
        interpreter.paths.attempt(
            () -> interpreter.properties.get(new Ref(module), "exports", loading));
    return value == null ? new Unknown(Plain.GETTER_THROWS) : value;
  }

  private static @Nullable Reason openReason(
      ParsedFile file, boolean ranOut, boolean ends, Cell module) {
    // Callers never get what was made of the rest; mid-edit they get what will stand there then.
    if (!file.errors().isEmpty()) {
      return Plain.NOT_PARSED;
    }
    if (ranOut) {
      return Plain.FILE_TOO_SLOW;
    }
    if (!ends) {
      return Plain.LOADING_THROWS;
    }
    return module.seen.escaped ? Plain.MODULE_HANDED_OVER : null;
  }

  /** Whether it surely ends and leaves an object without names. Asks the heap as it is now. */
  boolean exportsNothing() {
    return ends
        && exported instanceof Ref ref
        && ref.cell().kind == Cell.Kind.OBJECT
        && ref.cell().meta.equals(Cell.Meta.PLAIN)
        && ref.cell().slots.isEmpty();
  }
}
