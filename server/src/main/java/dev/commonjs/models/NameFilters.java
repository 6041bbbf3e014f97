package dev.commonjs.models;

import dev.commonjs.syntax.Node;
import dev.commonjs.syntax.Node.Expr;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Functions that say which names are taken: {@code k => k !== 'default'}. */
final class NameFilters {
  private NameFilters() {}

  /**
   * The names for which {@code function} says no, where it says yes for all others; null where that
   * can't be read. The name is its first parameter, or the first part of a pattern that stands
   * there.
   */
  static @Nullable Set<String> leftOut(Node.Func function) {
    if (function.params().isEmpty()
        || function.body().size() != 1
        || !(function.body().getFirst() instanceof Node.Return test)
        || test.value() == null) {
      return null;
    }
    Node.Target first = function.params().getFirst();
    Node.Target target =
        first instanceof Node.ArrayPattern pattern && !pattern.elements().isEmpty()
            ? pattern.elements().getFirst()
            : first;
    Set<String> names = new HashSet<>();
    boolean read = target instanceof Node.Ident name && readNames(test.value(), name.name(), names);
    return read ? names : null;
  }

  /** Whether {@code test} asks for nothing but whether {@code name} is none of some texts. */
  private static boolean readNames(Expr test, String name, Set<String> texts) {
    return switch (test) {
      case Node.Logical and when and.op().equals("&&") ->
          readNames(and.left(), name, texts) && readNames(and.right(), name, texts);
      case Node.Binary b when b.op().equals("!==") || b.op().equals("!=") ->
          readName(b.left(), b.right(), name, texts) || readName(b.right(), b.left(), name, texts);
      default -> false;
    };
  }

  private static boolean readName(Expr one, Expr other, String name, Set<String> texts) {
    boolean read =
        one instanceof Node.Ident ident && ident.name().equals(name) && other instanceof Node.Str;
    if (read) {
      texts.add(((Node.Str) other).value());
    }
    return read;
  }
}
