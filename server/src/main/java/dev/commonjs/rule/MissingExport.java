package dev.commonjs.rule;

import dev.commonjs.graph.Linked;
import dev.commonjs.graph.Lookup;
import dev.commonjs.graph.Modules;
import dev.commonjs.shape.Shape;
import dev.commonjs.shape.Shape.Prop;
import dev.commonjs.shape.Use;
import dev.commonjs.syntax.Bindings;
import dev.commonjs.syntax.JsParser;
import dev.commonjs.syntax.Node;
import dev.commonjs.syntax.Nodes;
import dev.commonjs.syntax.ParsedFile;
import dev.commonjs.text.LineIndex;
import dev.commonjs.text.SourceText;
import dev.commonjs.text.Span;
import dev.commonjs.text.TextChange;
import dev.commonjs.workspace.Snapshot;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A name that another module of the workspace declares and does not export, while somebody asks it
 * for that name: the change of that module that exports it, in the way that it exports others.
 */
final class MissingExport {
  private final Snapshot snapshot;
  private final Path file;
  private final String name;
  private final ParsedFile parsed;
  private final LineIndex lines;

  private MissingExport(Snapshot snapshot, Path file, String name, ParsedFile parsed) {
    this.snapshot = snapshot;
    this.file = file;
    this.name = name;
    this.parsed = parsed;
    this.lines = parsed.source().lines();
  }

  /** Empty where another mistake keeps the name back, or it is not sure what would be exported. */
  static Optional<Fix> of(ModuleView module, Finding finding) {
    return module.summary().uses().stream()
        .filter(use -> finding.rule().equals(MissingMember.ID) && use.span().equals(finding.span()))
        .flatMap(use -> of(module, use).stream())
        .findFirst();
  }

  private static Optional<Fix> of(ModuleView module, Use use) {
    String specifier = use.value().specifier();
    if (use.value().path().size() != 1 || !(use.value().path().getFirst() instanceof Prop member)) {
      return Optional.empty();
    }
    Snapshot snapshot = module.snapshot();
    return module
        .target(specifier)
        .filter(target -> snapshot.roots().stream().anyMatch(target::startsWith))
        .filter(target -> !snapshot.isNodeModules(target))
        .filter(target -> snapshot.kind(target) == Modules.Kind.COMMONJS)
        .filter(target -> Cause.ofMissing(module, target, member.name()).isEmpty())
        .flatMap(
            target ->
                snapshot
                    .parsed(target)
                    .filter(parsed -> parsed.errors().isEmpty())
                    .flatMap(
                        parsed ->
                            new MissingExport(snapshot, target, member.name(), parsed)
                                .fix(specifier)));
  }

  private Optional<Fix> fix(String specifier) {
    return declaration()
        .flatMap(this::changes)
        .filter(this::isRight)
        .map(
            changes ->
                new Fix(
                    "Export `" + name + "` from `" + specifier + "`",
                    changes.stream()
                        .map(change -> new Fix.Edit(file, change.span(), change.replacement()))
                        .toList(),
                    false));
  }

  // ---------------------------------------------------------------- what is there

  /** The statement at the top that declares the name, for good. */
  private Optional<Node.Stmt> declaration() {
    return parsed.program().body().stream()
        .filter(this::declares)
        .findFirst()
        .filter(statement -> !isAssigned());
  }

  private boolean declares(Node.Stmt statement) {
    return switch (statement) {
      case Node.FunctionDecl function -> isName(function.func().name());
      case Node.ClassDecl declared -> isName(declared.node().name());
      case Node.VarDecl variables ->
          variables.declarators().stream()
              .anyMatch(d -> d.init() != null && d.target() instanceof Node.Ident n && isName(n));
      default -> false;
    };
  }

  private boolean isName(Node.@Nullable Ident ident) {
    return ident != null && ident.name().equals(name);
  }

  private boolean isAssigned() {
    boolean[] found = {false};
    Nodes.walk(
        parsed.program(),
        node ->
            found[0] |=
                switch (node) {
                  case Node.Assign assign -> assign.target() instanceof Node.Ident n && isName(n);
                  case Node.Update update -> update.operand() instanceof Node.Ident n && isName(n);
                  default -> false;
                });
    return found[0];
  }

  /**
   * A statement at the top that exports something.
   *
   * @param object how it calls the object: {@code exports}, {@code module.exports}
   * @param literal the object itself where it is written here as a whole; else null
   */
  private record Exporting(Node.Stmt statement, String object, Node.@Nullable ObjectLit literal) {}

  private Optional<Exporting> lastExport() {
    Bindings bindings = Bindings.of(parsed);
    return parsed.program().body().reversed().stream()
        .flatMap(statement -> exporting(statement, bindings).stream())
        .findFirst();
  }

  private Optional<Exporting> exporting(Node.Stmt statement, Bindings bindings) {
    Node.Expr value =
        switch (statement) {
          case Node.ExprStmt expression -> expression.expr();
          case Node.VarDecl variables -> variables.declarators().getLast().init();
          default -> null;
        };
    String object = null;
    boolean whole = false;
    while (value instanceof Node.Assign assign && assign.op().equals("=")) {
      if (isModuleExports(assign.target(), bindings)) {
        object = "module.exports";
        whole = true;
      } else if (object == null
          && assign.target() instanceof Node.Member member
          && isExports(member.object(), bindings)) {
        object = parsed.source().textAt(member.object().span());
      }
      value = assign.value();
    }
    return object == null
        ? Optional.empty()
        : Optional.of(
            new Exporting(
                statement,
                object,
                whole && value instanceof Node.ObjectLit literal ? literal : null));
  }

