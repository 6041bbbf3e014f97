package dev.commonjs.interpret;

import dev.commonjs.syntax.Node;
import dev.commonjs.syntax.Node.Stmt;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which names a function or a block declares (ECMA-262, VarScopedDeclarations and
 * LexicallyScopedDeclarations), found once per node.
 */
final class Scopes {
  /**
   * @param functions the declarations at the top of the body, which are there before the first
   *     statement runs
   */
  record FunctionScope(Set<String> variables, List<Node.FunctionDecl> functions) {}

  /**
   * @param functions declarations in a block: they are initialised when the block is entered
   */
  record BlockScope(Map<String, Node> lexicals, List<Node.FunctionDecl> functions) {
    boolean isEmpty() {
      return lexicals.isEmpty() && functions.isEmpty();
    }
  }

  private final Map<List<Stmt>, FunctionScope> functionScopes = new IdentityHashMap<>();
  private final Map<List<Stmt>, BlockScope> blockScopes = new IdentityHashMap<>();
  private final Map<Node.Switch, BlockScope> switchScopes = new IdentityHashMap<>();

  FunctionScope function(List<Stmt> body) {
    return functionScopes.computeIfAbsent(body, Scopes::readFunction);
  }

  BlockScope block(List<Stmt> body) {
    return blockScopes.computeIfAbsent(body, Scopes::readBlock);
  }

  /** The cases of a switch are one block. */
  BlockScope cases(Node.Switch node) {
    return switchScopes.computeIfAbsent(
        node, n -> readBlock(n.cases().stream().flatMap(c -> c.body().stream()).toList()));
  }

  private static FunctionScope readFunction(List<Stmt> body) {
    Set<String> variables = new LinkedHashSet<>();
    List<Node.FunctionDecl> functions = new ArrayList<>();
    for (Stmt statement : body) {
      if (declared(statement) instanceof Node.FunctionDecl function) {
        functions.add(function);
      }
      variables(statement, variables);
    }
    return new FunctionScope(variables, List.copyOf(functions));
  }

  private static BlockScope readBlock(List<Stmt> body) {
    Map<String, Node> lexicals = new java.util.LinkedHashMap<>();
    List<Node.FunctionDecl> functions = new ArrayList<>();
    for (Stmt statement : body) {
      switch (declared(statement)) {
        case Node.VarDecl decl when decl.kind() != Node.DeclKind.VAR ->
            decl.declarators()
                .forEach(d -> names(d.target(), name -> lexicals.put(name.name(), name)));
        case Node.ClassDecl decl -> {
          Node.Ident name = decl.node().name();
          if (name != null) {
            lexicals.put(name.name(), name);
          }
        }
        case Node.FunctionDecl decl -> functions.add(decl);
        case Node.ImportDecl decl ->
            decl.bindings().forEach(b -> lexicals.put(b.local().name(), b.local()));
        default -> {}
      }
    }
    return new BlockScope(lexicals, List.copyOf(functions));
  }

  private static Stmt declared(Stmt statement) {
    if (statement instanceof Node.ExportDecl export && export.declaration() != null) {
      return export.declaration();
    }
    return statement instanceof Node.Labeled labeled ? declared(labeled.body()) : statement;
  }

  private static void variables(@Nullable Stmt statement, Set<String> out) {
    switch (statement) {
      case Node.VarDecl decl -> {
        if (decl.kind() == Node.DeclKind.VAR) {
          decl.declarators().forEach(d -> names(d.target(), name -> out.add(name.name())));
        }
      }
      case Node.Block block -> block.body().forEach(s -> variables(s, out));
      case Node.If node -> {
        variables(node.then(), out);
        variables(node.otherwise(), out);
      }
      case Node.For node -> {
        variables(node.init(), out);
        variables(node.body(), out);
      }
      case Node.ForIn node -> {
        head(node.kind(), node.target(), out);
        variables(node.body(), out);
      }
      case Node.ForOf node -> {
        head(node.kind(), node.target(), out);
        variables(node.body(), out);
      }
      case Node.While node -> variables(node.body(), out);
      case Node.DoWhile node -> variables(node.body(), out);
      case Node.Try node -> {
        variables(node.block(), out);
        variables(node.handler(), out);
        variables(node.finalizer(), out);
      }
      case Node.Switch node -> node.cases().forEach(c -> c.body().forEach(s -> variables(s, out)));
      case Node.Labeled node -> variables(node.body(), out);
      case Node.With node -> variables(node.body(), out);
      case Node.ExportDecl node -> variables(node.declaration(), out);
      case null, default -> {}
    }
  }

  private static void head(Node.@Nullable DeclKind kind, Node.Target target, Set<String> out) {
    if (kind == Node.DeclKind.VAR) {
      names(target, name -> out.add(name.name()));
    }
  }

  /** The names that a pattern binds. */
  static void names(Node.Target target, java.util.function.Consumer<Node.Ident> out) {
    switch (target) {
      case Node.Ident ident -> out.accept(ident);
      case Node.Default node -> names(node.target(), out);
      case Node.Rest node -> names(node.target(), out);
      case Node.ArrayPattern node -> {
        for (Node.Target element : node.elements()) {
          if (element != null) {
            names(element, out);
          }
        }
      }
      case Node.ObjectPattern node -> {
        node.properties().forEach(p -> names(p.value(), out));
        if (node.rest() != null) {
          names(node.rest(), out);
        }
      }
      case Node.Member m -> {}
      case Node.Index i -> {}
      case Node.Bad b -> {}
    }
  }
}
