package dev.commonjs.heap;

import dev.commonjs.shape.Reason;
import dev.commonjs.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * Why an object may have names that its cell does not list.
 *
 * @param site what brought them; null where no place says more than another
 */
public record Opening(Reason reason, @Nullable Span site) {}
