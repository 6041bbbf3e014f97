package dev.commonjs.refactoring;

import dev.commonjs.feature.PropertyNames;
import dev.commonjs.requires.HeadRequires;
import dev.commonjs.requires.RequireStyle;
import dev.commonjs.syntax.Bindings;
import dev.commonjs.syntax.Insertions;
import dev.commonjs.syntax.Node;
import dev.commonjs.syntax.Nodes;
import dev.commonjs.syntax.ParsedFile.Comment;
import dev.commonjs.text.Span;
import dev.commonjs.text.TextChange;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code exports.a = …} for each name as one {@code module.exports = { … }}, and back. Values are
 * made where they were made, in their order, and the names keep theirs. A function without a name
 * gets that of its export, and is never left without.
 */
final class ExportStyles {
  private static final String TO_OBJECT = "Export all names with one `module.exports = { … }`";
  private static final String TO_NAMES = "Export each name with `exports.name = …`";
  private static final int LONGEST_LINE = 100;

  private final CodeOfFile code;
  private final RequireStyle style;
  private final Conditions conditions;

  /** The lines that are taken away. */
  private final Set<Integer> gone = new HashSet<>();

  private ExportStyles(CodeOfFile code) {
    this.code = code;
    this.style = RequireStyle.of(code.parsed, HeadRequires.of(code.parsed, code.text.length()));
    this.conditions = code.conditions();
  }

  /** {@code exports.name = value}. */
  record Write(Node.ExprStmt statement, Node.Assign assign, String name, Node.Ident root) {}

  /** Empty where no export is written at {@code offset}, outside of all functions and blocks. */
  static Optional<Refactoring> at(CodeOfFile code, int offset) {
    ExportStyles styles = new ExportStyles(code);
    return code.statementAt(offset)
        .flatMap(
            statement ->
                write(statement)
                    .map(write -> styles.toObject())
                    .or(() -> whole(statement).map(styles::toNames)));
  }

  static Optional<Write> write(Node.Stmt statement) {
    return statement instanceof Node.ExprStmt one
            && one.expr() instanceof Node.Assign assign
            && assign.op().equals("=")
            && assign.target() instanceof Node.Member member
            && exportsRoot(member.object()).isPresent()
        ? exportsRoot(member.object()).map(root -> new Write(one, assign, member.name(), root))
        : Optional.empty();
  }

  /** {@code exports} or the {@code module} of {@code module.exports}. */
  private static Optional<Node.Ident> exportsRoot(Node.Expr object) {
    return switch (object) {
      case Node.Ident ident when ident.name().equals("exports") -> Optional.of(ident);
      case Node.Member member
          when member.name().equals("exports")
              && member.object() instanceof Node.Ident ident
              && ident.name().equals("module") ->
          Optional.of(ident);
      default -> Optional.empty();
    };
  }

  static Optional<Node.ExprStmt> whole(Node.Stmt statement) {
    return statement instanceof Node.ExprStmt one
            && one.expr() instanceof Node.Assign assign
            && assign.op().equals("=")
            && assign.target() instanceof Node.Member member
            && exportsRoot(member).filter(root -> root.name().equals("module")).isPresent()
            && assign.value() instanceof Node.ObjectLit object
            && !object.properties().isEmpty()
        ? Optional.of(one)
        : Optional.empty();
  }

  /** That the exports are used nowhere else, and nobody looks at them before they are complete. */
  private void needOnly(Set<Span> roots) {
    Stream.concat(code.undeclared("exports").stream(), code.undeclared("module").stream())
        .filter(place -> !roots.contains(place))
        .forEach(place -> conditions.need(false, "The exports are used elsewhere too", place));
    List<String> names = code.bindings.namesIn(0);
    conditions.need(
        !names.contains("exports") && !names.contains("module"),
        "The file has a variable of its own called `exports` or `module`.");
    code.needKnownNames(conditions);
    code.needNoWrapper(code.parsed.program(), conditions);
    code.needWhole(conditions);
    if (conditions.hold()) {
      conditions.need(
          !code.snapshot.inCycle(code.path),
          "The module is in a cycle: others may look at its exports before they are complete.");
    }
  }

  // ---------------------------------------------------------------- to one object

