package dev.commonjs.heap;

import dev.commonjs.shape.Reason;
import dev.commonjs.text.Span;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Why an object may have names that its cell does not list.
 *
 * @param site what brought them; null where no place says more than another
 */
public record Opening(Reason reason, @Nullable Span site) {
  /* Written out, as for spans. */
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || other instanceof Opening that
            && reason.equals(that.reason)
            && Objects.equals(site, that.site);
  }

  @Override
  public int hashCode() {
    return 31 * reason.hashCode() + Objects.hashCode(site);
  }
}
