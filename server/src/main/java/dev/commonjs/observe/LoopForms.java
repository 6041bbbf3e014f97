package dev.commonjs.observe;

import dev.commonjs.syntax.Node;
import dev.commonjs.syntax.Nodes;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Loops. Rhino has one binding for all turns and no {@code const} in heads: where a function in the
 * body holds on to a variable of the head, each turn declares its own.
 */
final class LoopForms {
  private final Lowering lowering;
  private final Edits edits;
  private final Tokens tokens;

  LoopForms(Lowering lowering) {
    this.lowering = lowering;
    this.edits = lowering.edits;
    this.tokens = lowering.tokens;
  }

  void forIn(Node.ForIn n, Scope scope) {
    head(n.start() + "for".length(), n.kind(), n.target(), n.body());
    lowering.visitChildren(n, scope);
  }

  void forOf(Node.ForOf n, Scope scope) {
    int behind = n.start() + "for".length();
    if (n.await()) {
      int await = tokens.find(behind, "await");
      behind = await + "await".length();
      edits.replace(await, behind, "");
      edits.open(n.subject().start(), "(yield ");
      edits.close(n.subject().end(), ")");
    }
    head(behind, n.kind(), n.target(), n.body());
    lowering.visitChildren(n, scope);
  }

  private void head(int behind, Node.@Nullable DeclKind kind, Node.Target target, Node.Stmt body) {
    boolean block = kind == Node.DeclKind.LET || kind == Node.DeclKind.CONST;
    int declaration = tokens.skip(tokens.find(behind, "(") + 1);
    boolean moved = lowering.patterns.isLowered(target) || block && isHeld(names(target), body);
    if (!moved) {
      if (kind == Node.DeclKind.CONST) {
        edits.replace(declaration, target.start(), "let ");
      }
      return;
    }
    String turn = lowering.temporary();
    if (block) {
      edits.replace(declaration, target.start(), "let ");
    }
    Edits.Edit start = edits.open(body.start()).add("{");
    String keyword = block ? "let " : kind == null ? "(" : "var ";
    lowering.patterns.bind(start, keyword, target, turn, kind == null ? "var " + turn : turn);
    start.add(kind == null ? ");" : ";");
    edits.close(body.end(), "}");
  }

  void forLoop(Node.For n, Scope scope) {
    if (n.init() instanceof Node.VarDecl d && d.kind() != Node.DeclKind.VAR) {
      Set<String> names = new LinkedHashSet<>();
      d.declarators().forEach(declarator -> names.addAll(names(declarator.target())));
      if (isHeld(names, n.body()) && !isWritten(names, n.body())) {
        StringBuilder kept = new StringBuilder("{let ");
        StringBuilder own = new StringBuilder();
        for (String name : names) {
          String copy = lowering.temporary();
          kept.append(own.isEmpty() ? "" : ", ").append(copy).append(" = ").append(name);
          own.append(own.isEmpty() ? "{let " : ", ").append(name).append(" = ").append(copy);
        }
        edits.open(n.body().start(), kept + "; " + own + "; ");
        edits.close(n.body().end(), "}}");
      }
      if (isEntangled(d, names)) {
        assignInTest(n, d, names);
      }
    }
    lowering.visitChildren(n, scope);
  }

  /** Whether a variable of the head is in a pattern or in the value of another one. */
  private static boolean isEntangled(Node.VarDecl d, Set<String> names) {
    return d.declarators().stream()
        .anyMatch(e -> !(e.target() instanceof Node.Ident) || mentions(e.init(), names));
  }

  /** Rhino evaluates the values in a head where its names are not known yet. */
  private void assignInTest(Node.For n, Node.VarDecl d, Set<String> names) {
    String first = lowering.temporary();
    String declared = String.join(", ", names) + (names.isEmpty() ? "" : ", ") + first + " = true";
    int start = d.declarators().getFirst().start();
    int end = d.declarators().getLast().end();
    int semicolon = tokens.find(end, ";");
    int test = n.test() == null ? tokens.find(semicolon + 1, ";") : tokens.skip(semicolon + 1);
    edits
        .open(test)
        .add(first + " && (")
        .add(List.of(edits.move(start, end, declared)))
        .add(", " + first + " = false)" + (n.test() == null ? ", true" : ", "));
  }

  // ---------------------------------------------------------------- names

  private static Set<String> names(Node.Target target) {
    Set<String> names = new LinkedHashSet<>();
    switch (target) {
      case Node.Ident ident -> names.add(ident.name());
      case Node.Default d -> names.addAll(names(d.target()));
      case Node.Rest r -> names.addAll(names(r.target()));
      case Node.ArrayPattern a -> {
        for (Node.Target element : a.elements()) {
          if (element != null) {
            names.addAll(names(element));
          }
        }
      }
      case Node.ObjectPattern o -> {
        o.properties().forEach(property -> names.addAll(names(property.value())));
        if (o.rest() != null) {
          names.addAll(names(o.rest()));
        }
      }
      case Node.Member m -> {}
      case Node.Index i -> {}
      case Node.Bad b -> {}
    }
    return names;
  }

  /** Whether a function or class below {@code body} mentions one of {@code names}. */
  private static boolean isHeld(Set<String> names, Node body) {
    boolean[] held = {false};
    Nodes.walkWhile(
        body,
        node -> {
          if (!held[0] && (node instanceof Node.Func || node instanceof Node.ClassNode)) {
            held[0] = mentions(node, names);
            return false; // all below it has been seen
          }
          return !held[0];
        });
    return held[0];
  }

  private static boolean mentions(@Nullable Node below, Set<String> names) {
    boolean[] mentioned = {false};
    if (below != null) {
      Nodes.walkWhile(
          below,
          node -> {
            mentioned[0] |= node instanceof Node.Ident ident && names.contains(ident.name());
            return !mentioned[0];
          });
    }
    return mentioned[0];
  }

  private static boolean isWritten(Set<String> names, Node body) {
    boolean[] written = {false};
    Nodes.walkWhile(
        body,
        node -> {
          Set<String> targets =
              switch (node) {
                case Node.Assign n -> names(n.target());
                case Node.Update n when n.operand() instanceof Node.Ident i -> Set.of(i.name());
                case Node.ForIn n when n.kind() == null -> names(n.target());
                case Node.ForOf n when n.kind() == null -> names(n.target());
                default -> Set.of();
              };
          written[0] |= targets.stream().anyMatch(names::contains);
          return !written[0];
        });
    return written[0];
  }
}
