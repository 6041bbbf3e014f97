package dev.commonjs.rule;

import dev.commonjs.resolve.NodeSettings;
import dev.commonjs.resolve.PackageNames;
import dev.commonjs.resolve.PackageScope;
import dev.commonjs.resolve.Resolution.Reason;
import dev.commonjs.rule.Specifiers.Failure;
import dev.commonjs.rule.Specifiers.Said;
import dev.commonjs.workspace.Surroundings.Installed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A bare specifier that no {@code node_modules} has (Node's documentation, <em>Modules: CommonJS
 * modules</em>, "Loading from node_modules folders").
 */
final class PackageNotInstalled implements Rule {
  static final RuleInfo INFO =
      new RuleInfo("package-not-installed", Severity.ERROR, "A required package is not installed");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  /** A name of a package may be one that somebody has Node find elsewhere. */
  @Override
  public void check(ModuleView module, Consumer<Finding> out) {
    List<Failure> failures =
        Specifiers.failures(module, Set.of(Reason.PACKAGE_NOT_INSTALLED)).stream()
            .filter(failure -> !Hosts.isDeclared(module, failure))
            .toList();
    if (failures.isEmpty()) {
      return;
    }
    Map<PackageScope, List<Failure>> ofNoneInstalled = new LinkedHashMap<>();
    for (Failure failure : failures) {
      Optional<PackageScope> folder = NoneInstalled.folder(module, failure);
      if (folder.isPresent()) {
        ofNoneInstalled.computeIfAbsent(folder.get(), f -> new ArrayList<>()).add(failure);
      } else {
        out.accept(Specifiers.report(module, INFO, failure, said(module, failure)));
      }
    }
    ofNoneInstalled.forEach((folder, all) -> NoneInstalled.report(module, folder, all, out));
  }

  private static Said said(ModuleView module, Failure failure) {
    String name = PackageNames.of(failure.specifier());
    Group group = Group.of(name);
    if (failure.specifier().indexOf('!') >= 0) {
      // Of bundlers and AMD loaders; no package has such a name.
      return new Said(
          "`%s` asks a bundler for a loader; Node knows none.".formatted(failure.specifier()),
          Severity.HINT,
          group);
    }
    Optional<String> host = Hosts.of(module, failure);
    if (host.isPresent()) {
      return new Said(
          "`%s` is not installed or declared: %s has it for what runs there, and Node does not."
              .formatted(name, host.get()),
          Severity.HINT,
          group);
    }
    boolean own = Hosts.isOwnName(module, failure);
    boolean meant =
        failure.why().suggestions().isEmpty()
            && !NodeSettings.isBuiltinSomewhere(failure.specifier());
    Optional<PackageScope> nearest =
        module.snapshot().surroundings().packages(module.file()).stream()
            .filter(
                folder -> folder.manifest().filter(m -> !m.dependencies().isEmpty()).isPresent())
            .findFirst();
    if (meant
        && nearest.isPresent()
        && module.snapshot().surroundings().installed(nearest.get()) != Installed.SOME) {
      // One of the packages that are to be installed may bring it along.
      String manifest = module.display(nearest.get().directory().resolve("package.json"));
      return new Said(
          own
              ? itself(name)
              : "The package `%s` is not installed, and `%s` does not declare it.%s"
                  .formatted(name, manifest, Hosts.note(module, failure)),
          Severity.WARNING,
          group);
    }
    if (own) {
      return new Said(itself(name), Severity.ERROR, group);
    }
    String command = module.snapshot().isPlugged(module.file()) ? "yarn add " : "npm install ";
    String advice =
        meant && PackageNames.isInstallable(name) ? " Run `" + command + name + "`?" : "";
    return new Said(
        Specifiers.said(failure) + Hosts.note(module, failure) + advice, Severity.ERROR, group);
  }

  private static String itself(String name) {
    return "`%s` is this package itself. Node finds it by its name where its `package.json` has `exports`, or where it is linked."
        .formatted(name);
  }
}
