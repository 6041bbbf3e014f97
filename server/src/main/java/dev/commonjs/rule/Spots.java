package dev.commonjs.rule;

import dev.commonjs.shape.Shape;
import dev.commonjs.text.Span;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How places and values are cut down to what a person wants to see of them. */
final class Spots {
  private static final String NAME = "[\\p{L}_$][\\p{L}\\p{N}_$]*";
  private static final Pattern IDENTIFIER = Pattern.compile(NAME);

  /** {@code exports.a = }, {@code module['exports'] += }: what stands on the left. */
  private static final Pattern ASSIGNED =
      Pattern.compile(
          "(?:"
              + NAME
              + "|\\s*\\.\\s*(?="
              + NAME
              + ")|\\[[^\\]\\n]*\\])+(?=\\s*[^\\s=\\w()]{0,3}=(?!=))");

  /**
   * {@code exports.}, {@code this[}, {@code Object.assign(exports, }: what stands before the name
   * that is written.
   */
  private static final Pattern OBJECT =
      Pattern.compile(
          "(?:[\\p{L}\\p{N}_$.]+\\(\\s*)?(module\\s*\\.\\s*exports|" + NAME + ")\\s*(?:[.\\[,].*)?",
          Pattern.DOTALL);

  private Spots() {}

  /** The left side of an assignment; all of anything else. */
  static Span target(Span write, ModuleView module) {
    Matcher matcher = ASSIGNED.matcher(module.text(write));
    return matcher.lookingAt() ? new Span(write.start(), write.start() + matcher.end()) : write;
  }

  /**
   * The plain name that stands for the object in a write.
   *
   * @param before from the start of the write to the name that is written
   */
  static Optional<Span> writtenObject(Span write, Span before, ModuleView module) {
    Matcher matcher = OBJECT.matcher(module.text(before));
    return write.contains(before) && matcher.matches()
        ? Optional.of(new Span(before.start() + matcher.start(1), before.start() + matcher.end(1)))
        : Optional.empty();
  }

  /** The first place inside {@code span} where {@code name} stands; all of it when it does not. */
  static Span named(Span span, String name, ModuleView module) {
    int at = module.text(span).indexOf(name);
    return at < 0 ? span : new Span(span.start() + at, span.start() + at + name.length());
  }

  /** {@code .name}, or {@code ['name']} where a dot can't write it. */
  static String memberText(String name) {
    return IDENTIFIER.matcher(name).matches() ? "." + name : "['" + name.replace("'", "\\'") + "']";
  }

  static String constant(Shape.Constant value) {
    String text = shortened(value.text());
    return switch (value.kind()) {
      case STRING -> "the string '" + text + "'";
      case NUMBER, BIGINT -> "the number " + text;
      case UNDEFINED, NULL, BOOLEAN, SYMBOL -> "`" + text + "`";
    };
  }

  /** One line, not too long. */
  private static String shortened(String text) {
    String line = text.replaceAll("\\s+", " ").strip();
    return line.length() <= 40 ? line : line.substring(0, 39) + "…";
  }
}
