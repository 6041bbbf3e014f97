package dev.commonjs.cli;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code require()} of a file returns. The names of these components are the JSON format.
 *
 * @param kind {@code function}, {@code class}, {@code object} or {@code primitive}
 * @param exports what {@code Object.keys} would list, array indices left out
 * @param open there may be further names; {@code openReasons} says why
 * @param observed what a run of the module showed where reading it leaves the names open; absent
 *     where it was not run
 * @param requires by specifier: a path, {@code builtin} or {@code missing}
 */
record ShapeRow(
    String file,
    String kind,
    List<String> exports,
    boolean open,
    List<String> openReasons,
    @Nullable Observed observed,
    Map<String, String> requires) {

  /** Of a file that nothing is known of. */
  static ShapeRow unknown(String file, String reason) {
    return new ShapeRow(file, "object", List.of(), true, List.of(reason), null, Map.of());
  }

  /**
   * @param outcome how the run ended: {@code loaded}, {@code threw}, {@code out of time}, {@code
   *     out of memory}, {@code died}
   * @param names those of {@code exports} that only the run showed
   * @param doubts why there may be others in Node
   */
  record Observed(String outcome, List<String> names, List<String> doubts) {}
}
