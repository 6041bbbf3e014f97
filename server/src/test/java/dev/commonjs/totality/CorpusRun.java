package dev.commonjs.totality;

import com.sun.management.OperatingSystemMXBean;
import dev.commonjs.rule.Rules;
import dev.commonjs.shape.ModuleSummary;
import dev.commonjs.shape.Reason.Plain;
import dev.commonjs.syntax.ParsedFile;
import dev.commonjs.workspace.Cancel;
import dev.commonjs.workspace.DiskFiles;
import dev.commonjs.workspace.Settings;
import dev.commonjs.workspace.Snapshot;
import dev.commonjs.workspace.Workspace;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Takes every {@code .js} and {@code .cjs} file of a folder through parse, abstract execution,
 * links and rules, one after the other, and notes what each costs and what goes wrong.
 */
final class CorpusRun {
  static final long SLOW = TimeUnit.SECONDS.toNanos(5);
  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  /** In nanoseconds of processor time. */
  private record Cost(Path file, long parse, long summary, long link, long rules) {
    long total() {
      return parse + summary + link + rules;
    }
  }

  private final Path folder;
  private final Snapshot snapshot;
  private final Map<Path, Cost> costs = new LinkedHashMap<>();
  private long once;
  private final List<String> failures = new ArrayList<>();
  private final List<String> tooDeep = new ArrayList<>();
  private int incomplete;
  private long characters;

  /** Of all threads together, so that it does not matter what else the machine does. */
  private static long cpu() {
    return PROCESS.getProcessCpuTime();
  }

  private CorpusRun(Path folder) {
    this.folder = folder;
    Settings settings = new Settings("", Map.of(), true, true, List.of(), List.of());
    this.snapshot = Workspace.open(List.of(folder), settings, new DiskFiles()).current();
  }

  /**
   * @param part of {@code parts} equal ones, from 0: every {@code parts}-th file
   */
  static CorpusRun over(Path folder, int part, int parts) throws IOException {
    CorpusRun run = new CorpusRun(folder.toRealPath());
    List<Path> files = files(run.folder);
    long start = cpu();
    // Once for the whole folder, whoever asks first: who mentions whom.
    run.snapshot.importers(files.get(0));
    run.once = cpu() - start;
    // All are executed before any is linked, so that each pays for itself only.
    for (int i = part; i < files.size(); i += parts) {
      run.read(files.get(i));
    }
    for (int i = part; i < files.size(); i += parts) {
      run.judge(files.get(i));
    }
    return run;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .filter(f -> f.toString().endsWith(".js") || f.toString().endsWith(".cjs"))
          .sorted()
          .toList();
    }
  }

  private void read(Path file) {
    guarded(
        file,
        () -> {
          final long start = cpu();
          Optional<ParsedFile> parsed = snapshot.parsed(file);
          final long afterParse = cpu();
          Optional<ModuleSummary> summary = snapshot.summary(file);
          final long end = cpu();
          costs.put(file, new Cost(file, afterParse - start, end - afterParse, 0, 0));
          note(file, parsed, summary);
        });
  }

  private void judge(Path file) {
    guarded(
        file,
        () -> {
          final long start = cpu();
          snapshot.linker().exportNames(file);
          final long afterLink = cpu();
          Rules.check(snapshot, file, Cancel.NONE);
          final long end = cpu();
          costs.computeIfPresent(
              file,
              (f, cost) ->
                  new Cost(f, cost.parse, cost.summary, afterLink - start, end - afterLink));
        });
  }

  /** A failure is what is looked for here, so nothing is let through. */
  private void guarded(Path file, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | Error failure) {
      List<StackTraceElement> stack = List.of(failure.getStackTrace());
      failures.add(
          folder.relativize(file)
              + ": "
              + failure
              + " "
              + stack.subList(0, Math.min(12, stack.size())));
    }
  }

  private void note(Path file, Optional<ParsedFile> parsed, Optional<ModuleSummary> summary) {
    parsed.ifPresent(
        p -> {
          characters += p.source().text().length();
          p.errors().stream()
              .map(ParsedFile.SyntaxError::message)
              .filter(m -> m.startsWith("too deeply") || m.startsWith("the parser failed"))
              .forEach(m -> tooDeep.add(folder.relativize(file) + ": " + m));
        });
    summary.ifPresent(
        s -> {
          incomplete += s.shape().toString().contains(Plain.FILE_TOO_SLOW.name()) ? 1 : 0;
          if (s.shape().exports().toString().contains("nested too deeply")) {
            tooDeep.add(folder.relativize(file) + ": too deep to be executed");
          }
        });
  }

  /** Exceptions, and files that took longer than {@link #SLOW}. Empty when all is well. */
  List<String> complaints() {
    List<String> all = new ArrayList<>(failures);
    costs.values().stream().filter(c -> c.total() > SLOW).forEach(c -> all.add(line(c)));
    return all;
  }

  void report(PrintStream out) {
    long nanos = costs.values().stream().mapToLong(Cost::total).sum();
    out.printf(
        "%d files, %.1f MB, %.1f s of CPU: parse %.1f, execute %.1f, link %.1f, rules %.1f%n",
        costs.size(),
        characters / 1e6,
        nanos / 1e9,
        costs.values().stream().mapToLong(Cost::parse).sum() / 1e9,
        costs.values().stream().mapToLong(Cost::summary).sum() / 1e9,
        costs.values().stream().mapToLong(Cost::link).sum() / 1e9,
        costs.values().stream().mapToLong(Cost::rules).sum() / 1e9);
    out.printf("%.1f s to see who mentions whom%n", once / 1e9);
    long slow = costs.values().stream().filter(c -> c.total() > SLOW).count();
    out.printf(
        "%d exceptions, %d files over 5 s, %d too deep, %d incomplete for want of budget%n",
        failures.size(), slow, tooDeep.size(), incomplete);
    failures.forEach(out::println);
    tooDeep.forEach(out::println);
    costs.values().stream()
        .sorted(Comparator.comparingLong(Cost::total).reversed())
        .limit(20)
        .forEach(cost -> out.println(line(cost)));
  }

  private String line(Cost cost) {
    return "%7.3f s (parse %.3f, execute %.3f, link %.3f, rules %.3f) %s"
        .formatted(
            cost.total() / 1e9,
            cost.parse() / 1e9,
            cost.summary() / 1e9,
            cost.link() / 1e9,
            cost.rules() / 1e9,
            folder.relativize(cost.file()));
  }
}
