package dev.commonjs.module;

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
 * @param always it is there on every path
 * @param order when it came to be, in the order of all slots and copies
 * @param writes the places that gave it this value
 */
record Slot(
    Value value,
    @Nullable Value getter,
    @Nullable Value setter,
    boolean enumerable,
    boolean writable,
    boolean always,
    int order,
    List<Site> writes) {

  private static final int MOST_WRITES = 16;

  /** A place of a write: the name that was written and the whole expression. */
  record Site(Span name, Span whole) {}

  /* Joins of paths compare more slots than anything else does: cheap things first. */
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || other instanceof Slot that
            && order == that.order
            && always == that.always
            && enumerable == that.enumerable
            && writable == that.writable
            && value.equals(that.value)
            && Objects.equals(getter, that.getter)
            && Objects.equals(setter, that.setter)
            && writes.equals(that.writes);
  }

  @Override
  public int hashCode() {
    return 31 * order + value.hashCode();
  }

  boolean isAccessor() {
    return getter != null || setter != null;
  }

  /** On no path a plain value. */
  boolean isOnlyAccessor() {
    return isAccessor() && value instanceof Value.Undefined;
  }

  Slot withValue(Value other) {
    return new Slot(other, getter, setter, enumerable, writable, always, order, writes);
  }

  Slot withCertainty() {
    return new Slot(value, getter, setter, enumerable, writable, true, order, writes);
  }

  Slot maybe() {
    return always
        ? new Slot(value, getter, setter, enumerable, writable, false, order, writes)
        : this;
  }

  static @Nullable Slot join(@Nullable Slot a, @Nullable Slot b) {
    if (a == null || b == null) {
      Slot one = a == null ? b : a;
      return one == null ? null : one.maybe();
    }
    if (a.equals(b)) {
      return a;
    }
    return new Slot(
        a.isOnlyAccessor() ? b.value : b.isOnlyAccessor() ? a.value : Value.join(a.value, b.value),
        joinAccessor(a.getter, b.getter),
        joinAccessor(a.setter, b.setter),
        a.enumerable || b.enumerable,
        a.writable || b.writable,
        a.always && b.always,
        Math.min(a.order, b.order),
        joinWrites(a.writes, b.writes));
  }

  private static @Nullable Value joinAccessor(@Nullable Value a, @Nullable Value b) {
    return a == null ? b : b == null ? a : Value.join(a, b);
  }

  static List<Site> joinWrites(List<Site> a, List<Site> b) {
    if (a.equals(b) || a.size() >= MOST_WRITES) {
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
