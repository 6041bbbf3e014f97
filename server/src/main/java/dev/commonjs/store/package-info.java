/** What was read of texts, kept on disk from one process to the next. */
@NullMarked
package dev.commonjs.store;

import org.jspecify.annotations.NullMarked;
