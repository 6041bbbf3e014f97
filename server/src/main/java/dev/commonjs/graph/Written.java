package dev.commonjs.graph;

import java.nio.file.Path;

/**
 * The member {@code name} of the object with ordinal {@code object} in the shape of {@code file}:
 * where a name is made.
 */
public record Written(Path file, int object, String name) {}
