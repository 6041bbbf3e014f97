package dev.commonjs.summarize;

import dev.commonjs.heap.Args;
import dev.commonjs.heap.Cell;
import dev.commonjs.heap.Constants;
import dev.commonjs.heap.Slot;
import dev.commonjs.heap.Slots;
import dev.commonjs.heap.Value;
import dev.commonjs.heap.Value.Argument;
import dev.commonjs.heap.Value.Atom;
import dev.commonjs.heap.Value.Ref;
import dev.commonjs.heap.Value.Specifier;
import dev.commonjs.heap.Value.Symbolic;
import dev.commonjs.interpret.CallTable;
import dev.commonjs.interpret.Effects;
import dev.commonjs.interpret.Interpreter;
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
import dev.commonjs.syntax.Node;
import dev.commonjs.text.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Turns values into positionless shapes, and keeps where their parts stand beside them. */
final class ShapeBuilder implements FunctionSummaries.Visitor {
  private static final Span NOWHERE = new Span(0, 0);

  private final Interpreter interpreter;
  private final Map<Cell, Integer> ordinals = new IdentityHashMap<>();
  private final List<Cell> cells = new ArrayList<>();
  private final List<@Nullable Obj> objects = new ArrayList<>();
  private final List<Span> definitions = new ArrayList<>();
  private final List<Map<String, List<Span>>> writes = new ArrayList<>();
  private final Map<Span, Integer> placeNumbers = new LinkedHashMap<>();
  private final Deque<Cell> queue = new ArrayDeque<>();
  private final Map<Integer, Shape> returns = new HashMap<>();
  private final Map<Integer, Shape.ParameterEffect> receivers = new HashMap<>();

  private final List<Shape.Arguments> calls = new ArrayList<>();
  private final Map<CallKey, Integer> callNumbers = new HashMap<>();
  private final List<ModuleShape.ForeignWrite> foreign = new ArrayList<>();
  private final List<Shape.Effect> foreignEffects = new ArrayList<>();
  private final List<Integer> owners = new ArrayList<>();

  /** A call means different things inside different functions that are described. */
  private record CallKey(int number, @Nullable Cell described) {}

  /** The function whose result is being turned into a shape. */
  private @Nullable Cell described;

  /** What getters are run in, and who makes what: of the load, or of the function's summary. */
  private Situation situation;

  /**
   * @param situation what getters are run in
   */
  ShapeBuilder(Interpreter interpreter, Situation situation) {
    this.interpreter = interpreter;
    this.situation = situation;
  }

  /** The shape of {@code value}; everything it refers to is read from the heap as it is now. */
  Shape build(Value value) {
    Shape shape = shape(value);
    drain();
    return shape;
  }

  /** {@code receiver}: the object that the function was run on, as {@code new} would make it. */
  @Override
  public void returned(Cell function, Value result, Value receiver, Situation walked) {
    Integer ordinal = ordinals.get(function);
    if (ordinal != null && !returns.containsKey(ordinal)) {
      Cell before = described;
      Situation outer = situation;
      described = function;
      situation = walked.in(Phase.MAYBE);
      returns.put(ordinal, build(result));
      if (receiver instanceof Ref ref) {
        receivers.put(ordinal, receiverEffect(ref.cell()));
        drain();
      }
      described = before;
      situation = outer;
    }
  }

