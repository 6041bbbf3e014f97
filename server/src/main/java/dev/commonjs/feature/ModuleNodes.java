package dev.commonjs.feature;

import dev.commonjs.feature.ModuleGraphView.Kind;
import dev.commonjs.feature.ModuleGraphView.Node;
import dev.commonjs.graph.Components;
import dev.commonjs.graph.Edge;
import dev.commonjs.graph.ModuleGraph;
import dev.commonjs.resolve.Resolution;
import dev.commonjs.shape.RequireSite;
import dev.commonjs.workspace.Snapshot;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Makes a {@link ModuleGraphView} of a snapshot's graph. */
final class ModuleNodes {
  private final Snapshot snapshot;
  private final ModuleGraph graph;
  private final boolean builtins;

  /** All edges of the graph between two nodes. */
  private final Map<Node, Map<Node, List<Edge>>> edges = new TreeMap<>();

  ModuleNodes(Snapshot snapshot, boolean builtins) {
    this.snapshot = snapshot;
    this.graph = snapshot.graph();
    this.builtins = builtins;
  }

  ModuleGraphView view() {
    for (Path file : graph.files()) {
      Map<Node, List<Edge>> own = edges.computeIfAbsent(module(file), from -> new TreeMap<>());
      for (Edge edge : graph.edges(file)) {
        target(file, edge)
            .ifPresent(to -> own.computeIfAbsent(to, t -> new ArrayList<>()).add(edge));
      }
    }
    SortedSet<Node> all = new TreeSet<>(edges.keySet());
    edges.values().forEach(targets -> all.addAll(targets.keySet()));
    List<Node> nodes = List.copyOf(all);
    Map<Node, Integer> numbers = new HashMap<>();
    nodes.forEach(node -> numbers.put(node, numbers.size()));
    Components<Node> components = new Components<>(this::loaded);
    List<ModuleGraphView.Edge> links = new ArrayList<>();
    Set<List<Node>> cycles = new LinkedHashSet<>();
    edges.forEach(
        (from, targets) -> {
          List<Node> component = components.visit(from);
          if (component.size() > 1) {
            cycles.add(component);
          }
          targets.forEach(
              (to, of) ->
                  links.add(
                      link(
                          number(numbers, from), number(numbers, to), of, component.contains(to))));
        });
    return new ModuleGraphView(
        nodes,
        List.copyOf(links),
        cycles.stream()
            .map(cycle -> cycle.stream().map(node -> number(numbers, node)).toList())
            .toList(),
        ModuleGraphView.folders(nodes));
  }

  private static int number(Map<Node, Integer> numbers, Node node) {
    return Objects.requireNonNull(numbers.get(node));
  }

  private List<Node> loaded(Node node) {
    return edges.getOrDefault(node, Map.of()).entrySet().stream()
        .filter(target -> target.getValue().stream().anyMatch(Edge::runsTarget))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static ModuleGraphView.Edge link(int from, int to, List<Edge> of, boolean together) {
    SortedSet<RequireSite.Kind> kinds = new TreeSet<>();
    of.forEach(edge -> kinds.add(edge.kind()));
    boolean runs = of.stream().anyMatch(Edge::runsTarget);
    return new ModuleGraphView.Edge(
        from, to, kinds, runs, of.stream().allMatch(Edge::guarded), runs && together);
  }

  private Optional<Node> target(Path from, Edge edge) {
    return switch (edge.resolution()) {
      case Resolution.Found found -> Optional.of(found(found.file()));
      case Resolution.Builtin builtin ->
          builtins
              ? Optional.of(new Node(Kind.BUILTIN, builtinName(builtin.name()), null))
              : Optional.empty();
      case Resolution.NotFound missing ->
          Optional.of(new Node(Kind.UNRESOLVED, wanted(from, edge.specifier()), null));
    };
  }

  static String builtinName(String name) {
    return name.startsWith("data:") ? name : "node:" + name;
  }

  private Node found(Path file) {
    boolean own = graph.files().contains(file) || !snapshot.isNodeModules(file);
    return (own ? Optional.<String>empty() : ModuleNames.packageName(file))
        .map(name -> new Node(Kind.PACKAGE, name, null))
        .orElseGet(() -> module(file));
  }

  private Node module(Path file) {
    return new Node(Kind.MODULE, name(file), file);
  }

  /** Where there are several roots, the name of its root stands before a path. */
  private String name(Path path) {
    List<Path> roots = snapshot.roots();
    return roots.stream()
        .filter(path::startsWith)
        .max(Comparator.comparingInt(Path::getNameCount))
        .map(
            root -> {
              Path parent = root.getParent();
              Path base = roots.size() > 1 && parent != null ? parent : root;
              return ModuleNames.slashes(base.relativize(path));
            })
        .orElseGet(() -> ModuleNames.slashes(path));
  }

  /** Two files that look for the same path have the same node. */
  private String wanted(Path from, String specifier) {
    boolean path = specifier.startsWith("./") || specifier.startsWith("../");
    try {
      return path ? name(from.resolveSibling(specifier).normalize()) : specifier;
    } catch (InvalidPathException e) {
      return specifier;
    }
  }
}
