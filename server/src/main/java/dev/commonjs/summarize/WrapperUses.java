package dev.commonjs.summarize;

import dev.commonjs.interpret.ExportEvents;
import dev.commonjs.shape.Fact;
import dev.commonjs.syntax.Node;
import dev.commonjs.syntax.Nodes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What tells a CommonJS module from an ECMAScript module: the wrapper's names, or the syntax. */
final class WrapperUses {
  private WrapperUses() {}

  static List<Fact> of(Evidence evidence) {
    List<Fact> facts = new ArrayList<>();
    Set<String> own = declared(evidence.interpreter().file.program());
    for (ExportEvents.WrapperUse use : evidence.events().wrapperUses.values()) {
      if (own.contains(use.name())) {
        continue;
      }
      facts.add(new Fact.WrapperUsed(use.span(), use.name(), use.guarded()));
    }
    for (Node.Stmt statement : evidence.interpreter().file.program().body()) {
      if (statement instanceof Node.ImportDecl || statement instanceof Node.ExportDecl) {
        facts.add(new Fact.EsmSyntax(statement.span()));
        break;
      }
    }
    return facts;
  }

  /** The variables and functions of the file itself: where there is no wrapper, they are all. */
  private static Set<String> declared(Node.Program program) {
    Set<String> names = new HashSet<>();
    Nodes.walkWhile(
        program,
        node -> {
          switch (node) {
            case Node.VarDecl decl when decl.kind() == Node.DeclKind.VAR ->
                decl.declarators().forEach(d -> addNames(d.target(), names));
            case Node.FunctionDecl decl when decl.func().name() != null ->
                names.add(decl.func().name().name());
            default -> {}
          }
          return !(node instanceof Node.Func || node instanceof Node.Expr);
        });
    return names;
  }

  private static void addNames(Node.Target target, Set<String> names) {
    Nodes.walk(
        target,
        node -> {
          if (node instanceof Node.Ident name) {
            names.add(name.name());
          }
        });
  }
}
