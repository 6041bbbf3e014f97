package dev.commonjs.rule;

import dev.commonjs.shape.Fact;
import dev.commonjs.workspace.Host;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * {@code import}/{@code export} and {@code module.exports} in one file whose kind only its syntax
 * decides: Node takes it for an ES module (Node's documentation, <em>Modules: Packages</em>,
 * "Syntax detection"), where {@code module} is not defined.
 */
final class MixedModule implements Rule {
  private static final RuleInfo INFO =
      new RuleInfo(
          "mixed-module",
          Severity.ERROR,
          "One file has both ES module syntax and CommonJS exports");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public void check(ModuleView module, Consumer<Finding> out) {
    List<Fact.EsmSyntax> syntax = module.facts(Fact.EsmSyntax.class);
    if (syntax.isEmpty() || module.kindReason() != KindReason.SYNTAX) {
      return;
    }
    List<Fact.WrapperUsed> used = module.facts(Fact.WrapperUsed.class);
    if (used.stream().anyMatch(Fact.WrapperUsed::guarded)) {
      return;
    }
    used.stream()
        .filter(f -> f.name().equals("exports") || f.name().equals("module"))
        .filter(f -> !module.declared().contains(f.name()))
        .findFirst()
        .ifPresent(f -> report(module, f, syntax.get(0), module.host()).ifPresent(out));
  }

  private static Optional<Finding> report(
      ModuleView module, Fact.WrapperUsed used, Fact.EsmSyntax syntax, Host host) {
    String message =
        "`%s` is not defined here: line %d makes this file an ES module. Export in one way only."
            .formatted(used.name(), module.line(syntax.span()));
    Report report =
        new Report(INFO, used.span(), message)
            .severity(host == Host.NODE ? Severity.ERROR : Severity.INFORMATION)
            .related(module.here(syntax.span(), "ES module syntax"));
    return host == Host.RUNNER ? Optional.empty() : Optional.of(report.finding());
  }
}
