package dev.commonjs.feature;

import dev.commonjs.feature.ModuleGraphView.Kind;
import dev.commonjs.graph.Origin;
import dev.commonjs.resolve.Resolution;
import dev.commonjs.shape.ModuleSummary;
import dev.commonjs.shape.RequireSite;
import dev.commonjs.text.Visible;
import dev.commonjs.workspace.Cancel;
import dev.commonjs.workspace.Snapshot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The modules one step away from a file, with the places that name them: a tree, level by level.
 */
public final class ModuleNeighbours {
  private static final int LONGEST_NAME = 200;

  private ModuleNeighbours() {}

  /**
   * @param name as people call it; of what is not found the specifier
   * @param file null where the module has none
   * @param place the first specifier, in the file that requires
   * @param leaf nothing is known to be one step further
   */
  public record Neighbour(
      Kind kind, String name, @Nullable Path file, Origin place, boolean leaf) {}

  /** What {@code file} requires, imports included: each module once, in source order. */
  public static List<Neighbour> required(Snapshot snapshot, Path file, Cancel cancel) {
    Map<String, Neighbour> found = new LinkedHashMap<>();
    for (RequireSite site : sites(snapshot, file)) {
      for (String specifier : site.specifiers()) {
        cancel.check();
        Origin place = new Origin(file, site.span());
        Neighbour one =
            switch (snapshot.resolve(file, specifier, site.kind())) {
              case Resolution.Found(Path target, var probed) ->
                  module(snapshot, target, place, requiresNothing(snapshot, target));
              case Resolution.Builtin builtin ->
                  new Neighbour(
                      Kind.BUILTIN, ModuleNodes.builtinName(builtin.name()), null, place, true);
              case Resolution.NotFound missing ->
                  new Neighbour(Kind.UNRESOLVED, shown(specifier), null, place, true);
            };
        found.putIfAbsent(one.kind() + " " + (one.file() == null ? one.name() : one.file()), one);
      }
    }
    return List.copyOf(found.values());
  }

  /** What requires or imports {@code file}, sorted by path. */
  public static List<Neighbour> requiring(Snapshot snapshot, Path file, Cancel cancel) {
    List<Neighbour> found = new ArrayList<>();
    for (Path importer : snapshot.importers(file)) {
      for (RequireSite site : sites(snapshot, importer)) {
        cancel.check();
        if (leads(snapshot, importer, site, file)) {
          Origin place = new Origin(importer, site.span());
          found.add(module(snapshot, importer, place, snapshot.importers(importer).isEmpty()));
          break;
        }
      }
    }
    return found;
  }

  /** A package need not be read for this: most require something. */
  private static boolean requiresNothing(Snapshot snapshot, Path file) {
    return !snapshot.isNodeModules(file) && sites(snapshot, file).isEmpty();
  }

  private static Neighbour module(Snapshot snapshot, Path file, Origin place, boolean leaf) {
    Kind kind = snapshot.isNodeModules(file) ? Kind.PACKAGE : Kind.MODULE;
    return new Neighbour(kind, shown(ModuleNames.of(snapshot, file)), file, place, leaf);
  }

  /** Names come from others. */
  private static String shown(String name) {
    return Visible.line(Visible.cut(name, LONGEST_NAME));
  }

  private static boolean leads(Snapshot snapshot, Path from, RequireSite site, Path to) {
    return site.specifiers().stream()
        .flatMap(specifier -> snapshot.resolve(from, specifier, site.kind()).target())
        .anyMatch(to::equals);
  }

  /** A path that is asked for is no module that is loaded. */
  private static List<RequireSite> sites(Snapshot snapshot, Path file) {
    return snapshot.summary(file).map(ModuleSummary::requires).orElse(List.of()).stream()
        .filter(site -> site.kind() != RequireSite.Kind.RESOLVE)
        .toList();
  }
}
