package dev.commonjs.feature;

import dev.commonjs.shape.RequireSite;
import dev.commonjs.text.Visible;
import dev.commonjs.workspace.Snapshot;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The module graph of a workspace as a person looks at it: packages and built-in modules are one
 * node each, whatever of them is used. Nodes are known by their number, their place in the list.
 * The same graph gives the same numbers.
 *
 * @param edges sorted, at most one from one node to another
 * @param cycles modules that load each other while they load, each list sorted
 * @param root the modules by folder
 */
public record ModuleGraphView(
    List<Node> nodes, List<Edge> edges, List<List<Integer>> cycles, Folder root) {
  private static final int LONGEST_LABEL = 200;

  public enum Kind {
    /** A file of the workspace, or another one that is required and in no package. */
    MODULE,
    /** Something installed. */
    PACKAGE,
    /** Something that Node has in itself. */
    BUILTIN,
    /** A specifier that leads nowhere. */
    UNRESOLVED
  }

  /**
   * Sorted by kind and name.
   *
   * @param name the path relative to the root, with slashes; of a package its name; of a built-in
   *     module {@code node:} and its name; of what is not found where it was looked for, or the
   *     specifier. As it is, whatever is in it
   * @param file of a module
   */
  public record Node(Kind kind, String name, @Nullable Path file) implements Comparable<Node> {
    /** The last part of a module's name; of another node the name. */
    String shortName() {
      return kind == Kind.MODULE ? name.substring(name.lastIndexOf('/') + 1) : name;
    }

    @Override
    public int compareTo(Node other) {
      int kinds = kind.compareTo(other.kind);
      return kinds != 0 ? kinds : name.compareTo(other.name);
    }
  }

  /**
   * @param kinds how the one names the other, sorted
   * @param runsTarget the one can't finish loading before the other has been run, or has begun to
   * @param guarded that it may fail is expected wherever it is named
   * @param cycle both are in the same of the {@code cycles}, and loading follows this edge
   */
  public record Edge(
      int from,
      int to,
      SortedSet<RequireSite.Kind> kinds,
      boolean runsTarget,
      boolean guarded,
      boolean cycle) {
    /** Whether the file is only asked for by name and not loaded by this edge. */
    public boolean resolvesOnly() {
      return kinds.equals(Set.of(RequireSite.Kind.RESOLVE));
    }
  }

  /**
   * A folder with modules in it, or with several folders that have some.
   *
   * @param name from the root; empty for the root itself
   * @param modules in it, not in its folders
   */
  public record Folder(String name, List<Integer> modules, List<Folder> folders) {
    private Folder shown() {
      return new Folder(
          ModuleGraphView.shown(name), modules, folders.stream().map(Folder::shown).toList());
    }
  }

  /** {@code builtins}: whether Node's built-in modules are nodes too. */
  public static ModuleGraphView of(Snapshot snapshot, boolean builtins) {
    return new ModuleNodes(snapshot, builtins).view();
  }

  /** What leads to {@code file}, and where it leads, in at most {@code depth} steps each. */
  public ModuleGraphView around(Path file, int depth) {
    SortedSet<Integer> kept = new TreeSet<>();
    IntStream.range(0, nodes.size())
        .filter(i -> file.equals(nodes.get(i).file()))
        .forEach(
            i -> {
              kept.addAll(reached(i, depth, Edge::from, Edge::to));
              kept.addAll(reached(i, depth, Edge::to, Edge::from));
            });
    return only(kept);
  }

  /** The same with names of one line each, which have an end and can be shown. */
  ModuleGraphView shown() {
    return new ModuleGraphView(
        nodes.stream().map(n -> new Node(n.kind(), shown(n.name()), n.file())).toList(),
        edges,
        cycles,
        root.shown());
  }

  /** Whether {@code file} is a node of it. */
  public boolean contains(Path file) {
    return nodes.stream().anyMatch(node -> file.equals(node.file()));
  }

  private Set<Integer> reached(
      int start, int depth, Function<Edge, Integer> from, Function<Edge, Integer> to) {
    Map<Integer, List<Edge>> byStart = edges.stream().collect(Collectors.groupingBy(from));
    Map<Integer, Integer> steps = new TreeMap<>(Map.of(start, 0));
    Deque<Integer> open = new ArrayDeque<>(List.of(start));
    while (!open.isEmpty()) {
      int node = open.remove();
      int next = Objects.requireNonNull(steps.get(node)) + 1;
      for (Edge edge : next > depth ? List.<Edge>of() : byStart.getOrDefault(node, List.of())) {
        if (steps.putIfAbsent(to.apply(edge), next) == null) {
          open.add(to.apply(edge));
        }
      }
    }
    return steps.keySet();
  }

  private ModuleGraphView only(SortedSet<Integer> kept) {
    Map<Integer, Integer> numbers = new TreeMap<>();
    kept.forEach(i -> numbers.put(i, numbers.size()));
    Function<Integer, Integer> renumber = i -> Objects.requireNonNull(numbers.get(i));
    List<Node> some = kept.stream().map(nodes::get).toList();
    return new ModuleGraphView(
        some,
        edges.stream()
            .filter(edge -> kept.contains(edge.from()) && kept.contains(edge.to()))
            .map(
                e ->
                    new Edge(
                        renumber.apply(e.from()),
                        renumber.apply(e.to()),
                        e.kinds(),
                        e.runsTarget(),
                        e.guarded(),
                        e.cycle()))
            .toList(),
        cycles.stream()
            .filter(kept::containsAll)
            .map(cycle -> cycle.stream().map(renumber).toList())
            .toList(),
        folders(some));
  }

  /** The modules among {@code nodes} by folder. */
  static Folder folders(List<Node> nodes) {
    Tree root = new Tree("");
    for (int i = 0; i < nodes.size(); i++) {
      if (nodes.get(i).kind() == Kind.MODULE) {
        root.folderOf(nodes.get(i).name()).modules.add(i);
      }
    }
    return new Folder("", root.modules, root.inner());
  }

  private static final class Tree {
    final String name;
    final List<Integer> modules = new ArrayList<>();
    final Map<String, Tree> folders = new TreeMap<>();

    Tree(String name) {
      this.name = name;
    }

    Tree folderOf(String path) {
      Tree at = this;
      for (int slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1)) {
        at = at.folders.computeIfAbsent(path.substring(0, slash), Tree::new);
      }
      return at;
    }

    List<Folder> inner() {
      return folders.values().stream().map(Tree::folder).toList();
    }

    /** A folder with nothing but a folder in it is not worth a frame. */
    Folder folder() {
      Tree at = this;
      while (at.modules.isEmpty() && at.folders.size() == 1) {
        at = at.folders.values().iterator().next();
      }
      return new Folder(at.name, List.copyOf(at.modules), at.inner());
    }
  }

  private static String shown(String name) {
    return Visible.line(Visible.cut(name, LONGEST_LABEL));
  }
}
