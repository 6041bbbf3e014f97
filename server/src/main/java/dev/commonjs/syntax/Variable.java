package dev.commonjs.syntax;

import dev.commonjs.text.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A {@link Bindings.Binding} whose places are being found. */
final class Variable {
  private final String name;
  private final List<Span> declarations = new ArrayList<>(1);
  private final List<Span> references = new ArrayList<>();
  private boolean catchParameter;
  private @Nullable Variable other;
  private Bindings.@Nullable Binding binding;

  Variable(String name) {
    this.name = name;
  }

  void declaredAt(Span place) {
    declarations.add(place);
  }

  void referredToAt(Span place) {
    references.add(place);
  }

  /** From now on it is the parameter of a catch clause that is a name, not a pattern. */
  void becomeCatchParameter() {
    catchParameter = true;
  }

  /**
   * {@code variable} was declared with {@code var} where this one is in force. What a catch clause
   * catches may be declared again (Annex B.3.4): the initialiser then writes the parameter, and the
   * text has one name for both.
   */
  @SuppressWarnings("ReferenceEquality") // it is about the very variable
  void declaredAgainAs(Variable variable) {
    if (catchParameter && variable != this) {
      other = variable;
    }
  }

  /** Adds its places to the variable that it is one with, if there is one. */
  void unite() {
    if (other != null) {
      other.declarations.addAll(declarations);
      other.references.addAll(references);
    }
  }

  /** Once all have been united. */
  Bindings.Binding binding() {
    if (other != null) {
      return other.binding();
    }
    if (binding == null) {
      binding =
          new Bindings.Binding(
              name, Bindings.sorted(declarations.stream()), Bindings.sorted(references.stream()));
    }
    return binding;
  }
}
