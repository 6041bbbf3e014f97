package dev.commonjs.refactoring;

import dev.commonjs.feature.FileMoves;
import dev.commonjs.feature.ModuleNames;
import dev.commonjs.feature.PropertyNames;
import dev.commonjs.graph.Modules;
import dev.commonjs.requires.HeadRequires;
import dev.commonjs.resolve.Mode;
import dev.commonjs.resolve.Resolution;
import dev.commonjs.shape.ModuleSummary;
import dev.commonjs.shape.RequireSite;
import dev.commonjs.shape.Shape;
import dev.commonjs.shape.Use;
import dev.commonjs.syntax.Insertions;
import dev.commonjs.syntax.Node;
import dev.commonjs.syntax.Nodes;
import dev.commonjs.text.Span;
import dev.commonjs.text.TextChange;
import dev.commonjs.workspace.Cancel;
import dev.commonjs.workspace.Host;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A CommonJS module as an ES module, under the same name with {@code .mjs}. Those who require it
 * get its namespace then (Node's <em>Modules: ECMAScript modules</em>, from 20.19 and 22.12 on),
 * which has the names, and nothing else of an object: so only modules that are used by their names.
 */
final class EsModules {
  /** What module code has not, or what means something else there. */
  private static final Set<String> OTHERWISE =
      Set.of("__filename", "__dirname", "await", "arguments");

  private final CodeOfFile code;
  private final Conditions conditions;
  private final Cancel cancel;
  private final Map<String, String> exported = new LinkedHashMap<>();
  private final List<TextChange> changes = new ArrayList<>();

  private EsModules(CodeOfFile code, Cancel cancel) {
    this.code = code;
    this.conditions = code.conditions();
    this.cancel = cancel;
  }

  /** Empty where {@code offset} is not at the directive {@code 'use strict'} at the top. */
  static Optional<Refactoring> at(CodeOfFile code, int offset, Cancel cancel) {
    return code.statementAt(offset)
        .filter(statement -> Insertions.isDirective(statement) && code.parsed.program().strict())
        .filter(statement -> statement.start() == code.body().getFirst().start())
        .map(statement -> new EsModules(code, cancel).converted(statement));
  }

  private Refactoring converted(Node.Stmt directive) {
    String name = String.valueOf(code.path.getFileName()).replaceFirst("\\.c?js$", "");
    Path target = code.path.resolveSibling(name + ".mjs");
    Set<Path> importers = code.snapshot.importers(code.path);
    String who =
        importers.isEmpty()
            ? ""
            : importers.size() == 1 ? ", which 1 module requires" : ", which %d modules require";
    String title = "Convert to an ES module, `" + name + ".mjs`" + who.formatted(importers.size());
    needOwnForm();
    imports();
    exports();
    if (conditions.hold()) {
      importers.forEach(this::needNames);
    }
    changes.add(code.without(directive));
    Map<Path, List<TextChange>> all = new HashMap<>();
    all.put(code.path, changes);
    if (conditions.hold()) {
      FileMoves.Answer moved = FileMoves.of(code.snapshot, Map.of(code.path, target), cancel);
      boolean known =
          moved.left().isEmpty()
              && !moved.changes().containsKey(code.path)
              && moved.changes().keySet().stream().noneMatch(one -> one.endsWith("package.json"));
      conditions.need(known, "Not all that names the file can be changed.");
      moved.changes().forEach(all::putIfAbsent);
    }
    return conditions
        .broken()
        .<Refactoring>map(why -> new Refactoring.Refused(title, Refactoring.Kind.REWRITE, why))
        .orElseGet(
            () ->
                new Refactoring.Ready(
                    title, Refactoring.Kind.REWRITE, all, Map.of(), Map.of(code.path, target)));
  }

  /** That nothing in the file is otherwise in an ES module. */
  private void needOwnForm() {
    code.needKnownNames(conditions);
    code.needNoWrapper(code.parsed.program(), conditions);
    code.needWhole(conditions);
    conditions.need(
        code.snapshot.kind(code.path) == Modules.Kind.COMMONJS
            && Host.of(code.snapshot, code.path) != Host.PAGE
            && Host.of(code.snapshot, code.path) != Host.RUNNER,
        "It may be loaded by others than Node.");
    conditions.need(
        !code.snapshot.inCycle(code.path), "The module is in a cycle: Node refuses to require it.");
    conditions.need(
        code.snapshot.settings().node().requiresEsModules(),
        "The Node that it runs on can't require ES modules.");
    for (String name : OTHERWISE) {
      code.undeclared(name)
          .forEach(at -> conditions.need(false, "`" + name + "` is not there", at));
    }
    Nodes.walkWhile(
        code.parsed.program(),
        node -> {
          if (node instanceof Node.This self) {
            conditions.need(false, "`this` may be the exports", self.span());
          }
          if (node instanceof Node.FunctionDecl function && function.func().name() != null) {
            Span name = function.func().name().span();
            boolean once =
                code.bindings.at(name).filter(b -> b.declarations().size() == 1).isPresent();
            conditions.need(once, "It is declared more than once", name);
          }
          return !(node instanceof Node.ClassNode);
        });
  }

  // ---------------------------------------------------------------- what it requires

  private void imports() {
    HeadRequires head = HeadRequires.of(code.parsed, Integer.MAX_VALUE);
    int uses = code.undeclared("require").size();
    conditions.need(
        uses == head.declared().size(), "Not all that it requires is required at its head.");
    for (HeadRequires.Declared one : head.declared()) {
      Span place = one.statement().span();
      boolean atHead = head.last() != null && one.statement().end() <= head.last().end();
      conditions.need(
          atHead
              && one.variable() != null
              && one.statement().declarators().size() == 1
              && code.bindings
                  .at(one.declarator().target().span())
                  .filter(code::isConstant)
                  .isPresent(),
          "This has no form as an `import`",
          place);
      imported(one)
          .ifPresentOrElse(
              text -> changes.add(new TextChange(place, text)),
              () -> conditions.need(false, "An `import` would find something else", place));
    }
    // Imports run before all other code: what stands between them must not.
    boolean alone =
        code.body().stream()
            .takeWhile(one -> head.last() != null && one.start() <= head.last().start())
            .allMatch(
                one ->
                    Insertions.isDirective(one)
                        || head.declared().stream()
                            .anyMatch(d -> d.statement().span().equals(one.span())));
    conditions.need(alone, "Code runs between what it requires.");
  }

  private Optional<String> imported(HeadRequires.Declared one) {
    String specifier = one.specifier().value();
    var resolver = code.snapshot.resolver();
    Optional<String> found =
        switch (resolver.resolve(code.path, specifier, Mode.REQUIRE)) {
          case Resolution.Builtin builtin -> Optional.of(specifier);
          case Resolution.Found file
              when code.snapshot.kind(file.file()) == Modules.Kind.COMMONJS ->
              Optional.of(
                      specifier.startsWith(".")
                          ? ModuleNames.relative(code.path, file.file())
                          : specifier)
                  .filter(
                      now ->
                          resolver.resolve(code.path, now, Mode.IMPORT)
                                  instanceof Resolution.Found there
                              && there.file().equals(file.file()));
          default -> Optional.empty();
        };
    String quote = code.text.substring(one.specifier().start(), one.specifier().start() + 1);
    String end = code.textOf(one.statement()).endsWith(";") ? ";" : "";
    return found.map(now -> "import " + one.variable() + " from " + quote + now + quote + end);
  }

  // ---------------------------------------------------------------- what it exports

  private void exports() {
    List<Node.Stmt> body = code.body();
    Node.Stmt last = body.getLast();
    boolean whole =
        last instanceof Node.ExprStmt one
            && one.expr() instanceof Node.Assign assign
            && assign.op().equals("=")
            && code.textOf(assign.target()).equals("module.exports")
            && assign.value() instanceof Node.ObjectLit;
    conditions.need(
        whole && code.undeclared("module").size() == 1 && code.undeclared("exports").isEmpty(),
        "Only one `module.exports = { … }` at the end has a form as `export`.");
    if (!conditions.hold()) {
      return;
    }
    Node.ObjectLit object = (Node.ObjectLit) ((Node.Assign) ((Node.ExprStmt) last).expr()).value();
    for (Node.Property property : object.properties()) {
      boolean plain =
          property instanceof Node.ValueProperty value
              && value.key() instanceof Node.NameKey key
              && PropertyNames.isIdentifier(key.name())
              && !Set.of("default", "then", "__esModule").contains(key.name())
              && value.value() instanceof Node.Ident variable
              && code.bindings.at(variable.span()).filter(code::isConstant).isPresent();
      conditions.need(plain, "This has no form in `export { … }`", property.span());
      if (plain) {
        Node.ValueProperty value = (Node.ValueProperty) property;
        String name = ((Node.NameKey) value.key()).name();
        exported.put(name, ((Node.Ident) value.value()).name());
      }
    }
    conditions.need(
        !exported.isEmpty() && !code.parsed.hasComment(last.span()),
        "It exports no names, or comments stand among them.");
    String names =
        exported.entrySet().stream()
            .map(
                e ->
                    e.getKey().equals(e.getValue())
                        ? e.getKey()
                        : e.getValue() + " as " + e.getKey())
            .collect(Collectors.joining(", "));
    String end = code.textOf(last).endsWith(";") ? ";" : "";
    changes.add(new TextChange(last.span(), "export { " + names + " }" + end));
  }

  // ---------------------------------------------------------------- who requires it

  /** That {@code importer} uses nothing of it but its names. */
  private void needNames(Path importer) {
    Optional<ModuleSummary> summary = code.snapshot.summary(importer);
    String name = "`" + ModuleNames.of(code.snapshot, importer) + "`";
    for (RequireSite site : summary.map(ModuleSummary::requires).orElse(List.of())) {
      boolean other =
          site.kind() != RequireSite.Kind.REQUIRE
              && site.specifiers().stream().anyMatch(one -> isThis(importer, one));
      conditions.need(!other, name + " does not require it, but names it otherwise.");
    }
    for (Use use : summary.map(ModuleSummary::uses).orElse(List.of())) {
      if (isThis(importer, use.value().specifier())) {
        conditions.need(isOfNames(use), name + " uses more of it than its names.");
      }
    }
  }

  private boolean isThis(Path importer, String specifier) {
    return code.snapshot.resolve(importer, specifier) instanceof Resolution.Found found
        && found.file().equals(code.path);
  }

  private boolean isOfNames(Use use) {
    List<Shape.Step> path = use.value().path();
    if (path.isEmpty()) {
      return use.access() == Use.Access.BIND || use.access() == Use.Access.READ;
    }
    boolean written = use.access() == Use.Access.WRITE || use.access() == Use.Access.DELETE;
    return path.getFirst() instanceof Shape.Prop(String name)
        && exported.containsKey(name)
        && !(written && path.size() == 1);
  }
}
