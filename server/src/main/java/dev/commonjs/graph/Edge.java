package dev.commonjs.graph;

import dev.commonjs.module.RequireSite;
import dev.commonjs.resolve.Resolution;

/**
 * One specifier of one file.
 *
 * @param atLoad some site of it runs while the file loads
 * @param guarded all sites of it are guarded
 */
public record Edge(
    String specifier, RequireSite.Kind kind, boolean atLoad, boolean guarded, Resolution resolution) {}
