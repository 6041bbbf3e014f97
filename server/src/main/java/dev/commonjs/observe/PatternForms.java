package dev.commonjs.observe;

import dev.commonjs.syntax.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Declarations, assignments and patterns. Rhino's patterns have no rest and no computed keys, and
 * take lists apart by index: such a pattern gets its value from {@code pattern}, which is told by a
 * <em>specification</em> of the pattern's form what to put where.
 *
 * <p>{@code const} and {@code let} are {@code var} in a function's body and {@code let} in blocks:
 * Rhino's {@code const} is the whole function's.
 */
final class PatternForms {
  private final Lowering lowering;
  private final Edits edits;
  private final Tokens tokens;

  PatternForms(Lowering lowering) {
    this.lowering = lowering;
    this.edits = lowering.edits;
    this.tokens = lowering.tokens;
  }

  // ---------------------------------------------------------------- statements

  void declaration(Node.VarDecl n, Scope scope) {
    boolean block = n.kind() != Node.DeclKind.VAR && !scope.body();
    String keyword = block ? "let" : "var";
    if (!tokens.is(n.start(), keyword)) {
      keyword(n.kind(), n.start(), n.declarators().get(0).start(), keyword);
    }
    for (Node.Declarator declarator : n.declarators()) {
      if (declarator.target() instanceof Node.Ident ident) {
        lowering.classes.name(declarator.init(), ident.name());
      }
      if (declarator.init() != null) {
        value(declarator.target(), declarator.init(), declarator.end());
      } else if (block && declarator.target() instanceof Node.Ident) {
        edits.close(declarator.end(), " = void 0"); // Rhino's keeps that of the last turn
      }
    }
    lowering.visitChildren(n, scope);
  }

  /** {@code end}: where what is declared begins. */
  private void keyword(Node.DeclKind kind, int start, int end, String written) {
    String word = kind == Node.DeclKind.LET ? "let" : "const";
    if (tokens.is(start, word)) {
      edits.replace(start, start + word.length(), written);
    } else {
      edits.replace(start, end, written + " "); // using
    }
  }

  void assign(Node.Assign n, Scope scope) {
    if (n.op().equals("=")) {
      if (n.target() instanceof Node.Index index) {
        lowering.calls.set(n, index);
      } else {
        value(n.target(), n.value(), n.end());
      }
      if (n.target() instanceof Node.Ident ident) {
        lowering.classes.name(n.value(), ident.name());
      }
    }
    lowering.visitChildren(n, scope);
  }

  /** {@code end}: where the value ends with its parentheses. */
  private void value(Node.Target target, Node.Expr value, int end) {
    boolean list = target instanceof Node.ArrayPattern && !(value instanceof Node.ArrayLit);
    if (isLowered(target) || list) {
      wrap(target, end, specification(target));
    }
  }

  private void wrap(Node.Target target, int end, List<Edits.Piece> specification) {
    int equals = tokens.find(target.end(), "=");
    edits.open(equals + 1, " " + lowering.prefix + ".pattern(");
    List<Edits.Piece> last = new ArrayList<>(specification);
    last.add(0, Edits.words(", "));
    last.add(Edits.words(")"));
    edits.close(end, last);
  }

  void caught(Node.Try n, Scope scope) {
    if (n.param() != null && n.handler() != null && isLowered(n.param())) {
      String caught = lowering.temporary();
      Edits.Edit begin = edits.open(n.handler().start() + 1);
      bind(begin, "let ", n.param(), caught, caught);
      begin.add(";");
    }
    lowering.visitChildren(n, scope);
  }

  /**
   * Adds a declaration or assignment of {@code target}, taken from where it is and {@code left} is
   * left.
   */
  void bind(Edits.Edit to, String keyword, Node.Target target, String value, String left) {
    List<Edits.Piece> specification = isLowered(target) ? specification(target) : List.of();
    Edits.Piece moved = edits.move(target.start(), target.end(), left);
    to.add(keyword).add(List.of(moved)).add(" = ");
    if (specification.isEmpty()) {
      to.add(value);
    } else {
      to.add(lowering.prefix + ".pattern(" + value + ", ").add(specification).add(")");
    }
  }

