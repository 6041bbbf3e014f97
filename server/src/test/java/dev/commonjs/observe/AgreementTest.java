package dev.commonjs.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.commonjs.graph.Names;
import dev.commonjs.observe.Observation.Outcome;
import dev.commonjs.shape.Shape.Certainty;
import dev.commonjs.workspace.DiskFiles;
import dev.commonjs.workspace.Settings;
import dev.commonjs.workspace.Snapshot;
import dev.commonjs.workspace.Workspace;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A module that is run shows what reading it has proved: one of the two is wrong otherwise. By
 * itself over this project's samples; over any folder with {@code -Dcorpus=FOLDER}, or over the
 * files of a list in it with {@code -Dcorpus.list=FILE} besides.
 */
class AgreementTest {
  private static final Path SAMPLES = Path.of("samples");

  private final Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
  private final List<String> contradictions = new ArrayList<>();
  private final List<Long> nanos = new ArrayList<>();
  private final List<String> reports = new ArrayList<>();
  private int closed;
  private int agreed;

  @Test
  void runs_show_what_reading_has_proved() throws IOException {
    String corpus = System.getProperty("corpus");
    Path folder = (corpus == null ? SAMPLES : Path.of(corpus)).toRealPath();
    Workspace workspace = Workspace.open(List.of(folder), Settings.DEFAULT, new DiskFiles());
    List<Path> files = files(folder);
    assertTrue(files.size() > 5, "the files were not found");

    try (Observer observer = Observers.patient()) {
      for (Path file : files) {
        compare(folder, workspace, file, observer);
      }
    }

    if (corpus != null) {
      report(System.out);
    }
    assertEquals(List.of(), contradictions);
    assertTrue(agreed > 0, "nothing was compared");
  }

  private static List<Path> files(Path folder) throws IOException {
    String list = System.getProperty("corpus.list");
    if (list != null) {
      return Files.readAllLines(Path.of(list)).stream()
          .filter(line -> !line.isBlank())
          .map(line -> folder.resolve(line.strip()))
          .toList();
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .filter(f -> f.toString().endsWith(".js") || f.toString().endsWith(".cjs"))
          .sorted()
          .toList();
    }
  }

  private void compare(Path folder, Workspace workspace, Path file, Observer observer) {
    Snapshot snapshot = workspace.current();
    long start = System.nanoTime();
    Observation seen = workspace.observations().observe(snapshot, file, observer).orElse(null);
    if (seen == null) {
      return; // no CommonJS module
    }
    nanos.add(System.nanoTime() - start);
    outcomes.merge(seen.outcome(), 1, Integer::sum);
    Names read = snapshot.linker().exportNames(file);
    String shown = folder.relativize(file).toString();
    if (seen.outcome() != Outcome.LOADED) {
      reports.add(seen.outcome() + " " + shown + " " + seen.doubts());
    }
    if (!read.closed() || seen.outcome() != Outcome.LOADED || !seen.complete()) {
      return;
    }
    closed++;
    Set<String> names = names(seen);
    Set<String> possible = new TreeSet<>(read.enumerable());
    Set<String> certain =
        read.names().stream()
            .filter(name -> name.enumerable() && name.certainty() == Certainty.ALWAYS)
            .map(Names.Name::name)
            .collect(Collectors.toCollection(TreeSet::new));
    if (possible.containsAll(names) && names.containsAll(certain)) {
      agreed++;
    } else {
      certain.removeAll(names);
      names.removeAll(possible);
      contradictions.add(shown + ": run only " + names + ", read only " + certain);
    }
  }

  private static Set<String> names(Observation seen) {
    return seen.names().stream()
        .map(Observation.Name::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private void report(PrintStream out) {
    reports.forEach(out::println);
    contradictions.forEach(out::println);
    List<Long> sorted = nanos.stream().sorted().toList();
    out.printf("%d modules were run: %s%n", nanos.size(), outcomes);
    out.printf(
        "closed by reading, and run to the end without a doubt: %d, of these agree %d%n",
        closed, agreed);
    out.printf(
        "milliseconds a run: median %.1f, 99 of 100 within %.1f, longest %.1f%n",
        sorted.get(sorted.size() / 2) / 1e6,
        sorted.get(sorted.size() * 99 / 100) / 1e6,
        sorted.getLast() / 1e6);
  }
}
