package dev.commonjs.module;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a call. {@code more}: any further ones, when a spread of unknown length was
 * among them.
 */
record Args(List<Value> values, @Nullable Value more) {
  static final Args NONE = new Args(List.of(), null);

  /** Nothing is known of the arguments. */
  static Args unknown(String reason) {
    return new Args(List.of(), new Value.Unknown(reason));
  }

  static Args of(Value... values) {
    return new Args(List.of(values), null);
  }

  Value get(int index) {
    if (index < values.size()) {
      return values.get(index);
    }
    return more == null ? Values.UNDEFINED : more;
  }

  boolean has(int index) {
    return index < values.size() || more != null;
  }

  Args from(int index) {
    return new Args(
        index < values.size() ? List.copyOf(values.subList(index, values.size())) : List.of(),
        more);
  }
}
