package dev.commonjs.heap;

import dev.commonjs.shape.Reason;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a call. {@code more}: any further ones, when a spread of unknown length was
 * among them.
 */
public record Args(List<Value> values, @Nullable Value more) {
  public static final Args NONE = new Args(List.of(), null);

  /** Nothing is known of the arguments. */
  public static Args unknown(Reason reason) {
    return new Args(List.of(), new Value.Unknown(reason));
  }

  public static Args of(Value... values) {
    return new Args(List.of(values), null);
  }

  public Value get(int index) {
    if (index < values.size()) {
      return values.get(index);
    }
    return more == null ? Values.UNDEFINED : more;
  }

  public boolean has(int index) {
    return index < values.size() || more != null;
  }

  /** These, then {@code later}: behind a list of unknown length any of them may stand anywhere. */
  public Args followedBy(Args later) {
    if (more == null) {
      List<Value> all = new ArrayList<>(values);
      all.addAll(later.values);
      return new Args(all, later.more);
    }
    Value rest = later.more == null ? more : Value.join(more, later.more);
    for (Value value : later.values) {
      rest = Value.join(rest, value);
    }
    return new Args(values, rest);
  }

  public Args from(int index) {
    return new Args(
        index < values.size() ? List.copyOf(values.subList(index, values.size())) : List.of(),
        more);
  }
}
