package dev.commonjs.interpret;

import dev.commonjs.heap.Cell;
import dev.commonjs.shape.Phase;
import org.jspecify.annotations.Nullable;

/**
 * Where names are looked up, which call the code belongs to, and the situation that it runs in.
 *
 * @param entered the situation as the syntax and the calls around it say; {@link #situation} is
 *     what holds now
 * @param jump what {@code break} and {@code continue} refer to, the innermost first
 */
public record Context(
    Activation activation, Cell env, Situation entered, Jumps.@Nullable Jump jump) {
  /** The body of a function or of the module. */
  public static Context ofCall(Activation activation, Situation situation) {
    return new Context(activation, activation.frame, situation, null);
  }

  /** After an {@code await} the code runs when the load has gone on. */
  Situation situation() {
    return entered.phase() == Phase.LOAD && activation.isDetached()
        ? entered.in(Phase.LATER)
        : entered;
  }

  Context in(Cell frame) {
    return new Context(activation, frame, entered, jump);
  }

  Context in(Situation other) {
    return new Context(activation, env, other, jump);
  }

  Context within(Jumps.Jump inner) {
    return new Context(activation, env, entered, inner);
  }

  /** The value is only tested here. */
  Context guarded() {
    return guarded(Guard.TESTED);
  }

  Context guarded(Guard guard) {
    return entered.guard().compareTo(guard) >= 0 ? this : in(entered.with(guard));
  }
}
