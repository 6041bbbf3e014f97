package dev.commonjs.graph;

import dev.commonjs.graph.Patches.ObjectKey;
import dev.commonjs.shape.Shape;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The objects that a member of a value may come from: itself, what was copied into it, what it
 * inherits from.
 */
final class Holders {
  private final Walk walk;
  private final Set<ObjectKey> found = new LinkedHashSet<>();
  private @Nullable Doubt limit;

  Holders(Walk walk) {
    this.walk = walk;
  }

  Set<ObjectKey> of(Linked value) {
    add(value);
    return found;
  }

  /** Why there may be others than those that were found; null when these are all. */
  @Nullable Doubt limit() {
    return limit;
  }

  private void doubt(Doubt doubt) {
    limit = Limits.passed(doubt) ? doubt : limit;
  }

  private void add(Linked value) {
    switch (value) {
      case Linked.Open open -> doubt(open.doubt());
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
      switch (item) {
        case Parts.Copied copied ->
            walk.follow(copied.file(), copied.copy().source(), copied.call()).forEach(this::add);
        case Parts.More more -> doubt(more.doubt());
        case Parts.Own own -> {}
        case Parts.Gone gone -> {}
      }
    }
    if (object.prototype() != null) {
      walk.follow(local.file(), object.prototype(), local.call()).forEach(this::add);
    }
  }

  private void addInstance(Linked.Instance instance) {
    switch (walk.members.member(instance.constructor(), "prototype")) {
      case Lookup.Present present -> present.values().forEach(this::add);
      case Lookup.Unknown unknown -> doubt(unknown.doubt());
      case Lookup.Absent absent -> {}
    }
    // An object handed out as an instance may be patched by whoever was given its constructor.
    found.add(new ObjectKey(instance.file(), instance.object()));
  }
}
