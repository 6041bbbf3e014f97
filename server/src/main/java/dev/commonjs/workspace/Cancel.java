package dev.commonjs.workspace;

/** Whether somebody still wants the answer. Loops over files or nodes ask it. */
@FunctionalInterface
public interface Cancel {
  Cancel NONE = () -> {};

  /**
   * @throws java.util.concurrent.CancellationException when nobody does; only the edge catches it
   */
  void check();
}
