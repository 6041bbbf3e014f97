package dev.commonjs.heap;

import org.jspecify.annotations.Nullable;

/**
 * What a property or a variable is found by (ECMA-262, Property Key; Private Name; internal slots).
 * Whatever a text looks like, as a name it is a name.
 */
public sealed interface PropertyKey {

  /** A string key: the only one that shapes list. */
  record Name(String text) implements PropertyKey {
    /* Written out: these are compared more often than anything else. */
    @Override
    public boolean equals(@Nullable Object other) {
      return this == other
          || other instanceof Name that
              && text.hashCode() == that.text.hashCode()
              && text.equals(that.text);
    }

    @Override
    public int hashCode() {
      return text.hashCode();
    }
  }

  /** A well-known symbol: {@code iterator} for {@code Symbol.iterator}. */
  record Symbol(String description) implements PropertyKey {
    /** Of Node's {@code util}: how an object is shown. */
    public static final Symbol INSPECT = new Symbol("util.inspect.custom");
  }

  /** {@code #name} of a class. */
  record Private(String identifier) implements PropertyKey {}

  /** What no code of the file can name. */
  enum Internal implements PropertyKey {
    /** [[PromiseResult]]. */
    PROMISE_RESULT,
    /** [[MapData]] and [[SetData]]: a list of the keys. */
    KEYS,
    /** [[MapData]]: a list of the values, in the order of the keys. */
    VALUES,
    /** [[ProxyTarget]]. */
    TARGET,
    /** [[ProxyHandler]]. */
    HANDLER,
    /** Of the frame of a call: an {@code await} has been passed, the caller went on. */
    DETACHED,
    /** Of a function: its own {@code name} was deleted. */
    NAME_DELETED,
    /** Of a function: its own {@code length} was deleted. */
    LENGTH_DELETED
  }

  /** The text of a {@link Name}; null for all others. */
  default @Nullable String name() {
    return this instanceof Name name ? name.text() : null;
  }

  default boolean isName(String name) {
    return this instanceof Name own && own.text().equals(name);
  }

  /**
   * The key of a name as it stands in the source, where a private name begins with {@code #} and no
   * other does.
   */
  static PropertyKey ofIdentifier(String name) {
    return name.startsWith("#") ? new Private(name.substring(1)) : new Name(name);
  }
}
