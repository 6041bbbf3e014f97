/**
 * ECMAScript, executed abstractly: {@link dev.commonjs.interpret.Interpreter} and its parts, by the
 * chapters of ECMA-262, and the events that are written down on the way.
 *
 * <p>Invariants: what holds while code runs is an immutable {@link
 * dev.commonjs.interpret.Situation}; what a path changes is in the heap. Built-in functions are
 * asked of {@link dev.commonjs.interpret.Interpreter.Intrinsics}. Nothing recognises forms of
 * exporting.
 *
 * <p>Deliberately not here: what built-in functions do, shapes of results, and judgements.
 */
@NullMarked
package dev.commonjs.interpret;

import org.jspecify.annotations.NullMarked;
