package dev.commonjs.module;

import dev.commonjs.module.Shape.Certainty;
import dev.commonjs.module.Shape.Obj;
import dev.commonjs.module.Shape.ObjectKind;
import dev.commonjs.module.Shape.PrimitiveKind;
import dev.commonjs.module.Value.Argument;
import dev.commonjs.module.Value.Atom;
import dev.commonjs.module.Value.Ref;
import dev.commonjs.module.Value.Specifier;
import dev.commonjs.module.Value.Symbolic;
import dev.commonjs.syntax.Node;
import dev.commonjs.text.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Turns values into positionless shapes, and keeps where their parts stand beside them. */
final class ShapeBuilder {
  private static final int MOST_OBJECTS = 6_000;
  private static final int MOST_ELEMENTS = 64;
  private static final Span NOWHERE = new Span(0, 0);

  private final Machine machine;
  private final Map<Cell, Integer> ordinals = new IdentityHashMap<>();
  private final List<Cell> cells = new ArrayList<>();
  private final List<@Nullable Obj> objects = new ArrayList<>();
  private final List<Span> definitions = new ArrayList<>();
  private final List<Map<String, List<Span>>> writes = new ArrayList<>();
  private final Deque<Cell> queue = new ArrayDeque<>();
  private final Map<Integer, Shape> returns = new HashMap<>();
  private final Map<Integer, Shape.ParameterEffect> receivers = new HashMap<>();

  /** The function whose result is being turned into a shape. */
  private @Nullable Cell described;

  ShapeBuilder(Machine machine) {
    this.machine = machine;
  }

  /** The shape of {@code value}; everything it refers to is read from the heap as it is now. */
  Shape build(Value value) {
    Shape shape = shape(value);
    drain();
    return shape;
  }

  /** {@code receiver}: the object that the function was run on, as {@code new} would make it. */
  void returns(Cell function, Value result, Value receiver) {
    Integer ordinal = ordinals.get(function);
    if (ordinal != null && !returns.containsKey(ordinal)) {
      Cell before = described;
      described = function;
      returns.put(ordinal, build(result));
      if (receiver instanceof Ref ref) {
        receivers.put(ordinal, receiverEffect(ref.cell()));
        drain();
      }
      described = before;
    }
  }

  private Shape.ParameterEffect receiverEffect(Cell receiver) {
    List<Shape.Part> parts = parts(receiver, null);
    boolean anything =
        receiver.meta.open().stream().anyMatch(reason -> !reason.equals(Calls.UNKNOWN_RECEIVER));
    return new Shape.ParameterEffect(-1, parts, anything);
  }

