package dev.commonjs.summarize;

import dev.commonjs.heap.Limits;
import dev.commonjs.heap.Slot;
import dev.commonjs.interpret.Interpreter;
import dev.commonjs.models.Natives;
import dev.commonjs.shape.Fact;
import dev.commonjs.shape.Locations;
import dev.commonjs.shape.ModuleShape;
import dev.commonjs.shape.ModuleSummary;
import dev.commonjs.shape.Phase;
import dev.commonjs.shape.Reason;
import dev.commonjs.shape.Reason.About;
import dev.commonjs.shape.Reason.Plain;
import dev.commonjs.shape.Shape;
import dev.commonjs.syntax.DeepStack;
import dev.commonjs.syntax.ParsedFile;
import dev.commonjs.text.SourceText;
import dev.commonjs.text.Span;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

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
        () -> read(new Interpreter(file, missing, limits, Natives::new)),
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
        shape, nowhere, List.of(), List.of(), List.of(), List.of(), Set.of(), false, false);
  }

  /**
   * Why the exports may be more. A file that exports nothing and needs a name which Node does not
   * have, such as {@code define}, is for somebody who defines it and decides what it gives.
   */
  private static @Nullable Reason openReason(Load load, List<Fact> facts, Interpreter interpreter) {
    String missing = interpreter.events.missingName;
    boolean meantToExport =
        !interpreter.events.writes.isEmpty()
            || !interpreter.events.replacements.isEmpty()
            || facts.stream().anyMatch(Summarizer::isMistake);
    return load.openReason() == null && missing != null && load.exportsNothing() && !meantToExport
        ? About.NOT_DEFINED.of(missing)
        : load.openReason();
  }

  private static boolean isMistake(Fact fact) {
    return !(fact instanceof Fact.WrapperUsed
        || fact instanceof Fact.FileNamed
        || fact instanceof Fact.EsmSyntax
        || fact instanceof Fact.HostTested
        || fact instanceof Fact.LoaderChanged
        || fact instanceof Fact.NamesMapped);
  }

  private static ModuleSummary read(Interpreter interpreter) {
    Load load = Load.of(interpreter);
    ShapeBuilder shapes = new ShapeBuilder(interpreter, load.situation().in(Phase.MAYBE));
    Shape exports = shapes.build(load.exported());
    shapes.foreignWrites(interpreter.uses.foreignWrites);
    shapes.foreignEffects(load.exported(), interpreter.uses.foreignEffects);
    interpreter.budget.endLoad();
    new FunctionSummaries(interpreter).describeAll(shapes);
    shapes.askGettersAgain();
    List<Fact> facts =
        Judgements.of(
            Evidence.of(interpreter, load.exported(), load.finalWrites(), load.exportsNothing()));
    ModuleShape shape = shapes.finish(exports, openReason(load, facts, interpreter));
    List<Span> exportSites = load.finalWrites().stream().map(Slot.Site::whole).toList();
    return new ModuleSummary(
        shape,
        shapes.locations(exportSites),
        interpreter.uses.requireSites(),
        interpreter.uses.uses(shapes::knownPath),
        facts,
        interpreter.events.exportUses(),
        interpreter.texts.modules(interpreter.uses.requireSites()),
        TestCalls.isTest(interpreter.file.program()),
        interpreter.file.program().esmSyntax());
  }
}
