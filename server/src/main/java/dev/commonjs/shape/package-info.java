/**
 * What reading one file has found, as everybody else may see it: {@link
 * dev.commonjs.shape.ModuleSummary} holds the shape of what callers get, where its parts stand,
 * which modules are required, what is used of them, and the facts that rules report.
 *
 * <p>Invariants: immutable values. A {@link dev.commonjs.shape.ModuleShape} holds no positions and
 * no text with one; {@link dev.commonjs.shape.Locations} beside it does, so that an edit which only
 * moves text leaves a shape equal. What may have names that are not listed is open, and says why.
 *
 * <p>Deliberately not here: how any of it is found, other files, and what to say to people.
 */
@NullMarked
package dev.commonjs.shape;

import org.jspecify.annotations.NullMarked;
