/**
 * What the built-in functions of the language and of Node do, on abstract values.
 *
 * <p>Invariant: a built-in function that has no model is taken to throw perhaps and to call what it
 * is given at another time.
 */
@NullMarked
package dev.commonjs.models;

import org.jspecify.annotations.NullMarked;
