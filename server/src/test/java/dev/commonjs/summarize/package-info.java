/**
 * Tests of the interpreter. {@link DifferentialTest} runs random programs in Node and here; what
 * one of them showed once is kept as a named test beside it.
 */
@NullMarked
package dev.commonjs.summarize;

import org.jspecify.annotations.NullMarked;
