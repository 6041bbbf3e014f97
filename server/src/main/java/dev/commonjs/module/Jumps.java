package dev.commonjs.module;

import dev.commonjs.module.Machine.Target;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code break}, {@code continue} and labels. */
final class Jumps {
  /**
   * What {@code break} and {@code continue} refer to. {@code next} is null for a labelled block or
   * a switch.
   */
  static final class Jump {
    final Set<String> labels;
    final Target end;
    @Nullable Target next;
    final boolean loop;

    Jump(Set<String> labels, Target end, boolean loop) {
      this.labels = labels;
      this.end = end;
      this.loop = loop;
    }
  }

  private final Machine machine;
  private final Deque<Jump> jumps = new ArrayDeque<>();

  Jumps(Machine machine) {
    this.machine = machine;
  }

  void jump(@Nullable String label, boolean toNext) {
    for (Jump jump : jumps) {
      boolean meant =
          label == null
              ? jump.loop || (!toNext && jump.labels.contains(""))
              : jump.labels.contains(label);
      if (meant) {
        Target target = toNext && jump.next != null ? jump.next : jump.end;
        target.save(Values.UNDEFINED);
        break;
      }
    }
    throw Machine.Dead.PATH;
  }

  void labelled(Set<String> own, Runnable body) {
    if (own.isEmpty()) {
      body.run();
    } else {
      breakable(new Jump(own, machine.new Target(), false), body);
    }
  }

  void breakable(Jump jump, Runnable body) {
    jumps.push(jump);
    Value done;
    try {
      done = machine.attempt(() -> Machine.done(body));
    } finally {
      jumps.remove(jump);
    }
    jump.end.arrive(done != null, Values.UNDEFINED);
  }
}
