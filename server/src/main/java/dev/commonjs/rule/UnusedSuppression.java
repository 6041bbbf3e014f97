package dev.commonjs.rule;

import dev.commonjs.text.LineIndex;
import dev.commonjs.text.Span;
import java.util.List;
import java.util.function.Consumer;

/**
 * A comment that asks for silence where nothing speaks. What was silenced is known only after all
 * other rules.
 */
final class UnusedSuppression implements Rule {
  static final RuleInfo INFO =
      new RuleInfo(
          "unused-suppression", Severity.HINT, "A `commonjs-disable` comment suppresses nothing");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public void check(ModuleView module, Consumer<Finding> out) {
    // Reported by Rules, after the others have run.
  }

  static Finding report(ModuleView module, Suppressions.Suppression unused) {
    return new Finding(
        INFO.id(),
        INFO.severity(),
        unused.span(),
        "This comment suppresses nothing. Delete it.",
        List.of(),
        List.of(Tag.UNNECESSARY),
        List.of(new Fix("Delete the comment", List.of(deletion(module, unused.span())), false)),
        null);
  }

  /** With its line where nothing else is on it. */
  private static Fix.Edit deletion(ModuleView module, Span comment) {
    LineIndex lines = module.parsed().source().lines();
    int first = lines.lineOf(comment.start());
    int last = lines.lineOf(comment.end());
    String before = module.text(new Span(lines.startOf(first), comment.start()));
    String after = module.text(new Span(comment.end(), lines.endOf(last)));
    if (!after.isBlank()) {
      // What it keeps apart stays apart, on two lines where it goes over two.
      return module.edit(comment, first == last ? " " : lines.terminator());
    }
    return before.isBlank()
        ? module.edit(new Span(lines.startOf(first), lines.startOf(last + 1)), "")
        : module.edit(
            new Span(lines.startOf(first) + before.stripTrailing().length(), comment.end()), "");
  }
}
