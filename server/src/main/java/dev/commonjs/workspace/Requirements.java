package dev.commonjs.workspace;

import dev.commonjs.shape.ModuleShape;
import dev.commonjs.shape.Shape;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects the parts of a shape that come from other modules. */
final class Requirements {
  private final Set<Shape.Required> found = new LinkedHashSet<>();

  private Requirements() {}

  static Set<Shape.Required> of(ModuleShape shape) {
    Requirements requirements = new Requirements();
    requirements.add(shape.exports());
    for (Shape.Obj object : shape.objects()) {
      if (object.prototype() != null) {
        requirements.add(object.prototype());
      }
      requirements.addParts(object.parts());
      if (object.signature() != null) {
        requirements.add(object.signature().returns());
        object.signature().effects().forEach(effect -> requirements.addParts(effect.parts()));
      }
    }
    shape.calls().forEach(call -> call.values().forEach(requirements::add));
    shape.writes().forEach(write -> requirements.add(write.value()));
    requirements.addParts(List.copyOf(shape.effects()));
    return requirements.found;
  }

  private void add(Shape shape) {
    switch (shape) {
      case Shape.Required required -> found.add(required);
      case Shape.Union union -> union.alternatives().forEach(this::add);
      default -> {}
    }
  }

  private void addParts(List<Shape.Part> parts) {
    for (Shape.Part part : parts) {
      switch (part) {
        case Shape.Member member -> add(member.value());
        case Shape.Copy copy -> add(copy.source());
        case Shape.Elements elements -> add(elements.list());
        case Shape.Deleted deleted -> {}
        case Shape.Named named -> add(named.name());
        case Shape.Effect effect -> {
          add(effect.callee());
          effect.arguments().values().forEach(this::add);
        }
      }
    }
  }
}
