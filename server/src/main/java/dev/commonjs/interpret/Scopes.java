package dev.commonjs.interpret;

import dev.commonjs.syntax.DeclaredNames;
import dev.commonjs.syntax.Node;
import dev.commonjs.syntax.Node.Stmt;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
   * @param constants those of {@code lexicals} that {@code const} declares
   * @param functions declarations in a block: they are initialised when the block is entered
   */
  record BlockScope(
      Map<String, Node> lexicals, Set<String> constants, List<Node.FunctionDecl> functions) {
    boolean isEmpty() {
      return lexicals.isEmpty() && functions.isEmpty();
    }
  }

  private final Map<List<Stmt>, FunctionScope> functionScopes = new IdentityHashMap<>();
  private final Map<List<Stmt>, BlockScope> blockScopes = new IdentityHashMap<>();
  private final Map<Node.Switch, BlockScope> switchScopes = new IdentityHashMap<>();

  /** Declarations, each of which is one, however alike they are. */
  private final Set<Node.FunctionDecl> fromBlocks =
      Collections.newSetFromMap(new IdentityHashMap<>());

  FunctionScope function(List<Stmt> body) {
    FunctionScope known = functionScopes.get(body);
    if (known == null) {
      known = readFunction(body);
      functionScopes.put(body, known);
      BlockFunctions.find(body, fromBlocks);
    }
    return known;
  }

  /** See {@link BlockFunctions}; the function or module around it has been entered. */
  boolean isVariable(Node.FunctionDecl inBlock) {
    return fromBlocks.contains(inBlock);
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
      DeclaredNames.variables(statement, name -> variables.add(name.name()));
    }
    return new FunctionScope(variables, List.copyOf(functions));
  }

  static BlockScope readBlock(List<Stmt> body) {
    Map<String, Node> lexicals = new java.util.LinkedHashMap<>();
    Set<String> constants = new HashSet<>();
    List<Node.FunctionDecl> functions = new ArrayList<>();
    for (Stmt statement : body) {
      switch (declared(statement)) {
        case Node.VarDecl decl when decl.kind() != Node.DeclKind.VAR -> {
          boolean constant = decl.kind() == Node.DeclKind.CONST;
          for (Node.Declarator declarator : decl.declarators()) {
            DeclaredNames.names(
                declarator.target(),
                name -> {
                  lexicals.put(name.name(), name);
                  if (constant) {
                    constants.add(name.name());
                  }
                });
          }
        }
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
    return new BlockScope(lexicals, constants, List.copyOf(functions));
  }

  private static Stmt declared(Stmt statement) {
    if (statement instanceof Node.ExportDecl export && export.declaration() != null) {
      return export.declaration();
    }
    return statement instanceof Node.Labeled labeled ? declared(labeled.body()) : statement;
  }
}
