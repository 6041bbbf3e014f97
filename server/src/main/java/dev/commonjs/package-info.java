/** The process itself. Everything else is in the rooms below: see ARCHITECTURE.md. */
@NullMarked
package dev.commonjs;

import org.jspecify.annotations.NullMarked;
