package dev.commonjs.summarize;

import dev.commonjs.heap.Args;
import dev.commonjs.heap.Cell;
import dev.commonjs.heap.Constants;
import dev.commonjs.heap.Value;
import dev.commonjs.heap.Value.Argument;
import dev.commonjs.heap.Value.Atom;
import dev.commonjs.heap.Value.Ref;
import dev.commonjs.heap.Value.Specifier;
import dev.commonjs.heap.Value.Symbolic;
import dev.commonjs.interpret.CallTable;
import dev.commonjs.shape.Reason.Plain;
import dev.commonjs.shape.Shape;
import dev.commonjs.shape.Shape.PrimitiveKind;
import dev.commonjs.shape.Shape.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Turns values into shapes. An object that is met for the first time is given a number and is left
 * to be described.
 */
final class ValueShapes {
  private final Cell globals;
  private final ObjectTable objects;
  private final CallShapes calls;

  /**
   * @param globals the global object
   */
  ValueShapes(Cell globals, ObjectTable objects, CallShapes calls) {
    this.globals = globals;
    this.objects = objects;
    this.calls = calls;
  }

  Shape shape(Value value, Scope scope) {
    List<Shape> shapes = new ArrayList<>();
    for (Atom atom : value.atoms()) {
      Shape shape = atom(atom, scope);
      if (!shapes.contains(shape)) {
        shapes.add(shape);
      }
    }
    return shapes.size() == 1 ? shapes.get(0) : new Shape.Union(shapes);
  }

  Shape atom(Atom atom, Scope scope) {
    return switch (atom) {
      case Value.Undefined u -> new Shape.Constant(PrimitiveKind.UNDEFINED, "undefined");
      case Value.Null n -> new Shape.Constant(PrimitiveKind.NULL, "null");
      case Value.Bool b -> new Shape.Constant(PrimitiveKind.BOOLEAN, Boolean.toString(b.value()));
      case Value.Num n -> new Shape.Constant(PrimitiveKind.NUMBER, Constants.number(n.value()));
      case Value.Str s -> new Shape.Constant(PrimitiveKind.STRING, s.value());
      case Value.BigInt b -> new Shape.Constant(PrimitiveKind.BIGINT, b.text());
      case Value.Prim p -> new Shape.Primitive(p.kind());
      case Value.EachKey k -> new Shape.Primitive(PrimitiveKind.STRING);
      case Value.PathText p -> new Shape.Primitive(PrimitiveKind.STRING);
      case Ref ref when ref.cell() == globals -> new Shape.Builtin("globalThis");
      case Ref ref -> reference(ref.cell(), scope);
      case Symbolic symbolic -> symbolic(symbolic, scope);
      case Value.Builtin builtin -> new Shape.Builtin(builtin.name());
      case Value.EachValue v -> new Shape.Unknown(Plain.VALUE_COPIED_BY_LOOP);
      case Value.EachElement e -> new Shape.Unknown(Plain.ELEMENT_OF_FOREIGN_LIST);
      case Value.Uninitialized u -> new Shape.Unknown(Plain.BEFORE_DECLARATION);
      case Value.Unknown u -> new Shape.Unknown(objects.placed(u.reason(), u.site()));
    };
  }

  Shape symbolic(Symbolic symbolic, Scope scope) {
    return switch (symbolic.root()) {
      case Specifier specifier -> new Shape.Required(specifier.specifier(), path(symbolic, scope));
      case Argument argument when argument.function() == scope.described() ->
          new Shape.Argument(Shape.OWN, argument.index(), argument.rest(), path(symbolic, scope));
      case Argument argument when scope.situation().isSummarizing(argument.function()) ->
          argument(argument, symbolic, scope);
      case Argument argument -> new Shape.Unknown(Plain.ARGUMENT_OF_FUNCTION);
    };
  }

  /** Of a function around the one that is described. */
  private Shape argument(Argument argument, Symbolic symbolic, Scope scope) {
    Integer function = objects.ordinal((Cell) argument.function());
    return function == null
        ? new Shape.Unknown(Plain.ARGUMENT_OF_FUNCTION)
        : new Shape.Argument(function, argument.index(), argument.rest(), path(symbolic, scope));
  }

  private List<Step> path(Symbolic symbolic, Scope scope) {
    return calls.path(symbolic, scope.described(), entry -> given(entry, scope));
  }

  private Shape.Arguments given(CallTable.Entry entry, Scope scope) {
    return arguments(entry.args(), CallShapes.later(entry), scope);
  }

  /**
   * @param later by argument: the names that it got after the call
   */
  Shape.Arguments arguments(Args args, List<Set<String>> later, Scope scope) {
    List<Shape> values = args.values().stream().map(value -> shape(value, scope)).toList();
    return new Shape.Arguments(values, args.more() != null, later);
  }

  private Shape reference(Cell cell, Scope scope) {
    Integer known = objects.ordinal(cell);
    if (known != null) {
      return new Shape.Ref(known);
    }
    if (objects.isFull()) {
      return new Shape.Unknown(Plain.EXPORT_TOO_LARGE);
    }
    return new Shape.Ref(objects.add(cell, scope.situation().makerOf(cell)));
  }
}
