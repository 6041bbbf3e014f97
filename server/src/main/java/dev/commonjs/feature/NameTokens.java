package dev.commonjs.feature;

import dev.commonjs.syntax.Node;
import dev.commonjs.syntax.Nodes;
import dev.commonjs.syntax.ParsedFile;
import dev.commonjs.text.Span;
import dev.commonjs.text.TextChange;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the name of a member is written at a place, and what becomes of it with another name. */
final class NameTokens {
  private NameTokens() {}

  /**
   * The change that makes the member {@code old}, which stands at {@code token} (there may be
   * quotes in it), the member {@code name}. The shorthand {@code { old }} becomes {@code { name:
   * old }}, an import {@code name as old}: variables keep their names. Where the variable is called
   * {@code name}, the shorthand it is. Empty where code computes the name.
   *
   * @param name an identifier name
   */
  static Optional<TextChange> renamed(ParsedFile file, Span token, String old, String name) {
    List<Node> path = Nodes.path(file.program(), token);
    if (path.isEmpty()) {
      return Optional.empty();
    }
    if (path.getLast() instanceof Node.Ident) {
      return shorthand(file, path, token, old, name);
    }
    Span unquoted = unquoted(file, token);
    if (!file.source().textAt(unquoted).equals(old)) {
      return Optional.empty();
    }
    Node.@Nullable Ident variable = variable(path, token);
    return variable != null && variable.name().equals(name)
        ? Optional.of(toShorthand(file, token, variable, ":", name))
        : Optional.of(new TextChange(unquoted, name));
  }

  /** What stands behind the colon of the name at {@code token}, if it is a variable alone. */
  private static Node.@Nullable Ident variable(List<Node> path, Span token) {
    @Nullable Node value =
        switch (path.size() < 2 ? null : path.get(path.size() - 2)) {
          case Node.PatternProperty property when property.key().span().equals(token) ->
              property.value() instanceof Node.Default one ? one.target() : property.value();
          case Node.ValueProperty property when property.key().span().equals(token) ->
              property.value();
          case null, default -> null;
        };
    return path.getLast() instanceof Node.NameKey && value instanceof Node.Ident ident
        ? ident
        : null;
  }

  /**
   * The name at {@code token} away, and the variable stays; where more than {@code between} stands
   * between them, or quotes are written, the name stays too.
   */
  private static TextChange toShorthand(
      ParsedFile file, Span token, Node.Ident variable, String between, String name) {
    Span gap = new Span(token.end(), variable.start());
    boolean plain =
        unquoted(file, token).equals(token) && file.source().textAt(gap).strip().equals(between);
    return plain
        ? new TextChange(new Span(token.start(), variable.start()), "")
        : new TextChange(unquoted(file, token), name);
  }

  /** {@code token} without its quotes. */
  static Span unquoted(ParsedFile file, Span token) {
    return PropertyNames.isQuoted(file.source().textAt(token))
        ? new Span(token.start() + 1, token.end() - 1)
        : token;
  }

  private static Optional<TextChange> shorthand(
      ParsedFile file, List<Node> path, Span token, String old, String name) {
    for (Node around : path.reversed().subList(1, path.size())) {
      switch (around) {
        case Node.PatternProperty property -> {
          return prefixed(property.shorthand(), property.key(), token, name);
        }
        case Node.ValueProperty property -> {
          return prefixed(property.shorthand(), property.key(), token, name);
        }
        case Node.ImportBinding binding -> {
          return imported(file, binding, old, name);
        }
        case Node.Default inPattern -> {}
        default -> {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<TextChange> prefixed(
      boolean shorthand, Node.Key key, Span token, String name) {
    return shorthand && key.span().equals(token)
        ? Optional.of(new TextChange(new Span(token.start(), token.start()), name + ": "))
        : Optional.empty();
  }

  private static Optional<TextChange> imported(
      ParsedFile file, Node.ImportBinding binding, String old, String name) {
    Span first = new Span(binding.start(), Math.min(binding.end(), binding.start() + old.length()));
    if (!binding.imported().equals(old) || !file.source().textAt(first).equals(old)) {
      return Optional.empty();
    }
    boolean alone = binding.local().start() == binding.start();
    return Optional.of(
        !alone && binding.local().name().equals(name)
            ? toShorthand(file, first, binding.local(), "as", name)
            : new TextChange(first, alone ? name + " as " + old : name));
  }
}