  // ---------------------------------------------------------------- patterns

  /** The first parameter that cannot stand in Rhino's list, or -1. */
  int firstLowered(List<Node.Target> params) {
    for (int i = 0; i < params.size(); i++) {
      if (params.get(i) instanceof Node.Rest || isLowered(params.get(i))) {
        return i;
      }
    }
    return -1;
  }

  boolean isLowered(Node.@Nullable Target target) {
    return switch (target) {
      case Node.Default d -> isLowered(d.target());
      case Node.Rest r -> true;
      case Node.ArrayPattern a -> a.elements().stream().anyMatch(this::isLowered);
      case Node.ObjectPattern o ->
          o.rest() != null
              || o.properties().stream()
                  .anyMatch(p -> p.key() instanceof Node.ComputedKey || isLowered(p.value()));
      case null, default -> false;
    };
  }

  /** Rewrites a pattern and says what it expects. */
  private List<Edits.Piece> specification(Node.Target target) {
    return switch (target) {
      case Node.ArrayPattern a -> list(a.elements());
      case Node.ObjectPattern o -> object(o);
      case Node.Default d when isLowered(d.target()) -> {
        List<Edits.Piece> inner = specification(d.target());
        wrap(d.target(), d.end(), inner);
        yield inner;
      }
      case Node.Rest r -> specification(r.target());
      default -> List.of();
    };
  }

  /** {@code {length: 3, rest: true, inner: {index: specification}}}. */
  List<Edits.Piece> list(List<? extends Node.@Nullable Target> elements) {
    Map<String, List<Edits.Piece>> inner = new LinkedHashMap<>();
    boolean rest = false;
    for (int i = 0; i < elements.size(); i++) {
      Node.Target element = elements.get(i);
      if (element instanceof Node.Rest r) {
        rest = true;
        edits.replace(r.start(), r.start() + "...".length(), "");
      }
      if (isLowered(element instanceof Node.Rest r ? r.target() : element) && element != null) {
        inner.put(String.valueOf(i), specification(element));
      }
    }
    return join("{length: " + elements.size() + ", rest: " + rest, inner);
  }

  /** {@code {names: [], computed: {key: expression}, rest: true, inner: {key: specification}}}. */
  private List<Edits.Piece> object(Node.ObjectPattern pattern) {
    Map<String, List<Edits.Piece>> inner = new LinkedHashMap<>();
    List<String> names = new ArrayList<>();
    List<Edits.Piece> computed = new ArrayList<>();
    for (Node.PatternProperty property : pattern.properties()) {
      String key;
      if (property.key() instanceof Node.ComputedKey c) {
        key = lowering.temporary();
        computed.add(Edits.words((computed.isEmpty() ? "" : ", ") + key + ": "));
        computed.add(edits.move(c.start(), c.end(), key));
      } else {
        key = ((Node.NameKey) property.key()).name();
        names.add(Lowering.quoted(key));
      }
      if (isLowered(property.value())) {
        inner.put(Lowering.quoted(key), specification(property.value()));
      }
    }
    if (pattern.rest() != null) {
      int start = pattern.rest().start();
      edits.replace(start, start + "...".length(), lowering.prefix + "_rest: ");
    }
    String rest = pattern.rest() == null ? "null" : Lowering.quoted(lowering.prefix + "_rest");
    List<Edits.Piece> out = new ArrayList<>();
    out.add(Edits.words("{names: " + names + ", computed: {"));
    out.addAll(computed);
    out.addAll(join("}, rest: " + rest, inner));
    return out;
  }

  private static List<Edits.Piece> join(String start, Map<String, List<Edits.Piece>> inner) {
    List<Edits.Piece> out = new ArrayList<>();
    out.add(Edits.words(start + ", inner: {"));
    inner.forEach(
        (key, specification) -> {
          out.add(Edits.words(key + ": "));
          out.addAll(specification);
          out.add(Edits.words(","));
        });
    out.add(Edits.words("}}"));
    return out;
  }
}