  private static boolean isModuleExports(Node node, Bindings bindings) {
    return node instanceof Node.Member member
        && member.name().equals("exports")
        && member.object() instanceof Node.Ident ident
        && ident.name().equals("module")
        && bindings.at(ident.span()).isEmpty();
  }

  private static boolean isExports(Node node, Bindings bindings) {
    return isModuleExports(node, bindings)
        || node instanceof Node.Ident ident
            && ident.name().equals("exports")
            && bindings.at(ident.span()).isEmpty();
  }

  // ---------------------------------------------------------------- what is written

  private Optional<List<TextChange>> changes(Node.Stmt declaration) {
    return lastExport()
        .flatMap(
            last -> {
              boolean declared =
                  declaration instanceof Node.FunctionDecl
                      || declaration.end() <= last.statement().start();
              return last.literal() != null && declared
                  ? property(last.literal())
                  : Optional.of(
                      List.of(
                          statement(
                              declared ? last.statement() : declaration,
                              last.object(),
                              last.statement())));
            });
  }

  private TextChange statement(Node.Stmt after, String object, Node.Stmt like) {
    boolean semicolon = parsed.source().text().startsWith(";", lastOf(like));
    String text = object + "." + name + " = " + name + (semicolon ? ";" : "");
    int end = lastOf(after) + (parsed.source().text().startsWith(";", lastOf(after)) ? 1 : 0);
    String indentation = lines.indentationOf(lines.lineOf(after.start()));
    return insertion(endOfCode(end), lines.terminator() + indentation + text);
  }

  /** Where the semicolon of {@code statement} is, or could be: one on another line is another's. */
  private int lastOf(Node.Stmt statement) {
    String text = parsed.source().textAt(statement.span());
    if (!text.endsWith(";")) {
      return statement.end();
    }
    int end = statement.start() + text.substring(0, text.length() - 1).stripTrailing().length();
    return lines.lineOf(end) == lines.lineOf(statement.end()) ? statement.end() - 1 : end;
  }

  /** The end of the line where nothing but a comment follows; else the very place. */
  private int endOfCode(int offset) {
    int end = lines.endOf(lines.lineOf(offset));
    String rest = parsed.source().textAt(new Span(offset, end)).strip();
    return rest.isEmpty() || rest.startsWith("//") ? end : offset;
  }

  private Optional<List<TextChange>> property(Node.ObjectLit literal) {
    String written = isWrittenOut(literal) ? name + ": " + name : name;
    int close = literal.end() - 1;
    if (literal.properties().isEmpty()) {
      Span inside = new Span(literal.start() + 1, close);
      return parsed.source().textAt(inside).isBlank()
          ? Optional.of(List.of(new TextChange(inside, " " + written + " ")))
          : Optional.empty();
    }
    Node.Property last = literal.properties().getLast();
    int end = last.end();
    String rest = parsed.source().textAt(new Span(end, close));
    boolean comma = rest.stripLeading().startsWith(",");
    int behind = comma ? end + rest.indexOf(',') + 1 : end;
    int line = lines.lineOf(behind);
    if (lines.lineOf(close) == line) {
      String text = comma ? " " + written + "," : ", " + written;
      return Optional.of(List.of(insertion(behind, text)));
    }
    String indentation = lines.indentationOf(lines.lineOf(last.start()));
    String text = lines.terminator() + indentation + written + (comma ? "," : "");
    int at = endOfCode(behind);
    return Optional.of(
        comma
            ? List.of(insertion(at, text))
            : at == end
                ? List.of(insertion(end, "," + text))
                : List.of(insertion(end, ","), insertion(at, text)));
  }

  /** Whether the literal says {@code { a: a }} where it could say {@code { a }}. */
  private static boolean isWrittenOut(Node.ObjectLit literal) {
    return literal.properties().stream()
        .anyMatch(
            property ->
                property instanceof Node.ValueProperty pair
                    && !pair.shorthand()
                    && pair.key() instanceof Node.NameKey key
                    && pair.value() instanceof Node.Ident value
                    && key.name().equals(value.name()));
  }

  private static TextChange insertion(int at, String text) {
    return new TextChange(new Span(at, at), text);
  }

  // ---------------------------------------------------------------- whether it is right

  /** Whether callers get what they got, and the name. */
  private boolean isRight(List<TextChange> changes) {
    SourceText text = parsed.source().edited(changes);
    if (!JsParser.parse(text).errors().isEmpty()) {
      return false;
    }
    List<Linked> before = snapshot.linker().exportsOf(file);
    Snapshot changed = snapshot.withText(file, text);
    List<Linked> after = changed.linker().exportsOf(file);
    Set<String> wanted = new HashSet<>(snapshot.linker().names(before).enumerable());
    wanted.add(name);
    return before.stream().allMatch(this::isOwn)
        && wanted.equals(Set.copyOf(changed.linker().names(after).enumerable()))
        && changed.linker().member(after, name) instanceof Lookup.Present member
        && member.certainty() == Shape.Certainty.ALWAYS;
  }

  private boolean isOwn(Linked value) {
    return value instanceof Linked.Local local && local.file().equals(file);
  }
}
