package dev.commonjs.feature;

import dev.commonjs.graph.Linked;
import dev.commonjs.graph.Linker;
import dev.commonjs.graph.Lookup;
import dev.commonjs.shape.Shape;
import dev.commonjs.workspace.Snapshot;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the uses of other modules in one file are about; the linker is asked once for a value. */
final class MemberUses {
  private final Linker linker;
  private final Path file;
  private final Map<Shape.Required, Lookup> known = new HashMap<>();

  MemberUses(Snapshot snapshot, Path file) {
    this.linker = snapshot.linker();
    this.file = file;
  }

  /** The member that the last step of {@code value} reads. */
  Lookup lookup(Shape.Required value) {
    Lookup before = known.get(value);
    if (before != null) {
      return before;
    }
    Lookup found = linker.member(file, value);
    known.put(value, found);
    return found;
  }

  /** What the last step of {@code value} is taken from. */
  List<Linked> holders(Shape.Required value) {
    return linker.follow(file, Linker.holder(value));
  }
}
