package dev.commonjs.interpret;

import dev.commonjs.syntax.DeclaredNames;
import dev.commonjs.syntax.Node;
import dev.commonjs.syntax.Node.Stmt;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Functions declared in blocks that are variables of the function around them too (ECMA-262,
 * Block-Level Function Declarations Web Legacy Compatibility Semantics): those that could be
 * declared with {@code var} in their place.
 */
final class BlockFunctions {
  private final Collection<Node.FunctionDecl> found;

  private BlockFunctions(Collection<Node.FunctionDecl> found) {
    this.found = found;
  }

  /** Adds those in {@code body}, the body of a function or of a module, to {@code found}. */
  static void find(List<Stmt> body, Collection<Node.FunctionDecl> found) {
    Set<String> taken = new HashSet<>(Scopes.readBlock(body).lexicals().keySet());
    BlockFunctions functions = new BlockFunctions(found);
    body.forEach(statement -> functions.in(statement, taken));
  }

  private void in(@Nullable Stmt statement, Set<String> taken) {
    switch (statement) {
      case Node.Block node -> inBlock(node.body(), taken);
      case Node.If node -> {
        in(node.then(), taken);
        in(node.otherwise(), taken);
      }
      case Node.For node -> {
        Set<String> inside = new HashSet<>(taken);
        if (node.init() instanceof Node.VarDecl decl && decl.kind() != Node.DeclKind.VAR) {
          decl.declarators().forEach(d -> DeclaredNames.names(d.target(), add(inside)));
        }
        in(node.body(), inside);
      }
      case Node.ForIn node -> in(node.body(), with(taken, node.kind(), node.target()));
      case Node.ForOf node -> in(node.body(), with(taken, node.kind(), node.target()));
      case Node.While node -> in(node.body(), taken);
      case Node.DoWhile node -> in(node.body(), taken);
      case Node.Try node -> {
        in(node.block(), taken);
        Set<String> inside = new HashSet<>(taken);
        if (node.param() != null && !(node.param() instanceof Node.Ident)) {
          DeclaredNames.names(node.param(), add(inside));
        }
        in(node.handler(), inside);
        in(node.finalizer(), taken);
      }
      case Node.Switch node ->
          inBlock(node.cases().stream().flatMap(c -> c.body().stream()).toList(), taken);
      case Node.Labeled node -> in(node.body(), taken);
      case Node.With node -> in(node.body(), taken);
      case null, default -> {}
    }
  }

  private void inBlock(List<Stmt> body, Set<String> taken) {
    Scopes.BlockScope scope = Scopes.readBlock(body);
    Set<String> inside = new HashSet<>(taken);
    inside.addAll(scope.lexicals().keySet());
    for (Node.FunctionDecl declaration : scope.functions()) {
      Node.Func function = declaration.func();
      if (function.name() != null) {
        boolean plain = !function.async() && !function.generator() && !function.strict();
        if (plain && !taken.contains(function.name().name())) {
          found.add(declaration);
        }
        inside.add(function.name().name());
      }
    }
    body.forEach(statement -> in(statement, inside));
  }

  private static Set<String> with(
      Set<String> taken, Node.@Nullable DeclKind kind, Node.Target target) {
    if (kind == null || kind == Node.DeclKind.VAR) {
      return taken;
    }
    Set<String> all = new HashSet<>(taken);
    DeclaredNames.names(target, add(all));
    return all;
  }

  private static Consumer<Node.Ident> add(Set<String> names) {
    return name -> names.add(name.name());
  }
}
