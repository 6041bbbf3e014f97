package dev.commonjs.rule;

import dev.commonjs.syntax.ParsedFile;
import dev.commonjs.text.LineIndex;
import dev.commonjs.text.Span;
import dev.commonjs.workspace.Cancel;
import dev.commonjs.workspace.Settings;
import dev.commonjs.workspace.Snapshot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue, and what is common to all rules: severities, suppression, one report for one
 * mistake.
 */
public final class Rules {
  private Rules() {}

  private static final List<Rule> ALIAS =
      List.of(
          new MisspelledExports(),
          new WrapperRedeclared(),
          new ModuleReassigned(),
          new ExportsReassigned(),
          new LostWrite(),
          new OverwrittenExport(),
          new LateExport());

  /** What they say holds of each specifier by itself, whatever the rest of the file is. */
  private static final List<Rule> RESOLUTION =
      List.of(
          new UnknownBuiltin(),
          new PackageNotInstalled(),
          new SubpathNotExported(),
          new WrongCase(),
          new DirectoryWithoutEntry(),
          new CannotResolve());

  private static final List<Rule> CONSUMER =
      List.of(new NotCallable(), new MissingMember(), new ExportsNothing());

  /** Of a text with errors, that is all that is said about what is in it. */
  private static final List<Rule> SYNTAX = List.of(new SyntaxError());

  private static final List<Rule> KIND = List.of(new CommonJsInEsm(), new MixedModule());

  /** In the order of the README's table. Where two report the same span, the earlier one speaks. */
  public static final List<Rule> ALL =
      Stream.of(ALIAS, RESOLUTION, CONSUMER, KIND, SYNTAX, List.<Rule>of(new UnusedSuppression()))
          .flatMap(List::stream)
          .toList();

  private static final List<Rule> UNREADABLE =
      Stream.of(RESOLUTION, SYNTAX).flatMap(List::stream).toList();

  /**
   * What the rules say about {@code file}, by place. Nothing about files that can't be read, and
   * about those in {@code node_modules} unless the settings include them.
   */
  public static List<Finding> check(Snapshot snapshot, Path file, Cancel cancel) {
    if (snapshot.isNodeModules(file) && !snapshot.settings().includeNodeModules()) {
      return List.of();
    }
    return ModuleView.of(snapshot, file, cancel).map(Rules::check).orElse(List.of());
  }

  private static List<Finding> check(ModuleView module) {
    Map<String, Severity> levels = levels(module.snapshot().settings());
    List<Finding> all = new ArrayList<>();
    for (Rule rule : readable(module) ? ALL : UNREADABLE) {
      module.cancel().check();
      if (levels.get(rule.info().id()) != Severity.OFF) {
        rule.check(module, all::add);
      }
    }
    all.removeIf(finding -> isUnreadable(module.parsed(), finding));
    Suppressions suppressions = new Suppressions(module.parsed());
    List<Finding> spoken = new ArrayList<>(withoutDoubles(all));
    spoken.removeIf(suppressions::silences);
    sayOnce(spoken);
    if (readable(module) && levels.get(UnusedSuppression.INFO.id()) != Severity.OFF) {
      suppressions.unused().stream()
          .filter(s -> s.rules().stream().noneMatch(id -> levels.get(id) == Severity.OFF))
          .forEach(s -> spoken.add(UnusedSuppression.report(module, s)));
    }
    spoken.replaceAll(
        f -> Optional.ofNullable(levels.get(f.rule())).map(f::withSeverity).orElse(f));
    spoken.sort(Finding.BY_PLACE);
    return List.copyOf(spoken);
  }

  /** What a parser makes of broken text proves nothing. */
  private static boolean readable(ModuleView module) {
    return module.parsed().errors().isEmpty();
  }

  /** Whether its line has a syntax error. */
  static boolean isUnreadable(ParsedFile file, Finding finding) {
    LineIndex lines = file.source().lines();
    int line = lines.lineOf(finding.span().start());
    return !finding.rule().equals(SyntaxError.INFO.id())
        && file.errors().stream().anyMatch(e -> lines.lineOf(e.span().start()) == line);
  }

  /** Whether the rule has its say of a text with errors as well. */
  static boolean speaksOfUnreadable(String rule) {
    return UNREADABLE.stream().anyMatch(one -> one.info().id().equals(rule));
  }

  /**
   * What the settings say, as far as it can be understood; other rules keep the severity of each
   * finding.
   */
  private static Map<String, Severity> levels(Settings settings) {
    Map<String, Severity> levels = new HashMap<>();
    settings
        .rules()
        .forEach((id, level) -> Severity.of(level).ifPresent(severity -> levels.put(id, severity)));
    return levels;
  }

  private record Once(String rule, String name) {}

  /** Of the findings that a file says once those that bring more along come first. */
  private static void sayOnce(List<Finding> findings) {
    Map<Once, Finding> speakers = new HashMap<>();
    for (Finding finding : findings) {
      once(finding).ifPresent(key -> speakers.merge(key, finding, Rules::speaker));
    }
    findings.removeIf(f -> once(f).filter(key -> !f.equals(speakers.get(key))).isPresent());
  }

  private static Finding speaker(Finding first, Finding second) {
    return head(first) == null && head(second) != null ? second : first;
  }

  private static Group.@Nullable Head head(Finding finding) {
    Group group = finding.group();
    return group == null ? null : group.head();
  }

  private static Optional<Once> once(Finding finding) {
    return Optional.ofNullable(finding.group())
        .filter(Group::once)
        .map(group -> new Once(finding.rule(), group.name()));
  }

  private static List<Finding> withoutDoubles(List<Finding> findings) {
    Set<Span> taken = new HashSet<>();
    return findings.stream().filter(f -> taken.add(f.span())).toList();
  }
}
