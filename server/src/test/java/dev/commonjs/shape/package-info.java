/** Tests of what one file's summary is made of. */
@NullMarked
package dev.commonjs.shape;

import org.jspecify.annotations.NullMarked;
