package dev.commonjs.workspace;

import dev.commonjs.resolve.PackageJson;
import dev.commonjs.resolve.PackageNames;
import dev.commonjs.resolve.Resolution;
import dev.commonjs.shape.Fact;
import dev.commonjs.shape.RequireSite;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What the program around a file puts on the prototypes of the language, for all files at once.
 * Asked only when something is about to be called absent. Thread-safe.
 */
final class NativeAdditions {
  /**
   * Only files that seem to put something on a prototype, or hand it to something that does, are
   * executed.
   */
  private static final Pattern EXTENDS =
      Pattern.compile(
          "\\b[A-Z]\\w+\\.prototype\\s*(?:[,;)\\[]|\\.\\s*(?:__define\\w+|\\w+\\s*=(?!=)))"
              + "|[=|?:]\\s*[A-Z]\\w+\\.prototype\\s*$",
          Pattern.MULTILINE);

  /** More files than a program has that a person looks at; the rest is not looked at. */
  private static final int MOST_FILES = 2_000;

  private final Snapshot snapshot;
  private final Function<Path, Set<Path>> withImporters;
  private final Map<Path, List<Fact.NativeAddition>> byFile = new ConcurrentHashMap<>();
  private final Map<Path, Program> programs = new ConcurrentHashMap<>();

  /**
   * @param withImporters a file and those that load it, directly or not: what they load besides
   *     runs before it
   */
  NativeAdditions(Snapshot snapshot, Function<Path, Set<Path>> withImporters) {
    this.snapshot = snapshot;
    this.withImporters = withImporters;
  }

  /** The files that may run together with a file, as far as it matters here. */
  private record Program(List<Fact.NativeAddition> additions, Set<String> missing) {}

  List<Fact.NativeAddition> around(Path file) {
    return program(file).additions();
  }

  /** Packages that the program requires or declares, and that are not installed. */
  Set<String> missingPackages(Path file) {
    return program(file).missing();
  }

  void dropAnswers() {
    byFile.clear();
    programs.clear();
  }

  private Program program(Path file) {
    Program known = programs.get(file);
    if (known == null) {
      known = gather(file);
      programs.put(file, known);
    }
    return known;
  }

  private Program gather(Path file) {
    List<Fact.NativeAddition> additions = new ArrayList<>();
    Set<String> missing = new HashSet<>();
    Set<Path> seen = new LinkedHashSet<>(withImporters.apply(file));
    Deque<Path> queue = new ArrayDeque<>(seen);
    for (Path from = queue.poll(); from != null; from = queue.poll()) {
      additions.addAll(of(from));
      for (String specifier : snapshot.mentions(from)) {
        follow(from, specifier, seen, queue, missing);
      }
    }
    // Test runners load what no file requires.
    for (String name : declared(file)) {
      follow(file, name, seen, queue, missing);
    }
    queue.forEach(entry -> additions.addAll(of(entry)));
    return new Program(List.copyOf(additions), Set.copyOf(missing));
  }

  private void follow(
      Path from, String specifier, Set<Path> seen, Deque<Path> queue, Set<String> missing) {
    switch (snapshot.resolve(from, specifier, RequireSite.Kind.REQUIRE)) {
      case Resolution.Found found -> {
        if (seen.size() < MOST_FILES && seen.add(found.file())) {
          queue.add(found.file());
        }
      }
      case Resolution.NotFound none -> {
        if (none.reason() == Resolution.Reason.PACKAGE_NOT_INSTALLED) {
          missing.add(PackageNames.of(specifier));
        }
      }
      case Resolution.Builtin builtin -> {}
    }
  }

  private Set<String> declared(Path file) {
    return snapshot
        .resolver()
        .packageScope(file)
        .manifest()
        .map(PackageJson::dependencies)
        .orElse(Set.of());
  }

  private List<Fact.NativeAddition> of(Path file) {
    List<Fact.NativeAddition> known = byFile.get(file);
    if (known == null) {
      known =
          snapshot
              .text(file)
              .filter(text -> EXTENDS.matcher(text.text()).find())
              .flatMap(text -> snapshot.summary(file))
              .map(summary -> Fact.of(summary, Fact.NativeAddition.class))
              .orElse(List.of());
      byFile.put(file, known);
    }
    return known;
  }
}
