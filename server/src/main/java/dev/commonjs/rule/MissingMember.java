package dev.commonjs.rule;

import dev.commonjs.graph.Linked;
import dev.commonjs.graph.Lookup;
import dev.commonjs.shape.Fact;
import dev.commonjs.shape.Phase;
import dev.commonjs.shape.Shape.Prop;
import dev.commonjs.shape.Shape.Required;
import dev.commonjs.shape.Use;
import dev.commonjs.text.EditDistance;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A member that the required module surely does not have. Reading it gives {@code undefined},
 * calling it throws a TypeError (ECMA-262, <em>OrdinaryGet</em>, <em>EvaluateCall</em>).
 */
final class MissingMember implements Rule {
  static final String ID = "missing-member";

  private static final RuleInfo INFO =
      new RuleInfo(
          ID, Severity.WARNING, "A member is used that the required module does not export");

  /** Asked of any value: by {@code await}, and by the helpers of compilers. */
  private static final Set<String> ASKED_OF_ANYTHING = Set.of("then", "__esModule");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public void check(ModuleView module, Consumer<Finding> out) {
    Uses uses = new Uses(module);
    for (Use use : module.summary().uses()) {
      module.cancel().check();
      missing(module, uses, use).ifPresent(name -> out.accept(report(module, uses, use, name)));
    }
  }

  /** Whether this rule reports something that starts with {@code require(specifier)}. */
  static boolean reports(ModuleView module, Uses uses, String specifier) {
    return module.summary().uses().stream()
        .filter(use -> use.value().specifier().equals(specifier))
        .anyMatch(use -> missing(module, uses, use).isPresent());
  }

  private static Optional<String> missing(ModuleView module, Uses uses, Use use) {
    List<?> path = use.value().path();
    if (path.isEmpty()
        || !(path.get(path.size() - 1) instanceof Prop last)
        || !uses.relies(use)
        || !uses.namesMember(use)
        || ASKED_OF_ANYTHING.contains(last.name())) {
      return Optional.empty();
    }
    if (!(module.linker().read(module.file(), use.value(), use.phase()) instanceof Lookup.Absent)
        || module.linker().replaced(module.file(), use.value(), path.size() - 1).isPresent()) {
      return Optional.empty();
    }
    return silent(module, use, last.name())
            || uses.mayBeOfAnotherHost(use.value())
            || uses.mayBeDefault(
                Uses.holder(use.value()), others -> !isAbsent(module, others, last.name()))
        ? Optional.empty()
        : Optional.of(last.name());
  }

  /** Whether none of {@code holders} has it. */
  private static boolean isAbsent(ModuleView module, List<Linked> values, String name) {
    return module.linker().member(values, name) instanceof Lookup.Absent;
  }

  private static boolean silent(ModuleView module, Use use, String name) {
    List<Linked> holders = holders(module, use);
    if (Uses.mayBeNothing(holders)
        || LaterWrites.mayReplace(module, use.value().specifier(), use.phase())) {
      return true;
    }
    boolean late = use.phase() != Phase.LOAD && writtenLate(module, use.value(), name);
    boolean explained = cause(module, use.value(), name).isPresent();
    return late
        || (!explained && LaterWrites.mayAdd(module, use.value().specifier(), holders, name))
        || NativeMembers.mayHave(module, holders, name);
  }

  private static List<Linked> holders(ModuleView module, Use use) {
    return module.linker().follow(module.file(), Uses.holder(use.value()));
  }

  /** What a module gets later may be there by the time code that runs later looks. */
  private static boolean writtenLate(ModuleView module, Required value, String name) {
    return module
        .target(value.specifier())
        .flatMap(module.snapshot()::summary)
        .map(
            summary ->
                Fact.of(summary, Fact.LateExport.class).stream()
                    .anyMatch(f -> f.name() == null || f.name().equals(name)))
        .orElse(false);
  }

  private static Optional<String> suggestion(ModuleView module, List<Linked> holders, String name) {
    return EditDistance.nearest(name, module.linker().names(holders).enumerable(), 1).stream()
        .findFirst();
  }

  private static Finding report(ModuleView module, Uses uses, Use use, String name) {
    Optional<Cause> cause = cause(module, use.value(), name);
    Optional<String> suggestion =
        cause.isPresent() || !inOtherVersions(module, use, name).isEmpty()
            ? Optional.empty()
            : suggestion(module, holders(module, use), name);
    String end =
        cause
            .map(Cause::clause)
            .orElseGet(() -> suggestion.map(s -> ". Did you mean `" + s + "`?").orElse("."));
    String missing = subject(use.value()) + "`" + name + "`" + inOtherVersions(module, use, name);
    Report report =
        new Report(INFO, use.span(), missing + end)
            .severity(uses.calls(use) ? Severity.ERROR : Severity.WARNING);
    cause.ifPresent(c -> report.related(c.related()));
    suggestion.ifPresent(s -> report.fix(rename(module, use, name, s)));
    return report.finding();
  }

  /** {@code in Node 26}, where other versions of Node have it. */
  private static String inOtherVersions(ModuleView module, Use use, String name) {
    return holders(module, use).stream()
        .filter(Linked.BuiltinModule.class::isInstance)
        .map(Linked.BuiltinModule.class::cast)
        .flatMap(builtin -> module.linker().otherVersions(builtin, name).stream())
        .map(versions -> " " + versions)
        .findFirst()
        .orElse("");
  }

  private static String subject(Required value) {
    Required holder = Uses.holder(value);
    return holder.path().isEmpty()
        ? "`" + holder.specifier() + "` exports no "
        : "`" + Uses.code(holder) + "` has no ";
  }

  private static Optional<Cause> cause(ModuleView module, Required value, String name) {
    if (value.path().size() != 1) {
      return Optional.empty();
    }
    Optional<Path> target = module.target(value.specifier());
    return target.flatMap(file -> Cause.ofMissing(module, file, name));
  }

  private static @Nullable Fix rename(ModuleView module, Use use, String name, String suggestion) {
    if (!module.text(use.span()).equals(name) || !Spots.memberText(suggestion).startsWith(".")) {
      return null;
    }
    String text =
        use.access() == Use.Access.DESTRUCTURE && shorthand(module, use)
            ? suggestion + ": " + name
            : suggestion;
    return new Fix("Change to `" + suggestion + "`", List.of(module.edit(use.span(), text)), false);
  }

  private static boolean shorthand(ModuleView module, Use use) {
    String after = module.parsed().source().text().substring(use.span().end());
    return !after.stripLeading().startsWith(":");
  }
}
