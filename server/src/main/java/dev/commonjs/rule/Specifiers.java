package dev.commonjs.rule;

import dev.commonjs.resolve.NodeSettings;
import dev.commonjs.resolve.PackageNames;
import dev.commonjs.resolve.Resolution;
import dev.commonjs.resolve.Resolution.NotFound;
import dev.commonjs.resolve.Resolution.Reason;
import dev.commonjs.shape.Phase;
import dev.commonjs.shape.RequireSite;
import dev.commonjs.syntax.Node;
import dev.commonjs.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the rules of resolution have in common: the requires that surely fail, each with Node's
 * reason.
 */
final class Specifiers {
  /** What would end a string literal, or mean something else in one. */
  private static final Pattern NOT_IN_LITERALS =
      Pattern.compile("['\"`\\\\\\p{Cntrl}\u2028\u2029]|\\$\\{");

  private static final Set<RequireSite.Kind> KINDS =
      Set.of(RequireSite.Kind.REQUIRE, RequireSite.Kind.RESOLVE);

  private Specifiers() {}

  /** A require that can't succeed: {@code specifier} is the first value that it can have. */
  record Failure(RequireSite site, String specifier, NotFound why) {}

  /**
   * What a rule says of a failure.
   *
   * @param worst it is never graver, whatever the level of the rule is
   * @param group see {@link Finding#group}
   */
  record Said(String message, Severity worst, @Nullable Group group) {
    Said(String message) {
      this(message, Severity.ERROR, null);
    }
  }

  /** Reports the failures of these reasons: as a hint where the code is prepared for it. */
  static void check(
      ModuleView module,
      RuleInfo rule,
      Set<Reason> reasons,
      BiFunction<ModuleView, Failure, Said> said,
      Consumer<Finding> out) {
    failures(module, reasons)
        .forEach(f -> out.accept(report(module, rule, f, said.apply(module, f))));
  }

  static List<Failure> failures(ModuleView module, Set<Reason> reasons) {
    List<Failure> failures = new ArrayList<>();
    boolean placed = module.snapshot().surroundings().isPlaced(module.file());
    for (RequireSite site : module.summary().requires()) {
      module.cancel().check();
      failure(module, site)
          .filter(f -> reasons.contains(f.why().reason()))
          .filter(f -> placed || f.why().reason() == Reason.UNKNOWN_BUILTIN)
          .filter(f -> !PatchedLoader.mayFind(module, f))
          .ifPresent(failures::add);
    }
    return failures;
  }

  static Finding report(ModuleView module, RuleInfo rule, Failure failure, Said said) {
    RequireSite site = failure.site();
    Report report = new Report(rule, site.span(), said.message()).group(said.group());
    Severity worst = expected(module, failure) ? Severity.HINT : said.worst();
    if (worst.compareTo(rule.severity()) < 0) {
      report.severity(worst);
    }
    literal(module, failure)
        .ifPresent(
            inside ->
                failure.why().suggestions().stream()
                    .filter(s -> !NOT_IN_LITERALS.matcher(s).find())
                    .limit(3)
                    .forEach(s -> report.fix(change(module, failure, inside, s))));
    return report.finding();
  }

  /** All values that the argument can have fail; the first one speaks for them. */
  private static Optional<Failure> failure(ModuleView module, RequireSite site) {
    if (!KINDS.contains(site.kind()) || !site.complete() || site.specifiers().isEmpty()) {
      return Optional.empty();
    }
    List<Failure> failures = new ArrayList<>();
    for (String specifier : site.specifiers()) {
      Resolution resolution = module.resolve(specifier, site.kind());
      if (!(resolution instanceof NotFound why)) {
        return Optional.empty();
      }
      if (module.summary().named().contains(specifier)) {
        return Optional.empty();
      }
      failures.add(new Failure(site, specifier, why));
    }
    return Optional.of(failures.get(0));
  }

  /**
   * Whether the code is prepared for it, or is such that nobody would mend it.
   *
   * <p>In somebody's package, what is only required on demand or under a condition is something
   * that its users may leave out; in one's own code it is a mistake that waits.
   */
  static boolean expected(ModuleView module, Failure failure) {
    RequireSite site = failure.site();
    return site.guarded()
        || optional(module, failure)
        || AskedFor.by(module, failure)
        || PageScripts.asks(module, site.span())
        || TestData.is(module)
        || isOfOtherVersions(failure) && conditional(module, site.span())
        || (module.snapshot().isNodeModules(module.file())
            && (site.phase() != Phase.LOAD || conditional(module, site.span())));
  }

  /** Whether a {@code package.json} says that the package may be absent. */
  private static boolean optional(ModuleView module, Failure failure) {
    return failure.why().reason() == Reason.PACKAGE_NOT_INSTALLED
        && module.snapshot().surroundings().packages(module.file()).stream()
            .flatMap(folder -> folder.manifest().stream())
            .anyMatch(m -> m.optional().contains(PackageNames.of(failure.specifier())));
  }

  /** Code that asks for the version of Node first is prepared for both answers. */
  private static boolean isOfOtherVersions(Failure failure) {
    return failure.why().reason() == Reason.UNKNOWN_BUILTIN
        && NodeSettings.isBuiltinSomewhere(failure.specifier());
  }

  private static boolean conditional(ModuleView module, Span site) {
    return module.nodesAround(site).stream().anyMatch(node -> chooses(node, site));
  }

  /**
   * Whether what stands at {@code site} inside {@code node} need not run when {@code node} does.
   */
  private static boolean chooses(Node node, Span site) {
    return switch (node) {
      case Node.If n -> !n.test().span().contains(site);
      case Node.Conditional n -> !n.test().span().contains(site);
      case Node.Logical n -> n.right().span().contains(site);
      case Node.Switch n -> !n.subject().span().contains(site);
      default -> false;
    };
  }

  /** The text between the quotes, where the argument is a plain literal of this specifier. */
  private static Optional<Span> literal(ModuleView module, Failure failure) {
    Span span = failure.site().span();
    Span inside =
        new Span(
            Math.min(span.start() + 1, span.end()), Math.max(span.start() + 1, span.end() - 1));
    boolean quoted = "'\"`".indexOf(module.text(span).charAt(0)) >= 0;
    return quoted && module.text(inside).equals(failure.specifier())
        ? Optional.of(inside)
        : Optional.empty();
  }

  private static Fix change(ModuleView module, Failure failure, Span inside, String suggestion) {
    boolean sure =
        failure.why().reason() == Reason.WRONG_CASE || failure.why().suggestions().size() == 1;
    return new Fix(
        "Change to `" + suggestion + "`", List.of(module.edit(inside, suggestion)), sure);
  }

  /** The resolver's own words, and what may be meant instead. */
  static String said(Failure failure) {
    return failure.why().message() + didYouMean(failure.why().suggestions());
  }

  /**
   * {@code Did you mean `./utils`?}, with a space before it; nothing where there is no suggestion.
   */
  static String didYouMean(List<String> suggestions) {
    return suggestions.isEmpty() ? "" : " Did you mean `" + suggestions.get(0) + "`?";
  }
}
