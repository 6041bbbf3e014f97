package dev.commonjs.graph;

import dev.commonjs.resolve.NodeSettings;
import dev.commonjs.resolve.Resolution;
import dev.commonjs.shape.Locations;
import dev.commonjs.shape.ModuleShape;
import dev.commonjs.shape.ModuleSummary;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the linker needs to know of the modules. Total and free of side effects: the same question,
 * the same answer.
 */
public interface Modules {
  enum Kind {
    COMMONJS,
    JSON,
    ES_MODULE,
    /** A {@code .node} addon, or whatever else has no text that can be analysed. */
    OPAQUE
  }

  Kind kind(Path file);

  /** Empty when the file can't be read. */
  Optional<ModuleSummary> summary(Path file);

  /**
   * What {@code specifier} stands for in {@code from}: for {@code require} or, where {@code from}
   * names it so, for {@code import}.
   */
  Resolution resolve(Path from, String specifier);

  /**
   * All that {@code specifier}, one of {@link #mentions}, may stand for in {@code from}, as far as
   * the text shows that without being parsed.
   */
  default List<Resolution> leads(Path from, String specifier) {
    return List.of(resolve(from, specifier));
  }

  /**
   * Whether {@code a} and {@code b} require each other, directly or not, while they load; true for
   * the same file.
   */
  boolean inCycle(Path a, Path b);

  /**
   * The specifiers of the modules that {@code file} may require, as far as its text shows that
   * without being parsed: rather too many than too few; not those that are computed.
   */
  Set<String> mentions(Path file);

  /** The files that {@link #leads} finds for {@link #mentions}. */
  default List<Path> mentioned(Path from) {
    return mentions(from).stream()
        .flatMap(specifier -> leads(from, specifier).stream())
        .flatMap(Resolution::target)
        .distinct()
        .toList();
  }

  /** What {@code file} does to the objects of modules that it requires. */
  Patches contribution(Path file);

  /**
   * What importers write on {@code file}'s objects. Asked only when something is about to be called
   * absent.
   */
  Patches patches(Path file);

  /**
   * The same for one reader.
   *
   * @param reader the file that reads them: what tests do does not count for one that is no test,
   *     for it runs without them too
   */
  Patches patches(Path file, Path reader);

  /** The Node that the modules run on. */
  default NodeSettings node() {
    return NodeSettings.CURRENT;
  }

  /** The modules of the roots. */
  default List<Path> files() {
    return List.of();
  }

  default Optional<ModuleShape> shape(Path file) {
    return summary(file).map(ModuleSummary::shape);
  }

  default Optional<Locations> locations(Path file) {
    return summary(file).map(ModuleSummary::locations);
  }
}
