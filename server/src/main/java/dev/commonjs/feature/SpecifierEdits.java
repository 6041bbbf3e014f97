package dev.commonjs.feature;

import dev.commonjs.syntax.Bindings;
import dev.commonjs.syntax.Node;
import dev.commonjs.syntax.Nodes;
import dev.commonjs.syntax.ParsedFile;
import dev.commonjs.text.Span;
import dev.commonjs.text.TextChange;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Other specifiers in place of those that one file has. */
final class SpecifierEdits {
  private static final int MOST_PIECES = 100;

  private final ParsedFile file;
  private @Nullable Bindings bindings;

  SpecifierEdits(ParsedFile file) {
    this.file = file;
  }

  ParsedFile file() {
    return file;
  }

  /** Where the whole string at {@code span} is {@code old}; empty where something else stands. */
  Optional<TextChange> literal(Span span, String old, String now) {
    return nodeAt(span)
        .flatMap(this::whole)
        .filter(piece -> piece.value().equals(old))
        .map(piece -> piece.changed(now));
  }

  /**
   * For an argument that is computed: changes of strings of which it seems to be made. Whether it
   * then has the values of {@code renamed} in place of its keys is to be seen by reading the file
   * again.
   */
  Optional<List<TextChange>> computed(Span span, Map<String, String> renamed) {
    Optional<Node> node = nodeAt(span);
    if (node.isEmpty()) {
      return Optional.empty();
    }
    List<Piece> pieces = new ArrayList<>();
    collect(node.get(), pieces, new HashSet<>());
    List<TextChange> changes = new ArrayList<>();
    Set<String> found = new HashSet<>();
    for (Piece piece : pieces) {
      String now = renamed.get(piece.value());
      if (now != null) {
        found.add(piece.value());
        changes.add(piece.changed(now));
      }
    }
    return found.equals(renamed.keySet()) ? Optional.of(changes) : onePiece(pieces, renamed);
  }

  /** The same string is a part of all of them, and all that differs. */
  private static Optional<List<TextChange>> onePiece(
      List<Piece> pieces, Map<String, String> renamed) {
    for (Piece piece : pieces.reversed()) {
      Set<Optional<String>> parts = new LinkedHashSet<>();
      renamed.forEach((old, now) -> parts.add(part(piece.part(), old, now)));
      Optional<String> only = parts.iterator().next();
      if (parts.size() == 1 && only.isPresent()) {
        return Optional.of(List.of(piece.changed(piece.around(only.get()))));
      }
    }
    return Optional.empty();
  }

  /** What stands in {@code now} where {@code part}, of whole segments, does in {@code old}. */
  private static Optional<String> part(String part, String old, String now) {
    String before = withoutDot(old);
    String after = withoutDot(now);
    int at = part.isEmpty() ? -1 : ("/" + before + "/").lastIndexOf("/" + part + "/");
    if (at < 0) {
      return Optional.empty();
    }
    String head = before.substring(0, at);
    String tail = before.substring(at + part.length());
    boolean fits =
        after.length() > head.length() + tail.length()
            && after.startsWith(head)
            && after.endsWith(tail);
    return fits
        ? Optional.of(after.substring(head.length(), after.length() - tail.length()))
        : Optional.empty();
  }

  private static String withoutDot(String specifier) {
    return specifier.startsWith("./") ? specifier.substring(2) : specifier;
  }

  /** Calls to which {@code name} is given first, by test runners' own functions or packages'. */
  List<TextChange> namedInTests(String name, String now) {
    List<TextChange> changes = new ArrayList<>();
    Nodes.walk(
        file.program(),
        node -> {
          if (node instanceof Node.Call call
              && !call.args().isEmpty()
              && call.args().getFirst() instanceof Node.Str string
              && string.value().equals(name)
              && isFromOutside(call.callee())) {
            literal(string.span(), name, now).ifPresent(changes::add);
          }
        });
    return changes;
  }

  private boolean isFromOutside(Node.Expr callee) {
    Node.Expr root = callee;
    while (root instanceof Node.Member member) {
      root = member.object();
    }
    return root instanceof Node.Ident ident
        && (isMocking(ident) || declared(ident).filter(SpecifierEdits::isPackage).isPresent());
  }

  /** Jest's and Vitest's own, whose functions take specifiers of the file that calls them. */
  private boolean isMocking(Node.Ident ident) {
    return (ident.name().equals("jest") || ident.name().equals("vi"))
        && bindings().at(ident.span()).isEmpty();
  }

