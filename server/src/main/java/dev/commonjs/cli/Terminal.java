package dev.commonjs.cli;

import java.io.PrintWriter;
import java.nio.file.Path;

/**
 * Where a command runs.
 *
 * @param directory what relative paths are relative to; absolute
 * @param color whether {@code out} shows colours
 * @param live whether {@code err} is watched by a person, so that a line may be rewritten
 */
public record Terminal(
    PrintWriter out, PrintWriter err, Path directory, boolean color, boolean live) {}
