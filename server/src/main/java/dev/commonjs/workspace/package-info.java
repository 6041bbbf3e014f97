/**
 * The state of the server: {@link dev.commonjs.workspace.Workspace#apply} is the only writer, an
 * immutable {@link dev.commonjs.workspace.Snapshot} is the whole read API.
 *
 * <p>Invariants: open documents lie over the disk, and an event of the disk never replaces one;
 * {@code apply} never parses and never reads a file; what is computed is computed on first use and
 * kept by content, so that a snapshot equals one made from scratch out of the same files; snapshots
 * do not link to their predecessors. {@link dev.commonjs.workspace.DiskFiles} alone touches {@code
 * java.nio.file.Files}.
 *
 * <p>Deliberately not here: URIs, requests, threads other than the indexer's.
 */
@NullMarked
package dev.commonjs.workspace;

import org.jspecify.annotations.NullMarked;
