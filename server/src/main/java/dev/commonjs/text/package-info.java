/**
 * Text, positions in it, changes to it, and how far apart two names are.
 *
 * <p>Invariants: everything here is immutable; an offset counts UTF-16 code units, as Java strings,
 * JavaScript and LSP's default do; every conversion is total, so a position outside of the text
 * becomes the nearest one inside.
 *
 * <p>Not here: JavaScript, files, URIs, LSP's types.
 */
@NullMarked
package dev.commonjs.text;

import org.jspecify.annotations.NullMarked;
