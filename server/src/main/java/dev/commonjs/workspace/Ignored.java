package dev.commonjs.workspace;

import java.nio.file.Path;

/**
 * Something that git keeps out of a repository.
 *
 * @param path the file, or the outermost folder that is ignored with all that is in it
 * @param by the file that says so
 */
public record Ignored(Path path, Path by) {}
