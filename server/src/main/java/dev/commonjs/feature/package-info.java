/**
 * What an editor's user may ask about a place or a file, one file per question: functions from a
 * {@link dev.commonjs.workspace.Snapshot} to plain records.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>What is under the cursor is decided once, by {@link dev.commonjs.feature.Targets}.
 *   <li>Everything is total and deterministic: the same snapshot gives the same answer in the same
 *       order (but for one line of {@link dev.commonjs.feature.Hovers#hover}); nothing there is an
 *       empty answer.
 *   <li>Places are UTF-16 offsets and paths. Texts for people are bounded in height and width.
 *   <li>What is said of a value is what {@link dev.commonjs.graph.Linker} proves, with the reasons
 *       why there may be more.
 * </ul>
 *
 * <p>Deliberately not here: the editor's protocol; findings (package {@code rule}).
 */
@NullMarked
package dev.commonjs.feature;

import org.jspecify.annotations.NullMarked;
