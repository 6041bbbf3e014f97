package dev.commonjs.cli;

import dev.commonjs.graph.Kind;
import dev.commonjs.graph.Linked;
import dev.commonjs.graph.Linker;
import dev.commonjs.graph.Names;
import dev.commonjs.module.RequireSite;
import dev.commonjs.resolve.Resolution;
import dev.commonjs.workspace.Snapshot;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The shape of a module as a row. */
final class Shapes {
  private Shapes() {}

  /**
   * {@code shown}: how the file is called in the row; {@code file} is what the snapshot calls it.
   */
  static ShapeRow row(Snapshot snapshot, Path file, String shown, Paths paths) {
    Linker linker = snapshot.linker();
    List<Linked> values = linker.exportsOf(file);
    Names names = linker.exportNames(file);
    boolean open = !names.closed();
    return new ShapeRow(
        shown,
        kind(linker, values),
        names.enumerable(),
        open,
        names.open(),
        requires(snapshot, file, paths));
  }

  /** Of the first alternative; where not all are known, of the first that is no primitive. */
  private static String kind(Linker linker, List<Linked> values) {
    List<Kind> kinds = values.stream().map(linker::kind).toList();
    Kind first =
        kinds.stream()
            .filter(kind -> kind != Kind.UNKNOWN)
            .filter(kind -> kind != Kind.PRIMITIVE || !kinds.contains(Kind.UNKNOWN))
            .findFirst()
            .orElse(Kind.UNKNOWN);
    return switch (first) {
      case FUNCTION -> "function";
      case CLASS -> "class";
      case PRIMITIVE -> "primitive";
      case OBJECT, ARRAY, UNKNOWN -> "object";
    };
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
