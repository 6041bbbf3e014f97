/**
 * The memory of the abstract interpreter: values, objects, slots, and the undo log by which paths
 * are taken back and joined.
 *
 * <p>Invariants: values and slots are immutable. Whatever a path changes is a {@link
 * dev.commonjs.heap.Place} of the {@link dev.commonjs.heap.Heap}, so that taking the path back and
 * joining it with another reaches it; nothing else may hold state of a path.
 *
 * <p>Deliberately not here: anything that runs code of the file.
 */
@NullMarked
package dev.commonjs.heap;

import org.jspecify.annotations.NullMarked;
