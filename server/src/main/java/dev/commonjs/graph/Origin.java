package dev.commonjs.graph;

import dev.commonjs.text.Span;
import java.nio.file.Path;

/**
 * A place in a file, as UTF-16 offsets into its present text. Made when asked for; not to be kept
 * across versions.
 */
public record Origin(Path file, Span span) {}
