package dev.commonjs.summarize;

import dev.commonjs.interpret.ExportEvents;
import dev.commonjs.shape.Fact;
import dev.commonjs.syntax.Node;
import java.util.ArrayList;
import java.util.List;

/** What tells a CommonJS module from an ECMAScript module: the wrapper's names, or the syntax. */
final class WrapperUses {
  private WrapperUses() {}

  static List<Fact> of(Evidence evidence) {
    List<Fact> facts = new ArrayList<>();
    for (ExportEvents.WrapperUse use : evidence.events().wrapperUses.values()) {
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
}
