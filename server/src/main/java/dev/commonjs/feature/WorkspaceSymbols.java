package dev.commonjs.feature;

import dev.commonjs.graph.Kind;
import dev.commonjs.graph.Linked;
import dev.commonjs.graph.Linker;
import dev.commonjs.graph.Lookup;
import dev.commonjs.graph.Modules;
import dev.commonjs.graph.Names;
import dev.commonjs.graph.Origin;
import dev.commonjs.graph.Written;
import dev.commonjs.shape.ModuleSummary;
import dev.commonjs.shape.Shape;
import dev.commonjs.text.SourceText;
import dev.commonjs.text.Span;
import dev.commonjs.text.Visible;
import dev.commonjs.workspace.Cancel;
import dev.commonjs.workspace.Snapshot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the modules of the workspace export, found by name: members of the exports, functions and
 * classes that are the exports, and methods of classes among them.
 */
public final class WorkspaceSymbols {
  /** Nobody reads more, and editors ask again while a query is written. */
  static final int MOST = 500;

  private static final int LONGEST_NAME = 200;

  private final Snapshot snapshot;
  private final Linker linker;
  private final NameQuery query;
  private final Cancel cancel;

  private WorkspaceSymbols(Snapshot snapshot, NameQuery query, Cancel cancel) {
    this.snapshot = snapshot;
    this.linker = snapshot.linker();
    this.query = query;
    this.cancel = cancel;
  }

  /**
   * @param container the module, and for a method its class before it
   * @param span the function's or class's own name where that is the symbol's, else where it is
   *     exported
   */
  public record Symbol(String name, Kind kind, String container, Path file, Span span) {}

  /**
   * @param owner the class that it is a method of; else empty
   * @param places where it is written, first first
   */
  private record Candidate(
      String name, Path file, String owner, List<Linked> values, List<Span> places) {}

  /**
   * At most {@link #MOST}, the best first; a place has one of each name, and what a module passes
   * on under the same name is listed where it comes from.
   *
   * @param text see {@link NameQuery#of}
   */
  public static List<Symbol> matching(Snapshot snapshot, String text, Cancel cancel) {
    return new WorkspaceSymbols(snapshot, NameQuery.of(text), cancel).all();
  }

  private List<Symbol> all() {
    List<Candidate> found = new ArrayList<>();
    for (Path file : snapshot.files()) {
      cancel.check();
      snapshot
          .summary(file)
          .filter(summary -> snapshot.kind(file) == Modules.Kind.COMMONJS)
          .filter(summary -> query.fitsModule(ModuleNames.of(snapshot, file)))
          .filter(summary -> mayMatch(file, summary))
          .ifPresent(summary -> candidates(file, summary, found));
    }
    found.sort(
        Comparator.comparingInt((Candidate one) -> query.rank(one.name()).orElseThrow())
            .thenComparingInt(one -> one.name().length())
            .thenComparing(Candidate::name)
            .thenComparing(Candidate::file));
    Map<Object, Symbol> symbols = new LinkedHashMap<>();
    for (Candidate one : found) {
      cancel.check();
      if (symbols.size() == MOST) {
        break;
      }
      add(one, symbols);
    }
    return List.copyOf(symbols.values());
  }

  /** Whether linking the names that {@code file} writes can find a name that matches. */
  private boolean mayMatch(Path file, ModuleSummary summary) {
    Stream<String> written =
        summary.locations().writes().stream().flatMap(names -> names.keySet().stream());
    Stream<String> functions =
        summary.shape().objects().stream()
            .flatMap(object -> Stream.ofNullable(object.signature()))
            .map(Shape.Signature::name);
    return Stream.concat(Stream.of(stem(file)), Stream.concat(written, functions))
        .anyMatch(name -> query.rank(name).isPresent());
  }

  // ---------------------------------------------------------------- candidates

