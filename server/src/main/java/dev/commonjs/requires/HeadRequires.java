package dev.commonjs.requires;

import dev.commonjs.syntax.Insertions;
import dev.commonjs.syntax.Node;
import dev.commonjs.syntax.ParsedFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The declarations at the top of a file that require modules, as they are written: {@code require}
 * is taken for Node's.
 *
 * @param declared what is declared, in source order
 * @param last the last statement among those at the head of the file that requires something; null
 *     where none does
 */
public record HeadRequires(List<Declared> declared, Node.@Nullable Stmt last) {
  public HeadRequires {
    declared = List.copyOf(declared);
  }

  /**
   * {@code const target = require('specifier')}, with more behind the call where not {@code whole}.
   */
  public record Declared(
      Node.VarDecl statement, Node.Declarator declarator, Node.Str specifier, boolean whole) {
    /** The variable that holds all of the module; null where there is none. */
    public @Nullable String variable() {
      return whole && declarator.target() instanceof Node.Ident ident ? ident.name() : null;
    }

    public Optional<Node.ObjectPattern> pattern() {
      return whole && declarator.target() instanceof Node.ObjectPattern pattern
          ? Optional.of(pattern)
          : Optional.empty();
    }
  }

  /**
   * @param limit only what stands before the statement that ends behind this offset
   */
  public static HeadRequires of(ParsedFile file, int limit) {
    List<Declared> declared = new ArrayList<>();
    Node.Stmt last = null;
    boolean head = true;
    for (Node.Stmt statement : file.program().body()) {
      if (statement.end() >= limit) {
        break;
      }
      int before = declared.size();
      boolean plain = statement instanceof Node.VarDecl || Insertions.isDirective(statement);
      if (statement instanceof Node.VarDecl variables) {
        variables.declarators().forEach(one -> of(variables, one).ifPresent(declared::add));
      }
      boolean bare = statement instanceof Node.ExprStmt one && required(one.expr()).isPresent();
      head &= plain || bare;
      if (head && (bare || declared.size() > before)) {
        last = statement;
      }
    }
    return new HeadRequires(declared, last);
  }

  private static Optional<Declared> of(Node.VarDecl statement, Node.Declarator declarator) {
    Node.@Nullable Expr value = declarator.init();
    if (value == null) {
      return Optional.empty();
    }
    return required(value)
        .map(
            call ->
                new Declared(
                    statement,
                    declarator,
                    (Node.Str) call.args().getFirst(),
                    call.span().equals(value.span())));
  }

  /** The {@code require('…')} that {@code value} starts with. */
  public static Optional<Node.Call> required(Node.Expr value) {
    Node.Expr at = value;
    while (true) {
      switch (at) {
        case Node.Call call
            when call.callee() instanceof Node.Ident callee
                && callee.name().equals("require")
                && call.args().size() == 1
                && call.args().getFirst() instanceof Node.Str -> {
          return Optional.of(call);
        }
        case Node.Call call -> at = call.callee();
        case Node.Member member -> at = member.object();
        default -> {
          return Optional.empty();
        }
      }
    }
  }
}
