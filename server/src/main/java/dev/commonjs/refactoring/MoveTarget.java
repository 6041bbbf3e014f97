package dev.commonjs.refactoring;

import dev.commonjs.requires.HeadRequires;
import dev.commonjs.requires.RequireEdits;
import dev.commonjs.syntax.Insertions;
import dev.commonjs.syntax.Node;
import dev.commonjs.syntax.Nodes;
import dev.commonjs.syntax.ParsedFile.Comment;
import dev.commonjs.text.LineIndex;
import dev.commonjs.text.Span;
import dev.commonjs.text.TextChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A module that a declaration is added to, with its export: at the end, above what exports the
 * others, in the form in which it exports them.
 */
final class MoveTarget {
  private final CodeOfFile code;
  private final String name;
  private final LineIndex lines;
  private final RequireEdits requires;

  /**
   * @param name what is declared and exported
   */
  MoveTarget(CodeOfFile code, String name) {
    this.code = code;
    this.name = name;
    this.lines = code.parsed.source().lines();
    this.requires = new RequireEdits(code.parsed, Integer.MAX_VALUE);
  }

  RequireEdits requires() {
    return requires;
  }

  /** Whether the file has no variable {@code variable}, and means none that it has not. */
  boolean isFree(String variable) {
    return !declares(variable) && code.undeclared(variable).isEmpty();
  }

  /** Whether {@code variable} stands for something else here than where nobody declares it. */
  boolean declares(String variable) {
    return code.bindings.namesIn(0).contains(variable);
  }

  /** Whether its text shows all that the exports are used for in it. */
  boolean isPlain() {
    Conditions conditions = code.conditions();
    code.needKnownNames(conditions);
    code.needNoWrapper(code.parsed.program(), conditions);
    code.needWhole(conditions);
    boolean[] self = {false};
    Nodes.walkWhile(
        code.parsed.program(),
        node -> {
          self[0] |= node instanceof Node.This;
          return !(node instanceof Node.ClassNode);
        });
    return conditions.hold() && !self[0] && !declares("exports") && !declares("module");
  }

  /**
   * {@code text} and the export of the name; empty where the exports are written in a way that has
   * no place for one more.
   */
  Optional<List<TextChange>> with(String text) {
    return isFree(name) && isPlain()
        ? object().map(one -> inObject(one, text)).orElseGet(() -> asName(text))
        : Optional.empty();
  }

  // ---------------------------------------------------------------- module.exports = { … }

  private Optional<Node.ExprStmt> object() {
    return code.body().isEmpty() ? Optional.empty() : ExportStyles.whole(code.body().getLast());
  }

  private Optional<List<TextChange>> inObject(Node.ExprStmt statement, String text) {
    Node.ObjectLit object = (Node.ObjectLit) ((Node.Assign) statement.expr()).value();
    boolean known =
        code.undeclared("module").size() == 1
            && code.undeclared("exports").isEmpty()
            && object.properties().stream().allMatch(this::isOther);
    Node.Property last = object.properties().getLast();
    String behind = code.text.substring(last.end(), object.end() - 1).strip();
    if (!known || !behind.isEmpty() && !behind.equals(",") || !beginsLine(statement.start())) {
      return Optional.empty();
    }
    int line = lines.lineOf(last.start());
    String gap =
        line > lines.lineOf(object.start()) ? lines.terminator() + lines.indentationOf(line) : " ";
    TextChange export = insertion(last.end(), "," + gap + name);
    return Optional.of(List.of(above(statement, text), export));
  }

  /** Whether {@code property} is known to be another name. */
  private boolean isOther(Node.Property property) {
    Node.@Nullable Key key =
        switch (property) {
          case Node.ValueProperty one -> one.key();
          case Node.MethodProperty one -> one.key();
          case Node.AccessorProperty one -> one.key();
          case Node.SpreadProperty one -> null;
        };
    return key instanceof Node.NameKey other
        && !other.name().equals(name)
        && !other.name().equals("__proto__");
  }

  // ---------------------------------------------------------------- exports.name = …

  private Optional<List<TextChange>> asName(String text) {
    List<ExportStyles.Write> writes =
        code.body().stream().flatMap(one -> ExportStyles.write(one).stream()).toList();
    if (writes.isEmpty() || !Stream.of("exports", "module").allMatch(this::isOfOtherNames)) {
      return Optional.empty();
    }
    Node.Member target = (Node.Member) writes.getLast().assign().target();
    String semicolon = requires.style().semicolon() ? ";" : "";
    String export = code.textOf(target.object()) + "." + name + " = " + name + semicolon;
    List<ExportStyles.Write> run = lastRun(writes);
    Insertions insertions = new Insertions(code.parsed);
    Node.Stmt last = code.body().getLast();
    String newLine = lines.terminator();
    boolean apart = !run.isEmpty() && beginsLine(run.getFirst().statement().start());
    return Optional.of(
        apart
            ? List.of(above(run.getFirst().statement(), text), insertions.behind(last, export))
            : List.of(insertions.behind(last, newLine + text + newLine + newLine + export)));
  }

