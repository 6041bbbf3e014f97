/** Tests of snapshots: that what they keep is what a new one would compute. */
@NullMarked
package dev.commonjs.workspace;

import org.jspecify.annotations.NullMarked;
