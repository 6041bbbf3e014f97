package dev.commonjs.interpret;

import dev.commonjs.heap.Cell;
import dev.commonjs.shape.Phase;
import dev.commonjs.syntax.Node;
import dev.commonjs.syntax.Node.Expr;
import org.jspecify.annotations.Nullable;

/**
 * Where names are looked up, which call the code belongs to, and the situation that it runs in.
 *
 * @param entered the situation as the syntax and the calls around it say; {@link #situation} is
 *     what holds now
 * @param jump what {@code break} and {@code continue} refer to, the innermost first
 * @param test how the value of the expression is asked for, and what it is made of with it
 * @param relies the expression is called, or something is asked of it: whatever is tested then, it
 *     has to be there
 */
public record Context(
    Activation activation,
    Cell env,
    Situation entered,
    Jumps.@Nullable Jump jump,
    Guard test,
    boolean relies) {
  /** The body of a function or of the module. */
  public static Context ofCall(Activation activation, Situation situation) {
    return new Context(activation, activation.frame, situation, null, Guard.NONE, false);
  }

  /** After an {@code await} the code runs when the load has gone on. */
  Situation situation() {
    Situation now =
        entered.phase() == Phase.LOAD && activation.isDetached()
            ? entered.in(Phase.LATER)
            : entered;
    return relies ? now : now.with(test);
  }

  Context in(Cell frame) {
    return new Context(activation, frame, entered, jump, test, relies);
  }

  Context in(Situation other) {
    return new Context(activation, env, other, jump, test, relies);
  }

  Context within(Jumps.Jump inner) {
    return new Context(activation, env, entered, inner, test, relies);
  }

  /** All that is done here may find nothing. */
  Context guarded() {
    return entered.guard().compareTo(Guard.TESTED) >= 0 ? this : in(entered.with(Guard.TESTED));
  }

  /** The value is only tested here. */
  Context tested() {
    return tested(Guard.TESTED);
  }

  Context tested(Guard guard) {
    Guard stronger = test.compareTo(guard) >= 0 ? test : guard;
    return new Context(activation, env, entered, jump, stronger, false);
  }

  /** The value of {@code expr} is called, or something is asked of it. */
  Context relying(Expr expr) {
    if (test == Guard.NONE || !isReached(expr)) {
      return given();
    }
    return relies ? this : new Context(activation, env, entered, jump, test, true);
  }

  /** Its parts: what a call is given, the key of a member. */
  Context given() {
    return relies ? new Context(activation, env, entered, jump, test, false) : this;
  }

  /** Whether the value of {@code expr} is got by names, members and calls alone. */
  private static boolean isReached(Expr expr) {
    return switch (expr) {
      case Node.Ident name -> true;
      case Node.Member member -> true;
      case Node.Index index -> true;
      case Node.Call call -> true;
      default -> false;
    };
  }
}
