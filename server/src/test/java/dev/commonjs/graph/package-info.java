/** Tests of linking, on modules of a tiny language whose every line is one part of a shape. */
@NullMarked
package dev.commonjs.graph;

import org.jspecify.annotations.NullMarked;
