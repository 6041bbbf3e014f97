package dev.commonjs.refactoring;

import dev.commonjs.requires.HeadRequires;
import dev.commonjs.requires.RequireEdits;
import dev.commonjs.requires.RequireStyle;
import dev.commonjs.resolve.FileView;
import dev.commonjs.syntax.Bindings;
import dev.commonjs.syntax.Node;
import dev.commonjs.syntax.Nodes;
import dev.commonjs.syntax.ParsedFile.Comment;
import dev.commonjs.text.Span;
import dev.commonjs.text.TextChange;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A function, class or constant of a file as a module of its own beside it, which the file requires
 * then: whoever requires the file gets from it what they got.
 */
final class SymbolMoves {
  /** What a module has from its own wrapper. */
  private static final Set<String> OWN = Set.of("exports", "module", "__filename");

  private final CodeOfFile code;
  private final Node.Stmt statement;
  private final Node.Ident name;
  private final Conditions conditions;
  private final String newLine;

  private SymbolMoves(CodeOfFile code, Node.Stmt statement, Node.Ident name) {
    this.code = code;
    this.statement = statement;
    this.name = name;
    this.conditions = code.conditions();
    this.newLine = code.parsed.source().lines().terminator();
  }

  /** Empty where {@code offset} is at no name that a declaration at the top of a file declares. */
  static Optional<Refactoring> at(CodeOfFile code, int offset) {
    return code.statementAt(offset)
        .flatMap(
            statement ->
                declared(statement)
                    .filter(name -> name.start() <= offset && offset <= name.end())
                    .map(name -> new SymbolMoves(code, statement, name).moved()));
  }

  private static Optional<Node.Ident> declared(Node.Stmt statement) {
    return switch (statement) {
      case Node.FunctionDecl one -> Optional.ofNullable(one.func().name());
      case Node.ClassDecl one -> Optional.ofNullable(one.node().name());
      case Node.VarDecl one
          when one.declarators().size() == 1
              && one.declarators().getFirst().target() instanceof Node.Ident ident
              && one.declarators().getFirst().init() != null
              && HeadRequires.required(one.declarators().getFirst().init()).isEmpty() ->
          Optional.of(ident);
      default -> Optional.empty();
    };
  }

  private Refactoring moved() {
    String stem = name.name();
    String title = "Move `" + stem + "` to a new file";
    Path folder = code.path.getParent();
    @Nullable Path target = folder == null ? null : folder.resolve(stem + ".js");
    boolean free = target != null && code.snapshot.view().kind(target) == FileView.Kind.ABSENT;
    conditions.need(free, "There is a file `" + stem + ".js` already.");
    conditions.need(
        !code.path.toString().endsWith(".cjs"), "The new file would be read otherwise.");
    Optional<Bindings.Binding> binding = code.bindings.at(name.span());
    conditions.need(
        binding.filter(code::isConstant).isPresent(), "`" + stem + "` is written again.");
    code.needKnownNames(conditions);
    code.needNoWrapper(statement, conditions);
    needNothingRun();
    RequireEdits edits = new RequireEdits(code.parsed, statement.start() + 1);
    TextChange require =
        edits.member(stem, "./" + stem + (edits.style().extension() ? ".js" : ""), other -> false);
    needUnusedBefore(require.span().start());
    Span gone = lines(withComment());
    int at = require.span().start();
    conditions.need(at <= gone.start() || gone.end() <= at, "There is no place to require it.");
    String requires = requires(at);
    if (!conditions.hold() || target == null) {
      return new Refactoring.Refused(
          title, Refactoring.Kind.MOVE, conditions.broken().orElse("There is no folder for it."));
    }
    RequireStyle style = edits.style();
    Span whole = withComment();
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

  /** That no code of the file runs before it would require the new one. */
  private void needUnusedBefore(int offset) {
    for (Node.Stmt one : code.body()) {
      if (one.start() < offset
          && !one.span().equals(statement.span())
          && !(one instanceof Node.FunctionDecl)) {
        Nodes.walk(
            one,
            node -> {
              boolean refers =
                  node instanceof Node.Ident ident
                      && code.bindings
                          .at(ident.span())
                          .filter(binding -> binding.references().contains(ident.span()))
                          .isPresent();
              conditions.need(!refers, "Code runs here before it would be required", node.span());
            });
      }
    }
  }

  /** With the documentation right above it. */
  private Span withComment() {
    var lines = code.parsed.source().lines();
    int line = lines.lineOf(statement.start());
    Optional<Comment> doc =
        code.parsed
            .docBefore(statement.start())
            .filter(one -> lines.lineOf(one.span().end()) >= line - 1);
    return new Span(doc.map(one -> one.span().start()).orElse(statement.start()), statement.end());
  }

  /** {@code span}, with the lines that it fills, and one blank line below. */
  private Span lines(Span span) {
    var lines = code.parsed.source().lines();
    int first = lines.lineOf(span.start());
    int last = lines.lineOf(span.end());
    boolean alone =
        code.text.substring(lines.startOf(first), span.start()).isBlank()
            && code.text.substring(span.end(), lines.endOf(last)).isBlank();
    if (!alone) {
      return span;
    }
    boolean blankAbove = first == 0 || lines.textOf(first - 1).isBlank();
    boolean blankBelow = lines.textOf(last + 1).isBlank();
    int end = blankAbove && blankBelow ? last + 2 : last + 1;
    return new Span(lines.startOf(first), lines.startOf(end));
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
                      && !isFixed(field.value());
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
            value != null && isFixed(value),
            "The value is computed where it stands",
            value == null ? variable.span() : value.span());
      }
      default -> {}
    }
  }

  /** Whether it is the same at any time. */
  private static boolean isFixed(Node.Expr value) {
    return switch (value) {
      case Node.FunctionExpr function -> true;
      case Node.Str text -> true;
      case Node.Num number -> true;
      case Node.BigInt number -> true;
      case Node.Bool truth -> true;
      case Node.Null nothing -> true;
      case Node.Regex pattern -> true;
      case Node.Unary unary -> !unary.op().equals("delete") && isFixed(unary.operand());
      case Node.Template template -> template.exprs().isEmpty();
      case Node.ArrayLit list ->
          list.elements().stream().allMatch(one -> one != null && isFixed(one));
      case Node.ObjectLit object ->
          object.properties().stream()
              .allMatch(
                  one ->
                      one instanceof Node.MethodProperty
                          || one instanceof Node.ValueProperty property
                              && property.key() instanceof Node.NameKey
                              && isFixed(property.value()));
      default -> false;
    };
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
