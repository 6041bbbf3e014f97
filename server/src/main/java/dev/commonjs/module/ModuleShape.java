package dev.commonjs.module;

import java.util.List;

/**
 * The export value of a file and the objects that it is made of. Value-equal and positionless: two
 * texts with equal {@code ModuleShape}s are the same module to everybody else.
 */
public record ModuleShape(Shape exports, List<Shape.Obj> objects) {
  public ModuleShape {
    objects = List.copyOf(objects);
  }

  public Shape.Obj object(Shape.Ref ref) {
    return objects.get(ref.object());
  }
}
