package dev.commonjs.observe;

import dev.commonjs.observe.Observation.Outcome;
import java.util.Optional;

/**
 * What one witness says of a {@link Claim}.
 *
 * @param why what it says, or why it says nothing
 */
record Opinion(Verdict verdict, String why) {
  enum Verdict {
    CONFIRMS,
    CONTRADICTS,
    /** It can't say. */
    NOTHING
  }

  private static Opinion nothing(String why) {
    return new Opinion(Verdict.NOTHING, why);
  }

  /**
   * {@code said}: the answer of {@code opinion.cjs}, whether what the claim denies is there.
   *
   * @param when what had been loaded
   */
  static Opinion ofNode(String said, String when) {
    return switch (said) {
      case "yes" -> new Opinion(Verdict.CONTRADICTS, when);
      case "no" -> new Opinion(Verdict.CONFIRMS, when);
      default -> nothing(said);
    };
  }

  /**
   * A run lists the names that are enumerable and the module's own, and whether what they hold can
   * be called: other members, and members of members, it knows nothing of.
   */
  static Opinion ofRun(Claim claim, Optional<Observation> run) {
    if (run.isEmpty()) {
      return nothing("not run");
    }
    Observation seen = run.get();
    if (seen.outcome() != Outcome.LOADED) {
      return nothing(seen.outcome() + " " + seen.doubts());
    }
    return there(claim, seen)
        .map(
            there ->
                there
                    ? new Opinion(Verdict.CONTRADICTS, "a run shows it")
                    : seen.complete()
                        ? new Opinion(Verdict.CONFIRMS, "a run doesn't show it")
                        : nothing(seen.doubts().toString()))
        .orElseGet(() -> nothing("a run shows the names of exports only"));
  }

  /** Whether what the claim denies is there; empty when a run doesn't tell. */
  private static Optional<Boolean> there(Claim claim, Observation seen) {
    Optional<Observation.Name> first =
        claim.path().isEmpty()
            ? Optional.empty()
            : seen.names().stream().filter(n -> n.name().equals(claim.path().get(0))).findFirst();
    return switch (claim.about()) {
      case WHOLE -> Optional.of(seen.kind() != Observation.Kind.OBJECT || !seen.names().isEmpty());
      case MEMBER -> claim.path().size() == 1 ? Optional.of(first.isPresent()) : Optional.empty();
      case CALL ->
          switch (claim.path().size()) {
            case 0 ->
                Optional.of(
                    seen.kind() == Observation.Kind.FUNCTION
                        || seen.kind() == Observation.Kind.CLASS);
            case 1 -> first.filter(name -> !name.accessor()).map(Observation.Name::callable);
            default -> Optional.empty();
          };
    };
  }

  /**
   * Whose mistake it is that the three, reading (which made the claim), the run and Node, don't say
   * the same; empty when they do, as far as they say anything.
   */
  static Optional<String> atFault(Opinion run, Opinion node) {
    return switch (node.verdict()) {
      case CONTRADICTS ->
          Optional.of(run.verdict() == Verdict.CONFIRMS ? "reading and run" : "reading");
      case CONFIRMS -> run.verdict() == Verdict.CONTRADICTS ? Optional.of("run") : Optional.empty();
      case NOTHING ->
          run.verdict() == Verdict.CONTRADICTS ? Optional.of("reading or run") : Optional.empty();
    };
  }
}
