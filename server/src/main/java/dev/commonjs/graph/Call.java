package dev.commonjs.graph;

import dev.commonjs.module.Shape;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Shape.Argument} stands for inside the effects of a callee.
 *
 * @param file the file of the call, whose table {@code arguments} refer to
 * @param self the argument number of the object that is being looked at; −1 for the receiver
 * @param outer the call that the arguments themselves may refer to
 */
record Call(Path file, List<Shape> arguments, int self, @Nullable Call outer) {}