  private Refactoring toObject() {
    List<Write> writes = code.body().stream().flatMap(one -> write(one).stream()).toList();
    Set<Span> roots = new HashSet<>();
    writes.forEach(write -> roots.add(write.root().span()));
    needOnly(roots);
    Map<String, String> entries = new LinkedHashMap<>();
    List<TextChange> changes = new ArrayList<>();
    TextChange lastChange = null;
    for (Write write : writes) {
      Span place = write.statement().span();
      conditions.need(
          write.statement().start() == write.root().start(), "It is written otherwise", place);
      @Nullable String passedOn = passedOn(write);
      boolean again = entries.put(write.name(), passedOn == null ? write.name() : passedOn) != null;
      conditions.need(!again, "`" + write.name() + "` is exported twice", place);
      if (passedOn == null) {
        needVariable(write);
        lastChange = new TextChange(write.assign().target().span(), keyword() + " " + write.name());
      } else {
        lastChange = without(write.statement());
      }
      changes.add(lastChange);
    }
    Write last = writes.getLast();
    String object = object(entries, last.statement().end());
    if (passedOn(last) != null) {
      changes.remove(lastChange);
      String gap = isApart(last.statement()) ? "" : code.parsed.source().lines().terminator();
      changes.add(new TextChange(last.statement().span(), gap + object));
    } else {
      String gap = code.parsed.source().lines().terminator();
      changes.add(new Insertions(code.parsed).behind(last.statement(), gap + object));
    }
    return Refactoring.rewrite(TO_OBJECT, code.path, conditions, changes);
  }

  /** {@code statement} away, with its line, and the blank one below where one is above. */
  private TextChange without(Node.Stmt statement) {
    TextChange change = code.without(statement);
    var lines = code.parsed.source().lines();
    int first = lines.lineOf(change.span().start());
    int behind = lines.lineOf(change.span().end());
    if (change.span().equals(statement.span())) {
      return change;
    }
    boolean blank = isBlankAbove(first) && behind > first && lines.textOf(behind).isBlank();
    Span span = blank ? new Span(change.span().start(), lines.startOf(behind + 1)) : change.span();
    for (int line = first; line < lines.lineOf(span.end()); line++) {
      gone.add(line);
    }
    return new TextChange(span, "");
  }

  /** What stands above a line when all is done. */
  private boolean isBlankAbove(int line) {
    int above = above(line);
    return above < 0 || code.parsed.source().lines().textOf(above).isBlank();
  }

  private int above(int line) {
    int above = line - 1;
    while (gone.contains(above)) {
      above--;
    }
    return above;
  }

  /** Whether no code stands right above {@code statement}, or it does not begin its line. */
  private boolean isApart(Node.Stmt statement) {
    var lines = code.parsed.source().lines();
    int line = lines.lineOf(statement.start());
    String before = code.text.substring(lines.startOf(line), statement.start());
    return !before.isBlank() || isBlankAbove(line) || isCommentAt(above(line));
  }

  private boolean isCommentAt(int line) {
    var lines = code.parsed.source().lines();
    return code.parsed.comments().stream()
        .map(Comment::span)
        .filter(span -> lines.lineOf(span.end()) == line)
        .anyMatch(
            span ->
                code.text
                    .substring(lines.startOf(lines.lineOf(span.start())), span.start())
                    .isBlank());
  }

  private String keyword() {
    return style.keyword().equals("var") ? "var" : "const";
  }

  /** The variable that is exported as it is from where it is declared on; else null. */
  private @Nullable String passedOn(Write write) {
    return write.assign().value() instanceof Node.Ident ident
            && code.textOf(write.statement()).replaceFirst(";$", "").endsWith(ident.name())
            && code.bindings.at(ident.span()).filter(b -> isSetBefore(b, write)).isPresent()
        ? ident.name()
        : null;
  }

  private boolean isSetBefore(Bindings.Binding binding, Write write) {
    if (!code.isConstant(binding)) {
      return false;
    }
    Span declared = binding.declarations().getFirst();
    return code.body().stream()
        .filter(statement -> statement.span().contains(declared))
        .anyMatch(
            statement ->
                statement instanceof Node.FunctionDecl
                    || statement.end() <= write.statement().start()
                        && (statement instanceof Node.VarDecl
                            || statement instanceof Node.ClassDecl));
  }

  private void needVariable(Write write) {
    String name = write.name();
    Span place = write.statement().span();
    conditions.need(
        PropertyNames.isVariable(name), "No variable can be called `" + name + "`", place);
    conditions.need(
        code.undeclared(name).isEmpty() && !code.bindings.namesIn(place.start()).contains(name),
        "`" + name + "` is another variable",
        place);
  }

