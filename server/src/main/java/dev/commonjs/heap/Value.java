package dev.commonjs.heap;

import dev.commonjs.shape.Reason;
import dev.commonjs.shape.Reason.Plain;
import dev.commonjs.shape.Shape;
import dev.commonjs.shape.Shape.PrimitiveKind;
import dev.commonjs.shape.Shape.Step;
import dev.commonjs.shape.Truth;
import dev.commonjs.text.Span;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * An abstract value: an {@link Atom}, or a {@link Union} of a few. Immutable.
 *
 * <p>A value stands for all the values that an expression can have at that moment. {@link
 * Heap#limited} bounds how many alternatives are kept.
 */
public sealed interface Value {

  /* Equality of the atoms that are many is written out: joins compare them all the time. */

  public sealed interface Atom extends Value {
    /** Of a primitive value its kind; null of an object, and of what may be one. */
    default @Nullable PrimitiveKind primitiveKind() {
      return null;
    }
  }

  record Undefined() implements Atom {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Undefined;
    }

    @Override
    public int hashCode() {
      return 1;
    }

    @Override
    public PrimitiveKind primitiveKind() {
      return PrimitiveKind.UNDEFINED;
    }
  }

  record Null() implements Atom {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Null;
    }

    @Override
    public int hashCode() {
      return 2;
    }

    @Override
    public PrimitiveKind primitiveKind() {
      return PrimitiveKind.NULL;
    }
  }

  record Bool(boolean value) implements Atom {
    @Override
    public PrimitiveKind primitiveKind() {
      return PrimitiveKind.BOOLEAN;
    }
  }

  record Num(double value) implements Atom {
    @Override
    public PrimitiveKind primitiveKind() {
      return PrimitiveKind.NUMBER;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return this == other
          || other instanceof Num that
              && Double.doubleToLongBits(value) == Double.doubleToLongBits(that.value);
    }

    @Override
    public int hashCode() {
      return Double.hashCode(value);
    }
  }

  record Str(String value) implements Atom {
    @Override
    public PrimitiveKind primitiveKind() {
      return PrimitiveKind.STRING;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return this == other || other instanceof Str that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
      return value.hashCode();
    }
  }

  /** A string that contains the path of the file being read, see {@link OwnPath}. */
  record PathText(String text) implements Atom {
    @Override
    public PrimitiveKind primitiveKind() {
      return PrimitiveKind.STRING;
    }
  }

  record BigInt(String text) implements Atom {
    @Override
    public PrimitiveKind primitiveKind() {
      return PrimitiveKind.BIGINT;
    }
  }

  /** A primitive of unknown content. */
  record Prim(PrimitiveKind kind) implements Atom {
    @Override
    public PrimitiveKind primitiveKind() {
      return kind;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return this == other || other instanceof Prim that && kind == that.kind;
    }

    @Override
    public int hashCode() {
      return kind.hashCode();
    }
  }

  /** An object. */
  record Ref(Cell cell) implements Atom {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Ref that && cell == that.cell;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(cell);
    }
  }

  /** Something from outside the file: a root, then the steps taken from it. */
  record Symbolic(Root root, List<Step> path) implements Atom {
    @Override
    public boolean equals(@Nullable Object other) {
      return this == other
          || other instanceof Symbolic that
              && root.equals(that.root)
              && Lists.same(path, that.path);
    }

    @Override
    public int hashCode() {
      return 31 * root.hashCode() + path.hashCode();
    }

    public Atom then(Step step) {
      if (path.size() >= Limits.LONGEST_PATH) {
        return new Unknown(Plain.ACCESSES_TOO_LONG);
      }
      List<Step> longer = new ArrayList<>(path);
      if (step instanceof Shape.Prop prop
          && !path.isEmpty()
          && path.getLast() instanceof Shape.NamespaceStep) {
        longer.removeLast();
        if (Shape.NamespaceStep.WHOLE.contains(prop.name())) {
          return new Symbolic(root, List.copyOf(longer));
        }
      }
      longer.add(step);
      return new Symbolic(root, List.copyOf(longer));
    }
  }

  sealed interface Root {}

  /** What {@code require(specifier)} returns. */
  record Specifier(String specifier) implements Root {}

  /**
   * Argument number {@code index} of the function that is being described for its callers in other
   * files; with {@code rest} any from there on.
   */
  record Argument(Object function, int index, boolean rest) implements Root {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Argument that
          && index == that.index
          && rest == that.rest
          && function.equals(that.function);
    }

    @Override
    public int hashCode() {
      return 31 * function.hashCode() + (rest ? ~index : index);
    }
  }

  /**
   * A global of ECMAScript or Node, or a part of one, by its path: {@code
   * Object.prototype.hasOwnProperty}.
   */
  record Builtin(String name) implements Atom {}

  /**
   * The key variable of a loop over the names of {@code of}, which is not enumerable here; what
   * {@code filter} does not take was ruled out on the way.
   */
  record EachKey(Atom of, Shape.Filter filter, boolean inherited) implements Atom {
    @Override
    public PrimitiveKind primitiveKind() {
      return PrimitiveKind.STRING;
    }
  }

  /** {@code of[key]} for the {@link EachKey} of the same object. */
  record EachValue(Atom of) implements Atom {}

  /** Some element of {@code list}, which is not known here. */
  record EachElement(Symbolic list) implements Atom {}

  /** A let, const or class binding before its declaration has run. */
  record Uninitialized() implements Atom {}

  /**
   * @param site where the reason arose; null where no place says more than another
   */
  record Unknown(Reason reason, @Nullable Span site) implements Atom {
    public Unknown(Reason reason) {
      this(reason, null);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return this == other
          || other instanceof Unknown that
              && reason.equals(that.reason)
              && Objects.equals(site, that.site);
    }

    @Override
    public int hashCode() {
      return 31 * reason.hashCode() + Objects.hashCode(site);
    }
  }

  /** At least two atoms, none equal to another. */
  record Union(List<Atom> atoms) implements Value {
    @Override
    public boolean equals(@Nullable Object other) {
      return this == other || other instanceof Union that && Lists.same(atoms, that.atoms);
    }

    @Override
    public int hashCode() {
      return atoms.hashCode();
    }
  }

  // ---------------------------------------------------------------- operations

  static Atom string(String value) {
    return value.length() > Limits.LONGEST_TEXT ? Values.ANY_STRING : new Str(value);
  }

  static Atom bool(boolean value) {
    return value ? Values.TRUE : Values.FALSE;
  }

  static Atom bool(Truth value) {
    return value.isKnown() ? bool(value == Truth.YES) : Values.ANY_BOOLEAN;
  }

  default List<Atom> atoms() {
    return this instanceof Union union ? union.atoms() : Collections.singletonList((Atom) this);
  }

  /** Whether {@code test} holds for one of the alternatives at least. */
  default boolean any(Predicate<? super Atom> test) {
    if (this instanceof Atom only) {
      return test.test(only);
    }
    List<Atom> atoms = atoms();
    for (int i = 0; i < atoms.size(); i++) {
      if (test.test(atoms.get(i))) {
        return true;
      }
    }
    return false;
  }

  /** Whether {@code test} holds for each of the alternatives. */
  default boolean all(Predicate<? super Atom> test) {
    return !any(atom -> !test.test(atom));
  }

  default boolean isUnknown() {
    return this instanceof Unknown;
  }

  /** Whether nothing but {@code undefined} or {@code null} is possible. */
  default boolean isNullish() {
    return all(atom -> atom instanceof Undefined || atom instanceof Null);
  }

  static Value of(Collection<? extends Atom> atoms) {
    if (atoms.isEmpty()) {
      return Values.UNDEFINED;
    }
    List<Atom> all = new ArrayList<>(atoms.size());
    atoms.forEach(atom -> add(all, atom));
    return union(all);
  }

  static Value join(Value a, Value b) {
    if (a.equals(b)) {
      return a;
    }
    List<Atom> mine = a.atoms();
    if (b instanceof Atom only ? covers(mine, only) : coversAll(mine, b.atoms())) {
      return a;
    }
    List<Atom> atoms = new ArrayList<>(4);
    atoms.addAll(mine);
    for (Atom atom : b.atoms()) {
      add(atoms, atom);
    }
    return union(atoms);
  }

  private static Value union(List<Atom> atoms) {
    if (atoms.size() == 1) {
      return atoms.get(0);
    }
    return atoms.size() > Limits.MOST_CONSTANTS ? ofKinds(atoms) : new Union(List.copyOf(atoms));
  }

  /** Whether {@code atoms} stand for {@code atom} too. */
  private static boolean covers(List<Atom> atoms, Atom atom) {
    PrimitiveKind kind = atom.primitiveKind();
    Prim any = kind == null || isOnlyOneOf(kind) ? null : Values.any(kind);
    boolean unknown = atom instanceof Unknown;
    for (int i = 0; i < atoms.size(); i++) {
      Atom other = atoms.get(i);
      if (unknown
          ? other instanceof Unknown
          : other.getClass() == atom.getClass() && other.equals(atom)
              || any != null && any.equals(other)) {
        return true;
      }
    }
    return false;
  }

  private static boolean coversAll(List<Atom> atoms, List<Atom> others) {
    for (int i = 0; i < others.size(); i++) {
      if (!covers(atoms, others.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static void add(List<Atom> atoms, Atom atom) {
    if (covers(atoms, atom)) {
      return;
    }
    if (atom instanceof Prim any && !isOnlyOneOf(any.kind())) {
      atoms.removeIf(other -> other.primitiveKind() == any.kind());
    }
    atoms.add(atom);
  }

  /** Whether there is only one value of {@code kind}. */
  private static boolean isOnlyOneOf(PrimitiveKind kind) {
    return kind == PrimitiveKind.UNDEFINED || kind == PrimitiveKind.NULL;
  }

  private static boolean hasConstant(List<Atom> atoms) {
    for (Atom atom : atoms) {
      PrimitiveKind kind = atom.primitiveKind();
      if (kind != null && !isOnlyOneOf(kind) && !(atom instanceof Prim)) {
        return true;
      }
    }
    return false;
  }

  /**
   * With constants of a kind as that kind.
   *
   * @param atoms at least two, none equal to another
   */
  static Value ofKinds(List<Atom> atoms) {
    if (!hasConstant(atoms)) {
      return new Union(List.copyOf(atoms));
    }
    List<Atom> fewer = new ArrayList<>(atoms.size());
    atoms.forEach(atom -> add(fewer, kindOf(atom)));
    return fewer.size() == 1 ? fewer.get(0) : new Union(List.copyOf(fewer));
  }

  /** Of a constant its kind, unless it is the only one of its kind; anything else as it is. */
  static Atom kindOf(Atom atom) {
    PrimitiveKind kind = atom.primitiveKind();
    return kind != null && !isOnlyOneOf(kind) ? Values.any(kind) : atom;
  }

  /** The loop widening: what differs between two turns is not a constant. */
  static Value widen(Value before, Value after) {
    if (before.equals(after)) {
      return after;
    }
    List<Atom> atoms = new ArrayList<>();
    for (Atom atom : join(before, after).atoms()) {
      PrimitiveKind kind = atom.primitiveKind();
      boolean constant =
          kind == PrimitiveKind.NUMBER
              || kind == PrimitiveKind.STRING && !(atom instanceof EachKey)
              || kind == PrimitiveKind.BIGINT;
      add(atoms, kind != null && constant ? Values.any(kind) : atom);
    }
    return atoms.size() == 1 ? atoms.get(0) : new Union(List.copyOf(atoms));
  }
}
