package dev.commonjs.rule;

import dev.commonjs.module.Shape;
import dev.commonjs.text.Span;
import java.util.regex.Pattern;

/** How places and values are cut down to what a person wants to see of them. */
final class Spots {
  private static final Pattern IDENTIFIER = Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*");
  private static final Pattern NAME_BEHIND =
      Pattern.compile("\\s*\\??\\.?\\s*[\\p{L}_$][\\p{L}\\p{N}_$]*|\\s*\\[[^\\]\\n]*\\]");

  private static final String NAME_AFTER = "(?s)[\\p{L}\\p{N}_$.\\s]*[.\\[][^;=]*";

  private static final Pattern ASSIGNED =
      Pattern.compile("((?:[\\p{L}_$][\\p{L}\\p{N}_$]*|\\s*\\.\\s*|\\[[^\\]\\n]*\\])+)\\s*[^\\s=]{0,3}=[^=]");

  private Spots() {}

  /** The member that a write names, {@code exports.a} of {@code exports.a = …}; the object alone where it can't be told. */
  static Span target(Span write, Span object, ModuleView module) {
    if (object.end() <= write.start()) {
      Span joined = new Span(object.start(), write.end());
      return module.text(joined).matches(NAME_AFTER) ? joined : write;
    }
    if (!write.contains(object) || object.end() == write.end()) {
      return object;
    }
    var matcher = NAME_BEHIND.matcher(module.text(new Span(object.end(), write.end())));
    return matcher.lookingAt() ? new Span(object.start(), object.end() + matcher.end()) : object;
  }

  /** Whether it is a plain name, so that another expression may stand in its place. */
  static boolean isName(String code) {
    return IDENTIFIER.matcher(code).matches() || code.equals("this");
  }

  /** The left side of an assignment {@code write}, else all of it. */
  static Span assigned(Span write, ModuleView module) {
    String text = module.text(write);
    var matcher = ASSIGNED.matcher(text);
    return matcher.lookingAt()
        ? new Span(write.start(), write.start() + matcher.group(1).length())
        : write;
  }

  /** The first place inside {@code span} where {@code name} stands; all of it when it does not. */
  static Span named(Span span, String name, ModuleView module) {
    int at = module.text(span).indexOf(name);
    return at < 0 ? span : new Span(span.start() + at, span.start() + at + name.length());
  }

  /** Code for a message: one line, not too long. */
  static String shortened(String code) {
    String line = code.replaceAll("\\s+", " ").strip();
    return line.length() <= 40 ? line : line.substring(0, 39) + "…";
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
}
