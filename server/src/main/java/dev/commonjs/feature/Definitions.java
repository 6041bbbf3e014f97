package dev.commonjs.feature;

import dev.commonjs.graph.Linked;
import dev.commonjs.graph.Linker;
import dev.commonjs.graph.Lookup;
import dev.commonjs.graph.Origin;
import dev.commonjs.resolve.Resolution;
import dev.commonjs.shape.ModuleSummary;
import dev.commonjs.shape.ModuleSummary.ExportUse;
import dev.commonjs.shape.RequireSite;
import dev.commonjs.shape.Shape;
import dev.commonjs.text.Span;
import dev.commonjs.workspace.Cancel;
import dev.commonjs.workspace.Snapshot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where the thing under the cursor comes from. */
public final class Definitions {
  private static final Span START = new Span(0, 0);

  private final Snapshot snapshot;
  private final Path file;
  private final boolean declaration;

  private Definitions(Snapshot snapshot, Path file, boolean declaration) {
    this.snapshot = snapshot;
    this.file = file;
    this.declaration = declaration;
  }

  /**
   * @param origin the token that was asked about
   * @param targets at least one; in a stable order
   */
  public record Found(Span origin, List<Origin> targets) {
    public Found {
      targets = List.copyOf(targets);
    }
  }

  /**
   * The place that defines it: through re-exports, aliases, getters and copies. Of a specifier, the
   * file's start.
   */
  public static Optional<Found> definition(
      Snapshot snapshot, Path file, int offset, Cancel cancel) {
    return new Definitions(snapshot, file, false).at(offset, cancel);
  }

  /** The place that exports it: the write in the module that is required, whatever it passes on. */
  public static Optional<Found> declaration(
      Snapshot snapshot, Path file, int offset, Cancel cancel) {
    return new Definitions(snapshot, file, true).at(offset, cancel);
  }

  private Optional<Found> at(int offset, Cancel cancel) {
    return Targets.at(snapshot, file, offset)
        .map(target -> new Found(target.span(), targets(target, cancel)))
        .filter(found -> !found.targets().isEmpty());
  }

  private List<Origin> targets(Target target, Cancel cancel) {
    return switch (target) {
      case Target.Specifier(RequireSite site) -> files(site);
      case Target.Imported imported -> imported(imported, cancel);
      case Target.Own(ExportUse use) -> own(use);
    };
  }

  private List<Origin> files(RequireSite site) {
    Set<Origin> found = new LinkedHashSet<>();
    for (String specifier : site.specifiers()) {
      if (snapshot.resolve(file, specifier, site.kind()) instanceof Resolution.Found there) {
        found.add(new Origin(there.file(), START));
      }
    }
    return List.copyOf(found);
  }

  private List<Origin> imported(Target.Imported imported, Cancel cancel) {
    Set<Origin> found = new LinkedHashSet<>();
    for (Shape.Required value : imported.values()) {
      cancel.check();
      found.addAll(imported(value));
    }
    return List.copyOf(found);
  }

  /**
   * Where nothing better is known, the line that exports it, the line that computes its name, and
   * of a whole module its file.
   */
  private List<Origin> imported(Shape.Required value) {
    Linker linker = snapshot.linker();
    List<Origin> first =
        declaration ? linker.declarations(file, value) : linker.origins(file, value);
    if (!first.isEmpty()) {
      return first;
    }
    List<Origin> second = declaration ? List.of() : linker.declarations(file, value);
    if (!second.isEmpty()) {
      return second;
    }
    if (!value.path().isEmpty()) {
      List<Origin> seen = observed(value);
      return seen.isEmpty() ? linker.computed(file, value) : seen;
    }
    Resolution resolution = snapshot.resolve(file, value.specifier());
    return resolution instanceof Resolution.Found there
        ? List.of(new Origin(there.file(), START))
        : List.of();
  }

  /** Of a member that nobody could read. */
  private List<Origin> observed(Shape.Required value) {
    Linker linker = snapshot.linker();
    Resolution resolution = snapshot.resolve(file, value.specifier());
    return value.path().size() == 1
            && value.path().getFirst() instanceof Shape.Prop(String name)
            && resolution instanceof Resolution.Found(Path module, var probed)
        ? Observed.of(snapshot, module, linker.names(linker.exportsOf(module)))
            .flatMap(seen -> seen.origin(name))
            .stream()
            .toList()
        : List.of();
  }

  private List<Origin> own(ExportUse use) {
    Linker linker = snapshot.linker();
    List<Linked> exports = linker.exportsOf(file);
    if (use.name().isEmpty()) {
      List<Origin> writes = moduleExports();
      return declaration && !writes.isEmpty() ? writes : or(origins(exports), writes);
    }
    if (!(linker.member(exports, use.name()) instanceof Lookup.Present member)) {
      return List.of();
    }
    List<Origin> writes = new ArrayList<>();
    member.written().forEach(written -> writes.addAll(linker.places(written)));
    return declaration ? writes : or(origins(member.values()), writes);
  }

  private List<Origin> origins(List<Linked> values) {
    return values.stream()
        .flatMap(value -> snapshot.linker().origins(value).stream())
        .distinct()
        .toList();
  }

  private List<Origin> moduleExports() {
    return snapshot.summary(file).map(ModuleSummary::locations).stream()
        .flatMap(locations -> locations.exports().stream())
        .map(span -> new Origin(file, span))
        .toList();
  }

  private static List<Origin> or(List<Origin> first, List<Origin> second) {
    return first.isEmpty() ? second : first;
  }
}
