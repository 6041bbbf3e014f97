package dev.commonjs.feature;

import dev.commonjs.syntax.Node;
import dev.commonjs.syntax.Nodes;
import dev.commonjs.syntax.ParsedFile;
import dev.commonjs.text.Span;
import dev.commonjs.text.TextChange;
import java.util.List;
import java.util.Optional;

/** How the name of a member is written at a place, and what becomes of it with another name. */
final class NameTokens {
  private NameTokens() {}

  /**
   * The change that makes the member {@code old}, which stands at {@code token} (there may be
   * quotes in it), the member {@code name}. The shorthand {@code { old }} becomes {@code { name:
   * old }}, an import {@code name as old}: variables keep their names. Empty where code computes
   * the name.
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
    return file.source().textAt(unquoted).equals(old)
        ? Optional.of(new TextChange(unquoted, name))
        : Optional.empty();
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
    return Optional.of(new TextChange(first, alone ? name + " as " + old : name));
  }
}
