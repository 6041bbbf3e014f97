package dev.commonjs.refactoring;

import dev.commonjs.requires.HeadRequires;
import dev.commonjs.requires.RequireEdits;
import dev.commonjs.requires.RequireStyle;
import dev.commonjs.resolve.FileView;
import dev.commonjs.syntax.Bindings;
import dev.commonjs.syntax.Node;
import dev.commonjs.syntax.Nodes;
import dev.commonjs.text.Span;
import dev.commonjs.text.TextChange;
import dev.commonjs.workspace.Cancel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A function, class or constant of a file as a module of its own beside it, or in one that is
 * there, which the file requires then: whoever requires the file gets from it what they got.
 */
final class SymbolMoves {
  /** What a module has from its own wrapper. */
  private static final Set<String> OWN = Set.of("exports", "module", "__filename");

  private final Declaration declaration;
  private final CodeOfFile code;
  private final Node.Stmt statement;
  private final Conditions conditions;
  private final String newLine;

  private SymbolMoves(Declaration declaration) {
    this.declaration = declaration;
    this.code = declaration.code();
    this.statement = declaration.statement();
    this.conditions = code.conditions();
    this.newLine = code.parsed.source().lines().terminator();
  }

  /** None where {@code offset} is at no name that a declaration at the top of a file declares. */
  static List<Refactoring> at(CodeOfFile code, int offset, Cancel cancel) {
    return Declaration.at(code, offset)
        .map(declaration -> new SymbolMoves(declaration).all(cancel))
        .orElse(List.of());
  }

  private List<Refactoring> all(Cancel cancel) {
    String stem = declaration.name();
    Optional<Bindings.Binding> binding = code.bindings.at(declaration.ident().span());
    conditions.need(
        binding.filter(code::isConstant).isPresent(), "`" + stem + "` is written again.");
    code.needKnownNames(conditions);
    code.needNoWrapper(statement, conditions);
    needNothingRun();
    boolean movable = conditions.hold();
    List<Refactoring> all = new ArrayList<>();
    all.add(toNewFile());
    if (movable) {
      all.addAll(new MoveTargets(declaration, cancel).all());
    }
    return all;
  }

  private Refactoring toNewFile() {
    String stem = declaration.name();
    String title = "Move `" + stem + "` to a new file";
    Path folder = code.path.getParent();
    @Nullable Path target = folder == null ? null : folder.resolve(stem + ".js");
    boolean free = target != null && code.snapshot.view().kind(target) == FileView.Kind.ABSENT;
    conditions.need(free, "There is a file `" + stem + ".js` already.");
    conditions.need(
        !code.path.toString().endsWith(".cjs"), "The new file would be read otherwise.");
    RequireEdits edits = new RequireEdits(code.parsed, statement.start() + 1);
    TextChange require =
        edits.member(stem, "./" + stem + (edits.style().extension() ? ".js" : ""), other -> false);
    declaration.needUnusedBefore(require.span().start(), conditions);
    Span gone = declaration.lines(declaration.withComment());
    int at = require.span().start();
    conditions.need(at <= gone.start() || gone.end() <= at, "There is no place to require it.");
    String requires = requires(at);
    if (!conditions.hold() || target == null) {
      return new Refactoring.Refused(
          title, Refactoring.Kind.MOVE, conditions.broken().orElse("There is no folder for it."));
    }
    RequireStyle style = edits.style();
    Span whole = declaration.withComment();
    String semicolon = style.semicolon() ? ";" : "";
    boolean strict = code.parsed.program().strict();
    String quote = String.valueOf(style.quote());
    String text =
        (strict ? quote + "use strict" + quote + semicolon + newLine + newLine : "")
            + requires
            + code.text.substring(whole.start(), whole.end()).strip()
            + newLine
            + newLine
            + "module.exports = "
            + style.pattern(stem)
            + semicolon
            + newLine;
    List<TextChange> changes = List.of(require, new TextChange(gone, ""));
    return new Refactoring.Ready(
        title, Refactoring.Kind.MOVE, Map.of(code.path, changes), Map.of(target, text));
  }

  /** That it makes no difference when the declaration is reached. */
  private void needNothingRun() {
    switch (statement) {
      case Node.ClassDecl type -> {
        for (Node.ClassMember member : type.node().members()) {
          boolean runs =
              member instanceof Node.StaticBlock
                  || member instanceof Node.FieldMember field
                      && field.isStatic()
                      && field.value() != null
                      && !Declaration.isFixed(field.value());
          conditions.need(!runs, "Code runs where the class is made", member.span());
        }
        conditions.need(
            type.node().parent() == null || type.node().parent() instanceof Node.Ident,
            "The parent class is computed",
            type.span());
      }
      case Node.VarDecl variable -> {
        Node.Expr value = variable.declarators().getFirst().init();
        conditions.need(
            value != null && Declaration.isFixed(value),
            "The value is computed where it stands",
            value == null ? variable.span() : value.span());
      }
      default -> {}
    }
  }

  /** What it needs of other modules, as the file requires it. */
  private String requires(int limit) {
    Set<Node.VarDecl> needed = new LinkedHashSet<>();
    Set<Span> seen = new HashSet<>();
    List<HeadRequires.Declared> declared =
        HeadRequires.of(code.parsed, Integer.MAX_VALUE).declared();
    Nodes.walk(
        statement,
        node -> {
          if (node instanceof Node.Ident ident && seen.add(ident.span())) {
            code.bindings
                .at(ident.span())
                .ifPresentOrElse(
                    binding -> need(binding, ident, declared, limit, needed),
                    () ->
                        conditions.need(
                            !OWN.contains(ident.name())
                                || !code.undeclared(ident.name()).contains(ident.span()),
                            "`" + ident.name() + "` is the file's own",
                            ident.span()));
          }
        });
    StringBuilder text = new StringBuilder();
    code.body().stream()
        .filter(needed::contains)
        .forEach(one -> text.append(code.textOf(one)).append(newLine));
    return text.isEmpty() ? "" : text.append(newLine).toString();
  }

  private void need(
      Bindings.Binding binding,
      Node.Ident ident,
      List<HeadRequires.Declared> declared,
      int limit,
      Set<Node.VarDecl> needed) {
    Span place =
        binding.declarations().isEmpty() ? ident.span() : binding.declarations().getFirst();
    if (statement.span().contains(place)) {
      return;
    }
    Optional<HeadRequires.Declared> required =
        declared.stream()
            .filter(one -> one.statement().span().contains(place))
            .filter(one -> one.statement().end() <= limit)
            .filter(one -> one.statement().declarators().size() == 1)
            .filter(one -> one.declarator().target().span().contains(place))
            .filter(one -> code.isConstant(binding))
            .findFirst();
    required.ifPresent(one -> needed.add(one.statement()));
    conditions.need(
        required.isPresent(), "`" + ident.name() + "` stays in this file", ident.span());
  }
}
