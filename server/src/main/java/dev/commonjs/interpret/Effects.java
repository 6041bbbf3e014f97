package dev.commonjs.interpret;

import dev.commonjs.heap.Args;
import dev.commonjs.heap.Cell;
import dev.commonjs.heap.Value;
import dev.commonjs.heap.Value.Argument;
import dev.commonjs.heap.Value.Atom;
import dev.commonjs.heap.Value.EachKey;
import dev.commonjs.heap.Value.Specifier;
import dev.commonjs.heap.Value.Symbolic;
import dev.commonjs.shape.Reason.Plain;
import dev.commonjs.shape.Shape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What functions that are being described do to their arguments, for callers in other files. */
public final class Effects {
  private static final Shape.Certainty MAYBE = Shape.Certainty.MAYBE;

  /** As {@link Shape.ParameterEffect}, by argument. */
  public static final class OfFunction {
    static final OfFunction NONE = new OfFunction();
    public final Map<Argument, Set<Shape.Part>> parts = new LinkedHashMap<>();
    public final Set<Argument> anything = new HashSet<>();
    public final Set<Argument> within = new HashSet<>();
  }

  private final Map<Cell, OfFunction> effects = new IdentityHashMap<>();

  public OfFunction of(Cell function) {
    return effects.getOrDefault(function, OfFunction.NONE);
  }

  private OfFunction of(Argument argument) {
    return effects.computeIfAbsent((Cell) argument.function(), f -> new OfFunction());
  }

  private void add(Argument argument, Shape.Part part) {
    of(argument).parts.computeIfAbsent(argument, a -> new LinkedHashSet<>()).add(part);
  }

  /** Names that are not known may be written on {@code target}, or it is kept by somebody. */
  void open(Argument argument, Symbolic target) {
    OfFunction effects = of(argument);
    (target.path().isEmpty() ? effects.anything : effects.within).add(argument);
  }

  /** {@code target.name = …}. */
  void write(Argument argument, Symbolic target, String name) {
    if (target.path().isEmpty()) {
      Shape value = new Shape.Unknown(Plain.WRITTEN_BY_FOREIGN_FUNCTION);
      add(argument, new Shape.Member(name, value, MAYBE, true, false));
    } else {
      of(argument).within.add(argument);
    }
  }

  /** {@code target[key] = …} under a name that is not known. */
  void write(Argument argument, Symbolic target, Atom key, boolean enumerable) {
    Shape.Part part = target.path().isEmpty() ? named(argument, key, enumerable) : null;
    if (part == null) {
      open(argument, target);
    } else {
      add(argument, part);
    }
  }

  private static Shape.@Nullable Part named(Argument target, Atom key, boolean enumerable) {
    if (key instanceof Value.EachElement element) {
      Shape list = enumerable ? shape(target, element.list()) : null;
      return list == null ? null : new Shape.Elements(list, MAYBE);
    }
    return shape(target, key) instanceof Shape.Argument given && given.path().isEmpty()
        ? new Shape.Named(given, MAYBE, enumerable, null)
        : null;
  }

  /** {@code Object.defineProperty(target, key, descriptor)}, all three from outside. */
  void define(Argument argument, Symbolic target, Atom key, Value descriptor) {
    Shape source = descriptor instanceof Symbolic given ? shape(argument, given) : null;
    if (source != null
        && target.path().isEmpty()
        && named(argument, key, true) instanceof Shape.Named named) {
      add(argument, new Shape.Named(named.name(), named.certainty(), true, source));
    } else {
      open(argument, target);
    }
  }

  /** The names of {@code key}'s object are copied. */
  void copy(Argument argument, Symbolic target, EachKey key) {
    Shape source = target.path().isEmpty() ? shape(argument, key.of()) : null;
    if (source == null) {
      open(argument, target);
    } else {
      add(argument, new Shape.Copy(source, key.filter(), MAYBE, key.inherited(), true));
    }
  }

  /** {@code target} is argument number {@code position} of a call of {@code callee}. */
  void handOver(Argument argument, Symbolic target, Symbolic callee, int position, Args args) {
    Shape function = target.path().isEmpty() ? shape(argument, callee) : null;
    if (function == null) {
      open(argument, target);
      return;
    }
    List<Shape> values = new ArrayList<>();
    for (Value value : args.values()) {
      Shape shape = value instanceof Symbolic symbolic ? shape(argument, symbolic) : null;
      values.add(shape == null ? new Shape.Unknown(Plain.ARGUMENT) : shape);
    }
    Shape.Arguments arguments = new Shape.Arguments(values, args.more() != null, List.of());
    add(argument, new Shape.Effect(function, position, false, arguments, MAYBE));
  }

  /** Null for what the callers of {@code target}'s function cannot see. */
  private static @Nullable Shape shape(Argument target, Atom value) {
    if (!(value instanceof Symbolic symbolic)) {
      return null;
    }
    List<Shape.Step> path = CallTable.withoutArguments(symbolic.path());
    return switch (symbolic.root()) {
      case Argument a when a.function().equals(target.function()) ->
          new Shape.Argument(Shape.OWN, a.index(), a.rest(), path);
      case Argument a -> null;
      case Specifier s -> new Shape.Required(s.specifier(), path);
    };
  }
}
