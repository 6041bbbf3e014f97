package dev.commonjs.refactoring;

import dev.commonjs.syntax.Bindings;
import dev.commonjs.syntax.Node;
import dev.commonjs.syntax.Nodes;
import dev.commonjs.syntax.ParsedFile;
import dev.commonjs.text.Span;
import dev.commonjs.text.TextChange;
import dev.commonjs.workspace.Snapshot;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A CommonJS module as refactorings look at it: the tree, and what its names stand for. */
final class CodeOfFile {
  final Snapshot snapshot;
  final Path path;
  final ParsedFile parsed;
  final Bindings bindings;
  final String text;

  private CodeOfFile(Snapshot snapshot, Path path, ParsedFile parsed) {
    this.snapshot = snapshot;
    this.path = path;
    this.parsed = parsed;
    this.bindings = Bindings.of(parsed);
    this.text = parsed.source().text();
  }

  /** Empty for an ES module, and for a text with errors, of which not all is known. */
  static Optional<CodeOfFile> of(Snapshot snapshot, Path path) {
    return snapshot
        .parsed(path)
        .filter(parsed -> parsed.errors().isEmpty() && !parsed.program().esmSyntax())
        .filter(parsed -> !snapshot.isSurelyEsModule(path))
        .map(parsed -> new CodeOfFile(snapshot, path, parsed));
  }

  List<Node.Stmt> body() {
    return parsed.program().body();
  }

  Conditions conditions() {
    return new Conditions(parsed);
  }

  String textOf(Node node) {
    return parsed.source().textAt(node.span());
  }

  /** The statement at the top of the file that {@code offset} is in or beside. */
  Optional<Node.Stmt> statementAt(int offset) {
    return body().stream().filter(s -> s.start() <= offset && offset <= s.end()).findFirst();
  }

  /** Places where a name stands that the file does not declare. */
  List<Span> undeclared(String name) {
    return bindings.unresolved().getOrDefault(name, List.of());
  }

  /** That the text shows what every name stands for. */
  void needKnownNames(Conditions conditions) {
    undeclared("eval").forEach(at -> conditions.need(false, "`eval()` sees every variable", at));
    Nodes.walk(
        parsed.program(),
        node -> {
          if (node instanceof Node.With with) {
            conditions.need(false, "It is not known what a name stands for in `with`", with.span());
          }
        });
  }

  /** That {@code root} does not look at what the module wrapper was called on and with. */
  void needNoWrapper(Node root, Conditions conditions) {
    Nodes.walkWhile(
        root,
        node -> {
          boolean wrapper =
              node instanceof Node.This
                  || node instanceof Node.Ident ident
                      && ident.name().equals("arguments")
                      && bindings.at(ident.span()).isEmpty();
          if (wrapper) {
            conditions.need(false, "`" + textOf(node) + "` is the module's own here", node.span());
          }
          return !hasOwnThis(node);
        });
  }

  private static boolean hasOwnThis(Node node) {
    return node instanceof Node.Func function && function.kind() != Node.FuncKind.ARROW
        || node instanceof Node.ClassNode;
  }

  /** Whether {@code function} looks at what it is called on. */
  static boolean usesThis(Node.Func function) {
    boolean[] found = {false};
    for (Node part : Nodes.children(function)) {
      Nodes.walkWhile(
          part,
          node -> {
            found[0] |=
                node instanceof Node.This
                    || node instanceof Node.Super
                    || node instanceof Node.Ident ident && ident.name().equals("eval");
            return !hasOwnThis(node);
          });
    }
    return found[0];
  }

  /** That no code outside of functions ends the file before its end. */
  void needWhole(Conditions conditions) {
    Nodes.walkWhile(
        parsed.program(),
        node -> {
          if (node instanceof Node.Return end) {
            conditions.need(false, "The file may end before its end", end.span());
          }
          return !(node instanceof Node.Func);
        });
  }

  /** Whether the variable at {@code reference} is written there. */
  boolean isWritten(Span reference) {
    List<Node> path = Nodes.path(parsed.program(), reference);
    return path.size() >= 2 && isTarget(path.get(path.size() - 2), reference);
  }

  /** Whether {@code parent} writes what stands at {@code target}. */
  static boolean isTarget(Node parent, Span target) {
    return switch (parent) {
      case Node.Assign n -> n.target().span().equals(target);
      case Node.Update n -> true;
      case Node.Unary n -> n.op().equals("delete");
      case Node.ForIn n -> n.target().span().equals(target);
      case Node.ForOf n -> n.target().span().equals(target);
      case Node.Default n -> n.target().span().equals(target);
      case Node.PatternProperty n -> n.value().span().equals(target);
      case Node.ArrayPattern n -> true;
      case Node.Rest n -> true;
      default -> false;
    };
  }

  /** Whether it is declared once and nothing else is ever assigned to it. */
  boolean isConstant(Bindings.Binding binding) {
    return binding.declarations().size() == 1
        && binding.references().stream().noneMatch(this::isWritten);
  }

  /** Every name that the file declares or refers to. */
  Set<String> names() {
    Set<String> names = new HashSet<>(bindings.unresolved().keySet());
    Nodes.walk(
        parsed.program(),
        node -> {
          if (node instanceof Node.Ident ident) {
            names.add(ident.name());
          }
        });
    return names;
  }

  /** {@code statement} away, with its line where nothing else is on it. */
  TextChange without(Node.Stmt statement) {
    var lines = parsed.source().lines();
    int first = lines.lineOf(statement.start());
    int last = lines.lineOf(statement.end());
    int start = lines.startOf(first);
    boolean alone =
        text.substring(start, statement.start()).isBlank()
            && text.substring(statement.end(), lines.endOf(last)).isBlank();
    return alone
        ? new TextChange(new Span(start, lines.startOf(last + 1)), "")
        : new TextChange(statement.span(), "");
  }
}
