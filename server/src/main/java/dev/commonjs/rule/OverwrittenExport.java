package dev.commonjs.rule;

import dev.commonjs.module.Fact;
import dev.commonjs.text.Span;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An export that a later {@code module.exports = …} drops. Node's documentation, <em>Modules: CommonJS modules</em>,
 * "module.exports": {@code require()} returns the one value that {@code module.exports} holds in the end.
 */
final class OverwrittenExport implements Rule {
  private static final RuleInfo INFO =
      new RuleInfo(
          "overwritten-export",
          Severity.WARNING,
          "An export is dropped by a later assignment to `module.exports`");

  /** {@code module.exports = { … }}, whole. */
  private static final Pattern LITERAL =
      Pattern.compile("(?s)(module\\s*\\.\\s*exports\\s*=\\s*)\\{.*\\}");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public void check(ModuleView module, Consumer<Finding> out) {
    for (Fact.OverwrittenExport fact : module.facts(Fact.OverwrittenExport.class)) {
      if (fact.exposed() && module.inCycle()) {
        continue;
      }
      out.accept(
          new Report(INFO, Spots.target(fact.span(), module), message(module, fact))
              .related(module.here(fact.replacedAt(), "replaced here"))
              .fix(merge(module, fact))
              .finding());
    }
  }

  private static String message(ModuleView module, Fact.OverwrittenExport fact) {
    int line = module.line(fact.replacedAt());
    return fact.name() == null
        ? "Callers never get this value: line " + line + " assigns `module.exports` again."
        : "Callers never see `%s`: line %d replaces the whole `module.exports`."
            .formatted(fact.name(), line);
  }

  /** {@code module.exports = { b }} becomes {@code Object.assign(module.exports, { b })}: the earlier exports stay. */
  private static @Nullable Fix merge(ModuleView module, Fact.OverwrittenExport fact) {
    Span at = fact.replacedAt();
    var literal = LITERAL.matcher(module.text(at));
    boolean earlier = fact.span().end() <= at.start();
    if (fact.name() == null || !earlier || !literal.matches() || literal.group().contains("get ")) {
      return null;
    }
    int value = at.start() + literal.end(1);
    return new Fix(
        "Add to the exports instead: `Object.assign(module.exports, …)`",
        List.of(
            module.edit(new Span(at.start(), value), "Object.assign(module.exports, "),
            module.insert(at.end(), ")")),
        true);
  }
}
