package dev.commonjs.heap;

import dev.commonjs.shape.Reason;
import dev.commonjs.shape.Shape;
import dev.commonjs.syntax.Node;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One allocation of the abstract heap: an object, a function, an environment frame, the module
 * object. What it holds changes only through {@link Heap}, which can take changes back. The fields
 * of {@link Seen} only grow and are never taken back: they tell what happened on any path.
 */
public final class Cell extends Place {
  public enum Kind {
    OBJECT,
    ARRAY,
    FUNCTION,
    CLASS,
    FRAME,
    MODULE
  }

  private static final Value OBJECT_PROTOTYPE = new Value.Builtin("Object.prototype");
  private static final Value ARRAY_PROTOTYPE = new Value.Builtin("Array.prototype");
  private static final Value FUNCTION_PROTOTYPE = new Value.Builtin("Function.prototype");

  private static final Value ASYNC_FUNCTION_PROTOTYPE =
      new Value.Builtin("%AsyncFunction.prototype");
  private static final Value GENERATOR_PROTOTYPE =
      new Value.Builtin("%GeneratorFunction.prototype");
  private static final Value ASYNC_GENERATOR_PROTOTYPE =
      new Value.Builtin("%AsyncGeneratorFunction.prototype");

  private static final List<Opening> ONE_OF_MANY =
      List.of(new Opening(Reason.Plain.MANY_OBJECTS, null));

  public final int id;
  public final Kind kind;

  /** The syntax that made it; null for what Node made. */
  public final @Nullable Node site;

  public final @Nullable Callable callable;

  /** The enclosing frame of a frame. */
  public final @Nullable Cell outer;

  /** Written by {@link Heap} only. */
  public final Slots slots = new Slots(this);

  /** Written by {@link Heap} only. */
  public Meta meta = Meta.PLAIN;

  public final Seen seen = new Seen();

  /** The last walk over the heap that came by; walks number themselves by {@link Heap#tick}. */
  public int walk = -1;

  /** The last walk that only looked at what is found through it. */
  public int walkThrough = -1;

  /** Of the frame of a call of a function that has an {@code arguments} object. */
  @Nullable public CallArguments call;

  public Cell(
      int id, Kind kind, @Nullable Node site, @Nullable Callable callable, @Nullable Cell outer) {
    this.id = id;
    this.kind = kind;
    this.site = site;
    this.callable = callable;
    this.outer = outer;
    // What may come to hold the function's frame may come to hold the block's.
    seen.mayBeCaptured = kind == Kind.FRAME && (outer == null || outer.seen.mayBeCaptured);
  }

  /** The prototype of what nothing else is said of. */
  Value usualPrototype() {
    return switch (kind) {
      case OBJECT, MODULE, FRAME -> OBJECT_PROTOTYPE;
      case ARRAY -> ARRAY_PROTOTYPE;
      case FUNCTION -> callable instanceof Closure c ? prototype(c.func()) : FUNCTION_PROTOTYPE;
      case CLASS -> FUNCTION_PROTOTYPE;
    };
  }

  private static Value prototype(Node.Func function) {
    if (function.generator()) {
      return function.async() ? ASYNC_GENERATOR_PROTOTYPE : GENERATOR_PROTOTYPE;
    }
    return function.async() ? ASYNC_FUNCTION_PROTOTYPE : FUNCTION_PROTOTYPE;
  }

  /** Whether it may have names that its slots do not list. */
  public boolean isOpen() {
    return seen.blurred || !meta.open.isEmpty();
  }

  /** Why it {@link #isOpen}; empty when it is not. */
  public List<Opening> openings() {
    return seen.blurred && meta.open.isEmpty() ? ONE_OF_MANY : meta.open;
  }

  /** Whether a closure that is not made yet may hold this frame of a call. */
  public void mayBeCaptured(boolean may) {
    seen.mayBeCaptured = may;
  }

  /** A closure holds this frame, and so those around it. */
  void capture() {
    for (Cell at = this; at != null && !at.seen.captured; at = at.outer) {
      at.seen.captured = true;
    }
  }

  /**
   * Whether it is a frame that is out of reach once the block or the call that has made it is left
   * (ECMA-262, Environment Records).
   *
   * @param goesOn its code goes on, and may make closures still
   */
  boolean endsWithItsBlock(boolean goesOn) {
    return kind == Kind.FRAME && !seen.captured && !(goesOn && seen.mayBeCaptured);
  }

  public boolean isCallable() {
    return callable != null;
  }

