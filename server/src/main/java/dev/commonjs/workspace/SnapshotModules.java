package dev.commonjs.workspace;

import dev.commonjs.graph.Components;
import dev.commonjs.graph.Edge;
import dev.commonjs.graph.Modules;
import dev.commonjs.graph.Patches;
import dev.commonjs.module.ModuleSummary;
import dev.commonjs.module.RequireSite;
import dev.commonjs.resolve.Resolution;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A snapshot as the linker sees it. */
final class SnapshotModules implements Modules {
  private final Snapshot snapshot;
  private final Components<Path> components = new Components<>(this::loadedBy);
  private volatile @Nullable Patches ownPatches;
  private volatile @Nullable Patches allPatches;

  SnapshotModules(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  @Override
  public Kind kind(Path file) {
    return snapshot.kind(file);
  }

  @Override
  public Optional<ModuleSummary> summary(Path file) {
    return snapshot.summary(file);
  }

  @Override
  public Resolution resolve(Path from, String specifier) {
    return snapshot.resolve(from, specifier, RequireSite.Kind.REQUIRE);
  }

  @Override
  public boolean inCycle(Path a, Path b) {
    // Nothing in node_modules requires what is outside.
    if (!a.equals(b) && snapshot.isNodeModules(a) != snapshot.isNodeModules(b)) {
      return false;
    }
    synchronized (components) {
      return components.visit(a).contains(b);
    }
  }

  private Collection<Path> loadedBy(Path file) {
    boolean inside = snapshot.isNodeModules(file);
    Set<Path> targets = new LinkedHashSet<>();
    for (Edge edge : snapshot.edges(file)) {
      if (edge.runsTarget()
          && edge.resolution() instanceof Resolution.Found found
          && snapshot.isNodeModules(found.file()) == inside) {
        targets.add(found.file());
      }
    }
    return targets;
  }

  /**
   * Of the modules listed; for a file in {@code node_modules}, also of whatever they require: other
   * packages extend it.
   */
  @Override
  public Patches patches(Path file) {
    Patches own = ownPatches;
    if (!snapshot.isNodeModules(file)) {
      if (own == null) {
        own = Patches.by(snapshot.files(), this, snapshot.linker());
        ownPatches = own;
      }
      return own;
    }
    Patches all = allPatches;
    if (all == null) {
      all = Patches.by(reachable(), this, snapshot.linker());
      allPatches = all;
    }
    return all;
  }

  private Set<Path> reachable() {
    Set<Path> reached = new LinkedHashSet<>(snapshot.files());
    Deque<Path> waiting = new ArrayDeque<>(reached);
    while (!waiting.isEmpty()) {
      for (Edge edge : snapshot.edges(waiting.remove())) {
        if (edge.resolution() instanceof Resolution.Found found && reached.add(found.file())) {
          waiting.add(found.file());
        }
      }
    }
    return reached;
  }
}
