package dev.commonjs.rule;

import dev.commonjs.shape.Fact;
import dev.commonjs.syntax.Node;
import dev.commonjs.syntax.Nodes;
import dev.commonjs.text.Span;
import java.util.List;
import java.util.function.Consumer;
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

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public void check(ModuleView module, Consumer<Finding> out) {
    List<Fact.ExportsReassigned> facts = module.facts(Fact.ExportsReassigned.class);
    if (facts.isEmpty()) {
      return;
    }
    int lastUse = lastUse(module.parsed().program());
    for (Fact.ExportsReassigned fact : facts) {
      Report report =
          new Report(INFO, fact.name(), message(fact))
              .severity(fact.exportsNothing() ? Severity.ERROR : Severity.WARNING);
      // Further down exports.x would be cut off again if only module.exports were assigned.
      new Fixes(module, fact, lastUse > fact.name().start()).addTo(report);
      out.accept(report.finding());
    }
  }

  /** Where {@code exports} stands last in {@code exports.x} or {@code exports[x]}; -1: nowhere. */
  private static int lastUse(Node root) {
    int[] last = {-1};
    Nodes.walk(
        root,
        node -> {
          Node object =
              switch (node) {
                case Node.Member member -> member.object();
                case Node.Index index -> index.object();
                default -> null;
              };
          if (object instanceof Node.Ident ident && ident.name().equals("exports")) {
            last[0] = Math.max(last[0], ident.start());
          }
        });
    return last[0];
  }

  private static String message(Fact.ExportsReassigned fact) {
    if (fact.exportsNothing()) {
      return "`require()` of this file still returns `{}`: this assignment makes `exports` point elsewhere, but Node"
          + " returns `module.exports`.";
    }
    return "Callers never get this value: this assignment makes `exports` point elsewhere, but Node returns"
        + " `module.exports`.";
  }

  private record Fixes(ModuleView module, Fact.ExportsReassigned fact, boolean usedLater) {
    void addTo(Report report) {
      Span value = fact.value();
      if (value == null || fact.name().end() > value.start()) {
        return;
      }
      // Any other way of exporting would be undone by assigning module.exports here.
      boolean alone = fact.exportsNothing() && !fact.replacedElsewhere();
      if (fact.literal() && !alone) {
        report.fix(merge(value));
      } else if (alone && usedLater) {
        report.fix(join(value));
      } else if (alone) {
        report.fix(replace(value)).fix(join(value));
      }
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
          usedLater || declared());
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
      return module.nodesAround(fact.name()).stream()
          .anyMatch(
              node -> node instanceof Node.Declarator d && d.target().span().equals(fact.name()));
    }

    /** Nothing but the assignment stands between name and value: no comment, no parenthesis. */
    private boolean plain(Span value) {
      return module.text(new Span(fact.name().end(), value.start())).strip().equals("=");
    }
  }
}
