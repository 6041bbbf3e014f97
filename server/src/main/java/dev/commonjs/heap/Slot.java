package dev.commonjs.heap;

import dev.commonjs.shape.Reason.Plain;
import dev.commonjs.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A property or a variable. Immutable.
 *
 * @param value the value; of an accessor {@code undefined}, or the value that it has on paths where
 *     it is no accessor
 * @param readOnly whether assignments to it are refused, where it is there
 * @param pinned whether it cannot be deleted or defined otherwise (ECMA-262: not configurable)
 * @param always it is there on every path, and enumerable on all of them or on none
 * @param order when it came to be, in the order of all slots and copies
 * @param writes the places that gave it this value
 */
public record Slot(
    Value value,
    @Nullable Value getter,
    @Nullable Value setter,
    boolean enumerable,
    Cell.Freeze readOnly,
    Cell.Freeze pinned,
    boolean always,
    int order,
    List<Site> writes) {

  /** A place of a write: the name that was written and the whole expression. */
  public record Site(Span name, Span whole) {
    @Override
    public boolean equals(@Nullable Object other) {
      return this == other
          || other instanceof Site that && name.equals(that.name) && whole.equals(that.whole);
    }

    @Override
    public int hashCode() {
      return 31 * name.hashCode() + whole.hashCode();
    }
  }

  /* Joins of paths compare more slots than anything else does: cheap things first. */
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || other instanceof Slot that
            && order == that.order
            && always == that.always
            && enumerable == that.enumerable
            && readOnly == that.readOnly
            && pinned == that.pinned
            && value.equals(that.value)
            && Objects.equals(getter, that.getter)
            && Objects.equals(setter, that.setter)
            && writes.equals(that.writes);
  }

  @Override
  public int hashCode() {
    return 31 * order + value.hashCode();
  }

  public boolean isAccessor() {
    return getter != null || setter != null;
  }

  /** On no path a plain value. */
  public boolean isOnlyAccessor() {
    return isAccessor() && value instanceof Value.Undefined;
  }

  /** Whether a property stays pinned that is written on, where it may not be there yet. */
  static Cell.Freeze staysPinned(@Nullable Slot old) {
    return old == null
        ? Cell.Freeze.NO
        : old.always() ? old.pinned() : old.pinned().or(Cell.Freeze.NO);
  }

  public Slot withValue(Value other) {
    return new Slot(other, getter, setter, enumerable, readOnly, pinned, always, order, writes);
  }

  public Slot withCertainty() {
    return new Slot(value, getter, setter, enumerable, readOnly, pinned, true, order, writes);
  }

  /** As the property of an object that refuses changes. */
  Slot frozen(Cell.Freeze freeze) {
    Cell.Freeze refuses = freeze == Cell.Freeze.YES ? freeze : readOnly.or(freeze);
    return new Slot(value, getter, setter, enumerable, refuses, pinned, always, order, writes);
  }

  public Slot maybe() {
    return always
        ? new Slot(value, getter, setter, enumerable, readOnly, pinned, false, order, writes)
        : this;
  }

  public static @Nullable Slot join(@Nullable Slot a, @Nullable Slot b, Limits limits) {
    if (a == null || b == null) {
      Slot one = a == null ? b : a;
      return one == null ? null : one.maybe();
    }
    if (a.equals(b)) {
      return a;
    }
    return new Slot(
        joinValues(a, b),
        joinAccessor(a.getter, b.getter),
        joinAccessor(a.setter, b.setter),
        a.enumerable || b.enumerable,
        a.readOnly.or(b.readOnly),
        a.pinned.or(b.pinned),
        a.always && b.always && a.enumerable == b.enumerable,
        Math.min(a.order, b.order),
        joinWrites(a.writes, b.writes, limits.writeSites()));
  }

  private static Value joinValues(Slot a, Slot b) {
    if (a.isOnlyAccessor() == b.isOnlyAccessor()) {
      return Value.join(a.value, b.value);
    }
    Value plain = a.isOnlyAccessor() ? b.value : a.value;
    // As a value, undefined would mean that it is an accessor on all paths.
    return plain instanceof Value.Undefined ? new Value.Unknown(Plain.UNDEFINED_OR_GOT) : plain;
  }

  private static @Nullable Value joinAccessor(@Nullable Value a, @Nullable Value b) {
    return a == null ? b : b == null ? a : Value.join(a, b);
  }

  /**
   * Those of both; of {@code a} alone where these are {@code most} or more. So with fewer than
   * {@code most} there are no others.
   */
  static List<Site> joinWrites(List<Site> a, List<Site> b, int most) {
    if (a.equals(b) || a.size() >= most) {
      return a;
    }
    List<Site> both = new ArrayList<>(a);
    for (Site site : b) {
      if (!both.contains(site)) {
        both.add(site);
      }
    }
    return List.copyOf(both);
  }
}
