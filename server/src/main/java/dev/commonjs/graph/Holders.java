package dev.commonjs.graph;

import dev.commonjs.graph.Patches.ObjectKey;
import dev.commonjs.shape.Shape;
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
      case Linked.Local l when l.shape() instanceof Shape.Ref ref -> addObject(l, ref.object());
      case Linked.Instance i -> addInstance(i);
      default -> {}
    }
  }

  private void addObject(Linked.Local local, int ordinal) {
    Shape.Obj object = walk.object(local);
    if (object == null || !found.add(new ObjectKey(local.file(), ordinal))) {
      return;
    }
    for (Parts.Item item : Parts.of(walk, local, object)) {
      if (item instanceof Parts.Copied copied) {
        walk.follow(copied.file(), copied.copy().source(), copied.call()).forEach(this::add);
      }
    }
    if (object.prototype() != null) {
      walk.follow(local.file(), object.prototype(), local.call()).forEach(this::add);
    }
  }

  private void addInstance(Linked.Instance instance) {
    if (walk.members.member(instance.constructor(), "prototype")
        instanceof Lookup.Present present) {
      present.values().forEach(this::add);
    }
    // An object handed out as an instance may be patched by whoever was given its constructor.
    found.add(new ObjectKey(instance.file(), instance.object()));
  }
}