  /** What loading puts on objects of other modules. */
  void foreignWrites(Map<Symbolic, Map<String, Value>> all) {
    all.forEach(
        (holder, names) -> {
          if (symbolic(holder) instanceof Shape.Required required) {
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
        all.getOrDefault(symbolic, List.of()).forEach(e -> foreignEffects.add(effect(e)));
      }
    }
    drain();
  }

  private Shape.ParameterEffect receiverEffect(Cell receiver) {
    List<Shape.Part> parts = parts(receiver, null);
    boolean anything =
        receiver.meta.open().stream().anyMatch(opening -> opening.reason() != Plain.RECEIVER);
    return new Shape.ParameterEffect(-1, false, parts, anything, false);
  }

  @Override
  public boolean contains(Cell cell) {
    return ordinals.containsKey(cell);
  }

  List<Cell> cells() {
    return cells;
  }

  private Shape shape(Value value) {
    List<Shape> shapes = new ArrayList<>();
    for (Atom atom : value.atoms()) {
      Shape shape = atom(atom);
      if (!shapes.contains(shape)) {
        shapes.add(shape);
      }
    }
    return shapes.size() == 1 ? shapes.get(0) : new Shape.Union(shapes);
  }

  private Shape atom(Atom atom) {
    return switch (atom) {
      case Value.Undefined u -> new Shape.Constant(PrimitiveKind.UNDEFINED, "undefined");
      case Value.Null n -> new Shape.Constant(PrimitiveKind.NULL, "null");
      case Value.Bool b -> new Shape.Constant(PrimitiveKind.BOOLEAN, Boolean.toString(b.value()));
      case Value.Num n -> new Shape.Constant(PrimitiveKind.NUMBER, Constants.number(n.value()));
      case Value.Str s when s.value().indexOf('\uE0F0') >= 0 ->
          new Shape.Primitive(PrimitiveKind.STRING);
      case Value.Str s -> new Shape.Constant(PrimitiveKind.STRING, s.value());
      case Value.BigInt b -> new Shape.Constant(PrimitiveKind.BIGINT, b.text());
      case Value.Prim p -> new Shape.Primitive(p.kind());
      case Value.EachKey k -> new Shape.Primitive(PrimitiveKind.STRING);
      case Ref ref when ref.cell() == interpreter.globals.cell -> new Shape.Builtin("globalThis");
      case Ref ref -> reference(ref.cell());
      case Symbolic symbolic -> symbolic(symbolic);
      case Value.Builtin builtin -> new Shape.Builtin(builtin.name());
      case Value.EachValue v -> new Shape.Unknown(Plain.VALUE_COPIED_BY_LOOP);
      case Value.EachElement e -> new Shape.Unknown(Plain.ELEMENT_OF_FOREIGN_LIST);
      case Value.Uninitialized u -> new Shape.Unknown(Plain.BEFORE_DECLARATION);
      case Value.Unknown u -> new Shape.Unknown(placed(u.reason(), u.site()));
    };
  }

  private Reason placed(Reason reason, @Nullable Span site) {
    if (site == null) {
      return reason;
    }
    int next = placeNumbers.size();
    return new Reason.Placed(reason, placeNumbers.computeIfAbsent(site, s -> next));
  }

  private Shape symbolic(Symbolic symbolic) {
    return switch (symbolic.root()) {
      case Specifier specifier -> new Shape.Required(specifier.specifier(), path(symbolic));
      case Argument argument when argument.function() == described ->
          new Shape.Argument(Shape.OWN, argument.index(), argument.rest(), path(symbolic));
      case Argument argument when situation.isSummarizing(argument.function()) ->
          argument(argument, symbolic);
      case Argument argument -> new Shape.Unknown(Plain.ARGUMENT_OF_FUNCTION);
    };
  }

  /** Of a function around the one that is described. */
  private Shape argument(Argument argument, Symbolic symbolic) {
    Integer function = ordinals.get((Cell) argument.function());
    return function == null
        ? new Shape.Unknown(Plain.ARGUMENT_OF_FUNCTION)
        : new Shape.Argument(function, argument.index(), argument.rest(), path(symbolic));
  }

  private List<Step> path(Symbolic symbolic) {
    return numbered(symbolic, this::call);
  }

  /** With the numbers of {@link ModuleShape#calls} for calls that are part of the shape. */
  List<Step> knownPath(Symbolic symbolic) {
    return numbered(
        symbolic, number -> callNumbers.getOrDefault(new CallKey(number, null), Shape.NOT_KNOWN));
  }

  private static List<Step> numbered(Symbolic symbolic, IntUnaryOperator numbers) {
    List<Step> path = new ArrayList<>();
    for (Step step : symbolic.path()) {
      path.add(
          switch (step) {
            case Shape.CallStep call when call.call() != Shape.NOT_KNOWN ->
                new Shape.CallStep(numbers.applyAsInt(call.call()));
            case Shape.NewStep made when made.call() != Shape.NOT_KNOWN ->
                new Shape.NewStep(numbers.applyAsInt(made.call()));
            default -> step;
          });
    }
    return path;
  }

  private int call(int number) {
    CallKey key = new CallKey(number, described);
    Integer known = callNumbers.get(key);
    if (known != null) {
      return known;
    }
    int index = calls.size();
    callNumbers.put(key, index);
    calls.add(Shape.Arguments.NOT_KNOWN);
    CallTable.Entry entry = interpreter.callTable.entry(number);
    calls.set(index, arguments(entry.args(), later(entry)));
    return index;
  }

  private Shape.Arguments arguments(Args args, List<Set<String>> later) {
    List<Shape> values = args.values().stream().map(this::shape).toList();
    return new Shape.Arguments(values, args.more() != null, later);
  }

  private static List<Set<String>> later(CallTable.Entry entry) {
    List<Set<String>> later =
        entry.args().values().stream().map(value -> later(value, entry.order())).toList();
    return later.stream().allMatch(Set::isEmpty) ? List.of() : later;
  }

  /** A name counts when each object that the value may be got it after {@code order}. */
  private static Set<String> later(Value value, int order) {
    Set<String> names = null;
    for (Atom atom : value.atoms()) {
      Set<String> own = new TreeSet<>();
      if (atom instanceof Ref ref) {
        for (Slots.Named named : ref.cell().slots.list()) {
          if (named.slot().order() > order) {
            own.add(named.name());
          }
        }
      }
      if (names == null) {
        names = own;
      } else {
        names.retainAll(own);
      }
    }
    return names == null ? Set.of() : Set.copyOf(names);
  }

  private Shape reference(Cell cell) {
    Integer known = ordinals.get(cell);
    if (known != null) {
      return new Shape.Ref(known);
    }
    if (ordinals.size() >= interpreter.heap.limits().shapeObjects()) {
      return new Shape.Unknown(Plain.EXPORT_TOO_LARGE);
    }
    int ordinal = objects.size();
    ordinals.put(cell, ordinal);
    objects.add(null);
    Cell maker = situation.makerOf(cell);
    Integer owner = maker == null ? null : ordinals.get(maker);
    owners.add(owner == null ? Shape.NO_OWNER : owner);
    cells.add(cell);
    definitions.add(definition(cell));
    writes.add(new HashMap<>());
    queue.add(cell);
    return new Shape.Ref(ordinal);
  }

  private static Span definition(Cell cell) {
    return switch (cell.site) {
      case null -> NOWHERE;
      case Node.Func func -> func.name() == null ? func.span() : func.name().span();
      case Node.ClassNode node -> node.name() == null ? node.span() : node.name().span();
      case Node node -> node.span();
    };
  }

  private void drain() {
    for (Cell cell = queue.poll(); cell != null; cell = queue.poll()) {
      Cell before = described;
      described = situation.makerOf(cell);
      describe(cell);
      described = before;
    }
  }

  private void describe(Cell cell) {
    int ordinal = java.util.Objects.requireNonNull(ordinals.get(cell));
    if (cell.isCallable()) {
      interpreter.own.materialize(cell, "prototype");
    }
    List<Shape.Part> all = parts(cell, writes.get(ordinal));
    Value prototype = cell.meta.prototype();
    Shape inherits = prototype == null ? null : shape(prototype);
    List<Reason> open =
        cell.openings().stream().map(opening -> placed(opening.reason(), opening.site())).toList();
    if (cell.kind == Cell.Kind.ARRAY && open.isEmpty()) {
      open =
          cell.meta.rest() != null
              ? List.of(Plain.ELEMENTS_UNKNOWN)
              : cell.slots.size() > interpreter.heap.limits().shapeElements()
                  ? List.of(Plain.LIST_TOO_LONG)
                  : open;
    }
    objects.set(ordinal, new Obj(kind(cell), inherits, all, null, open, cell.meta.frozen()));
  }

  /** The names of {@code cell} in order; {@code places} is told where they were written. */
  private List<Shape.Part> parts(Cell cell, @Nullable Map<String, List<Span>> places) {
    TreeMap<Integer, List<Shape.Part>> parts = new TreeMap<>();
    int elements = 0;
    for (Slots.Named named : cell.slots.list()) {
      String name = named.name();
      boolean hidden =
          name.startsWith("[[")
              || name.startsWith("#")
              || name.startsWith("@@")
              || isInnate(cell, name, named.slot());
      boolean tooMany =
          cell.kind == Cell.Kind.ARRAY && ++elements > interpreter.heap.limits().shapeElements();
      if (!hidden && !tooMany) {
        parts
            .computeIfAbsent(named.slot().order(), o -> new ArrayList<>())
            .add(member(name, named.slot(), cell, places));
      }
    }
    for (Cell.Part part : cell.meta.parts()) {
      parts.computeIfAbsent(part.order(), o -> new ArrayList<>()).add(part(part));
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
      String name, Slot slot, Cell cell, @Nullable Map<String, List<Span>> places) {
    if (places != null && !slot.writes().isEmpty()) {
      places.put(name, slot.writes().stream().map(Slot.Site::name).toList());
    }
    Certainty certainty = slot.always() ? Certainty.ALWAYS : Certainty.MAYBE;
    Shape value = slot.isAccessor() ? got(slot, cell) : shape(slot.value());
    return new Shape.Member(name, value, certainty, slot.enumerable(), slot.isAccessor());
  }

  /** What a getter returns, as far as that can be said without its caller. */
  private Shape got(Slot slot, Cell cell) {
    Value getter = slot.getter();
    if (getter == null) {
      return new Shape.Constant(PrimitiveKind.UNDEFINED, "undefined");
    }
    return interpreter.paths.speculate(
        () -> {
          Value value =
              interpreter.paths.attempt(
                  () -> interpreter.calls.call(getter, new Ref(cell), Args.NONE, null, situation));
          return value == null
              ? new Shape.Unknown(Plain.GETTER_THROWS)
              : build(slot.isOnlyAccessor() ? value : Value.join(slot.value(), value));
        });
  }

  private Shape.Part part(Cell.Part part) {
    return switch (part) {
      case Cell.CopyOf copy ->
          new Shape.Copy(
              atom(copy.source()),
              copy.filter(),
              copy.always() ? Certainty.ALWAYS : Certainty.MAYBE,
              copy.inherited(),
              copy.values());
      case Cell.NamedBy named -> named(named);
      case Cell.Deleted deleted ->
          new Shape.Deleted(deleted.name(), deleted.always() ? Certainty.ALWAYS : Certainty.MAYBE);
      case Cell.EffectOf effect -> effect(effect);
    };
  }

  private Shape.Effect effect(Cell.EffectOf effect) {
    return new Shape.Effect(
        atom(effect.callee()),
        effect.index(),
        effect.within(),
        arguments(effect.arguments(), List.of()),
        effect.always() ? Certainty.ALWAYS : Certainty.MAYBE);
  }

  private Shape.Part named(Cell.NamedBy named) {
    Certainty certainty = named.always() ? Certainty.ALWAYS : Certainty.MAYBE;
    Shape source = atom(named.source());
    return named.each()
        ? new Shape.Elements(source, certainty)
        : new Shape.Named(source, certainty, true, null);
  }

  // ---------------------------------------------------------------- result

  ModuleShape finish(Shape exports, @Nullable Reason openReason) {
    drain();
    List<Obj> finished = new ArrayList<>();
    for (int i = 0; i < objects.size(); i++) {
      Obj object = java.util.Objects.requireNonNull(objects.get(i));
      Cell cell = cells.get(i);
      List<Reason> open = object.open();
      if (cell.seen.laterOpen && open.isEmpty()) {
        open = List.of(Plain.NAMES_WRITTEN_LATER);
      }
      if (openReason != null && exports instanceof Shape.Ref ref && ref.object() == i) {
        open = new ArrayList<>(open);
        open.add(openReason);
      }
      Shape returned = returns.getOrDefault(i, new Shape.Unknown(Plain.NOT_FOLLOWED));
      finished.add(
          new Obj(
              object.kind(),
              object.prototype(),
              withLaterWrites(object.parts(), cell),
              signature(cell, returned),
              open,
              object.frozen(),
              owners.get(i)));
    }
    if (openReason == null || exports instanceof Shape.Ref) {
      return new ModuleShape(exports, finished, calls, foreign, foreignEffects);
    }
    return new ModuleShape(
        new Shape.Union(List.of(exports, new Shape.Unknown(openReason))),
        finished,
        calls,
        foreign,
        foreignEffects);
  }

  /**
   * Names that code writes after loading may be there when somebody asks; they are not enumerable
   * yet.
   */
  private static List<Shape.Part> withLaterWrites(List<Shape.Part> parts, Cell cell) {
    if (cell.seen.laterWrites().isEmpty()) {
      return parts;
    }
    Shape later = new Shape.Unknown(Plain.WRITTEN_LATER);
    List<Shape.Part> all = new ArrayList<>();
    java.util.Set<String> left = new java.util.TreeSet<>(cell.seen.laterWrites());
    for (Shape.Part part : parts) {
      if (part instanceof Shape.Member member && left.remove(member.name())) {
        all.add(
            new Shape.Member(
                member.name(),
                either(member.value(), later),
                member.certainty(),
                member.enumerable(),
                member.accessor()));
      } else {
        all.add(part);
      }
    }
    left.forEach(name -> all.add(new Shape.Member(name, later, Certainty.MAYBE, false, false)));
    return all;
  }

  private static Shape either(Shape a, Shape b) {
    List<Shape> shapes =
        new ArrayList<>(a instanceof Shape.Union union ? union.alternatives() : List.of(a));
    if (!shapes.contains(b)) {
      shapes.add(b);
    }
    return shapes.size() == 1 ? shapes.get(0) : new Shape.Union(shapes);
  }

  Locations locations(List<Span> exports) {
    return new Locations(
        List.copyOf(definitions),
        writes.stream().<Map<String, List<Span>>>map(Map::copyOf).toList(),
        exports,
        List.copyOf(placeNumbers.keySet()));
  }

  private Shape.@Nullable Signature signature(Cell cell, Shape returned) {
    return switch (cell.callable) {
      case null -> null;
      case Cell.Closure closure ->
          signature(closure.func(), name(closure.func().name()), returned, cell);
      case Cell.ClassOf c -> {
        Node.Func constructor = c.constructor();
        String name = name(c.node().name());
        yield constructor == null
            ? new Shape.Signature(name, List.of(), false, false, returned, effects(cell))
            : signature(constructor, name, returned, cell);
      }
      case Cell.Bound bound ->
          new Shape.Signature(
              "", List.of(), false, false, new Shape.Unknown(Plain.BOUND_FUNCTION), List.of());
      case Cell.Native n ->
          new Shape.Signature(
              "", List.of(), false, false, new Shape.Unknown(Plain.BUILTIN_FUNCTION), List.of());
    };
  }

  private static String name(Node.@Nullable Ident ident) {
    return ident == null ? "" : ident.name();
  }

  private Shape.Signature signature(Node.Func func, String name, Shape returned, Cell cell) {
    List<String> parameters = new ArrayList<>();
    String text = interpreter.file.source().text();
    for (Node.Target param : func.params()) {
      String source =
          text.substring(
              Math.min(param.start(), text.length()), Math.min(param.end(), text.length()));
      parameters.add(source.length() > 80 ? source.substring(0, 77) + "..." : source);
    }
    return new Shape.Signature(
        name, parameters, func.async(), func.generator(), returned, effects(cell));
  }

  private List<Shape.ParameterEffect> effects(Cell cell) {
    List<Shape.ParameterEffect> result = new ArrayList<>();
    Shape.ParameterEffect receiver = receivers.get(ordinals.get(cell));
    if (receiver != null && !(receiver.parts().isEmpty() && !receiver.anything())) {
      result.add(receiver);
    }
    Effects.OfFunction effects = interpreter.uses.effects.of(cell);
    Set<Argument> touched = new LinkedHashSet<>(effects.parts.keySet());
    touched.addAll(effects.anything);
    touched.addAll(effects.within);
    for (Argument argument : touched) {
      result.add(
          new Shape.ParameterEffect(
              argument.index(),
              argument.rest(),
              effects.parts.getOrDefault(argument, List.of()),
              effects.anything.contains(argument),
              effects.within.contains(argument)));
    }
    return result.stream()
        .sorted(
            java.util.Comparator.comparingInt(Shape.ParameterEffect::index)
                .thenComparing(Shape.ParameterEffect::rest))
        .toList();
  }
}
