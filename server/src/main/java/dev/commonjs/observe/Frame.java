package dev.commonjs.observe;

import org.jspecify.annotations.Nullable;

/**
 * Code with a {@code this} of its own: a module, a function that is no arrow, a field's value, a
 * static block. Remembers which of its own values have to be kept in variables for functions that
 * were arrows.
 */
final class Frame {
  enum Kind {
    MODULE,
    FUNCTION,
    METHOD,
    BASE_CONSTRUCTOR,
    DERIVED_CONSTRUCTOR
  }

  final Kind kind;

  /** What a function calls itself. */
  final @Nullable String name;

  /** Where variables are declared. */
  final Edits.Edit start;

  /** Where {@code super} is at home; other than {@link #start} in asynchronous methods. */
  final Edits.Edit home;

  private boolean keepsThis;
  private boolean keepsArguments;
  private boolean keepsSuper;

  Frame(Kind kind, @Nullable String name, Edits.Edit start, Edits.Edit home) {
    this.kind = kind;
    this.name = name;
    this.start = start;
    this.home = home;
  }

  void keepThis() {
    keepsThis = true;
  }

  void keepArguments() {
    keepsArguments = true;
  }

  void keepSuper() {
    keepsSuper = true;
  }

  /** Writes the declarations, when all code has been seen. */
  void declare(String prefix) {
    StringBuilder text = new StringBuilder();
    if (kind == Kind.DERIVED_CONSTRUCTOR) {
      text.append("var ").append(prefix).append("_this, ").append(prefix).append("_new = this;");
    } else if (keepsThis) {
      text.append("var ").append(prefix).append("_this = this;");
    }
    if (keepsArguments) {
      text.append("var ").append(prefix).append("_arguments = arguments;");
    }
    if (!text.isEmpty()) {
      start.pieces.add(0, Edits.words(";" + text));
    }
    if (keepsSuper) {
      home.pieces.add(0, Edits.words(";var " + prefix + "_super = k => super[k];"));
    }
  }
}
