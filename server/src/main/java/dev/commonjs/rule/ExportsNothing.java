package dev.commonjs.rule;

import dev.commonjs.graph.Kind;
import dev.commonjs.graph.Linked;
import dev.commonjs.graph.Names;
import dev.commonjs.shape.ModuleSummary;
import dev.commonjs.shape.Phase;
import dev.commonjs.shape.Shape;
import dev.commonjs.shape.Shape.Required;
import dev.commonjs.shape.Use;
import dev.commonjs.shape.Use.Access;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The value of a module that exports nothing is passed on or looked at as a whole. Members and
 * calls of it are the business of missing-member and not-callable.
 */
final class ExportsNothing implements Rule {
  private static final RuleInfo INFO =
      new RuleInfo(
          "exports-nothing",
          Severity.WARNING,
          "The value of a module is used that exports nothing");

  private static final Set<Access> WHOLE = Set.of(Access.READ, Access.EXTEND);

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public void check(ModuleView module, Consumer<Finding> out) {
    Uses uses = new Uses(module);
    Map<String, Use> first = new LinkedHashMap<>();
    for (Use use : module.summary().uses()) {
      module.cancel().check();
      if (use.value().path().isEmpty()
          && WHOLE.contains(use.access())
          && uses.relies(use)
          && uses.isWhole(use)) {
        first.putIfAbsent(use.value().specifier(), use);
      }
    }
    first.forEach((specifier, use) -> report(module, uses, use).ifPresent(out));
  }

  private static Optional<Finding> report(ModuleView module, Uses uses, Use use) {
    String specifier = use.value().specifier();
    Optional<Path> target = module.target(specifier);
    List<Linked> values = module.linker().follow(module.file(), use.value());
    if (target.isEmpty()
        || !isNothing(module, values)
        || onPurpose(module, target.get())
        || mayFillLater(module, use, target.get())
        || values.stream().anyMatch(value -> module.linker().isPatched(value, module.file()))
        || MissingMember.reports(module, uses, specifier)
        || NotCallable.reports(module, uses, specifier)) {
      return Optional.empty();
    }
    Optional<Cause> cause = Cause.ofNothing(module, target.get());
    if (cause.isEmpty() && isPassedOn(module, specifier)) {
      return Optional.empty();
    }
    Optional<Use> binding = binding(module, specifier);
    String so = binding.map(b -> ", so `" + module.text(b.span()) + "` is `{}`").orElse("");
    Report report =
        new Report(
            INFO,
            use.span(),
            "`" + specifier + "` exports nothing" + so + cause.map(Cause::clause).orElse("."));
    cause.ifPresent(c -> report.related(c.related()));
    return Optional.of(report.finding());
  }

  /**
   * {@code module.exports = require('./effects')}: a module that is there for its effects may have
   * other names.
   */
  private static boolean isPassedOn(ModuleView module, String specifier) {
    return module.summary().shape().exports().equals(new Required(specifier, List.of()));
  }

  /** An empty plain object, and provably so. */
  static boolean isNothing(ModuleView module, List<Linked> values) {
    if (values.size() != 1
        || !(values.get(0) instanceof Linked.Local)
        || module.linker().kind(values) != Kind.OBJECT) {
      return false;
    }
    Names names = module.linker().names(values);
    return names.closed() && names.names().isEmpty();
  }

  /** {@code module.exports = {}} says so itself; data files are what they are. */
  private static boolean onPurpose(ModuleView module, Path target) {
    return module.snapshot().parsed(target).isEmpty()
        || module
            .snapshot()
            .summary(target)
            .map(s -> !s.locations().exports().isEmpty() || hasParent(s.shape().exports(), s))
            .orElse(true);
  }

  private static boolean hasParent(Shape exports, ModuleSummary summary) {
    return exports instanceof Shape.Ref ref && summary.shape().object(ref).prototype() != null;
  }

  /** Half loaded in a cycle, or filled by code that runs later. */
  private static boolean mayFillLater(ModuleView module, Use use, Path target) {
    return LaterWrites.mayReplace(module, use.value().specifier(), use.phase())
        || (use.phase() == Phase.LOAD && module.snapshot().inCycle(module.file(), target));
  }

  private static Optional<Use> binding(ModuleView module, String specifier) {
    Required whole = new Required(specifier, List.of());
    return module.summary().uses().stream()
        .filter(u -> u.access() == Access.BIND && u.value().equals(whole))
        .findFirst();
  }
}
