package dev.commonjs.cli;

import dev.commonjs.resolve.FileView;
import dev.commonjs.rule.Finding;
import dev.commonjs.rule.Fix;
import dev.commonjs.rule.Group;
import dev.commonjs.rule.Rule;
import dev.commonjs.rule.RuleInfo;
import dev.commonjs.rule.Rules;
import dev.commonjs.rule.Severity;
import dev.commonjs.text.SourceText;
import dev.commonjs.text.Span;
import dev.commonjs.text.Visible;
import dev.commonjs.workspace.Cancel;
import dev.commonjs.workspace.DiskFiles;
import dev.commonjs.workspace.Settings;
import dev.commonjs.workspace.Snapshot;
import dev.commonjs.workspace.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code check}: what the rules say. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = "Report mistakes in CommonJS modules.",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:nothing to report",
      "1:something was reported that counts (see --fail-on, --max-warnings)",
      "2:could not run, or some file or folder could not be read"
    })
final class CheckCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final String version;
  private final DiskFiles disk = new DiskFiles();
  private final GivenUp givenUp;

  @Parameters(
      paramLabel = "PATH",
      arity = "0..*",
      description = "Files and folders to check; the current folder when there is none.")
  private List<String> paths = List.of();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "One of ${COMPLETION-CANDIDATES}; pretty when it is not given.")
  private Format format = Format.PRETTY;

  @Option(
      names = "--rule",
      paramLabel = "ID=LEVEL",
      description = "Set a rule to off, hint, information, warning or error. Repeatable.")
  private Map<String, String> levels = Map.of();

  @Option(
      names = "--include-node-modules",
      description = "Check files in node_modules, too. Paths inside it are checked anyway.")
  private boolean includeNodeModules;

  @Option(
      names = "--fail-on",
      paramLabel = "LEVEL",
      description = "The mildest level that counts for the exit status; warning when not given.")
  private String failOn = Severity.WARNING.text();

  @Option(
      names = "--max-warnings",
      paramLabel = "N",
      description = "Warnings count only when there are more than N.")
  private int maxWarnings = -1;

  @Option(names = "--quiet", description = "Print only findings of levels that count.")
  private boolean quiet;

  @Mixin private CacheOption cache = new CacheOption();

  CheckCommand(Terminal terminal, String version, GivenUp givenUp) {
    this.givenUp = givenUp;
    this.terminal = terminal;
    this.version = version;
  }

  /** What one file gave: findings, what is said of them elsewhere, or why there are none. */
  private record Checked(List<Reported> heads, List<Reported> findings, @Nullable String failure) {
    static Checked failed(String why) {
      return new Checked(List.of(), List.of(), why);
    }
  }

  @Override
  public Integer call() {
    levels.forEach(CheckCommand::validate);
    Severity mildest = level(failOn);
    Map<Severity, Integer> counts = new EnumMap<>(Severity.class);
    Paths shown = new Paths(disk, terminal.directory());
    Set<Path> targets = targets(shown);
    Snapshot snapshot =
        Workspace.open(
                roots(targets), settings(targets), disk, givenUp.memory(), cache.store(terminal))
            .current();
    List<Path> files = files(snapshot, targets);
    Reporter reporter = reporter(shown);
    Progress progress = new Progress(terminal, "checking", files.size());
    List<String> failures = new ArrayList<>();
    Set<Reported> heads = new HashSet<>();
    Consumer<Reported> report =
        finding -> {
          counts.merge(finding.severity(), 1, Integer::sum);
          if (!quiet || finding.severity().compareTo(mildest) >= 0) {
            reporter.report(finding);
          }
        };
    InOrder.each(
        files,
        file -> check(snapshot, file, shown),
        checked -> {
          progress.step();
          if (checked.failure() != null) {
            failures.add(checked.failure());
          }
          if (!checked.findings().isEmpty()) {
            progress.clear();
          }
          checked.heads().stream().filter(heads::add).forEach(report);
          checked.findings().forEach(report);
        },
        terminal.out()::checkError);
    failures.addAll(closedFolders(snapshot, targets, shown));
    failures.addAll(givenUp.lines(shown));
    progress.clear();
    reporter.end(files.size(), failures.isEmpty());
    failures.forEach(terminal::complain);
    if (!failures.isEmpty()) {
      return ExitStatus.FAILED;
    }
    return counts(counts, mildest) ? ExitStatus.REPORTED : ExitStatus.CLEAN;
  }

  /** Whether what was found is enough to exit with 1. */
  private boolean counts(Map<Severity, Integer> counts, Severity mildest) {
    int warnings = counts.getOrDefault(Severity.WARNING, 0);
    boolean limited = maxWarnings >= 0;
    return limited && warnings > maxWarnings
        || counts.keySet().stream()
            .filter(severity -> !limited || severity != Severity.WARNING)
            .anyMatch(severity -> severity.compareTo(mildest) >= 0);
  }

  private static Severity level(String text) {
    return Severity.of(text)
        .filter(severity -> severity != Severity.OFF)
        .orElseThrow(
            () ->
                new CannotRun(
                    Visible.line(text) + " is no level. Say hint, information, warning or error."));
  }

  /** What is in a folder that can't be listed was not checked. */
  private List<String> closedFolders(Snapshot snapshot, Set<Path> targets, Paths shown) {
    return snapshot.emptyFolders().stream()
        .filter(folder -> targets.stream().anyMatch(folder::startsWith))
        .filter(disk::isClosed)
        .map(folder -> "can't list the folder " + Visible.line(shown.shown(folder)))
        .toList();
  }

  private static void validate(String id, String level) {
    if (Rules.ALL.stream().noneMatch(rule -> rule.info().id().equals(id))) {
      String all = Rules.ALL.stream().map(r -> r.info().id()).collect(Collectors.joining(", "));
      throw new CannotRun("there is no rule " + Visible.line(id) + ". There are: " + all + ".");
    }
    if (Severity.of(level).isEmpty()) {
      throw new CannotRun(
          Visible.line(level) + " is no level. Say off, hint, information, warning or error.");
    }
  }

  private Set<Path> targets(Paths shown) {
    Set<Path> targets = new LinkedHashSet<>();
    for (String path : paths.isEmpty() ? List.of(".") : paths) {
      Path given = shown.real(Paths.absolute(terminal.directory(), path));
      if (disk.kind(given) == FileView.Kind.ABSENT) {
        throw new CannotRun("there is no file or folder " + Visible.line(path) + ".");
      }
      targets.add(given);
    }
    return targets;
  }

  /** Folders that were named, and the projects of files that were named. */
  private List<Path> roots(Set<Path> targets) {
    Set<Path> roots = new LinkedHashSet<>();
    for (Path target : targets) {
      boolean folder = disk.kind(target) == FileView.Kind.DIRECTORY;
      roots.add(folder ? target : Project.rootOf(disk, Project.folderOf(disk, target)));
    }
    return List.copyOf(roots);
  }

  private Settings settings(Set<Path> targets) {
    Path first = targets.iterator().next();
    Settings own = Project.settings(disk, Project.folderOf(disk, first));
    Map<String, String> rules = new LinkedHashMap<>(own.rules());
    rules.putAll(levels);
    boolean inside =
        targets.stream().anyMatch(target -> target.toString().contains("node_modules"));
    return new Settings(
        own.nodeVersion(),
        rules,
        own.includeNodeModules() || includeNodeModules || inside,
        own.observe(),
        own.exclude(),
        own.conditions());
  }

  /** Each file once, sorted: those named, and those of the workspace in folders named. */
  private List<Path> files(Snapshot snapshot, Set<Path> targets) {
    Set<Path> files = new TreeSet<>();
    List<Path> folders = new ArrayList<>();
    for (Path target : targets) {
      if (disk.kind(target) == FileView.Kind.DIRECTORY) {
        folders.add(target);
      } else {
        files.add(target);
      }
    }
    if (!folders.isEmpty()) {
      for (Path file : snapshot.files()) {
        if (folders.stream().anyMatch(file::startsWith)) {
          files.add(file);
        }
      }
    }
    return List.copyOf(files);
  }

  private Reporter reporter(Paths shown) {
    return switch (format) {
      case PRETTY -> new Grouped(new PrettyReporter(terminal.out(), terminal.color()));
      case JSON -> new JsonReporter(terminal.out());
      case GITHUB -> new Grouped(new GithubReporter(terminal.out()));
      case SARIF -> {
        List<RuleInfo> rules = Rules.ALL.stream().map(Rule::info).toList();
        yield new SarifReporter(terminal.out(), rules, version, shown.base().toUri());
      }
    };
  }

  /** One file must not stop the others: this is an edge, and catches what should never happen. */
  private Checked check(Snapshot snapshot, Path file, Paths shown) {
    try {
      return givenUp
          .memory()
          .patiently(
              () -> checked(snapshot, file, shown),
              () -> Checked.failed(GivenUp.shortage(shown.shown(file))));
    } catch (RuntimeException | StackOverflowError e) {
      return Checked.failed(Bugs.describe(Visible.line(shown.shown(file)), e));
    }
  }

  private Checked checked(Snapshot snapshot, Path file, Paths shown) {
    if (snapshot.text(file).isEmpty()) {
      if (givenUp.contains(file)) {
        return new Checked(List.of(), List.of(), null);
      }
      String why = disk.whyUnreadable(file).orElse("it is gone");
      return Checked.failed("can't read " + Visible.line(shown.shown(file)) + ": " + why);
    }
    List<Finding> findings = Rules.check(snapshot, file, Cancel.NONE);
    List<Group.Head> heads =
        findings.stream()
            .map(Finding::group)
            .flatMap(group -> group == null ? Stream.empty() : Stream.ofNullable(group.head()))
            .distinct()
            .toList();
    return new Checked(
        heads.stream().map(h -> reported(snapshot, h.file(), h.finding(), shown)).toList(),
        findings.stream().map(f -> reported(snapshot, file, f, shown)).toList(),
        null);
  }

  private static Reported reported(Snapshot snapshot, Path file, Finding finding, Paths shown) {
    Place place = place(snapshot, file, finding.span(), shown);
    return new Reported(
        place,
        finding.severity(),
        finding.rule(),
        finding.message(),
        snapshot.text(file).map(text -> text.lines().textOf(place.line() - 1)).orElse(""),
        finding.related().stream()
            .map(r -> new Reported.Note(place(snapshot, r.file(), r.span(), shown), r.message()))
            .toList(),
        finding.fixes().stream().map(fix -> repair(snapshot, fix, shown)).toList(),
        finding.group() == null ? null : finding.group().name());
  }

  private static Reported.Repair repair(Snapshot snapshot, Fix fix, Paths shown) {
    return new Reported.Repair(
        fix.title(),
        fix.edits().stream()
            .map(e -> new Reported.Edit(place(snapshot, e.file(), e.span(), shown), e.text()))
            .toList());
  }

  private static Place place(Snapshot snapshot, Path file, Span span, Paths shown) {
    SourceText text = snapshot.text(file).orElseGet(() -> new SourceText(""));
    return Place.of(shown.shown(file), text, span);
  }
}
