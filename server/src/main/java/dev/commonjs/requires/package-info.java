/**
 * How a file writes what it requires: where those declarations stand, in which style, and how one
 * more is written. Functions of one parsed file.
 */
@NullMarked
package dev.commonjs.requires;

import org.jspecify.annotations.NullMarked;
