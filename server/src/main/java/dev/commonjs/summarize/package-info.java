/**
 * From the text of one file to its {@link dev.commonjs.shape.ModuleSummary}: {@link
 * dev.commonjs.summarize.Summarizer} is the way in.
 *
 * <p>In this order: {@link dev.commonjs.summarize.Load} runs the file as Node does; {@link
 * dev.commonjs.summarize.ShapeBuilder} turns what it exports into a shape; {@link
 * dev.commonjs.summarize.FunctionSummaries} walks the functions that callers may call; {@link
 * dev.commonjs.summarize.Judgements} says what never reaches callers, one class for each kind of
 * mistake, from {@link dev.commonjs.summarize.Evidence} and {@link
 * dev.commonjs.summarize.Reachability}.
 *
 * <p>Invariants: a summary is a pure function of the text, its kind and of which guarded requires
 * are known to fail; every text has one. One interpreter reads one file on one thread, and nothing
 * mutable outlives it. Where a value is turned into a shape is an argument ({@link
 * dev.commonjs.summarize.Scope}), never state. A judgement only reads.
 *
 * <p>Deliberately not here: other files, paths, resolution of specifiers, reading, caching.
 */
@NullMarked
package dev.commonjs.summarize;

import org.jspecify.annotations.NullMarked;
