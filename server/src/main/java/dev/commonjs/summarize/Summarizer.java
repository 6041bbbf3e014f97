package dev.commonjs.summarize;

import dev.commonjs.heap.Args;
import dev.commonjs.heap.Cell;
import dev.commonjs.heap.Limits;
import dev.commonjs.heap.OwnPath;
import dev.commonjs.heap.OwnProperties;
import dev.commonjs.heap.Slot;
import dev.commonjs.heap.Value;
import dev.commonjs.heap.Value.Builtin;
import dev.commonjs.heap.Value.Ref;
import dev.commonjs.heap.Value.Str;
import dev.commonjs.heap.Value.Unknown;
import dev.commonjs.heap.Values;
import dev.commonjs.interpret.Activation;
import dev.commonjs.interpret.Interpreter;
import dev.commonjs.interpret.JoinPoint;
import dev.commonjs.interpret.Situation;
import dev.commonjs.interpret.WrapperNames;
import dev.commonjs.models.Natives;
import dev.commonjs.shape.Fact;
import dev.commonjs.shape.Locations;
import dev.commonjs.shape.ModuleShape;
import dev.commonjs.shape.ModuleSummary;
import dev.commonjs.shape.Phase;
import dev.commonjs.shape.Reason;
import dev.commonjs.shape.Reason.Plain;
import dev.commonjs.shape.Shape;
import dev.commonjs.syntax.DeepStack;
import dev.commonjs.syntax.ParsedFile;
import dev.commonjs.text.SourceText;
import dev.commonjs.text.Span;
import java.util.List;
import java.util.function.Predicate;

/** The entry of this package. */
public final class Summarizer {
  private Summarizer() {}

  /**
   * Executes the load phase of {@code file} abstractly. Total: every text has a summary.
   *
   * @param missing whether a specifier is known not to resolve: a guarded {@code require} of it
   *     throws then, any other guarded {@code require} of a constant specifier is taken to succeed.
   *     The result depends on the answers to what is asked, and on nothing else
   */
  public static ModuleSummary summarize(ParsedFile file, Predicate<String> missing) {
    return summarize(file, missing, Limits.DEFAULT);
  }

  /** The same within other limits: what is said is true with any. */
  static ModuleSummary summarize(ParsedFile file, Predicate<String> missing, Limits limits) {
    return DeepStack.call(
        () -> new Run(file, missing, limits).summary(),
        () -> unread(Plain.FILE_TOO_DEEP));
  }

  /**
   * The summary of a JSON module: its shape is its text. A text that is not JSON gives an unknown
   * shape.
   */
  public static ModuleSummary summarizeJson(SourceText text) {
    return JsonShapes.summarize(text);
  }

  /**
   * The summary of a text that nothing is known of.
   *
   * @param reason why
   */
  public static ModuleSummary unread(Reason reason) {
    ModuleShape shape = new ModuleShape(new Shape.Unknown(reason), List.of());
    Locations nowhere = new Locations(List.of(), List.of(), List.of(), List.of());
    return new ModuleSummary(
        shape, nowhere, List.of(), List.of(), List.of(), List.of(), false, false);
  }

  /** One reading of one file. */
  private static final class Run {
    private final ParsedFile file;
    private final Interpreter interpreter;
    private final FunctionSummaries functions;
    private final Situation loading;
    private final Cell module;
    private boolean ends;

    Run(ParsedFile file, Predicate<String> missing, Limits limits) {
      this.file = file;
      this.interpreter = new Interpreter(file, missing, limits, Natives::new);
      this.functions = new FunctionSummaries(interpreter);
      this.loading = Situation.ofLoad(interpreter.budget.load());
      this.module = interpreter.heap.allocate(Cell.Kind.MODULE, null, null, null);
    }

    ModuleSummary summary() {
      load();
      Slot slot = module.slots.get("exports");
      Value exported = slot == null ? new Unknown(Plain.DELETED_EXPORTS) : read(slot);
      boolean ranOut = interpreter.budget.ranOut();
      Reason openReason = openReason(ranOut);
      ShapeBuilder shapes = new ShapeBuilder(interpreter, loading.in(Phase.MAYBE));
      Shape exports = shapes.build(exported);
      shapes.foreignWrites(interpreter.uses.foreignWrites);
      shapes.foreignEffects(exported, interpreter.uses.foreignEffects);
      interpreter.budget.endLoad();
      describeFunctions(shapes);
      List<Slot.Site> finalWrites = slot == null ? List.of() : slot.writes();
      Verdicts verdicts = new Verdicts(interpreter, exported, finalWrites);
      List<Fact> facts = verdicts.judge(ends && exportsNothing(exported), file.program());
      ModuleShape shape = shapes.finish(exports, openReason);
      List<Span> exportSites = finalWrites.stream().map(Slot.Site::whole).toList();
      return new ModuleSummary(
          shape,
          shapes.locations(exportSites),
          interpreter.uses.requireSites(),
          interpreter.uses.uses(shapes::knownPath),
          facts,
          interpreter.events.exportUses(),
          file.program().esmSyntax(),
          !ranOut);
    }

