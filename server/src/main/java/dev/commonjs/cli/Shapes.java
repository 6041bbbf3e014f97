package dev.commonjs.cli;

import dev.commonjs.feature.Doubts;
import dev.commonjs.graph.Kind;
import dev.commonjs.graph.Linked;
import dev.commonjs.graph.Linker;
import dev.commonjs.graph.Names;
import dev.commonjs.observe.Observation;
import dev.commonjs.resolve.Resolution;
import dev.commonjs.shape.RequireSite;
import dev.commonjs.shape.Shape.Certainty;
import dev.commonjs.workspace.Snapshot;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The shape of a module as a row. */
final class Shapes {
  private Shapes() {}

  /**
   * {@code shown}: how the file is called in the row; {@code file} is what the snapshot calls it.
   */
  static ShapeRow row(
      Snapshot snapshot, Path file, String shown, Paths paths, UnaryObserver observer) {
    Linker linker = snapshot.linker();
    List<Linked> values = linker.exportsOf(file);
    Names names = linker.exportNames(file);
    boolean open = !names.closed();
    Optional<Observation> seen = open ? observer.observe(file) : Optional.empty();
    List<String> read = names.enumerable();
    List<String> all = seen.map(s -> filled(names, s)).orElse(read);
    return new ShapeRow(
        shown,
        kind(linker, values).or(() -> seen.map(Shapes::kind)).orElse("object"),
        all,
        open,
        Doubts.texts(snapshot, names.open()),
        seen.map(s -> observed(s, all, read)).orElse(null),
        requires(snapshot, file, paths));
  }

  /** Runs a file where that is wanted. */
  interface UnaryObserver {
    Optional<Observation> observe(Path file);
  }

  private static ShapeRow.Observed observed(Observation seen, List<String> all, List<String> read) {
    List<String> added = all.stream().filter(name -> !read.contains(name)).toList();
    String outcome = seen.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return new ShapeRow.Observed(outcome, added, seen.doubts());
  }

  /** What was seen, in its order, and behind it what is read to be there all the same. */
  private static List<String> filled(Names names, Observation seen) {
    Set<String> all = new LinkedHashSet<>();
    seen.names().forEach(name -> all.add(name.name()));
    boolean whole = seen.outcome() == Observation.Outcome.LOADED && seen.complete();
    for (Names.Name name : names.names()) {
      if (name.enumerable() && (!whole || name.certainty() == Certainty.ALWAYS)) {
        all.add(name.name());
      }
    }
    return List.copyOf(all);
  }

  private static String kind(Observation seen) {
    return seen.kind().name().toLowerCase(Locale.ROOT);
  }

  /** Of the first alternative; where not all are known, of the first that is no primitive. */
  private static Optional<String> kind(Linker linker, List<Linked> values) {
    List<Kind> kinds = values.stream().map(linker::kind).toList();
    return kinds.stream()
        .filter(kind -> kind != Kind.UNKNOWN)
        .filter(kind -> kind != Kind.PRIMITIVE || !kinds.contains(Kind.UNKNOWN))
        .findFirst()
        .map(
            kind ->
                switch (kind) {
                  case FUNCTION -> "function";
                  case CLASS -> "class";
                  case PRIMITIVE -> "primitive";
                  case OBJECT, ARRAY, UNKNOWN -> "object";
                });
  }

  private static Map<String, String> requires(Snapshot snapshot, Path file, Paths paths) {
    Map<String, String> found = new LinkedHashMap<>();
    List<RequireSite> sites =
        snapshot.summary(file).map(summary -> summary.requires()).orElse(List.of());
    for (RequireSite.Kind kind : RequireSite.Kind.values()) {
      for (RequireSite site : sites) {
        if (site.kind() == kind) {
          for (String specifier : site.specifiers()) {
            found.computeIfAbsent(specifier, s -> target(snapshot.resolve(file, s, kind), paths));
          }
        }
      }
    }
    return found;
  }

  private static String target(Resolution resolution, Paths paths) {
    return switch (resolution) {
      case Resolution.Found found -> paths.shown(found.file());
      case Resolution.Builtin builtin -> "builtin";
      case Resolution.NotFound missing -> "missing";
    };
  }
}
