package dev.commonjs.summarize;

import dev.commonjs.heap.Args;
import dev.commonjs.heap.Cell;
import dev.commonjs.heap.Slot;
import dev.commonjs.heap.Slots;
import dev.commonjs.heap.Value;
import dev.commonjs.heap.Value.Atom;
import dev.commonjs.heap.Value.Ref;
import dev.commonjs.heap.Value.Symbolic;
import dev.commonjs.heap.Values;
import dev.commonjs.interpret.Interpreter;
import dev.commonjs.interpret.LaterChanges;
import dev.commonjs.interpret.Situation;
import dev.commonjs.shape.Locations;
import dev.commonjs.shape.ModuleShape;
import dev.commonjs.shape.Phase;
import dev.commonjs.shape.Reason;
import dev.commonjs.shape.Reason.Plain;
import dev.commonjs.shape.Shape;
import dev.commonjs.shape.Shape.Certainty;
import dev.commonjs.shape.Shape.Obj;
import dev.commonjs.shape.Shape.ObjectKind;
import dev.commonjs.shape.Shape.PrimitiveKind;
import dev.commonjs.shape.Shape.Step;
import dev.commonjs.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Turns values and the objects behind them into positionless shapes, and keeps where their parts
 * stand beside them.
 */
final class ShapeBuilder implements FunctionSummaries.Visitor {

  private final Interpreter interpreter;
  private final Scope loaded;
  private final ObjectTable objects;
  private final CallShapes calls;
  private final ValueShapes values;
  private final Signatures signatures;
  private final List<ModuleShape.ForeignWrite> foreign = new ArrayList<>();
  private final List<Shape.Effect> foreignEffects = new ArrayList<>();

  /**
   * @param situation what getters are run in
   */
  ShapeBuilder(Interpreter interpreter, Situation situation) {
    this.interpreter = interpreter;
    this.loaded = new Scope(null, situation);
    this.calls = new CallShapes(interpreter.callTable);
    this.objects = new ObjectTable(interpreter.heap.limits().shapeObjects());
    this.values = new ValueShapes(interpreter.globals.cell, objects, calls);
    this.signatures = new Signatures(interpreter.file.source(), interpreter.uses.effects);
  }

  /** The shape of {@code value}; everything it refers to is read from the heap as it is now. */
  Shape build(Value value) {
    return build(value, loaded);
  }

  private Shape build(Value value, Scope scope) {
    Shape shape = values.shape(value, scope);
    drain(scope);
    return shape;
  }

  /** {@code receiver}: the object that the function was run on, as {@code new} would make it. */
  @Override
  public void returned(Cell function, Value result, Value receiver, Situation walked) {
    Integer ordinal = objects.ordinal(function);
    if (ordinal == null || signatures.isFollowed(ordinal)) {
      return;
    }
    Scope scope = new Scope(function, walked.in(Phase.MAYBE));
    signatures.returned(ordinal, build(result, scope));
    if (receiver instanceof Ref ref) {
      signatures.receiver(ordinal, receiverEffect(ref.cell(), LaterFields.of(function), scope));
      drain(scope);
    }
  }

  /** What its methods may set later: no name of those that loading gives it. */
  private Shape.ParameterEffect receiverEffect(Cell receiver, LaterFields later, Scope scope) {
    List<Shape.Part> parts = new ArrayList<>(parts(receiver, null, scope));
    Set<String> own =
        parts.stream()
            .filter(Shape.Member.class::isInstance)
            .map(part -> ((Shape.Member) part).name())
            .collect(Collectors.toUnmodifiableSet());
    for (String name : later.names()) {
      Shape value = new Shape.Unknown(Plain.SET_BY_METHOD);
      parts.add(new Shape.Member(name, value, Certainty.MAYBE, own.contains(name), false));
    }
    boolean anything =
        later.any()
            || receiver.meta.open().stream()
                .anyMatch(opening -> opening.reason() != Plain.RECEIVER);
    return new Shape.ParameterEffect(-1, false, parts, anything, false);
  }