    private Value read(Slot slot) {
      if (!slot.always()) {
        return Value.join(read(slot.withCertainty()), Values.UNDEFINED);
      }
      if (!slot.isAccessor()) {
        return slot.value();
      }
      Value value =
          interpreter.paths.attempt(
              () -> interpreter.properties.get(new Ref(module), "exports", loading));
      return value == null ? new Unknown(Plain.GETTER_THROWS) : value;
    }

    private @org.jspecify.annotations.Nullable Reason openReason(boolean ranOut) {
      if (ranOut) {
        return Plain.FILE_TOO_SLOW;
      }
      if (!ends) {
        return Plain.LOADING_THROWS;
      }
      return module.seen.escaped ? Plain.MODULE_HANDED_OVER : null;
    }

    /** The wrapper call (Node's documentation, "The module wrapper"). */
    private void load() {
      OwnProperties own = interpreter.own;
      Ref exports = interpreter.heap.newObject(null);
      own.define(module, "exports", exports, true, null);
      for (String name : List.of("id", "path", "filename")) {
        own.define(module, name, Values.ANY_STRING, true, null);
      }
      for (String name : List.of("children", "paths", "parent")) {
        own.define(module, name, new Unknown(Plain.LOADER), true, null);
      }
      own.define(module, "loaded", Values.FALSE, true, null);
      own.define(module, "require", new Builtin("require"), true, null);
      Cell frame = interpreter.heap.allocate(Cell.Kind.FRAME, file.program(), null, null);
      interpreter.events.start(frame, module, exports);
      List<Value> parameters =
          List.of(
              exports,
              new Builtin("require"),
              new Ref(module),
              new Str(OwnPath.FILENAME),
              new Str(OwnPath.DIRNAME));
      for (int i = 0; i < WrapperNames.PARAMETERS.size(); i++) {
        interpreter.environments.set(
            frame, WrapperNames.PARAMETERS.get(i), parameters.get(i), null);
      }
      boolean async = file.program().esmSyntax();
      frame.call = new Cell.CallArguments(new Args(parameters, null), null);
      JoinPoint end = new JoinPoint(interpreter.paths, loading, async ? frame : null);
      Activation activation = new Activation(null, frame, exports, false, null, async, end);
      ends = interpreter.calls.runModule(activation, file.program().body(), loading);
    }

    private boolean exportsNothing(Value exported) {
      return exported instanceof Ref ref
          && ref.cell().kind == Cell.Kind.OBJECT
          && ref.cell().meta.equals(Cell.Meta.PLAIN)
          && ref.cell().slots.isEmpty();
    }

    /**
     * Functions that callers can reach first, then what is known to run later, then what nothing
     * seems to hold.
     */
    private void describeFunctions(ShapeBuilder shapes) {
      for (int i = 0; i < shapes.cells().size(); i++) {
        Cell cell = shapes.cells().get(i);
        if (cell.isCallable()) {
          cell.seen.calledIn(cell.seen.called ? Phase.LOAD : Phase.MAYBE);
          if (functions.mayDescribeForCallers(cell)) {
            describe(cell, Phase.MAYBE, shapes);
          }
        }
      }
      for (Phase phase : List.of(Phase.LOAD, Phase.LATER, Phase.MAYBE, Phase.NEVER)) {
        boolean more = true;
        while (more) {
          more = false;
          for (Cell cell : interpreter.heap.functions()) {
            Phase when = cell.seen.later == null ? Phase.NEVER : cell.seen.later;
            if (when == phase && functions.mayDescribe(cell)) {
              describe(cell, phase == Phase.LOAD ? Phase.MAYBE : phase, shapes);
              more = true;
            }
          }
        }
      }
    }

    private void describe(Cell cell, Phase phase, ShapeBuilder shapes) {
      Situation deferred = Situation.ofLoad(interpreter.budget.grant());
      functions.describe(cell, phase, deferred, shapes);
    }
  }
}
