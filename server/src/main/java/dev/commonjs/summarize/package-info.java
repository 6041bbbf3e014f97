/**
 * From the text of one file to its {@link dev.commonjs.shape.ModuleSummary}: {@link
 * dev.commonjs.summarize.Summarizer} is the way in.
 *
 * <p>Invariants: a summary is a pure function of the text, its kind and of which guarded requires
 * are known to fail; every text has one. One interpreter reads one file on one thread, and nothing
 * mutable outlives it.
 *
 * <p>Deliberately not here: other files, paths, resolution of specifiers, reading, caching.
 */
@NullMarked
package dev.commonjs.summarize;

import org.jspecify.annotations.NullMarked;
