/**
 * Tests of the interpreter. {@link dev.commonjs.module.DifferentialTest} runs random programs in
 * Node and here; what one of them showed once is kept as a named test beside it.
 */
@NullMarked
package dev.commonjs.module;

import org.jspecify.annotations.NullMarked;
