package dev.commonjs.interpret;

/**
 * The current path does not go on: it threw, returned, left a loop. Unwinds the Java stack to the
 * nearest place where paths join. Carries nothing: the state of the path, if it matters, was saved
 * before at the {@link JoinPoint} that it jumped to.
 */
public final class Unreachable extends RuntimeException {
  private static final long serialVersionUID = 1;
  public static final Unreachable PATH = new Unreachable();

  private Unreachable() {
    super(null, null, false, false);
  }
}
