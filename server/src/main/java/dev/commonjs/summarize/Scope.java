package dev.commonjs.summarize;

import dev.commonjs.heap.Cell;
import dev.commonjs.interpret.Situation;
import org.jspecify.annotations.Nullable;

/**
 * Where a value is turned into a shape.
 *
 * @param described the function that is described: its arguments stay arguments; null in the
 *     module's own code
 * @param situation what getters are run in, and who makes what: of the load, or of the function's
 *     summary
 */
record Scope(@Nullable Cell described, Situation situation) {
  /** Inside the function that makes {@code cell} each time it is called. */
  Scope of(Cell cell) {
    return new Scope(situation.makerOf(cell), situation);
  }
}
