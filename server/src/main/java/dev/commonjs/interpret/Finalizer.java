package dev.commonjs.interpret;

import org.jspecify.annotations.Nullable;

/** A {@code finally} block that every jump out of its try statement runs. */
final class Finalizer {
  private final Runnable block;
  private final @Nullable Finalizer outer;
  private boolean ran;

  /**
   * @param outer the next one outwards that a jump comes to
   */
  Finalizer(Runnable block, @Nullable Finalizer outer) {
    this.block = block;
    this.outer = outer;
  }

  /** Whether a jump has run it on any path. */
  boolean ran() {
    return ran;
  }

  /** Runs the blocks from {@code inner} outwards that a jump to where {@code around} is leaves. */
  static void leave(@Nullable Finalizer inner, @Nullable Finalizer around) {
    for (Finalizer at = inner; at != null && at != around; at = at.outer) {
      at.ran = true;
      at.block.run();
    }
  }
}
