package dev.commonjs.cli;

import java.util.List;
import java.util.Map;

/**
 * What {@code require()} of a file returns. The names of these components are the JSON format.
 *
 * @param kind {@code function}, {@code class}, {@code object} or {@code primitive}
 * @param exports what {@code Object.keys} would list, array indices left out
 * @param open there may be further names; {@code openReasons} says why
 * @param requires by specifier: a path, {@code builtin} or {@code missing}
 */
record ShapeRow(
    String file,
    String kind,
    List<String> exports,
    boolean open,
    List<String> openReasons,
    Map<String, String> requires) {

  /** Of a file that nothing is known of. */
  static ShapeRow unknown(String file, String reason) {
    return new ShapeRow(file, "object", List.of(), true, List.of(reason), Map.of());
  }
}