  boolean contains(Cell cell) {
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
      case Ref ref when ref.cell() == machine.globals.cell -> new Shape.Builtin("globalThis");
      case Ref ref -> reference(ref.cell());
      case Symbolic symbolic -> symbolic(symbolic);
      case Value.Builtin builtin -> new Shape.Builtin(builtin.name());
      case Value.EachValue v -> new Shape.Unknown("a value that a loop copies");
      case Value.Uninitialized u -> new Shape.Unknown("used before its declaration");
      case Value.Unknown u -> new Shape.Unknown(u.reason());
    };
  }

  private Shape symbolic(Symbolic symbolic) {
    return switch (symbolic.root()) {
      case Specifier specifier -> new Shape.Required(specifier.specifier(), symbolic.path());
      case Argument argument when described != null && argument.function() == described ->
          new Shape.Argument(argument.index(), symbolic.path());
      case Argument argument -> new Shape.Unknown("an argument of a function");
    };
  }

  private Shape reference(Cell cell) {
    Integer known = ordinals.get(cell);
    if (known != null) {
      return new Shape.Ref(known);
    }
    if (ordinals.size() >= MOST_OBJECTS) {
      return new Shape.Unknown("the export is too large");
    }
    int ordinal = objects.size();
    ordinals.put(cell, ordinal);
    objects.add(null);
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
      describe(cell);
    }
  }

  private void describe(Cell cell) {
    int ordinal = java.util.Objects.requireNonNull(ordinals.get(cell));
    if (cell.isCallable()) {
      machine.calls.materialize(cell, "prototype");
    }
    List<Shape.Part> all = parts(cell, writes.get(ordinal));
    Value prototype = cell.meta.prototype();
    Shape inherits = prototype == null ? null : shape(prototype);
    objects.set(
        ordinal, new Obj(kind(cell), inherits, all, null, cell.meta.open(), cell.meta.frozen()));
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
      boolean tooMany = cell.kind == Cell.Kind.ARRAY && ++elements > MOST_ELEMENTS;
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
    return machine.speculate(
        () -> {
          machine.phase = Phase.MAYBE;
          Value value =
              machine.attempt(() -> machine.calls.call(getter, new Ref(cell), Args.NONE, null));
          return value == null
              ? new Shape.Unknown("a getter that throws")
              : build(slot.isOnlyAccessor() ? value : Value.join(slot.value(), value));
        });
  }

  private Shape.Part part(Cell.Part part) {
    return switch (part) {
      case Cell.CopyOf copy ->
          new Shape.Copy(
              atom(copy.source()),
              copy.excluded(),
              copy.always() ? Certainty.ALWAYS : Certainty.MAYBE,
              copy.inherited(),
              copy.values());
      case Cell.EffectOf effect ->
          new Shape.Effect(
              atom(effect.callee()),
              effect.index(),
              effect.arguments().stream().map(this::shape).toList(),
              effect.always() ? Certainty.ALWAYS : Certainty.MAYBE);
    };
  }

  // ---------------------------------------------------------------- result

  ModuleShape finish(Shape exports, @Nullable String openReason) {
    drain();
    List<Obj> finished = new ArrayList<>();
    for (int i = 0; i < objects.size(); i++) {
      Obj object = java.util.Objects.requireNonNull(objects.get(i));
      Cell cell = cells.get(i);
      List<String> open = object.open();
      if (cell.seen.laterOpen && open.isEmpty()) {
        open = List.of("names are written after it has loaded");
      }
      if (openReason != null && exports instanceof Shape.Ref ref && ref.object() == i) {
        open = new ArrayList<>(open);
        open.add(openReason);
      }
      Shape returned = returns.getOrDefault(i, new Shape.Unknown("the function was not followed"));
      finished.add(
          new Obj(
              object.kind(),
              object.prototype(),
              withLaterWrites(object.parts(), cell),
              signature(cell, returned),
              open,
              object.frozen()));
    }
    if (openReason == null || exports instanceof Shape.Ref) {
      return new ModuleShape(exports, finished);
    }
    return new ModuleShape(
        new Shape.Union(List.of(exports, new Shape.Unknown(openReason))), finished);
  }

  /**
   * Names that code writes after loading may be there when somebody asks; they are not enumerable
   * yet.
   */
  private static List<Shape.Part> withLaterWrites(List<Shape.Part> parts, Cell cell) {
    if (cell.seen.laterWrites().isEmpty()) {
      return parts;
    }
    Shape later = new Shape.Unknown("it is written after the file has loaded");
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
        exports);
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
              "", List.of(), false, false, new Shape.Unknown("a bound function"), List.of());
      case Cell.Native n ->
          new Shape.Signature(
              "", List.of(), false, false, new Shape.Unknown("a built-in function"), List.of());
    };
  }

  private static String name(Node.@Nullable Ident ident) {
    return ident == null ? "" : ident.name();
  }

  private Shape.Signature signature(Node.Func func, String name, Shape returned, Cell cell) {
    List<String> parameters = new ArrayList<>();
    String text = machine.file.source().text();
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
    Map<Integer, Shape.ParameterEffect> result = new LinkedHashMap<>();
    Shape.ParameterEffect receiver = receivers.get(ordinals.get(cell));
    if (receiver != null && !(receiver.parts().isEmpty() && !receiver.anything())) {
      result.put(-1, receiver);
    }
    Recorder.Effects effects = machine.recorder.effects.getOrDefault(cell, new Recorder.Effects());
    effects.parts.forEach(
        (index, parts) ->
            result.put(
                index, new Shape.ParameterEffect(index, parts, effects.anything.contains(index))));
    effects.anything.forEach(
        index -> result.putIfAbsent(index, new Shape.ParameterEffect(index, List.of(), true)));
    return result.values().stream()
        .sorted(java.util.Comparator.comparingInt(Shape.ParameterEffect::index))
        .toList();
  }
}