  private String object(Map<String, String> entries, int end) {
    List<String> parts = new ArrayList<>();
    entries.forEach((name, value) -> parts.add(name.equals(value) ? name : name + ": " + value));
    String newLine = code.parsed.source().lines().terminator();
    String line = "module.exports = " + style.pattern(String.join(", ", parts));
    String text =
        line.length() < LONGEST_LINE
            ? line
            : "module.exports = {"
                + newLine
                + "  "
                + String.join("," + newLine + "  ", parts)
                + ","
                + newLine
                + "}";
    return text + end(end);
  }

  /** A semicolon where the file has them, or where the code behind would go on without. */
  private String end(int offset) {
    String rest = code.text.substring(offset).stripLeading();
    boolean goesOn = !rest.isEmpty() && "([`/+-.,*".indexOf(rest.charAt(0)) >= 0;
    return style.semicolon() || goesOn && !rest.startsWith("//") ? ";" : "";
  }

  // ---------------------------------------------------------------- to single names

  private Refactoring toNames(Node.ExprStmt statement) {
    Node.Assign assign = (Node.Assign) statement.expr();
    Node.ObjectLit object = (Node.ObjectLit) assign.value();
    Node.Member target = (Node.Member) assign.target();
    needOnly(Set.of(target.object().span()));
    conditions.need(
        statement.start() == target.start(), "It is written otherwise", statement.span());
    Set<String> names = new HashSet<>();
    List<String> lines = new ArrayList<>();
    int from = object.start() + 1;
    for (Node.Property property : object.properties()) {
      comments(from, property.start(), lines);
      from = property.end();
      conditions.need(
          property instanceof Node.ValueProperty,
          "What is written here has no form of its own",
          property.span());
      if (property instanceof Node.ValueProperty value) {
        one(value, names, lines);
      }
    }
    comments(from, object.end(), lines);
    String text = String.join(code.parsed.source().lines().terminator(), lines);
    return Refactoring.rewrite(
        TO_NAMES, code.path, conditions, List.of(new TextChange(statement.span(), text)));
  }

  private void one(Node.ValueProperty property, Set<String> names, List<String> lines) {
    String name = property.key() instanceof Node.NameKey key ? key.name() : "";
    conditions.need(
        PropertyNames.isIdentifier(name) && !name.equals("__proto__"),
        "The name is no identifier",
        property.span());
    conditions.need(names.add(name), "`" + name + "` is exported twice", property.span());
    conditions.need(
        property.shorthand() || !isNameless(property.value()),
        "`" + name + "` would lose the name that it has from here",
        property.span());
    String value = property.shorthand() ? name : valueText(property);
    lines.add("exports." + name + " = " + value + (style.semicolon() ? ";" : ""));
  }

  /** All behind the colon: parentheses have no node. */
  private String valueText(Node.ValueProperty property) {
    String text = code.text.substring(property.key().end(), property.end());
    String value = text.substring(text.indexOf(':') + 1).strip();
    boolean[] literal = {false};
    Nodes.walk(property, node -> literal[0] |= node instanceof Node.Template);
    var lines = code.parsed.source().lines();
    String indentation = lines.indentationOf(lines.lineOf(property.start()));
    // It stands further to the left now; a template has its white space for itself.
    return literal[0] || indentation.isEmpty() ? value : value.replace("\n" + indentation, "\n");
  }

  private static boolean isNameless(Node.Expr value) {
    return value instanceof Node.FunctionExpr function && function.func().name() == null
        || value instanceof Node.ClassExpr type && type.node().name() == null;
  }

  /** Those between two names, each on a line of its own; one behind a name stays there. */
  private void comments(int from, int to, List<String> lines) {
    var index = code.parsed.source().lines();
    for (Comment comment : code.parsed.comments()) {
      if (comment.span().start() >= from && comment.span().end() <= to) {
        boolean behind =
            !lines.isEmpty()
                && index.lineOf(comment.span().start()) == index.lineOf(from)
                && !lines.getLast().contains("//");
        if (behind) {
          lines.set(lines.size() - 1, lines.getLast() + " " + comment.text());
        } else {
          lines.add(comment.text());
        }
      }
    }
  }
}
