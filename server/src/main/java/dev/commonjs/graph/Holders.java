package dev.commonjs.graph;

import dev.commonjs.graph.Patches.ObjectKey;
import dev.commonjs.module.Shape;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The objects that a member of a value may come from: itself, what was copied into it, what it
 * inherits from.
 */
final class Holders {
  private final Walk walk;
  private final Set<ObjectKey> found = new LinkedHashSet<>();

  Holders(Walk walk) {
    this.walk = walk;
  }

  Set<ObjectKey> of(Linked value) {
    add(value);
    return found;
  }

  private void add(Linked value) {
    switch (value) {
      case Linked.Local l when l.shape() instanceof Shape.Ref ref ->
          addObject(l.file(), ref.object());
      case Linked.Instance i -> addInstance(i);
      default -> {}
    }
  }

  private void addObject(Path file, int ordinal) {
    Shape.Obj object = walk.object(file, ordinal);
    if (object == null || !found.add(new ObjectKey(file, ordinal))) {
      return;
    }
    for (Parts.Item item : Parts.of(walk, file, ordinal, object)) {
      if (item instanceof Parts.Copied copied) {
        walk.follow(copied.file(), copied.copy().source(), copied.call()).forEach(this::add);
      }
    }
    if (object.prototype() != null) {
      walk.follow(file, object.prototype(), null).forEach(this::add);
    }
  }

  private void addInstance(Linked.Instance instance) {
    Linked constructor = new Linked.Local(instance.file(), instance.constructor());
    if (walk.members.member(constructor, "prototype") instanceof Lookup.Present present) {
      present.values().forEach(this::add);
    }
    // An object handed out as an instance may be patched by whoever was given its constructor.
    found.add(new ObjectKey(instance.file(), instance.constructor().object()));
  }
}
