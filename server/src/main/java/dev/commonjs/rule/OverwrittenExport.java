package dev.commonjs.rule;

import dev.commonjs.shape.Fact;
import dev.commonjs.syntax.Node;
import dev.commonjs.syntax.Nodes;
import dev.commonjs.text.Span;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An export that a later {@code module.exports = …} drops. Node's documentation, <em>Modules:
 * CommonJS modules</em>, "module.exports": {@code require()} returns the one value that {@code
 * module.exports} holds in the end.
 */
final class OverwrittenExport implements Rule {
  private static final RuleInfo INFO =
      new RuleInfo(
          "overwritten-export",
          Severity.WARNING,
          "An export is dropped by a later assignment to `module.exports`");

  private static final int MOST_NAMES = 3;

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public void check(ModuleView module, Consumer<Finding> out) {
    Map<Span, Set<Fact.OverwrittenExport>> dropped = new LinkedHashMap<>();
    for (Fact.OverwrittenExport fact : module.facts(Fact.OverwrittenExport.class)) {
      boolean seenByPartner = fact.exposed() && module.inCycle();
      if (!seenByPartner && (fact.name() == null || !module.exports(fact.name()))) {
        dropped.computeIfAbsent(fact.replacedAt(), at -> new LinkedHashSet<>()).add(fact);
      }
    }
    dropped.forEach((at, facts) -> report(module, at, List.copyOf(facts), out));
  }

  /**
   * One lost name is reported where it is written; several are one mistake, made where all of them
   * are dropped.
   */
  private static void report(
      ModuleView module, Span at, List<Fact.OverwrittenExport> facts, Consumer<Finding> out) {
    List<String> names =
        facts.stream().map(Fact.OverwrittenExport::name).filter(n -> n != null).distinct().toList();
    if (names.size() < 2) {
      facts.forEach(fact -> out.accept(single(module, fact)));
      return;
    }
    Report report =
        new Report(
            INFO,
            Spots.target(at, module),
            "Callers never see %s: this assignment replaces the whole `module.exports`."
                .formatted(enumerated(names)));
    facts.stream().limit(MOST_NAMES).forEach(f -> report.related(module.here(f.span(), "dropped")));
    out.accept(report.fix(merge(module, facts.get(facts.size() - 1))).finding());
  }

  private static Finding single(ModuleView module, Fact.OverwrittenExport fact) {
    int line = module.line(fact.replacedAt());
    String message =
        fact.name() == null
            ? "Callers never get this value: line " + line + " assigns `module.exports` again."
            : "Callers never see `%s`: line %d replaces the whole `module.exports`."
                .formatted(fact.name(), line);
    return new Report(INFO, Spots.target(fact.span(), module), message)
        .related(module.here(fact.replacedAt(), "replaced here"))
        .fix(merge(module, fact))
        .finding();
  }

  /** {@code `a`, `b`, `c` and 4 more}. */
  private static String enumerated(List<String> names) {
    String shown =
        names.stream().limit(MOST_NAMES).map(n -> "`" + n + "`").collect(Collectors.joining(", "));
    return names.size() > MOST_NAMES
        ? shown + " and " + (names.size() - MOST_NAMES) + " more"
        : shown.replaceFirst(", (`[^`]*`)$", " and $1");
  }

  /**
   * {@code module.exports = { b }} becomes {@code Object.assign(module.exports, { b })}: the
   * earlier exports stay.
   */
  private static @Nullable Fix merge(ModuleView module, Fact.OverwrittenExport fact) {
    Span at = fact.replacedAt();
    boolean earlier = fact.span().end() <= at.start();
    return fact.name() == null || !earlier
        ? null
        : plainLiteral(module, at)
            .map(literal -> new Span(at.start(), literal.start()))
            .filter(module::isBare)
            .map(
                before ->
                    new Fix(
                        "Add to the exports instead: `Object.assign(module.exports, …)`",
                        List.of(
                            module.edit(before, "Object.assign(module.exports, "),
                            module.insert(at.end(), ")")),
                        true))
            .orElse(null);
  }

  /** What {@code module.exports} is assigned at {@code at}, if it can be copied by its members. */
  private static Optional<Node.ObjectLit> plainLiteral(ModuleView module, Span at) {
    return module.nodesAround(at).stream()
        .filter(node -> node.span().equals(at))
        .flatMap(
            node ->
                node instanceof Node.Assign assign
                        && assign.target() instanceof Node.Member target
                        && target.object() instanceof Node.Ident object
                        && object.name().equals("module")
                        && assign.value() instanceof Node.ObjectLit literal
                        && Nodes.isPlain(literal)
                    ? Stream.of(literal)
                    : Stream.empty())
        .findFirst();
  }
}
