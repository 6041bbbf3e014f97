package dev.commonjs.module;

import dev.commonjs.module.Value.Builtin;
import dev.commonjs.module.Value.Ref;
import dev.commonjs.module.Value.Str;
import dev.commonjs.module.Value.Unknown;
import dev.commonjs.syntax.DeepStack;
import dev.commonjs.syntax.ParsedFile;
import dev.commonjs.text.SourceText;
import dev.commonjs.text.Span;
import java.util.List;
import java.util.function.Predicate;

/** The entry of this package. */
public final class Summarizer {
  /** Of the wrapper function, in order. */
  static final List<String> PARAMETERS =
      List.of("exports", "require", "module", "__filename", "__dirname");

  private Summarizer() {}

  /**
   * Executes the load phase of {@code file} abstractly. Total: every text has a summary.
   *
   * @param missing whether a specifier is known not to resolve: a guarded {@code require} of it
   *     throws then, any other guarded {@code require} of a constant specifier is taken to succeed.
   *     The result depends on the answers to what is asked, and on nothing else
   */
  public static ModuleSummary summarize(ParsedFile file, Predicate<String> missing) {
    return DeepStack.call(
        () -> new Run(file, missing).summary(), () -> unread("the code is nested too deeply"));
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
   * @param reason for people: why
   */
  public static ModuleSummary unread(String reason) {
    ModuleShape shape = new ModuleShape(new Shape.Unknown(reason), List.of());
    Locations nowhere = new Locations(List.of(), List.of(), List.of());
    return new ModuleSummary(
        shape, nowhere, List.of(), List.of(), List.of(), List.of(), false, false);
  }

  /** One reading of one file. */
  private static final class Run {
    private final ParsedFile file;
    private final Machine machine;
    private final Cell module;
    private boolean ends;

    Run(ParsedFile file, Predicate<String> missing) {
      this.file = file;
      this.machine = new Machine(file, missing);
      this.module = machine.heap.allocate(Cell.Kind.MODULE, null, null, null);
    }

    ModuleSummary summary() {
      load();
      Slot slot = module.slots.get("exports");
      Value exported = slot == null ? new Unknown("module.exports was deleted") : read(slot);
      boolean ranOut = machine.budget.ranOut();
      String openReason = openReason(ranOut);
      ShapeBuilder shapes = new ShapeBuilder(machine);
      Shape exports = shapes.build(exported);
      shapes.foreignWrites(machine.recorder.foreignWrites);
      shapes.foreignEffects(exported, machine.recorder.foreignEffects);
      machine.budget.endLoad();
      describeFunctions(shapes);
      List<Slot.Site> finalWrites = slot == null ? List.of() : slot.writes();
      Verdicts verdicts = new Verdicts(machine, exported, finalWrites);
      List<Fact> facts = verdicts.judge(ends && exportsNothing(exported), file.program());
      ModuleShape shape = shapes.finish(exports, openReason);
      List<Span> exportSites = finalWrites.stream().map(Slot.Site::whole).toList();
      return new ModuleSummary(
          shape,
          shapes.locations(exportSites),
          machine.recorder.requireSites(),
          machine.recorder.uses(shapes),
          facts,
          machine.recorder.exportUses(),
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
      Value value = machine.attempt(() -> machine.objects.get(new Ref(module), "exports"));
      return value == null ? new Unknown("a getter that throws") : value;
    }

    private @org.jspecify.annotations.Nullable String openReason(boolean ranOut) {
      if (ranOut) {
        return "the file takes too many steps to load";
      }
      if (!ends) {
        return "loading it throws, as far as can be seen";
      }
      return module.seen.escaped ? "`module` was handed to other code" : null;
    }

    /** The wrapper call (Node's documentation, "The module wrapper"). */
    private void load() {
      Objects objects = machine.objects;
      Ref exports = machine.newObject(null);
      objects.define(module, "exports", exports, true, null);
      for (String name : List.of("id", "path", "filename")) {
        objects.define(module, name, Values.ANY_STRING, true, null);
      }
      for (String name : List.of("children", "paths", "parent")) {
        objects.define(module, name, new Unknown("it depends on who loads the file"), true, null);
      }
      objects.define(module, "loaded", Values.FALSE, true, null);
      objects.define(module, "require", new Builtin("require"), true, null);
      Cell frame = machine.heap.allocate(Cell.Kind.FRAME, file.program(), null, null);
      machine.recorder.start(frame, module, exports);
      List<Value> parameters =
          List.of(
              exports,
              new Builtin("require"),
              new Ref(module),
              new Str(NodeModels.FILENAME),
              new Str(NodeModels.DIRNAME));
      for (int i = 0; i < PARAMETERS.size(); i++) {
        machine.evaluator.setVariable(frame, PARAMETERS.get(i), parameters.get(i), null);
      }
      Machine.Target end = machine.new Target();
      Machine.Activation activation =
          new Machine.Activation(
              null, frame, exports, parameters, null, false, null, file.program().esmSyntax(), end);
      ends = machine.calls.runModule(activation, file.program().body());
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
          if (machine.recorder.mayDescribeForCallers(cell)) {
            describe(cell, Phase.MAYBE, shapes);
          }
        }
      }
      for (Phase phase : List.of(Phase.LOAD, Phase.LATER, Phase.MAYBE, Phase.NEVER)) {
        boolean more = true;
        while (more) {
          more = false;
          for (Cell cell : List.copyOf(machine.functions)) {
            Phase when = cell.seen.later == null ? Phase.NEVER : cell.seen.later;
            if (when == phase && machine.recorder.mayDescribe(cell)) {
              describe(cell, phase == Phase.LOAD ? Phase.MAYBE : phase, shapes);
              more = true;
            }
          }
        }
      }
    }

    private void describe(Cell cell, Phase phase, ShapeBuilder shapes) {
      machine.budget.refill();
      machine.descriptions.describe(cell, phase, shapes);
    }
  }
}