  /** What loading puts on objects of other modules. */
  void foreignWrites(Map<Symbolic, Map<String, Value>> all) {
    all.forEach(
        (holder, names) -> {
          if (values.symbolic(holder, loaded) instanceof Shape.Required required) {
            names.forEach(
                (name, value) ->
                    foreign.add(new ModuleShape.ForeignWrite(required, name, build(value))));
          }
        });
  }

  /** What functions do to {@code exported} where that is an object of another module. */
  void foreignEffects(Value exported, Map<Symbolic, List<Cell.EffectOf>> all) {
    for (Atom atom : exported.atoms()) {
      if (atom instanceof Symbolic symbolic) {
        all.getOrDefault(symbolic, List.of()).forEach(e -> foreignEffects.add(effect(e, loaded)));
      }
    }
    drain(loaded);
  }

  @Override
  public List<Cell> cells() {
    return objects.cells();
  }

  @Override
  public boolean contains(Cell cell) {
    return objects.ordinal(cell) != null;
  }

  /** Describes what was met and was not described yet. */
  private void drain(Scope scope) {
    for (Cell cell = objects.next(); cell != null; cell = objects.next()) {
      describe(cell, scope.of(cell));
    }
  }

  private void describe(Cell cell, Scope scope) {
    if (cell.isCallable()) {
      interpreter.own.materialize(cell, "prototype");
    }
    List<Shape.Part> all = parts(cell, objects.places(cell), scope);
    Value prototype = cell.meta.prototype();
    if (prototype != null && cell.seen.blurred) {
      prototype = Value.join(prototype, new Value.Unknown(Plain.PROTOTYPE));
    }
    Shape inherits = prototype == null ? null : values.shape(prototype, scope);
    List<Reason> open =
        cell.openings().stream()
            .map(opening -> objects.placed(opening.reason(), opening.site()))
            .toList();
    if (cell.kind == Cell.Kind.ARRAY && open.isEmpty()) {
      open =
          cell.meta.rest() != null
              ? List.of(Plain.ELEMENTS_UNKNOWN)
              : cell.slots.size() > interpreter.heap.limits().shapeElements()
                  ? List.of(Plain.LIST_TOO_LONG)
                  : open;
    }
    objects.describe(cell, new Obj(kind(cell), inherits, all, null, open, cell.meta.frozen()));
  }

  /** The names of {@code cell} in order; {@code places} is told where they were written. */
  private List<Shape.Part> parts(Cell cell, @Nullable Map<String, List<Span>> places, Scope scope) {
    TreeMap<Integer, List<Shape.Part>> parts = new TreeMap<>();
    int elements = 0;
    for (Slots.Named named : cell.slots.names()) {
      String name = named.name();
      boolean hidden = isInnate(cell, name, named.slot());
      boolean tooMany =
          cell.kind == Cell.Kind.ARRAY && ++elements > interpreter.heap.limits().shapeElements();
      if (!hidden && !tooMany) {
        parts
            .computeIfAbsent(named.slot().order(), o -> new ArrayList<>())
            .add(member(name, named.slot(), cell, places, scope));
      }
    }
    for (Cell.Part part : cell.meta.parts()) {
      parts.computeIfAbsent(part.order(), o -> new ArrayList<>()).add(part(part, scope));
    }
    return parts.values().stream().flatMap(List::stream).toList();
  }

  /** What the language puts on every function. */
  private static boolean isInnate(Cell cell, String name, Slot slot) {
    return cell.isCallable()
        && slot.writes().isEmpty()
        && (name.equals("name") || name.equals("length"));
  }

  private static ObjectKind kind(Cell cell) {
    return switch (cell.kind) {
      case OBJECT, FRAME, MODULE -> ObjectKind.OBJECT;
      case ARRAY -> ObjectKind.ARRAY;
      case FUNCTION -> ObjectKind.FUNCTION;
      case CLASS -> ObjectKind.CLASS;
    };
  }

  private Shape.Member member(
      String name, Slot slot, Cell cell, @Nullable Map<String, List<Span>> places, Scope scope) {
    if (places != null && !slot.writes().isEmpty()) {
      places.put(name, slot.writes().stream().map(Slot.Site::name).toList());
    }
    Certainty certainty = slot.always() ? Certainty.ALWAYS : Certainty.MAYBE;
    Shape value = slot.isAccessor() ? got(slot, cell, scope) : values.shape(slot.value(), scope);
    return new Shape.Member(name, value, certainty, slot.enumerable(), slot.isAccessor());
  }

