/**
 * What one file does while Node loads it, found out by executing its text abstractly. {@link
 * dev.commonjs.module.Summarizer} is the way in, {@link dev.commonjs.module.ModuleSummary} the
 * answer: the shape of what callers get, where its parts stand, which modules are required, what is
 * used of them, and the facts that rules report.
 *
 * <p>Invariants: a summary is a pure function of the text, its kind and of which guarded requires
 * are known to fail; every text has one. Shapes hold no positions, {@link
 * dev.commonjs.module.Locations} beside them does, so that an edit which only moves text leaves a
 * shape equal. Whatever may add names makes a shape open, with its reason; so does a budget that
 * runs out. One {@code Interpreter} reads one file on one thread, and nothing mutable outlives it.
 *
 * <p>Inside: {@code Heap} and {@code Cell} are the memory, which paths share, take back and join;
 * {@code Evaluator}, {@code Executor}, {@code Calls} and {@code Objects} are the language; {@code
 * Natives} and the models are what comes with it and with Node; {@code Recorder} notes what
 * happens; {@code ShapeBuilder} and {@code Verdicts} read off the end.
 *
 * <p>Deliberately not here: forms of exporting (what is exported is what the heap holds at the
 * end), other files, paths, specifiers' resolution, reading, caching, and what to say to people.
 */
@NullMarked
package dev.commonjs.module;

import org.jspecify.annotations.NullMarked;
