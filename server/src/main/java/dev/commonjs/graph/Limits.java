package dev.commonjs.graph;

import dev.commonjs.shape.Reason;
import dev.commonjs.shape.Reason.Plain;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the linker follows, and no more. What is behind a limit is not known: passing one calls
 * {@link #exceeded}, and what was touched is open by the doubt that this gives. Such a doubt is
 * told apart from others ({@link #passed}), because more may hide behind it: a name that is written
 * again or deleted, or the very object that is being asked about. With any limits what is claimed
 * is true.
 *
 * @param depth questions inside each other; Java's stack bears far more, chains of re-exports are
 *     far shorter. The answer behind it is open, and good for this question only
 * @param steps questions that one question leads to; as for {@code depth}
 * @param alternatives values that one value may be: of more nothing is known
 * @param effectDepth functions that hand an object on to each other: what those behind it do to the
 *     object is not known
 * @param parts members, copies and effects of one object: the others are not known
 * @param calls calls inside each other whose arguments are followed, for functions that make
 *     functions: arguments behind it are not known
 * @param prototypes classes or prototypes above each other, where they are gone through for all
 *     that they bring: what those behind it bring is not known
 * @param reasons why there may be further names: others are not listed, the names stay open
 * @param loaded modules that a file loads: with so many, what they do to each other's objects is
 *     not looked into, and no name is absent
 * @param modules the same, as far as they are counted: those that are further away are not looked
 *     for, and may write on any object of another module
 */
public record Limits(
    int depth,
    int steps,
    int alternatives,
    int effectDepth,
    int parts,
    int calls,
    int prototypes,
    int reasons,
    int loaded,
    int modules) {

  public static final Limits DEFAULT =
      new Limits(150, 200_000, 16, 8, 100_000, 6, 16, 8, 400, 2_000);

  /** Given by {@link #exceeded} and by nothing else, so that they can be told apart. */
  private static final Set<Plain> REASONS =
      EnumSet.of(
          Plain.TOO_MANY_STEPS,
          Plain.TOO_MANY_ALTERNATIVES,
          Plain.TOO_MANY_PARTS,
          Plain.HANDED_THROUGH_MANY,
          Plain.TOO_MANY_MODULES);

  /**
   * @throws IllegalArgumentException for a limit below one: not even that something is open could
   *     be said
   */
  public Limits {
    List<Integer> all =
        List.of(
            depth,
            steps,
            alternatives,
            effectDepth,
            parts,
            calls,
            prototypes,
            reasons,
            loaded,
            modules);
    if (all.stream().anyMatch(limit -> limit < 1)) {
      throw new IllegalArgumentException("a limit is below one: " + all);
    }
  }

  /**
   * A limit is passed. Whoever passes it puts the doubt in the place of what is not followed.
   *
   * @param limit which one, one of those that only limits give
   */
  static Doubt exceeded(Plain limit) {
    if (!REASONS.contains(limit)) {
      throw new IllegalArgumentException(limit.text());
    }
    return new Doubt(limit);
  }

  /** Whether a limit was passed, here or by what {@code doubt} comes from. */
  static boolean passed(Doubt doubt) {
    return passed(doubt.reason());
  }

  private static boolean passed(Reason reason) {
    return switch (reason) {
      case Plain plain -> REASONS.contains(plain);
      case Reason.HandedToUnknown handed -> passed(handed.because());
      case Reason.Placed placed -> passed(placed.reason());
      case Reason.Particular particular -> false;
    };
  }

  /**
   * The doubt of the first of {@code values} that a limit hides: it may be any value, the one that
   * is looked for among them.
   */
  static Optional<Doubt> passed(List<Linked> values) {
    return values.stream()
        .filter(Linked.Open.class::isInstance)
        .map(value -> ((Linked.Open) value).doubt())
        .filter(Limits::passed)
        .findFirst();
  }
}
