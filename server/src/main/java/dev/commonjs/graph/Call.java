package dev.commonjs.graph;

import dev.commonjs.shape.Shape;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One call of a function: what {@link Shape.Argument} stands for inside its result, its effects and
 * the objects that it makes.
 *
 * @param file the file that the call is written in, whose table {@code arguments} refer to
 * @param self the argument number of the object whose effects are being looked at; −1 for the
 *     receiver, {@link #NOBODY}
 * @param outer the call that the arguments themselves may refer to
 * @param target the file that defines the function
 * @param function the ordinal of the function in the table of {@code target}
 * @param enclosing the call that made the function; null for one that is made while its file loads
 * @param depth of calls in calls
 */
record Call(
    Path file,
    Shape.Arguments arguments,
    int self,
    @Nullable Call outer,
    Path target,
    int function,
    @Nullable Call enclosing,
    int depth) {
  /** The object that is being looked at was not given to the call. */
  static final int NOBODY = -2;

  /** Any call, where calls are nested too deeply for the arguments to be followed. */
  static final Call BEYOND =
      new Call(
          Path.of(""), Shape.Arguments.NOT_KNOWN, NOBODY, null, Path.of(""), Shape.OWN, null, 0);

  /**
   * A call of {@code callee}; null when that is no function of a file.
   *
   * @param deepest how many calls there are inside each other at most; what is deeper is {@link
   *     #BEYOND}
   */
  static @Nullable Call of(
      Linked callee,
      Path file,
      Shape.Arguments arguments,
      int self,
      @Nullable Call outer,
      int deepest) {
    if (!(callee instanceof Linked.Local local) || !(local.shape() instanceof Shape.Ref ref)) {
      return null;
    }
    int depth = 1 + Math.max(depth(outer), depth(local.call()));
    return depth > deepest
        ? BEYOND
        : new Call(file, arguments, self, outer, local.file(), ref.object(), local.call(), depth);
  }

  private static int depth(@Nullable Call call) {
    return call == null ? 0 : call.depth;
  }

  boolean isBeyond() {
    return equals(BEYOND);
  }

  /**
   * The call of {@code function} of {@code file} that this one is, or is made in; else null. Behind
   * the limit it may be there.
   */
  static @Nullable Call of(int function, Path file, @Nullable Call inside) {
    for (Call call = inside; call != null; call = call.enclosing) {
      boolean found = call.function == function && call.target.equals(file);
      if (found || call.isBeyond() && function != Shape.NO_OWNER) {
        return call;
      }
    }
    return null;
  }
}
