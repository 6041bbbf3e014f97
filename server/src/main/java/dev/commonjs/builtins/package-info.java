/**
 * What the language and Node bring along: names, kinds and {@code typeof} of globals and of Node's
 * own modules. Data and lookups.
 *
 * <p>Deliberately not here: what built-in functions do ({@code models}), and abstract values.
 */
@NullMarked
package dev.commonjs.builtins;

import org.jspecify.annotations.NullMarked;
