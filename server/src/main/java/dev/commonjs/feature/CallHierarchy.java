package dev.commonjs.feature;

import dev.commonjs.feature.Callables.Callable;
import dev.commonjs.graph.Linked;
import dev.commonjs.graph.Linker;
import dev.commonjs.graph.Lookup;
import dev.commonjs.graph.Origin;
import dev.commonjs.resolve.Resolution;
import dev.commonjs.shape.ModuleSummary;
import dev.commonjs.shape.ModuleSummary.ExportUse;
import dev.commonjs.shape.RequireSite;
import dev.commonjs.shape.Shape;
import dev.commonjs.shape.Use;
import dev.commonjs.syntax.Node;
import dev.commonjs.syntax.Nodes;
import dev.commonjs.syntax.ParsedFile;
import dev.commonjs.text.Span;
import dev.commonjs.text.Visible;
import dev.commonjs.workspace.Cancel;
import dev.commonjs.workspace.Snapshot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who calls a function and whom it calls, over all modules, open or not. A module is called by
 * those that require it. Calls of methods are found where it is known what they are methods of.
 */
public final class CallHierarchy {
  private static final int LONGEST_NAME = 200;

  /**
   * @param module as people call it
   * @param token the name; of a module the start of its file
   * @param whole the declaration
   */
  public record Item(
      Path file, String name, CallableSort sort, String module, Span token, Span whole) {}

  /**
   * @param places in the file of the caller, in source order
   */
  public record Call(Item item, List<Span> places) {
    public Call {
      places = List.copyOf(places);
    }
  }

  /** A function in its file. */
  private record Function(Path file, Callable callable) {
    boolean isSame(Function other) {
      return file.equals(other.file) && callable.isSame(other.callable);
    }
  }

  private final Snapshot snapshot;
  private final Linker linker;
  private final Cancel cancel;
  private final Map<Path, Optional<Callables>> callables = new HashMap<>();

  private CallHierarchy(Snapshot snapshot, Cancel cancel) {
    this.snapshot = snapshot;
    this.linker = snapshot.linker();
    this.cancel = cancel;
  }

  /**
   * The functions that the name at {@code offset} stands for, the modules that a specifier does;
   * empty where there is none.
   */
  public static List<Item> at(Snapshot snapshot, Path file, int offset, Cancel cancel) {
    CallHierarchy hierarchy = new CallHierarchy(snapshot, cancel);
    List<Function> behind = hierarchy.named(file, new Span(offset, offset + 1));
    List<Function> found =
        behind.isEmpty() && offset > 0
            ? hierarchy.named(file, new Span(offset - 1, offset))
            : behind;
    return found.stream().map(hierarchy::item).toList();
  }

  /** Who calls the one whose name is {@code token}; sorted by file, then place. */
  public static List<Call> incoming(Snapshot snapshot, Path file, Span token, Cancel cancel) {
    CallHierarchy hierarchy = new CallHierarchy(snapshot, cancel);
    return hierarchy.function(file, token).map(hierarchy::incoming).orElse(List.of());
  }

  /** Whom the one whose name is {@code token} calls; in the order of the calls. */
  public static List<Call> outgoing(Snapshot snapshot, Path file, Span token, Cancel cancel) {
    CallHierarchy hierarchy = new CallHierarchy(snapshot, cancel);
    return hierarchy.function(file, token).map(hierarchy::outgoing).orElse(List.of());
  }

  // ---------------------------------------------------------------- functions

  private Optional<Callables> callables(Path file) {
    Optional<Callables> known = callables.get(file);
    if (known == null) {
      known = snapshot.parsed(file).map(Callables::new);
      callables.put(file, known);
    }
    return known;
  }

  private Optional<Function> function(Path file, Span place) {
    return callables(file).flatMap(own -> own.at(place)).map(found -> new Function(file, found));
  }

