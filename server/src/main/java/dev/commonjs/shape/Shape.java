package dev.commonjs.shape;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a value is, as far as the load phase of ONE file proves it: positionless, so that an edit
 * that only moves text leaves it equal. Objects live in a table ({@link ModuleShape#objects}) and
 * are named by their ordinal there, so shapes may be cyclic and shared. {@link Required} is the
 * only leaf that needs other files.
 */
public sealed interface Shape {

  enum PrimitiveKind {
    UNDEFINED,
    NULL,
    BOOLEAN,
    NUMBER,
    BIGINT,
    STRING,
    SYMBOL
  }

  /** A primitive of known content; {@code text} as {@code String(value)} prints it. */
  record Constant(PrimitiveKind kind, String text) implements Shape {}

  /** A primitive of unknown content. */
  record Primitive(PrimitiveKind kind) implements Shape {}

  /** The object with ordinal {@code object} of the same {@link ModuleShape}. */
  record Ref(int object) implements Shape {}

  /** What {@code require(specifier)} returned, then the steps of {@code path}. */
  record Required(String specifier, List<Step> path) implements Shape {
    public Required {
      path = List.copyOf(path);
    }
  }

  /** A global of the language or of Node, or a part of one: {@code Map}, {@code process.env}. */
  record Builtin(String name) implements Shape {}

  /** One of these; at least two, none of them a union. */
  record Union(List<Shape> alternatives) implements Shape {
    public Union {
      alternatives = List.copyOf(alternatives);
    }
  }

  /** Nothing is known, and why. */
  record Unknown(Reason reason) implements Shape {}

  /** In place of an index of {@link ModuleShape#calls}: nothing is known of the arguments. */
  int NOT_KNOWN = -1;

  /** In place of the ordinal of a function: the one that is being spoken of. */
  int OWN = -1;

  /** In place of the ordinal of a function: the object is made while the file loads. */
  int NO_OWNER = -1;

  /**
   * What a call is given.
   *
   * @param more further arguments may follow
   * @param later the names that the objects among the values got after the call, in the order of
   *     the values; empty: none got any
   */
  record Arguments(List<Shape> values, boolean more, List<Set<String>> later) {
    public static final Arguments NOT_KNOWN = new Arguments(List.of(), true, List.of());

    public Arguments {
      values = List.copyOf(values);
      later = List.copyOf(later);
    }

    /** The names that value number {@code index} got after the call. */
    public Set<String> later(int index) {
      return index < later.size() ? later.get(index) : Set.of();
    }
  }

  /** One step of {@link Required#path}. */
  sealed interface Step {}

  /** {@code .name}. */
  record Prop(String name) implements Step {
    /* Written out: joins of paths compare steps all the time. */
    @Override
    public boolean equals(@Nullable Object other) {
      return this == other || other instanceof Prop that && name.equals(that.name);
    }

    @Override
    public int hashCode() {
      return name.hashCode();
    }
  }

  /** {@code (…)}; {@code call} is an index of {@link ModuleShape#calls} or {@link #NOT_KNOWN}. */
  record CallStep(int call) implements Step {}

  /** {@code new …(…)}; {@code call} as for {@link CallStep}. */
  record NewStep(int call) implements Step {}

  /** {@code await …}, also what a {@code then} callback is given. */
  record AwaitStep() implements Step {}

  /**
   * The namespace object of the module, which {@code import * as n} gives: a member of it is the
   * module's, and {@code default} of a CommonJS module is what {@code require()} returns. So no
   * {@link Prop} ever follows this step.
   */
  record NamespaceStep() implements Step {
    /** The names under which a namespace has all that {@code require()} returns. */
    public static final Set<String> WHOLE = Set.of("default", "module.exports");
  }

  // ---------------------------------------------------------------- objects

  enum ObjectKind {
    OBJECT,
    ARRAY,
    FUNCTION,
    CLASS
  }

  /** Whether something happens on every path of the load phase or only on some. */
  enum Certainty {
    ALWAYS,
    MAYBE
  }

  /**
   * @param prototype what the object inherits from; null for the default of its kind
   * @param parts own members, copies and effects in the order in which they can first have come to
   *     be: on some path it may be another one
   * @param signature of functions and classes (of the constructor there), else null
   * @param open why names may be there that {@code parts} does not list, a reason once for each of
   *     the first places where it arose; empty: closed
   * @param owner the ordinal of the function whose call makes the object, or {@link #NO_OWNER};
   *     {@link Argument}s in the object are the arguments of that call
   */
  record Obj(
      ObjectKind kind,
      @Nullable Shape prototype,
      List<Part> parts,
      @Nullable Signature signature,
      List<Reason> open,
      boolean frozen,
      int owner) {
    public Obj {
      parts = List.copyOf(parts);
      open = List.copyOf(open);
    }

    /** An object that is made while the file loads. */
    public Obj(
        ObjectKind kind,
        @Nullable Shape prototype,
        List<Part> parts,
        @Nullable Signature signature,
        List<Reason> open,
        boolean frozen) {
      this(kind, prototype, parts, signature, open, frozen, NO_OWNER);
    }
  }

  sealed interface Part {}

  /** An own property. {@code accessor}: {@code value} is what its getter returns. */
  record Member(String name, Shape value, Certainty certainty, boolean enumerable, boolean accessor)
      implements Part {}

  /**
   * An own property of a name that is not known here: the text of {@code name}.
   *
   * @param descriptor what it is defined by, where that decides whether it is enumerable; else null
   */
  record Named(Shape name, Certainty certainty, boolean enumerable, @Nullable Shape descriptor)
      implements Part {}

  /** The elements of the array {@code list} are the names of own properties. */
  record Elements(Shape list, Certainty certainty) implements Part {}

  /** {@code name}, which an earlier part may have brought, was deleted. */
  record Deleted(String name, Certainty certainty) implements Part {}

  /** Which names a copy takes: {@code only} that one, or all but {@code excluded}. */
  record Filter(Set<String> excluded, @Nullable String only, boolean perhaps) {
    public static final Filter ALL = new Filter(Set.of(), null, false);

    public Filter {
      excluded = Set.copyOf(excluded);
    }

    public static Filter without(Set<String> excluded) {
      return new Filter(excluded, null, false);
    }

    public boolean takes(String name) {
      return !excluded.contains(name) && (only == null || only.equals(name));
    }

    public Filter andWithout(Set<String> more) {
      Set<String> all = new HashSet<>(excluded);
      all.addAll(more);
      return new Filter(all, only, perhaps);
    }

    /** Takes what both take. */
    public Filter and(Filter other) {
      Filter both = andWithout(other.excluded);
      if (only != null && other.only != null && !only.equals(other.only)) {
        both = both.andWithout(Set.of(only));
      }
      return new Filter(both.excluded, only == null ? other.only : only, perhaps || other.perhaps);
    }

    public Filter toOnly(String name) {
      return new Filter(excluded, name, perhaps);
    }

    /** Of the names that this takes any may be left out. */
    public Filter orLess() {
      return new Filter(excluded, only, true);
    }
  }

  /**
   * The enumerable own names of {@code source} that {@code filter} takes were copied here ({@code
   * Object.assign}, object spread, a loop over its keys). {@code inherited}: inherited enumerable
   * names too ({@code for in}). {@code values}: the values were copied with the names; otherwise
   * only the names are known.
   */
  record Copy(Shape source, Filter filter, Certainty certainty, boolean inherited, boolean values)
      implements Part {}

  /**
   * The object was argument number {@code index} (−1: the receiver) of a call of {@code callee},
   * which another file defines; what that did to the object is in the callee's {@link
   * Signature#effects}.
   *
   * @param within the object was not the argument itself, but can be reached from it
   */
  record Effect(Shape callee, int index, boolean within, Arguments arguments, Certainty certainty)
      implements Part {}

  /**
   * @param parameters in source form, defaults included: {@code name}, {@code options = {}}, {@code
   *     ...rest}
   * @param returns what a call returns when nothing is known of its arguments; of an async function
   *     the value that its promise resolves to
   * @param effects what a call does to the objects given as arguments, by index
   */
  record Signature(
      String name,
      List<String> parameters,
      boolean async,
      boolean generator,
      Shape returns,
      List<ParameterEffect> effects) {
    public Signature {
      parameters = List.copyOf(parameters);
      effects = List.copyOf(effects);
    }
  }

  /**
   * What a call does to the object that is its argument number {@code index}, or with {@code rest}
   * any from there on. Of {@code parts}, a {@link Copy} whose source is {@link Argument} copies
   * another argument. {@code anything}: the object escapes or gets names that are not known.
   *
   * @param within objects that can be reached from the argument may get names too
   */
  record ParameterEffect(
      int index, boolean rest, List<Part> parts, boolean anything, boolean within) {
    public ParameterEffect {
      parts = List.copyOf(parts);
    }

    /** Whether it is about argument number {@code argument}. */
    public boolean concerns(int argument) {
      return rest ? argument >= index : argument == index;
    }
  }

  /**
   * Inside {@link Signature#returns}, {@link ParameterEffect} and the objects that a call makes:
   * the caller's argument number {@code index}, then {@code path}.
   *
   * @param function the ordinal of the function that is given the argument, when that is one around
   *     the function in question; else {@link #OWN}
   * @param rest any argument from {@code index} on
   */
  record Argument(int function, int index, boolean rest, List<Step> path) implements Shape {
    public Argument {
      path = List.copyOf(path);
    }
  }
}
