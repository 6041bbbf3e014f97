package dev.commonjs.interpret;

import dev.commonjs.heap.Values;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** {@code break}, {@code continue} and labels. */
final class Jumps {
  /**
   * What {@code break} and {@code continue} refer to.
   *
   * @param next where {@code continue} goes; null for a labelled block or a switch
   * @param outer the next one outwards
   */
  record Jump(
      Set<String> labels,
      JoinPoint end,
      @Nullable JoinPoint next,
      boolean loop,
      @Nullable Jump outer) {
    Jump withNext(JoinPoint turn) {
      return new Jump(labels, end, turn, loop, outer);
    }
  }

  private final Paths paths;

  Jumps(Paths paths) {
    this.paths = paths;
  }

  static Unreachable jump(@Nullable String label, boolean toNext, Context context) {
    for (Jump jump = context.jump(); jump != null; jump = jump.outer()) {
      boolean meant =
          label == null
              ? jump.loop() || (!toNext && jump.labels().contains(""))
              : jump.labels().contains(label);
      if (meant) {
        JoinPoint target = toNext && jump.next() != null ? jump.next() : jump.end();
        target.save(Values.UNDEFINED, context.situation());
        break;
      }
    }
    return Unreachable.PATH;
  }

  void labelled(Set<String> own, Context context, Consumer<Context> body) {
    if (own.isEmpty()) {
      body.accept(context);
    } else {
      breakable(own, false, context, body);
    }
  }

  void breakable(Set<String> labels, boolean loop, Context context, Consumer<Context> body) {
    JoinPoint end = new JoinPoint(paths, context.situation(), null);
    Context inside = context.within(new Jump(labels, end, null, loop, context.jump()));
    boolean alive = paths.attemptTo(() -> body.accept(inside));
    end.arrive(alive, Values.UNDEFINED);
  }
}
