package dev.commonjs.interpret;

import dev.commonjs.heap.Value.Symbolic;

/**
 * What code goes by that runs behind a condition.
 *
 * @param value something that another module holds
 * @param outcome whether it is truthy there (ECMA-262, <em>ToBoolean</em>)
 */
record Assumption(Symbolic value, boolean outcome) {}