  private Item item(Function function) {
    Callable callable = function.callable();
    String module = shown(ModuleNames.of(snapshot, function.file()));
    Origin place = new Origin(function.file(), callable.token());
    return switch (callable.sort()) {
      case MODULE ->
          new Item(
              function.file(),
              module,
              CallableSort.MODULE,
              "",
              place.span(),
              callable.node().span());
      case FUNCTION, METHOD, CLASS ->
          new Item(
              function.file(),
              shown(callable.name()),
              callable.sort(),
              module,
              place.span(),
              Declarations.around(snapshot, place));
    };
  }

  private static String shown(String text) {
    return Visible.line(Visible.cut(text, LONGEST_NAME));
  }

  private List<Function> named(Path file, Span character) {
    List<Function> modules =
        sites(file).stream()
            .filter(site -> site.span().contains(character))
            .flatMap(site -> targets(file, site).stream())
            .flatMap(target -> module(target).stream())
            .toList();
    return modules.isEmpty() ? functions(file, character) : modules;
  }

  private List<Function> functions(Path file, Span character) {
    Optional<ParsedFile> parsed = snapshot.parsed(file);
    Optional<Callables> own = callables(file);
    if (parsed.isEmpty() || own.isEmpty()) {
      return List.of();
    }
    for (Node node : Nodes.path(parsed.get().program(), character).reversed()) {
      Optional<Span> token =
          switch (node) {
            case Node.NameKey key -> Optional.of(key.span());
            case Node.Expr expression -> Callees.token(expression);
            default -> Optional.empty();
          };
      if (token.filter(span -> span.contains(character)).isPresent()) {
        Optional<Callable> declared = own.get().at(token.get());
        if (declared.isEmpty() && node instanceof Node.Expr expression) {
          return meant(file, expression);
        }
        return declared.or(() -> own.get().variable(token.get())).stream()
            .map(found -> new Function(file, found))
            .toList();
      }
    }
    return List.of();
  }

  /** The functions that {@code callee}, a name in {@code file}, stands for. */
  private List<Function> meant(Path file, Node.Expr callee) {
    Optional<Span> token = Callees.token(callee);
    Optional<ModuleSummary> summary = snapshot.summary(file);
    if (token.isEmpty() || summary.isEmpty()) {
      return List.of();
    }
    Set<Linked> values = new LinkedHashSet<>(Callees.imported(snapshot, file, token.get()));
    for (ExportUse use : summary.get().exportUses()) {
      boolean own = !use.name().isEmpty() && use.alias() != ModuleSummary.Alias.OTHER;
      if (own
          && use.span().equals(token.get())
          && linker.member(linker.exportsOf(file), use.name()) instanceof Lookup.Present member) {
        values.addAll(member.values());
      }
    }
    List<Function> found = new ArrayList<>();
    values.forEach(value -> function(value).ifPresent(found::add));
    if (found.isEmpty()) {
      callables(file)
          .flatMap(
              own ->
                  callee instanceof Node.Member member && member.object() instanceof Node.This
                      ? own.ofThis(member.name(), callee.span())
                      : own.variable(token.get()))
          .ifPresent(local -> found.add(new Function(file, local)));
    }
    return found;
  }

  private Optional<Function> function(Linked value) {
    if (value instanceof Linked.Local(Path home, Shape.Ref ref, var call)) {
      List<Span> definitions =
          snapshot.summary(home).map(s -> s.locations().definitions()).orElse(List.of());
      return ref.object() < definitions.size() && definitions.get(ref.object()) != null
          ? function(home, definitions.get(ref.object()))
              .filter(found -> found.callable().sort() != CallableSort.MODULE)
          : Optional.empty();
    }
    return Optional.empty();
  }

  // ---------------------------------------------------------------- calls

  private List<Call> outgoing(Function caller) {
    Map<Item, Set<Span>> found = new LinkedHashMap<>();
    eachCall(
        caller,
        (callee, token) -> {
          cancel.check();
          meant(caller.file(), callee).forEach(called -> add(found, called, token));
        });
    for (RequireSite site : sites(caller.file())) {
      if (callables(caller.file()).orElseThrow().around(site.span()).isSame(caller.callable())) {
        targets(caller.file(), site)
            .forEach(file -> module(file).ifPresent(m -> add(found, m, site.span())));
      }
    }
    return calls(found);
  }

