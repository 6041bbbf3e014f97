package dev.commonjs.refactoring;

import dev.commonjs.resolve.Resolution;
import dev.commonjs.shape.ModuleSummary;
import dev.commonjs.shape.RequireSite;
import dev.commonjs.syntax.Bindings;
import dev.commonjs.syntax.Node;
import dev.commonjs.syntax.Nodes;
import dev.commonjs.text.Span;
import dev.commonjs.workspace.Snapshot;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether nobody would notice that a module exports one more name: all who require it take single
 * names of it, each written out, and not that one.
 */
final class UsedByName {
  private final Snapshot snapshot;
  private final Path module;
  private final String name;

  /**
   * @param name the further one
   */
  UsedByName(Snapshot snapshot, Path module, String name) {
    this.snapshot = snapshot;
    this.module = module;
    this.name = name;
  }

  boolean holds() {
    return snapshot.importers(module).stream().allMatch(this::holdsIn) && !isLoaded();
  }

  /** Whether a module that computes what it requires may load it: it may look at all names. */
  private boolean isLoaded() {
    for (Path file : snapshot.files()) {
      Path folder = file.getParent();
      if (folder != null && module.startsWith(folder) && mayLoad(snapshot, file)) {
        return true;
      }
    }
    return false;
  }

  /** Whether it is not known what {@code file} requires. */
  static boolean mayLoad(Snapshot snapshot, Path file) {
    return snapshot.computesRequire(file)
        && snapshot.summary(file).map(ModuleSummary::requires).orElse(List.of()).stream()
            .anyMatch(site -> site.kind() == RequireSite.Kind.REQUIRE && !site.complete());
  }

  /** Whether {@code file} names the module to code that is not known, which may replace it. */
  boolean isNamedBy(Path file) {
    return snapshot.summary(file).map(ModuleSummary::named).orElse(Set.of()).stream()
        .anyMatch(specifier -> isModule(snapshot.resolve(file, specifier)));
  }

  private boolean isModule(Resolution resolution) {
    return resolution instanceof Resolution.Found found && found.file().equals(module);
  }

  private boolean holdsIn(Path file) {
    Optional<ModuleSummary> summary = snapshot.summary(file);
    Optional<CodeOfFile> code = CodeOfFile.of(snapshot, file);
    if (summary.isEmpty() || code.isEmpty() || isNamedBy(file)) {
      return false;
    }
    Conditions conditions = code.get().conditions();
    code.get().needKnownNames(conditions);
    Set<Span> seen = new HashSet<>();
    for (RequireSite site : summary.get().requires()) {
      boolean here =
          site.specifiers().stream()
              .anyMatch(one -> isModule(snapshot.resolve(file, one, site.kind())));
      if (here && site.kind() != RequireSite.Kind.RESOLVE && seen.add(site.span())) {
        conditions.need(takesNames(code.get(), site), "More of it is used", site.span());
      }
    }
    return conditions.hold();
  }

  private boolean takesNames(CodeOfFile code, RequireSite site) {
    List<Node> path = Nodes.path(code.parsed.program(), site.span());
    if (path.size() < 3
        || !(path.getLast() instanceof Node.Str)
        || !(path.get(path.size() - 2) instanceof Node.Call call)
        || !(call.callee() instanceof Node.Ident callee)
        || code.bindings.at(callee.span()).isPresent()) {
      return false;
    }
    return switch (path.get(path.size() - 3)) {
      case Node.Member member -> isOther(member.name());
      case Node.ExprStmt alone -> true;
      case Node.Declarator one -> takesNames(code, one.target());
      default -> false;
    };
  }

  private boolean takesNames(CodeOfFile code, Node.Target target) {
    return switch (target) {
      case Node.Ident variable ->
          code.bindings
              .at(variable.span())
              .filter(code::isConstant)
              .filter(binding -> isUsedByName(code, binding))
              .isPresent();
      case Node.ObjectPattern pattern ->
          pattern.rest() == null
              && pattern.properties().stream()
                  .allMatch(one -> one.key() instanceof Node.NameKey key && isOther(key.name()));
      default -> false;
    };
  }

  private boolean isUsedByName(CodeOfFile code, Bindings.Binding binding) {
    return binding.references().stream()
        .allMatch(
            place -> {
              List<Node> path = Nodes.path(code.parsed.program(), place);
              return path.size() >= 2
                  && path.get(path.size() - 2) instanceof Node.Member member
                  && member.object().span().equals(place)
                  && isOther(member.name());
            });
  }

  private boolean isOther(String member) {
    return !member.equals(name);
  }
}
