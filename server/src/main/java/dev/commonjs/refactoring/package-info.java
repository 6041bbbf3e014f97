/**
 * Changes of how a module is written that keep what it does: the edits, or the first condition that
 * does not hold, as a sentence. Functions of a {@link dev.commonjs.workspace.Snapshot}.
 *
 * <p>Deliberately not here: fixes of findings (package {@code rule}), renames and moves of files
 * (package {@code feature}), the editor's protocol.
 */
@NullMarked
package dev.commonjs.refactoring;

import org.jspecify.annotations.NullMarked;