  /** What a getter returns, as far as that can be said without its caller. */
  private Shape got(Slot slot, Cell cell, Scope scope) {
    Value getter = slot.getter();
    if (getter == null) {
      return new Shape.Constant(PrimitiveKind.UNDEFINED, "undefined");
    }
    return interpreter.paths.speculate(
        () -> {
          Value value = call(getter, cell, scope.situation());
          return value == null
              ? new Shape.Unknown(Plain.GETTER_THROWS)
              : build(slot.isOnlyAccessor() ? value : Value.join(slot.value(), value), scope);
        });
  }

  /** Null when it throws. */
  private @Nullable Value call(Value getter, Cell cell, Situation situation) {
    // Who inherits from a class's prototype is who asks.
    Value receiver =
        cell.slots.has("constructor")
            ? Value.join(new Ref(cell), new Value.Unknown(Plain.RECEIVER))
            : new Ref(cell);
    return interpreter.paths.attempt(
        () -> interpreter.calls.call(getter, receiver, Args.NONE, null, situation));
  }

  /**
   * Getters may give something else when what they look at has changed. To be asked when all
   * functions have been walked.
   */
  void askGettersAgain() {
    if (interpreter.later.isEmpty()) {
      return;
    }
    interpreter.paths.speculate(
        () -> {
          interpreter.later.happen();
          for (Cell cell : List.copyOf(objects.cells())) {
            for (Slots.Named named : cell.slots.names()) {
              Value getter = named.slot().getter();
              if (getter != null && mayGiveAnother(getter, cell)) {
                cell.seen.writtenLater(named.name());
              }
            }
          }
          return Values.UNDEFINED;
        });
  }

  private boolean mayGiveAnother(Value getter, Cell cell) {
    if (interpreter.budget.isEmpty(loaded.situation())) {
      return true;
    }
    Value value = interpreter.paths.speculate(() -> call(getter, cell, loaded.situation()));
    return value == null || value.any(atom -> atom.equals(LaterChanges.LATER));
  }

  private Shape.Part part(Cell.Part part, Scope scope) {
    return switch (part) {
      case Cell.CopyOf copy ->
          new Shape.Copy(
              values.atom(copy.source(), scope),
              copy.filter(),
              copy.always() && !copy.filter().perhaps() ? Certainty.ALWAYS : Certainty.MAYBE,
              copy.inherited(),
              copy.values());
      case Cell.NamedBy named -> named(named, scope);
      case Cell.Deleted deleted ->
          new Shape.Deleted(deleted.name(), deleted.always() ? Certainty.ALWAYS : Certainty.MAYBE);
      case Cell.EffectOf effect -> effect(effect, scope);
    };
  }

  private Shape.Effect effect(Cell.EffectOf effect, Scope scope) {
    return new Shape.Effect(
        values.atom(effect.callee(), scope),
        effect.index(),
        effect.within(),
        values.arguments(effect.arguments(), List.of(), scope),
        effect.always() ? Certainty.ALWAYS : Certainty.MAYBE);
  }

  private Shape.Part named(Cell.NamedBy named, Scope scope) {
    Certainty certainty = named.always() ? Certainty.ALWAYS : Certainty.MAYBE;
    Shape source = values.atom(named.source(), scope);
    return named.each()
        ? new Shape.Elements(source, certainty)
        : new Shape.Named(source, certainty, true, null);
  }

  /** With the numbers of {@link ModuleShape#calls} for calls that are part of the shape. */
  List<Step> knownPath(Symbolic symbolic) {
    return calls.knownPath(symbolic);
  }

  /**
   * All that was built. To be asked when all functions have been walked.
   *
   * @param openReason for people: why {@code exports} may be more than is known; null if it is not
   */
  ModuleShape finish(Shape exports, @Nullable Reason openReason) {
    drain(loaded);
    return new ModuleShape(
        FinishedShapes.exports(exports, openReason),
        FinishedShapes.objects(objects, signatures, exports, openReason),
        calls.calls(),
        foreign,
        foreignEffects);
  }

  Locations locations(List<Span> exports) {
    return objects.locations(exports);
  }
}
