package dev.commonjs.graph;

import dev.commonjs.resolve.Resolution;
import dev.commonjs.shape.RequireSite;

/**
 * One specifier of one file.
 *
 * @param atLoad some site of it runs while the file loads
 * @param guarded all sites of it are guarded
 */
public record Edge(
    String specifier,
    RequireSite.Kind kind,
    boolean atLoad,
    boolean guarded,
    Resolution resolution) {

  /**
   * Whether the file can't finish loading before the target has been run, or has at least begun to.
   */
  public boolean runsTarget() {
    return kind == RequireSite.Kind.IMPORT || (kind == RequireSite.Kind.REQUIRE && atLoad);
  }
}