  /**
   * Gives {@code visitor} what it holds of its own, what it was bound to and captured with it; what
   * a function of the file does with it is seen when that is walked.
   */
  public void forEachHeld(Consumer<Value> visitor) {
    slots.forEach(
        slot -> {
          visitor.accept(slot.value());
          if (slot.isAccessor()) {
            accept(visitor, slot.getter());
            accept(visitor, slot.setter());
          }
        });
    accept(visitor, meta.rest);
    switch (callable) {
      case Bound bound -> {
        visitor.accept(bound.target());
        if (!bound.isOfTheFile()) {
          visitor.accept(bound.receiver());
          bound.arguments().values().forEach(visitor);
          accept(visitor, bound.arguments().more());
        }
      }
      case Native builtin -> builtin.captured().forEach(visitor);
      case null, default -> {}
    }
  }

  /** Whether {@link #forEachSource} has anything to give. */
  public boolean hasSources() {
    return meta.prototype != null || !meta.parts.isEmpty();
  }

  /** Gives {@code visitor} the objects whose members are found in it: prototypes and copies. */
  public void forEachSource(Consumer<Value> visitor) {
    accept(visitor, meta.prototype);
    for (Part part : meta.parts) {
      if (part instanceof CopyOf copy) {
        visitor.accept(copy.source());
      }
    }
  }

  private static void accept(Consumer<Value> visitor, @Nullable Value value) {
    if (value != null) {
      visitor.accept(value);
    }
  }

  @Override
  Cell cell() {
    return this;
  }

  @Override
  Meta content() {
    return meta;
  }

  @Override
  void hold(@Nullable Object content) {
    meta = content == null ? Meta.PLAIN : (Meta) content;
  }

  /** Whether changes are refused: on no path, on some or for some names, always. */
  public enum Freeze {
    NO,
    MAYBE,
    YES;

    /** On one of two paths. */
    public Freeze or(Freeze other) {
      return this == other ? this : MAYBE;
    }
  }

  /**
   * The state of a cell besides its slots. Immutable. {@code prototype}: null for the usual one.
   */
  public record Meta(
      @Nullable Value prototype,
      List<Part> parts,
      @Nullable Value rest,
      List<Opening> open,
      Freeze freeze) {
    private static final int MOST_REASONS = 4;

    public static final Meta PLAIN = new Meta(null, List.of(), null, List.of(), Freeze.NO);

    /* Compared at each join, and most are the same one. */
    @Override
    public boolean equals(@Nullable Object other) {
      return this == other
          || other instanceof Meta that
              && freeze == that.freeze
              && Objects.equals(prototype, that.prototype)
              && Objects.equals(rest, that.rest)
              && Lists.same(open, that.open)
              && Lists.same(parts, that.parts);
    }

    @Override
    public int hashCode() {
      return Objects.hash(prototype, rest, open, freeze);
    }

    public boolean frozen() {
      return freeze == Freeze.YES;
    }

    /** A write on it may have no effect. */
    public boolean mayBeFrozen() {
      return freeze != Freeze.NO;
    }

    public Meta withPrototype(Value value) {
      return new Meta(value, parts, rest, open, freeze);
    }

    public Meta withPart(Part part) {
      if (!parts.isEmpty() && parts.get(parts.size() - 1).equals(part)) {
        return this;
      }
      return new Meta(prototype, append(parts, part), rest, open, freeze);
    }

    public Meta withRest(Value value) {
      return new Meta(
          prototype, parts, rest == null ? value : Value.join(rest, value), open, freeze);
    }

    Meta withOnlyRest(Value value) {
      return new Meta(prototype, parts, value, open, freeze);
    }

    public Meta opened(Opening opening) {
      return open.contains(opening) || !hasRoomFor(opening.reason())
          ? this
          : new Meta(prototype, parts, rest, append(open, opening), freeze);
    }

    /**
     * However many places one reason has, there is room for others: the places are told apart by
     * offsets, people are told lines, and many may be one.
     */
    private boolean hasRoomFor(Reason reason) {
      if (open.size() < MOST_REASONS) {
        return true;
      }
      Set<Reason> reasons = new HashSet<>();
      open.forEach(opening -> reasons.add(opening.reason()));
      return reasons.size() < MOST_REASONS && !reasons.contains(reason);
    }

    public Meta withFreeze(Freeze now) {
      return new Meta(prototype, parts, rest, open, now);
    }

    static Meta join(Meta a, Meta b, Value usual) {
      if (a.equals(b)) {
        return a;
      }
      Value prototype =
          Objects.equals(a.prototype, b.prototype)
              ? a.prototype
              : Value.join(
                  Objects.requireNonNullElse(a.prototype, usual),
                  Objects.requireNonNullElse(b.prototype, usual));
      Value rest = joinNullable(a.rest, b.rest);
      List<Opening> open = a.open;
      for (Opening opening : b.open) {
        open = open.contains(opening) ? open : append(open, opening);
      }
      return new Meta(prototype, joinParts(a.parts, b.parts), rest, open, a.freeze.or(b.freeze));
    }

    private static List<Part> joinParts(List<Part> a, List<Part> b) {
      if (Lists.same(a, b)) {
        return a;
      }
      List<Part> parts = new java.util.ArrayList<>();
      for (int i = 0; i < a.size(); i++) {
        parts.add(has(b, i, a.get(i)) ? a.get(i) : a.get(i).maybe());
      }
      for (int i = 0; i < b.size(); i++) {
        if (!has(a, i, b.get(i))) {
          parts.add(b.get(i).maybe());
        }
      }
      return List.copyOf(parts);
    }

    /** Two paths mostly share where they came from: the part is most likely at the same index. */
    private static boolean has(List<Part> parts, int likely, Part part) {
      if (likely < parts.size()
          && parts.get(likely).order() == part.order()
          && parts.get(likely).equals(part)) {
        return true;
      }
      for (Part other : parts) {
        if (other.order() == part.order() && other.equals(part)) {
          return true;
        }
      }
      return false;
    }

    private static @Nullable Value joinNullable(@Nullable Value a, @Nullable Value b) {
      return a == null ? b : b == null ? a : Value.join(a, b);
    }

    private static <T> List<T> append(List<T> list, T last) {
      List<T> longer = new java.util.ArrayList<>(list);
      longer.add(last);
      return List.copyOf(longer);
    }
  }

