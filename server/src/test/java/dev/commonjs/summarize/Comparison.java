package dev.commonjs.summarize;

import dev.commonjs.heap.Limits;
import dev.commonjs.shape.ModuleShape;
import dev.commonjs.shape.ModuleSummary;
import dev.commonjs.shape.Shape;
import dev.commonjs.summarize.Agreement.Disagreement;
import dev.commonjs.summarize.NodeOracle.Answer;
import dev.commonjs.syntax.JsParser;
import dev.commonjs.text.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What is claimed of a program, held against what Node does with it.
 *
 * @param loads Node loads it; else nothing is compared
 * @param closed the shape says that it lists all names
 * @param facts how many
 */
record Comparison(boolean loads, boolean closed, int facts, List<Disagreement> found) {
  /** Which way such a program takes is not known, and the order of its names may depend on that. */
  private static final Pattern UNDECIDED =
      Pattern.compile("process|Math\\.random|Date|require|set[TI]|then|instanceof|catch");

  static Comparison of(String program, NodeOracle node) {
    return of(program, node.load(program), node, Limits.DEFAULT);
  }

  /**
   * @param answer what Node says to {@code program}
   */
  static Comparison of(String program, Answer answer, NodeOracle node, Limits limits) {
    ModuleSummary summary;
    try {
      summary =
          Summarizer.summarize(
              JsParser.parse(new SourceText(program)), "./nowhere"::equals, limits);
    } catch (RuntimeException | AssertionError | StackOverflowError e) {
      return new Comparison(false, false, 0, List.of(exception(e)));
    }
    if (answer.threw() != null) {
      return new Comparison(false, false, 0, List.of());
    }
    List<Disagreement> found = new ArrayList<>(Agreement.check(summary.shape(), answer));
    if (UNDECIDED.matcher(program).find()) {
      found.removeIf(d -> d.kind().equals("order"));
    }
    found.addAll(FactCheck.check(program, summary, node));
    return new Comparison(true, isClosed(summary.shape()), summary.facts().size(), found);
  }

  /** Reading is total, whatever the program is. */
  static Disagreement exception(Throwable thrown) {
    List<StackTraceElement> trace = List.of(thrown.getStackTrace());
    return new Disagreement(
        "exception", thrown + " " + trace.subList(0, Math.min(4, trace.size())));
  }

  private static boolean isClosed(ModuleShape shape) {
    return switch (shape.exports()) {
      case Shape.Ref ref -> shape.object(ref).open().isEmpty();
      case Shape.Union union ->
          union.alternatives().stream().noneMatch(Shape.Unknown.class::isInstance);
      case Shape.Constant c -> true;
      case Shape.Primitive p -> true;
      default -> false;
    };
  }
}