  private interface Visitor {
    void call(Node.Expr callee, Span token);
  }

  /** The calls in the caller's own code: not in that of other functions with names. */
  private void eachCall(Function caller, Visitor visitor) {
    Callables own = callables(caller.file()).orElseThrow();
    Nodes.walkWhile(
        caller.callable().node(),
        node -> {
          Node.Expr callee = Callees.of(node);
          if (callee != null) {
            Callees.token(callee).ifPresent(token -> visitor.call(callee, token));
          }
          return !own.isAnother(node, caller.callable());
        });
  }

  private List<Call> incoming(Function called) {
    Map<Item, Set<Span>> found = new LinkedHashMap<>();
    Path home = called.file();
    boolean module = called.callable().sort() == CallableSort.MODULE;
    Set<Path> files = new TreeSet<>(module ? snapshot.importers(home) : reaching(home));
    files.add(home);
    for (Path file : files) {
      cancel.check();
      if (module) {
        sites(file).stream()
            .filter(site -> targets(file, site).contains(home))
            .forEach(site -> addCaller(found, file, site.span()));
      } else if (file.equals(home)) {
        ownCalls(called, found);
      } else {
        callsFrom(file, called, found);
      }
    }
    return calls(found);
  }

  private Set<Path> reaching(Path file) {
    return snapshot.reaching(file).orElseGet(() -> snapshot.importers(file));
  }

  private void ownCalls(Function called, Map<Item, Set<Span>> found) {
    Path file = called.file();
    snapshot
        .parsed(file)
        .ifPresent(
            parsed ->
                Nodes.walk(
                    parsed.program(),
                    node -> {
                      Node.Expr callee = Callees.of(node);
                      if (callee != null
                          && Callees.token(callee).isPresent()
                          && meant(file, callee).stream().anyMatch(called::isSame)) {
                        addCaller(found, file, Callees.token(callee).get());
                      }
                    }));
  }

  /** Of a file whose text need not be parsed where it calls something else. */
  private void callsFrom(Path file, Function called, Map<Item, Set<Span>> found) {
    for (Use use : snapshot.summary(file).map(ModuleSummary::uses).orElse(List.of())) {
      boolean calls = use.access() == Use.Access.CALL || use.access() == Use.Access.CONSTRUCT;
      if (calls
          && linker.follow(file, use.value()).stream()
              .filter(
                  value ->
                      value instanceof Linked.Local there && there.file().equals(called.file()))
              .flatMap(value -> function(value).stream())
              .anyMatch(called::isSame)) {
        addCaller(found, file, use.span());
      }
    }
  }

  private List<RequireSite> sites(Path file) {
    return snapshot.summary(file).map(ModuleSummary::requires).orElse(List.of()).stream()
        .filter(site -> site.kind() != RequireSite.Kind.RESOLVE)
        .toList();
  }

  private List<Path> targets(Path file, RequireSite site) {
    List<Path> found = new ArrayList<>();
    for (String specifier : site.specifiers()) {
      if (snapshot.resolve(file, specifier, site.kind()) instanceof Resolution.Found there) {
        found.add(there.file());
      }
    }
    return found;
  }

  private Optional<Function> module(Path file) {
    return callables(file).map(own -> new Function(file, own.module()));
  }

  private void addCaller(Map<Item, Set<Span>> found, Path file, Span place) {
    callables(file).ifPresent(own -> add(found, new Function(file, own.around(place)), place));
  }

  private void add(Map<Item, Set<Span>> found, Function function, Span place) {
    found.computeIfAbsent(item(function), i -> new LinkedHashSet<>()).add(place);
  }

  private static List<Call> calls(Map<Item, Set<Span>> found) {
    List<Call> calls = new ArrayList<>();
    found.forEach((item, places) -> calls.add(new Call(item, List.copyOf(places))));
    return calls;
  }
}
