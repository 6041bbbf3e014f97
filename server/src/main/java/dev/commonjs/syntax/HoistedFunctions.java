package dev.commonjs.syntax;

import dev.commonjs.syntax.Node.Stmt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Functions declared in blocks that are variables of the function around them too (ECMA-262,
 * Block-Level Function Declarations Web Legacy Compatibility Semantics): in sloppy code, those that
 * could be declared with {@code var} in their place.
 */
final class HoistedFunctions {
  /** How many of the scopes around have a name that a {@code var} must not have. */
  private final Map<String, Integer> taken = new HashMap<>();

  private final Consumer<Node.FunctionDecl> found;

  private HoistedFunctions(Consumer<Node.FunctionDecl> found) {
    this.found = found;
  }

  /**
   * @param body that of a sloppy function or file
   * @param taken its parameters' names and those that it declares with {@code let} and the like
   */
  static void find(List<Stmt> body, Set<String> taken, Consumer<Node.FunctionDecl> found) {
    HoistedFunctions functions = new HoistedFunctions(found);
    taken.forEach(functions::take);
    body.forEach(functions::in);
  }

  private void in(@Nullable Stmt statement) {
    switch (statement) {
      case Node.Block node -> block(node.body());
      case Node.If node -> {
        alone(node.then());
        alone(node.otherwise());
      }
      case Node.For node -> loop(node, node.body());
      case Node.ForIn node -> loop(node, node.body());
      case Node.ForOf node -> loop(node, node.body());
      case Node.While node -> alone(node.body());
      case Node.DoWhile node -> alone(node.body());
      case Node.Try node -> tryStatement(node);
      case Node.Switch node ->
          block(node.cases().stream().flatMap(c -> c.body().stream()).toList());
      case Node.Labeled node -> in(node.body());
      case Node.With node -> alone(node.body());
      case null, default -> {}
    }
  }

  private void loop(Stmt loop, Stmt body) {
    List<Node.Ident> names = new ArrayList<>();
    DeclaredNames.head(loop, names::add);
    within(names, () -> alone(body));
  }

  /** A parameter that is a name may be declared again in the block, one in a pattern may not. */
  private void tryStatement(Node.Try node) {
    in(node.block());
    List<Node.Ident> names = new ArrayList<>();
    if (node.param() != null && !(node.param() instanceof Node.Ident)) {
      DeclaredNames.names(node.param(), names::add);
    }
    within(names, () -> in(node.handler()));
    in(node.finalizer());
  }

  /** A function that stands where a block could is in a block of its own. */
  private void alone(@Nullable Stmt statement) {
    if (statement instanceof Node.FunctionDecl) {
      block(List.of(statement));
    } else {
      in(statement);
    }
  }

  private void block(List<Stmt> body) {
    List<Node.Ident> names = new ArrayList<>();
    for (Stmt statement : body) {
      DeclaredNames.lexical(statement, names::add);
      Node.FunctionDecl declaration = DeclaredNames.function(statement);
      if (declaration != null && declaration.func().name() != null) {
        names.add(declaration.func().name());
        function(declaration, declaration.func().name().name());
      }
    }
    within(names, () -> body.forEach(this::in));
  }

  private void function(Node.FunctionDecl declaration, String name) {
    boolean plain = !declaration.func().async() && !declaration.func().generator();
    if (plain && taken.getOrDefault(name, 0) == 0) {
      found.accept(declaration);
    }
  }

  private void within(List<Node.Ident> names, Runnable inside) {
    names.forEach(name -> take(name.name()));
    inside.run();
    names.forEach(name -> taken.merge(name.name(), -1, Integer::sum));
  }

  private void take(String name) {
    taken.merge(name, 1, Integer::sum);
  }
}