  private static boolean isPackage(Node.Expr init) {
    return init instanceof Node.Call call
        && call.callee() instanceof Node.Ident ident
        && ident.name().equals("require")
        && call.args().size() == 1
        && call.args().getFirst() instanceof Node.Str specifier
        && !specifier.value().startsWith(".");
  }

  // -------------------------------------------------------------------- strings

  /**
   * @param content in the source, without quotes
   */
  record Piece(Span content, char quote, String value) {
    TextChange changed(String now) {
      return new TextChange(content, escaped(now, quote));
    }

    private String lead() {
      return value.startsWith("./") ? "./" : value.startsWith("/") ? "/" : "";
    }

    /** Without slashes at its ends. */
    String part() {
      String start = value.substring(lead().length());
      return start.endsWith("/") ? start.substring(0, start.length() - 1) : start;
    }

    String around(String other) {
      String start = lead().equals("./") && other.startsWith("..") ? "" : lead();
      return start + other + (value.endsWith("/") ? "/" : "");
    }
  }

  private static String escaped(String text, char quote) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == quote || c == '\\' || quote == '`' && text.startsWith("${", i)) {
        out.append('\\').append(c);
      } else if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  private Optional<Node> nodeAt(Span span) {
    return Nodes.path(file.program(), span).stream()
        .filter(node -> node.span().equals(span))
        .reduce((outer, inner) -> inner);
  }

  /** The string or template without expressions that {@code node} is. */
  Optional<Piece> whole(Node node) {
    String text = file.source().textAt(node.span());
    if (!PropertyNames.isQuoted(text)) {
      return Optional.empty();
    }
    Span content = new Span(node.start() + 1, node.end() - 1);
    return switch (node) {
      case Node.Str string -> Optional.of(new Piece(content, text.charAt(0), string.value()));
      case Node.Template template when template.exprs().isEmpty() ->
          Optional.ofNullable(template.quasis().getFirst())
              .map(value -> new Piece(content, '`', value));
      default -> Optional.empty();
    };
  }

  /** The strings below {@code node}, through variables that have one declaration. */
  private void collect(Node node, List<Piece> pieces, Set<Span> seen) {
    List<Node.Expr> variables = new ArrayList<>();
    Nodes.walkWhile(
        node,
        inner -> {
          whole(inner).ifPresent(pieces::add);
          if (inner instanceof Node.Template template) {
            pieces.addAll(quasis(template));
          }
          if (inner instanceof Node.Ident ident) {
            declared(ident).ifPresent(variables::add);
          }
          return !(inner instanceof Node.FunctionExpr) && pieces.size() < MOST_PIECES;
        });
    for (Node.Expr init : variables) {
      if (seen.add(init.span())) {
        collect(init, pieces, seen);
      }
    }
  }

  /** What stands between the expressions of a template. */
  List<Piece> quasis(Node.Template template) {
    String source = file.source().text();
    List<Piece> pieces = new ArrayList<>();
    int start = template.start() + 1;
    for (int i = 0; i < template.exprs().size(); i++) {
      Node.Expr expr = template.exprs().get(i);
      add(start, source.lastIndexOf("${", expr.start()), template.quasis().get(i), pieces);
      start = source.indexOf('}', expr.end()) + 1;
    }
    if (!template.exprs().isEmpty()) {
      add(start, template.end() - 1, template.quasis().getLast(), pieces);
    }
    return pieces;
  }

  /** Only where the source is the value: escapes are left alone. */
  private void add(int start, int end, @Nullable String value, List<Piece> pieces) {
    if (value != null && start <= end && file.source().text().substring(start, end).equals(value)) {
      pieces.add(new Piece(new Span(start, end), '`', value));
    }
  }

  /** What the only declaration of a variable sets it to. */
  Optional<Node.Expr> declared(Node.Ident ident) {
    Optional<Span> declaration =
        bindings()
            .at(ident.span())
            .filter(binding -> binding.declarations().size() == 1)
            .map(binding -> binding.declarations().getFirst());
    return declaration.flatMap(
        place ->
            Nodes.path(file.program(), place).stream()
                .filter(Node.Declarator.class::isInstance)
                .map(Node.Declarator.class::cast)
                .filter(declarator -> declarator.target().span().equals(place))
                .flatMap(declarator -> Optional.ofNullable(declarator.init()).stream())
                .findFirst());
  }

  Bindings bindings() {
    if (bindings == null) {
      bindings = Bindings.of(file);
    }
    return bindings;
  }
}
