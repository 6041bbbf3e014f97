package dev.commonjs.shape;

/** When a piece of code runs, seen from the {@code require()} that loads its file. */
public enum Phase {
  /** While the file loads. */
  LOAD,
  /** Surely or possibly after it: something that was seen will call it (timer, promise, event). */
  LATER,
  /**
   * Perhaps: reachable for callers through the export value, or handed to code that is not known.
   */
  MAYBE,
  /** Not as far as can be seen: nothing holds the function. */
  NEVER
}
