package dev.commonjs.rule;

import dev.commonjs.shape.Fact;
import dev.commonjs.shape.ModuleSummary.ExportUse;
import dev.commonjs.text.Span;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code exports = value}. Node's documentation, <em>Modules: CommonJS modules</em>, "exports
 * shortcut": "like any variable, if a new value is assigned to exports, it is no longer bound to
 * module.exports".
 */
final class ExportsReassigned implements Rule {
  private static final RuleInfo INFO =
      new RuleInfo(
          "exports-reassigned",
          Severity.ERROR,
          "An assignment to `exports` never reaches the callers of `require()`");

  /** Between name and value: nothing but the assignment. */
  private static final Pattern PLAIN = Pattern.compile("\\s*=\\s*");

  private static final Pattern DECLARED = Pattern.compile("(?s).*(\\b(var|let|const)|,)\\s*");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public void check(ModuleView module, Consumer<Finding> out) {
    for (Fact.ExportsReassigned fact : module.facts(Fact.ExportsReassigned.class)) {
      Report report =
          new Report(INFO, fact.name(), message(fact))
              .severity(fact.exportsNothing() ? Severity.ERROR : Severity.WARNING);
      new Fixes(module, fact).addTo(report);
      out.accept(report.finding());
    }
  }

  private static String message(Fact.ExportsReassigned fact) {
    if (fact.exportsNothing()) {
      return "`require()` of this file still returns `{}`: this assignment makes `exports` point elsewhere, but Node"
          + " returns `module.exports`.";
    }
    return "Callers never get this value: this assignment makes `exports` point elsewhere, but Node returns"
        + " `module.exports`.";
  }

  private record Fixes(ModuleView module, Fact.ExportsReassigned fact) {
    void addTo(Report report) {
      Span value = fact.value();
      if (value == null || fact.name().end() > value.start()) {
        return;
      }
      // Any other way of exporting would be undone by assigning module.exports here.
      boolean alone = fact.exportsNothing() && !fact.replacedElsewhere();
      if (fact.literal() && !alone) {
        report.fix(merge(value));
      } else if (alone && usedLater()) {
        report.fix(join(value));
      } else if (alone) {
        report.fix(replace(value)).fix(join(value));
      }
    }

    /**
     * {@code exports.x} further down would be cut off again if only module.exports were assigned.
     */
    private boolean usedLater() {
      return module.summary().exportUses().stream()
          .filter(use -> use.span().start() > fact.span().start())
          .filter(
              use -> !fact.span().contains(use.span()) || use.span().start() > fact.name().end())
          .anyMatch(use -> use.write() && startsWithExports(use));
    }

    private boolean startsWithExports(ExportUse use) {
      int start = use.span().start();
      String text = module.parsed().source().text();
      return text.startsWith("exports", start)
          || text.substring(Math.max(0, start - 10), start)
              .matches("(?s).*\\bexports\\s*(\\.|\\[)\\s*");
    }

    private @Nullable Fix replace(Span value) {
      if (declared() || !plain(value)) {
        return null;
      }
      return new Fix(
          "Assign to `module.exports`", List.of(module.edit(fact.name(), "module.exports")), true);
    }

    private @Nullable Fix join(Span value) {
      if (!plain(value)) {
        return null;
      }
      return new Fix(
          "Assign to both: `exports = module.exports = …`",
          List.of(module.insert(value.start(), "module.exports = ")),
          usedLater() || declared());
    }

    private @Nullable Fix merge(Span value) {
      if (declared() || !plain(value)) {
        return null;
      }
      return new Fix(
          "Add to the exports: `Object.assign(module.exports, …)`",
          List.of(
              module.edit(
                  new Span(fact.name().start(), value.start()), "Object.assign(module.exports, "),
              module.insert(value.end(), ")")),
          true);
    }

    private boolean declared() {
      String before = module.parsed().source().text().substring(0, fact.name().start());
      return DECLARED.matcher(before.substring(Math.max(0, before.length() - 40))).matches();
    }

    private boolean plain(Span value) {
      return PLAIN.matcher(module.text(new Span(fact.name().end(), value.start()))).matches();
    }
  }
}
