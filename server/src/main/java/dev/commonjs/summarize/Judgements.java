package dev.commonjs.summarize;

import dev.commonjs.shape.Fact;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * Judges the events of a file once everything has been seen: what never reached callers, and why. A
 * judgement is only given when it is proved: an object that escaped, was copied, or whose name is
 * read in the file is never called lost.
 */
final class Judgements {
  /** Facts of one kind at one place stay in the order of this list. */
  private static final List<Function<Evidence, List<Fact>>> ALL =
      List.of(
          ReassignedExports::of,
          ReassignedModule::of,
          LostWrites::of,
          DroppedExports::of,
          LateExports::of,
          Redeclarations::of,
          Misspellings::of,
          WrapperUses::of,
          evidence -> List.copyOf(evidence.events().nativeAdditions),
          evidence -> List.copyOf(evidence.events().hostTests),
          evidence -> evidence.interpreter().texts.files(),
          evidence -> List.copyOf(evidence.interpreter().loader.found()),
          evidence -> List.copyOf(evidence.interpreter().mappings.found()));

  private static final Comparator<Fact> BY_PLACE =
      Comparator.comparingInt((Fact f) -> f.span().start())
          .thenComparing(f -> f.getClass().getSimpleName());

  private Judgements() {}

  /** By place. */
  static List<Fact> of(Evidence evidence) {
    return ALL.stream()
        .flatMap(judgement -> judgement.apply(evidence).stream())
        .sorted(BY_PLACE)
        .toList();
  }
}