  /** Names that come from outside, at a place in the order of the slots. */
  public sealed interface Part {
    int order();

    Part maybe();
  }

  public record CopyOf(
      int order,
      Value.Atom source,
      Shape.Filter filter,
      boolean always,
      boolean inherited,
      boolean values)
      implements Part {
    @Override
    public Part maybe() {
      return always ? new CopyOf(order, source, filter, false, inherited, values) : this;
    }
  }

  /**
   * The text of {@code source} is the name of a property; with {@code each} the texts of its
   * elements are.
   */
  public record NamedBy(int order, Value.Symbolic source, boolean each, boolean always)
      implements Part {
    @Override
    public Part maybe() {
      return always ? new NamedBy(order, source, each, false) : this;
    }
  }

  /** {@code name}, which an earlier part may have brought, was deleted. */
  public record Deleted(int order, String name, boolean always) implements Part {
    @Override
    public Part maybe() {
      return always ? new Deleted(order, name, false) : this;
    }
  }

  /** As {@link Shape.Effect}. */
  public record EffectOf(
      int order, Value.Atom callee, int index, boolean within, Args arguments, boolean always)
      implements Part {
    @Override
    public Part maybe() {
      return always ? new EffectOf(order, callee, index, within, arguments, false) : this;
    }
  }

  /**
   * What a call was given.
   *
   * @param function the function that was called; null for the module
   */
  public record CallArguments(Args args, @Nullable Cell function) {}

  /** What a function cell runs when it is called. */
  public sealed interface Callable {
    /** The frame that the function's code stands in; null when its code is not of the file. */
    default @Nullable Cell env() {
      return null;
    }
  }

  /**
   * {@code receiver}: the captured {@code this} of an arrow. {@code home}: where {@code super}
   * starts, for methods.
   */
  public record Closure(Node.Func func, Cell env, @Nullable Value receiver, @Nullable Cell home)
      implements Callable {}

  /**
   * {@code constructor} is null for the default one. {@code parent} is null without {@code
   * extends}.
   */
  public record ClassOf(
      Node.ClassNode node,
      Node.@Nullable Func constructor,
      Cell env,
      @Nullable Value parent,
      Cell prototype)
      implements Callable {}

  public record Bound(Value target, Value receiver, Args arguments) implements Callable {
    boolean isOfTheFile() {
      return target instanceof Value.Ref ref && ref.cell().callable instanceof Closure;
    }
  }

  /** One of the modelled built-in functions, made at run time, with what it closed over. */
  public record Native(String name, List<Value> captured) implements Callable {}
}
