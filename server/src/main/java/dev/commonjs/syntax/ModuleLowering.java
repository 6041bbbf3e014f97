package dev.commonjs.syntax;

import com.google.javascript.jscomp.parsing.parser.LiteralToken;
import com.google.javascript.jscomp.parsing.parser.Token;
import com.google.javascript.jscomp.parsing.parser.trees.*;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Static {@code import} and {@code export}. */
final class ModuleLowering {
  private final ClosureLowering lowering;
  private final Places at;

  ModuleLowering(ClosureLowering lowering) {
    this.lowering = lowering;
    this.at = lowering.at;
  }

  static boolean isModuleSyntax(ParseTree tree) {
    return tree instanceof ImportDeclarationTree || tree instanceof ExportDeclarationTree;
  }

  Node.Stmt importDeclaration(ImportDeclarationTree t) {
    List<Node.ImportBinding> bindings = new ArrayList<>();
    if (t.defaultBindingIdentifier != null) {
      Node.Ident local = at.ident(t.defaultBindingIdentifier);
      bindings.add(new Node.ImportBinding(local.start(), local.end(), "default", local));
    }
    if (t.nameSpaceImportIdentifier != null) {
      Node.Ident local = at.ident(t.nameSpaceImportIdentifier);
      bindings.add(new Node.ImportBinding(local.start(), local.end(), "*", local));
    }
    if (t.importSpecifierList != null) {
      for (ParseTree specifier : t.importSpecifierList) {
        if (specifier instanceof ImportSpecifierTree s && s.importedName != null) {
          bindings.add(importBinding(s));
        }
      }
    }
    return new Node.ImportDecl(
        at.start(t), at.end(t), specifier(t, t.moduleSpecifier), List.copyOf(bindings));
  }

  private Node.ImportBinding importBinding(ImportSpecifierTree s) {
    Node.Ident local = at.ident(s.destinationName == null ? s.importedName : s.destinationName);
    return new Node.ImportBinding(at.start(s), at.end(s), moduleName(s.importedName), local);
  }

  /** An identifier, a keyword in its place, or a string. */
  private String moduleName(Token token) {
    char first = at.charAt(at.start(token));
    return first == '"' || first == '\'' ? Literals.string(at.slice(token)) : at.name(token);
  }

  private Node.Str specifier(ParseTree t, @Nullable LiteralToken token) {
    return token == null
        ? new Node.Str(at.end(t), at.end(t), "")
        : new Node.Str(at.start(token), at.end(token), Literals.string(at.slice(token)));
  }

  Node.Stmt exportDeclaration(ExportDeclarationTree t) {
    Node.Stmt declaration = declaration(t.declaration);
    Node.Expr value = declaration == null ? lowering.expressions.orNull(t.declaration) : null;
    Node.Str from = t.from == null ? null : specifier(t, t.from);
    return new Node.ExportDecl(at.start(t), at.end(t), declaration, value, from, names(t));
  }

  private List<String> names(ExportDeclarationTree t) {
    List<String> names = new ArrayList<>();
    if (t.isDefault) {
      names.add("default");
    }
    if (t.exportSpecifierList != null) {
      for (ParseTree specifier : t.exportSpecifierList) {
        if (specifier instanceof ExportSpecifierTree s && s.importedName != null) {
          names.add(moduleName(s.destinationName == null ? s.importedName : s.destinationName));
        }
      }
    }
    return List.copyOf(names);
  }

  private Node.@Nullable Stmt declaration(@Nullable ParseTree tree) {
    return switch (tree) {
      case VariableDeclarationListTree list -> lowering.declarations(list, at.end(list));
      case FunctionDeclarationTree f when f.kind != FunctionDeclarationTree.Kind.ARROW -> {
        Node.Func func = lowering.functions.function(f);
        yield new Node.FunctionDecl(func.start(), func.end(), func);
      }
      case ClassDeclarationTree c ->
          new Node.ClassDecl(at.start(c), at.end(c), lowering.functions.classNode(c));
      case null, default -> null;
    };
  }
}
