package dev.commonjs.shape;

import java.util.List;

/**
 * The export value of a file and the objects that it is made of. Value-equal and positionless: two
 * texts with equal {@code ModuleShape}s are the same module to everybody else.
 *
 * @param calls what functions of other modules are given, by the numbers of the call steps
 * @param writes what loading puts on objects of other modules, in order
 * @param effects what functions do to the object of another module that this one exports
 */
public record ModuleShape(
    Shape exports,
    List<Shape.Obj> objects,
    List<Shape.Arguments> calls,
    List<ForeignWrite> writes,
    List<Shape.Effect> effects) {
  public ModuleShape {
    objects = List.copyOf(objects);
    calls = List.copyOf(calls);
    writes = List.copyOf(writes);
    effects = List.copyOf(effects);
  }

  /** {@code holder.name = value}. */
  public record ForeignWrite(Shape.Required holder, String name, Shape value) {}

  /** A module that asks nothing of other modules' functions. */
  public ModuleShape(Shape exports, List<Shape.Obj> objects) {
    this(exports, objects, List.of(), List.of(), List.of());
  }

  /** {@code call}: of a {@link Shape.CallStep} or {@link Shape.NewStep} of this module. */
  public Shape.Arguments arguments(int call) {
    return 0 <= call && call < calls.size() ? calls.get(call) : Shape.Arguments.NOT_KNOWN;
  }

  public Shape.Obj object(Shape.Ref ref) {
    return objects.get(ref.object());
  }
}