  /** Those at the end that pass variables on, with nothing between them. */
  private List<ExportStyles.Write> lastRun(List<ExportStyles.Write> writes) {
    List<ExportStyles.Write> run = new ArrayList<>();
    for (Node.Stmt statement : code.body().reversed()) {
      Optional<ExportStyles.Write> write =
          writes.stream()
              .filter(one -> one.statement().span().equals(statement.span()))
              .filter(one -> one.assign().value() instanceof Node.Ident)
              .findFirst();
      if (write.isEmpty()) {
        break;
      }
      run.addFirst(write.get());
    }
    return run;
  }

  /**
   * Whether {@code root}, where it is Node's, is only ever asked for other names of the exports.
   */
  private boolean isOfOtherNames(String root) {
    return code.undeclared(root).stream().allMatch(place -> isOfOtherName(root, place));
  }

  private boolean isOfOtherName(String root, Span place) {
    List<Node> path = Nodes.path(code.parsed.program(), place);
    int at = path.size() - 2;
    if (root.equals("module")) {
      boolean exports =
          at >= 0 && path.get(at) instanceof Node.Member one && one.name().equals("exports");
      if (!exports) {
        return false;
      }
      at--;
    }
    return at >= 0
        && path.get(at) instanceof Node.Member member
        && member.object().span().equals(path.get(at + 1).span())
        && !member.name().equals(name);
  }

  // ---------------------------------------------------------------- places

  private boolean beginsLine(int offset) {
    return code.text.substring(lines.startOf(lines.lineOf(offset)), offset).isBlank();
  }

  /** {@code text} above a statement and the comments right above that, with blank lines. */
  private TextChange above(Node.Stmt statement, String text) {
    int line = lines.lineOf(statement.start());
    for (Comment comment : code.parsed.comments().reversed()) {
      Span span = comment.span();
      if (lines.lineOf(span.end()) == line - 1 && beginsLine(span.start())) {
        line = lines.lineOf(span.start());
      }
    }
    String newLine = lines.terminator();
    boolean apart = line == 0 || lines.textOf(line - 1).isBlank();
    return insertion(lines.startOf(line), (apart ? "" : newLine) + text + newLine + newLine);
  }

  private static TextChange insertion(int at, String text) {
    return new TextChange(new Span(at, at), text);
  }

  // ---------------------------------------------------------------- loading

  /** Whether loading it does nothing but make its exports, once {@code loaded} are there. */
  boolean isQuiet(Predicate<String> loaded) {
    return code.body().stream().allMatch(one -> isQuiet(one, loaded));
  }

  private boolean isQuiet(Node.Stmt statement, Predicate<String> loaded) {
    return switch (statement) {
      case Node.FunctionDecl one -> true;
      case Node.ClassDecl one ->
          one.node().parent() == null
              && one.node().members().stream()
                  .noneMatch(
                      member ->
                          member instanceof Node.StaticBlock
                              || member instanceof Node.FieldMember field && field.isStatic());
      case Node.VarDecl one ->
          one.declarators().stream().allMatch(declarator -> isQuiet(declarator, loaded));
      case Node.ExprStmt one when Insertions.isDirective(one) -> true;
      case Node.ExprStmt one ->
          (ExportStyles.write(one).isPresent() || ExportStyles.whole(one).isPresent())
              && isQuiet(((Node.Assign) one.expr()).value());
      default -> false;
    };
  }

  private boolean isQuiet(Node.Declarator declarator, Predicate<String> loaded) {
    Node.@Nullable Expr value = declarator.init();
    if (value == null) {
      return true;
    }
    Optional<Node.Call> call = HeadRequires.required(value);
    if (call.isPresent()) {
      boolean names =
          declarator.target() instanceof Node.ObjectPattern pattern
              && pattern.rest() == null
              && pattern.properties().stream().allMatch(one -> one.value() instanceof Node.Ident);
      return (names || declarator.target() instanceof Node.Ident)
          && call.get().span().equals(value.span())
          && call.get().args().getFirst() instanceof Node.Str specifier
          && loaded.test(specifier.value());
    }
    return declarator.target() instanceof Node.Ident && isQuiet(value);
  }

  private boolean isQuiet(Node.Expr value) {
    return Declaration.isFixed(value)
        || value instanceof Node.Ident ident && code.bindings.at(ident.span()).isPresent()
        || value instanceof Node.ObjectLit object
            && object.properties().stream()
                .allMatch(
                    one ->
                        one instanceof Node.MethodProperty method
                                && method.key() instanceof Node.NameKey
                            || one instanceof Node.ValueProperty property
                                && property.key() instanceof Node.NameKey
                                && isQuiet(property.value()));
  }
}
