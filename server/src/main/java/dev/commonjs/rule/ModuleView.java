package dev.commonjs.rule;

import dev.commonjs.graph.Linked;
import dev.commonjs.graph.Linker;
import dev.commonjs.graph.Lookup;
import dev.commonjs.graph.Modules;
import dev.commonjs.resolve.Resolution;
import dev.commonjs.shape.Fact;
import dev.commonjs.shape.ModuleSummary;
import dev.commonjs.shape.RequireSite;
import dev.commonjs.shape.Shape;
import dev.commonjs.shape.Use;
import dev.commonjs.syntax.Node;
import dev.commonjs.syntax.Nodes;
import dev.commonjs.syntax.ParsedFile;
import dev.commonjs.text.Span;
import dev.commonjs.workspace.Cancel;
import dev.commonjs.workspace.Host;
import dev.commonjs.workspace.Snapshot;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All that a rule may ask: one file, its summary, and its neighbours as far as its requires reach.
 *
 * @param file the checked file
 */
public record ModuleView(
    Snapshot snapshot, Path file, ParsedFile parsed, ModuleSummary summary, Cancel cancel) {

  /** Empty for what has no text to check: JSON, addons, files that can't be read. */
  static Optional<ModuleView> of(Snapshot snapshot, Path file, Cancel cancel) {
    return snapshot
        .parsed(file)
        .flatMap(
            parsed ->
                snapshot
                    .summary(file)
                    .map(summary -> new ModuleView(snapshot, file, parsed, summary, cancel)));
  }

  Linker linker() {
    return snapshot.linker();
  }

  Resolution resolve(String specifier, RequireSite.Kind kind) {
    return snapshot.resolve(file, specifier, kind);
  }

  /**
   * The file that {@code specifier} stands for here; empty when there is none or it is a built-in.
   */
  Optional<Path> target(String specifier) {
    return snapshot.resolve(file, specifier) instanceof Resolution.Found found
        ? Optional.of(found.file())
        : Optional.empty();
  }

  /** Whether this file loads, while it is loaded itself, something that loads it again. */
  boolean inCycle() {
    return snapshot.inCycle(file);
  }

  boolean isEsModule() {
    return snapshot.kind(file) == Modules.Kind.ES_MODULE;
  }

  /** Whether to Node it is one, whatever is in it: its name or its package says so. */
  boolean isEsModuleToNode() {
    return snapshot.isSurelyEsModule(file);
  }

  /** Whether Node surely runs it as an ES module, and nobody else does who takes it otherwise. */
  boolean isSurelyEsModule() {
    return isEsModuleToNode() && host() == Host.NODE;
  }

  /** Who loads it, as far as that is seen. */
  Host host() {
    return Host.of(snapshot, file);
  }

  /** Why Node takes this file for what it is. */
  KindReason kindReason() {
    return KindReason.of(file, snapshot.view());
  }

  /**
   * The facts of a type, in source order. Where Node runs the file as an ES module, {@code exports}
   * and {@code module} mean nothing, and neither do the facts about them; a file that can't be
   * loaded has no other mistakes.
   */
  <F extends Fact> List<F> facts(Class<F> type) {
    if (type == Fact.WrapperUsed.class || type == Fact.EsmSyntax.class) {
      return Fact.of(summary, type);
    }
    boolean loads = type == Fact.WrapperRedeclared.class || declared().isEmpty();
    return isEsModule() || !loads ? List.of() : Fact.of(summary, type);
  }

  /**
   * The names of the wrapper that this file declares itself with {@code let}, {@code const} or
   * {@code class}.
   */
  Set<String> declared() {
    return Fact.of(summary, Fact.WrapperRedeclared.class).stream()
        .filter(fact -> !fact.hoisted())
        .map(Fact.WrapperRedeclared::name)
        .collect(Collectors.toSet());
  }

  /** Whether callers get a member of that name in the end, wherever else one may have been lost. */
  boolean exports(String name) {
    List<Linked> exports = linker().exportsOf(file);
    return linker().member(exports, name) instanceof Lookup.Present
        || summary.uses().stream()
            .filter(use -> use.access() == Use.Access.WRITE && isNamed(use, name))
            .flatMap(use -> linker().follow(file, Uses.holder(use.value())).stream())
            .anyMatch(exports::contains);
  }

  private static boolean isNamed(Use use, String name) {
    List<Shape.Step> path = use.value().path();
    return !path.isEmpty() && path.getLast() instanceof Shape.Prop last && last.name().equals(name);
  }

  /** The nodes of the checked file that {@code span} is in, the outermost first. */
  List<Node> nodesAround(Span span) {
    return Nodes.path(parsed.program(), span);
  }

  String text(Span span) {
    return parsed.source().text().substring(span.start(), span.end());
  }

  /**
   * Whether nothing is lost with {@code span}, which lies around parts of an expression: it has no
   * comment, and no parenthesis that closes elsewhere.
   */
  boolean isBare(Span span) {
    String text = text(span);
    return !parsed.hasComment(span) && text.indexOf('(') < 0 && text.indexOf(')') < 0;
  }

  /** Counted from 1, as people do. */
  int line(Span span) {
    return parsed.source().lines().lineOf(span.start()) + 1;
  }

  /** {@code path} as people of this workspace call it. */
  String display(Path path) {
    return snapshot.roots().stream()
        .filter(path::startsWith)
        .map(root -> root.relativize(path).toString().replace('\\', '/'))
        .min((a, b) -> Integer.compare(a.length(), b.length()))
        .orElse(path.toString());
  }

  /** The path that a relative specifier is here; empty for one that is not relative, or no path. */
  Optional<Path> beside(String specifier) {
    Path folder = file.getParent();
    if (folder == null || !specifier.startsWith(".")) {
      return Optional.empty();
    }
    try {
      return Optional.of(folder.resolve(specifier).normalize());
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** A place of the checked file. */
  Related here(Span span, String message) {
    return new Related(file, span, message);
  }

  /** A change of the checked file. */
  Fix.Edit edit(Span span, String text) {
    return new Fix.Edit(file, span, text);
  }

  Fix.Edit insert(int offset, String text) {
    return edit(new Span(offset, offset), text);
  }
}