  private void candidates(Path file, ModuleSummary summary, List<Candidate> into) {
    List<Linked> exports = linker.exportsOf(file);
    Kind kind = linker.kind(exports);
    if (kind == Kind.FUNCTION || kind == Kind.CLASS) {
      String name = ownName(file, exports);
      add(new Candidate(name, file, "", exports, summary.locations().exports()), into);
      methods(file, name, exports, into);
    }
    for (Names.Name name : linker.names(exports).names()) {
      member(file, "", exports, name, into)
          .filter(values -> linker.kind(values) == Kind.CLASS)
          .ifPresent(
              type -> {
                for (Names.Name own : linker.names(type).names()) {
                  member(file, name.name(), type, own, into);
                }
                methods(file, name.name(), type, into);
              });
    }
  }

  /** Those of instances. */
  private void methods(Path file, String owner, List<Linked> type, List<Candidate> into) {
    if (linker.member(type, "prototype") instanceof Lookup.Present prototype) {
      for (Names.Name name : linker.names(prototype.values()).names()) {
        if (!name.name().equals("constructor")) {
          member(file, owner, prototype.values(), name, into);
        }
      }
    }
  }

  /** The values of a member that {@code file} itself writes. */
  private Optional<List<Linked>> member(
      Path file, String owner, List<Linked> holder, Names.Name name, List<Candidate> into) {
    Written written = name.written();
    if (written == null
        || !written.file().equals(file)
        || !(linker.member(holder, name.name()) instanceof Lookup.Present present)) {
      return Optional.empty();
    }
    List<Span> places = linker.places(written).stream().map(Origin::span).toList();
    add(new Candidate(name.name(), file, owner, present.values(), places), into);
    return Optional.of(present.values());
  }

  private void add(Candidate candidate, List<Candidate> into) {
    if (query.rank(candidate.name()).isPresent()) {
      into.add(candidate);
    }
  }

  /** What a function that is the exports is called: by itself, else by its file. */
  private String ownName(Path file, List<Linked> exports) {
    for (Linked value : exports) {
      if (value instanceof Linked.Local(Path home, Shape.Ref ref, var call)) {
        Shape.Signature signature =
            snapshot.summary(home).map(s -> s.shape().object(ref).signature()).orElse(null);
        if (signature != null && !signature.name().isEmpty()) {
          return signature.name();
        }
      }
    }
    return stem(file);
  }

  /** {@code user} of {@code lib/user.js} and of {@code user/index.js}. */
  private static String stem(Path file) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    String stem = dot > 0 ? name.substring(0, dot) : name;
    Path folder = file.getParent();
    Path called = folder == null ? null : folder.getFileName();
    return stem.equals("index") && called != null ? called.toString() : stem;
  }

  // ---------------------------------------------------------------- symbols

  private void add(Candidate one, Map<Object, Symbol> symbols) {
    Kind kind = linker.kind(one.values());
    Optional<Origin> definition =
        kind == Kind.FUNCTION || kind == Kind.CLASS
            ? one.values().stream()
                .flatMap(value -> linker.origins(value).stream())
                .filter(origin -> isNamed(origin, one.name()))
                .findFirst()
            : Optional.empty();
    boolean own = definition.filter(origin -> origin.file().equals(one.file())).isPresent();
    if (!own && one.places().isEmpty()) {
      return;
    }
    Span span = own ? definition.get().span() : one.places().getFirst();
    String module = ModuleNames.of(snapshot, one.file());
    String container = one.owner().isEmpty() ? module : one.owner() + ", " + module;
    Symbol symbol = new Symbol(shown(one.name()), kind, shown(container), one.file(), span);
    Object key = List.of(definition.orElse(new Origin(one.file(), span)), one.name());
    if (own) {
      symbols.put(key, symbol);
    } else {
      symbols.putIfAbsent(key, symbol);
    }
  }

  private boolean isNamed(Origin place, String name) {
    Optional<SourceText> text = snapshot.text(place.file());
    return text.filter(t -> t.textAt(place.span()).equals(name)).isPresent();
  }

  private static String shown(String text) {
    return Visible.line(Visible.cut(text, LONGEST_NAME));
  }
}
