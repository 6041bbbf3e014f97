package dev.commonjs.observe;

/** Observers for tests. */
public final class Observers {
  private Observers() {}

  /**
   * One that stops what spends too many instructions, but waits for its turn on a machine that has
   * none to give: a test must not fail because others are at work.
   */
  public static Observer patient() {
    Observer.Limits usual = Observer.Limits.DEFAULT;
    return new Observer(new Observer.Limits(usual.heapMegabytes(), usual.instructions(), 300_000));
  }
}
