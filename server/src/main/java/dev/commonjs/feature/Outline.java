package dev.commonjs.feature;

import dev.commonjs.graph.Kind;
import dev.commonjs.graph.Linked;
import dev.commonjs.graph.Linker;
import dev.commonjs.graph.Lookup;
import dev.commonjs.graph.Names;
import dev.commonjs.graph.Origin;
import dev.commonjs.text.Span;
import dev.commonjs.text.Visible;
import dev.commonjs.workspace.Cancel;
import dev.commonjs.workspace.Snapshot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a module exports, as a tree with places. */
public final class Outline {
  private static final int DEEPEST = 3;
  private static final int LONGEST_NAME = 200;

  private final Snapshot snapshot;
  private final Path file;
  private final Linker linker;
  private final ShapeText text;
  private final Cancel cancel;

  private Outline(Snapshot snapshot, Path file, Cancel cancel) {
    this.snapshot = snapshot;
    this.file = file;
    this.linker = snapshot.linker();
    this.text = new ShapeText(snapshot);
    this.cancel = cancel;
  }

  /**
   * {@code span} is the place in the asked file to go to, {@code whole} the declaration around it.
   */
  public record Symbol(
      String name, Kind kind, String detail, Span span, Span whole, List<Symbol> children) {
    public Symbol {
      children = List.copyOf(children);
    }
  }

  /**
   * In source order. The members of an exports object, methods of an instance among them, stand at
   * the top; a function or class is one symbol.
   */
  public static List<Symbol> symbols(Snapshot snapshot, Path file, Cancel cancel) {
    return new Outline(snapshot, file, cancel).symbols();
  }

  private List<Symbol> symbols() {
    List<Linked> exports = linker.exportsOf(file);
    Kind kind = linker.kind(exports);
    boolean plain = kind == Kind.OBJECT || kind == Kind.UNKNOWN;
    if (plain) {
      return children(exports, DEEPEST);
    }
    Stream<Origin> assigned =
        snapshot.summary(file).stream()
            .flatMap(s -> s.locations().exports().stream())
            .map(s -> new Origin(file, s));
    return here(Stream.concat(origins(exports), assigned))
        .map(span -> symbol("module.exports", exports, span, DEEPEST))
        .stream()
        .toList();
  }

  private Symbol symbol(String name, List<Linked> values, Span span, int depth) {
    Span whole = Declarations.around(snapshot, new Origin(file, span));
    return new Symbol(
        Visible.line(Visible.cut(name, LONGEST_NAME)),
        linker.kind(values),
        Visible.line(text.line(values)),
        span,
        whole,
        children(values, depth));
  }

  private List<Symbol> children(List<Linked> values, int depth) {
    cancel.check();
    if (depth == 0) {
      return List.of();
    }
    List<Symbol> symbols = new ArrayList<>(members(values, text.shown(values), depth));
    Kind kind = linker.kind(values);
    if ((kind == Kind.CLASS || kind == Kind.FUNCTION)
        && linker.member(values, "prototype") instanceof Lookup.Present prototype) {
      symbols.addAll(members(prototype.values(), linker.names(prototype.values()).names(), depth));
    }
    symbols.sort(
        Comparator.comparingInt((Symbol symbol) -> symbol.span().start())
            .thenComparing(Symbol::name));
    return symbols;
  }

  private List<Symbol> members(List<Linked> values, List<Names.Name> names, int depth) {
    List<Symbol> symbols = new ArrayList<>();
    for (Names.Name name : names) {
      if (name.name().equals("constructor")
          || !(linker.member(values, name.name()) instanceof Lookup.Present member)) {
        continue;
      }
      Stream<Origin> writes =
          member.written().stream().flatMap(written -> linker.places(written).stream());
      here(Stream.concat(writes, origins(member.values())))
          .ifPresent(span -> symbols.add(symbol(name.name(), member.values(), span, depth - 1)));
    }
    return symbols;
  }

  private Stream<Origin> origins(List<Linked> values) {
    return values.stream().flatMap(value -> linker.origins(value).stream());
  }

  /** The first of these places that is in this file. */
  private Optional<Span> here(Stream<Origin> places) {
    return places.filter(place -> place.file().equals(file)).map(Origin::span).findFirst();
  }
}
