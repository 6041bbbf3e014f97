package dev.commonjs.workspace;

import dev.commonjs.graph.Edge;
import dev.commonjs.resolve.Resolution;
import dev.commonjs.shape.ModuleSummary;
import dev.commonjs.shape.Phase;
import dev.commonjs.shape.RequireSite;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** Makes edges of require sites: one for each specifier and kind, in source order. */
final class Edges {
  private Edges() {}

  private record Name(String specifier, RequireSite.Kind kind) {}

  private record Sites(boolean atLoad, boolean guarded) {
    Sites and(Sites other) {
      return new Sites(atLoad || other.atLoad, guarded && other.guarded);
    }
  }

  static List<Edge> of(
      ModuleSummary summary, BiFunction<String, RequireSite.Kind, Resolution> resolve) {
    Map<Name, Sites> sites = new LinkedHashMap<>();
    for (RequireSite site : summary.requires()) {
      for (String specifier : site.specifiers()) {
        Sites here = new Sites(site.phase() == Phase.LOAD, site.guarded());
        sites.merge(new Name(specifier, site.kind()), here, Sites::and);
      }
    }
    List<Edge> edges = new ArrayList<>();
    sites.forEach(
        (name, s) -> {
          Resolution target = resolve.apply(name.specifier(), name.kind());
          edges.add(new Edge(name.specifier(), name.kind(), s.atLoad(), s.guarded(), target));
        });
    return edges;
  }
}
