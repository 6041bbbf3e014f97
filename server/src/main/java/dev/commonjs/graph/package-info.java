/**
 * How modules hang together: who requires whom ({@link dev.commonjs.graph.ModuleGraph}), and what a
 * value that crosses files is ({@link dev.commonjs.graph.Linker}).
 *
 * <p>Invariants: nothing here reads a file; answers depend on the shapes and resolutions of {@link
 * dev.commonjs.graph.Modules} only, never on the order of questions; no span of another file is
 * kept, a location is looked up when it is asked for. Linking is lazy: a question visits the
 * modules that it needs.
 *
 * <p>Deliberately not here: when to recompute (workspace), what to say about it (rule, feature).
 */
@NullMarked
package dev.commonjs.graph;

import org.jspecify.annotations.NullMarked;
