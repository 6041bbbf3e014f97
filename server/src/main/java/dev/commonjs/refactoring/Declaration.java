package dev.commonjs.refactoring;

import dev.commonjs.requires.HeadRequires;
import dev.commonjs.syntax.Node;
import dev.commonjs.syntax.Nodes;
import dev.commonjs.syntax.ParsedFile.Comment;
import dev.commonjs.text.Span;
import java.util.Optional;

/** A function, class or constant that {@code statement}, at the top of a file, declares alone. */
record Declaration(CodeOfFile code, Node.Stmt statement, Node.Ident ident) {
  /** Empty where {@code offset} is at no name of one. */
  static Optional<Declaration> at(CodeOfFile code, int offset) {
    return code.statementAt(offset)
        .flatMap(
            statement ->
                declared(statement)
                    .filter(name -> name.start() <= offset && offset <= name.end())
                    .map(name -> new Declaration(code, statement, name)));
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

  String name() {
    return ident.name();
  }

  /** Whether no code of the file runs before it would be required at {@code offset}. */
  boolean isUnusedBefore(int offset) {
    Conditions own = code.conditions();
    needUnusedBefore(offset, own);
    return own.hold();
  }

  /** That no code of the file runs before it would be required at {@code offset}. */
  void needUnusedBefore(int offset, Conditions conditions) {
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
  Span withComment() {
    var lines = code.parsed.source().lines();
    int line = lines.lineOf(statement.start());
    Optional<Comment> doc =
        code.parsed
            .docBefore(statement.start())
            .filter(one -> lines.lineOf(one.span().end()) >= line - 1);
    return new Span(doc.map(one -> one.span().start()).orElse(statement.start()), statement.end());
  }

  /** {@code span}, with the lines that it fills, and one blank line below. */
  Span lines(Span span) {
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

  /** Whether it is the same at any time. */
  static boolean isFixed(Node.Expr value) {
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
}
