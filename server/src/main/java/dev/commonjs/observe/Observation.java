package dev.commonjs.observe;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one run of a module showed. Evidence, not proof: another machine, another environment
 * variable may give other names.
 *
 * @param kind what {@code module.exports} was in the end
 * @param names own enumerable names in Node's order, array indices left out; those until then where
 *     the run did not come to its end
 * @param doubts why there may be other names in Node: it stopped early, or asked what the sandbox
 *     can't answer, or exports more names than are kept; empty when the run met nothing of the kind
 */
public record Observation(Outcome outcome, Kind kind, List<Name> names, List<String> doubts) {
  public Observation {
    names = List.copyOf(names);
    doubts = List.copyOf(doubts);
  }

  /** How a run ended. */
  public enum Outcome {
    /** The module loaded. */
    LOADED,
    /** It, or a module that it requires, threw. */
    THREW,
    /** It ran for too long and was stopped. */
    OUT_OF_TIME,
    /** It took too much memory, and its process ended. */
    OUT_OF_MEMORY,
    /** Its process ended for another reason, or never began. */
    DIED
  }

  /** What {@code module.exports} is. */
  public enum Kind {
    FUNCTION,
    CLASS,
    OBJECT,
    PRIMITIVE
  }

  /**
   * @param accessor a getter
   * @param callable a function or class
   * @param place where the function, or else the write, is; null when that is not known
   */
  public record Name(String name, boolean accessor, boolean callable, @Nullable Place place) {}

  /**
   * @param offset in UTF-16 units
   */
  public record Place(Path file, int offset) {}

  static Observation failed(Outcome outcome, String why) {
    return new Observation(outcome, Kind.OBJECT, List.of(), List.of(why));
  }

  /** Whether the run met nothing that Node would have answered differently. */
  public boolean complete() {
    return doubts.isEmpty();
  }
}
